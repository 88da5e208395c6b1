// SPDX-License-Identifier: MIT
#include "link/browser.h"

#include <algorithm>

#include "base/utf8.h"
#include "link/origin.h"
#include "permissions/json_fault.h"
#include "permissions/list_reader.h"

namespace tokenlink {
namespace {

constexpr size_t kLongestName = sizeof "permissionGroupKeys" - 1;
constexpr Str kReplacement = "\xEF\xBF\xBD";  // U+FFFD

bool IsTabOrBreak(char c) { return c == '\t' || c == '\n' || c == '\r'; }
bool IsMargin(char c) { return static_cast<unsigned char>(c) <= 0x20; }

// The URL parser's first steps: C0 controls and spaces at both ends go, then all tabs and line breaks.
class UrlText {
 public:
  bool Read(Str link, Arena* arena) {
    link_ = link;
    size_t end = link.size();
    while (end > 0 && IsMargin(link[end - 1])) --end;
    while (begin_ < end && IsMargin(link[begin_])) ++begin_;
    char* const out = arena->Bytes(end - begin_ + 1);
    if (out == nullptr) return false;
    const char* const from = link.data();
    char* const stop = std::remove_copy_if(from + begin_, from + end, out, IsTabOrBreak);
    text_ = Str(out, static_cast<size_t>(stop - out));
    return true;
  }

  Str text() const { return text_; }

  // The offset in the link of a byte of text(), or of its end.
  size_t Origin(size_t offset) const {
    size_t at = begin_;
    for (size_t left = offset + 1; at < link_.size(); ++at) {
      if (!IsTabOrBreak(link_[at]) && --left == 0) break;
    }
    return offset == text_.size() ? std::min(at, link_.size()) : at;
  }

 private:
  Str link_;
  Str text_;
  size_t begin_ = 0;
};

// The number of bytes at the start of an ill-formed text that one U+FFFD replaces: a lead byte and what can follow it
// (the Unicode standard, "U+FFFD Substitution of Maximal Subparts").
size_t SubpartSize(Str text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const size_t size = lead < 0xC2 || lead > 0xF4 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  size_t i = 1;
  for (; i < size && i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < (i == 1 ? low : 0x80u) || byte > (i == 1 ? high : 0xBFu)) break;
  }
  return i;
}

// Each ill-formed part of `text` as U+FFFD.
bool ReplaceIllFormed(Str text, Arena* arena, Str* out) {
  size_t fault = FindInvalidUtf8(text);
  *out = text;
  if (fault == kNowhere) return true;
  char* const begin = arena->Bytes(kReplacement.size() * text.size() + kJsonPadding);
  if (begin == nullptr) return false;
  char* end = begin;
  while (fault != kNowhere) {
    end = Put(kReplacement, Put(Slice(text, 0, fault), end));
    text = From(text, fault + SubpartSize(From(text, fault)));
    fault = FindInvalidUtf8(text);
  }
  end = Put(text, end);
  memset(end, 0, kJsonPadding);
  *out = Str(begin, static_cast<size_t>(end - begin));
  return true;
}

// One name or value of application/x-www-form-urlencoded, into `out`, which has room for raw.size() bytes: a % without
// two hex digits is a %.
Str Decode(Str raw, char* out) {
  char* end = out;
  for (size_t i = 0; i < raw.size(); ++i) {
    char c = raw[i] == '+' ? ' ' : raw[i];
    if (c == '%' && i + 2 < raw.size()) {
      const int high = HexValue(raw[i + 1]);
      const int low = HexValue(raw[i + 2]);
      if (high >= 0 && low >= 0) {
        c = static_cast<char>(high << 4 | low);
        i += 2;
      }
    }
    *end++ = c;
  }
  return Str(out, static_cast<size_t>(end - out));
}

// Whether a raw name decodes to `name`, which is ASCII: if it has ill-formed parts, it is another.
bool IsName(Str raw, Str name) {
  char room[3 * kLongestName];
  // Decoding makes no name longer, and leaves a third at least.
  return raw.size() >= name.size() && raw.size() <= 3 * name.size() && Decode(raw, room) == name;
}

// A value, with kJsonPadding readable bytes after it.
bool DecodeValue(Str raw, Arena* arena, Str* out) {
  char* const room = arena->Bytes(raw.size() + kJsonPadding);
  if (room == nullptr) return false;
  const Str value = Decode(raw, room);
  memset(room + value.size(), 0, kJsonPadding);
  return ReplaceIllFormed(value, arena, out);
}

class Query {
 public:
  Query(const UrlText& url, Arena* arena) : url_(url), arena_(arena) {
    const Str text = url.text();
    begin_ = std::min(text.find_first_of("?#"), text.size());
    const bool has_query = begin_ < text.size() && text[begin_] == '?';
    begin_ += has_query ? 1 : 0;
    end_ = has_query ? std::min(text.find('#', begin_), text.size()) : begin_;
  }

  // The first parameter of a name. False when out of memory.
  bool Get(Str name, BrowserParameter* out) const {
    const Str text = url_.text();
    size_t end = 0;
    for (size_t begin = begin_; begin < end_; begin = end + 1) {
      end = std::min(text.find('&', begin), end_);
      const Str part = Slice(text, begin, end);
      const Str raw_name = Slice(part, 0, part.find('='));
      if (part.empty() || !IsName(raw_name, name)) continue;
      out->original = {url_.Origin(begin), url_.Origin(end - 1) + 1};
      return DecodeValue(From(part, raw_name.size() + 1), arena_, &out->value);
    }
    const size_t at = url_.Origin(text.size());
    out->original = {at, at};
    return true;
  }

 private:
  const UrlText& url_;
  Arena* arena_;
  size_t begin_ = 0;
  size_t end_ = 0;
};

// The page. A host or path that is not the dashboard's to the byte leads to a page that is none of ours, or to none.
bool ReadPage(Str text, const Query& query, BrowserReading* out) {
  const Origin origin = ReadOrigin(text);
  if (origin.status != Status::OK) return true;
  if (origin.page != Page::kRoot) {
    out->create_path = origin.create.size() > 0;
    out->kind = origin.page == Page::kProfile ? Kind::kUser : Kind::kDeploy;
    return true;
  }
  BrowserParameter to;
  if (!query.Get("to", &to)) return false;
  const bool page = Slice(to.value, 0, kAccountPage.size()) == kAccountPage;
  const Str rest = From(to.value, kAccountPage.size());
  if (!page || !(rest.empty() || rest == kCreate)) return true;
  out->create_path = !rest.empty();
  out->kind = Kind::kAccount;
  return true;
}

}  // namespace

bool ReadAsBrowser(Str link, Kind kind, JsonParser* json, Arena* arena, BrowserReading* out) {
  UrlText url;
  if (!url.Read(link, arena)) return false;
  const Query query(url, arena);
  const bool deploy = kind == Kind::kDeploy;
  if (!ReadPage(url.text(), query, out) ||
      !query.Get(deploy ? "apiTokenTmpl" : "permissionGroupKeys", &out->permission_value) ||
      !query.Get(deploy ? "apiTokenName" : "name", &out->name) || !query.Get("accountId", &out->account_id) ||
      !query.Get("zoneId", &out->zone_id)) {
    return false;
  }
  if (out->permission_value.value.data() == nullptr) return true;
  const Status status = ReadPermissionList(json, out->permission_value.value, arena, &out->permissions, nullptr);
  out->has_list = status == Status::OK;
  if (!out->has_list) out->permissions.Clear();
  if (status == Status::E_JSON) {
    const JsonFault fault = FindJsonFault(out->permission_value.value);
    if (fault.limit) out->limit = fault.what;
  }
  return status != Status::E_NOMEM;
}

}  // namespace tokenlink

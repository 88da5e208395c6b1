// SPDX-License-Identifier: MIT
#include "link/reordered_fast.h"

#include "base/utf8.h"
#include "percent/percent.h"
#include "permissions/encoded_list_fast.h"

namespace tokenlink {
namespace {

constexpr size_t kLeastQuery = 16;

// Copies a text of 16 bytes or more. False if it has a byte that CleanText may undo, that ends the query or that may be
// invalid UTF-8: controls, blanks, the backslash, #, and everything from 0x80 on. The & of an HTML entity needs no
// check: no known parameter starts with what follows it.
bool CopyQuery(Str text, char* out) {
  // A vector type lets the compiler choose the instructions; bytes from 0x80 on are negative.
  using Bytes = signed char __attribute__((vector_size(kLeastQuery)));
  Bytes graphic = Bytes{} == 0;
  Bytes found = {};
  const auto copy = [&](const char* in, char* to) {
    Bytes bytes;
    memcpy(&bytes, in, sizeof bytes);
    memcpy(to, &bytes, sizeof bytes);
    graphic &= bytes > ' ';
    found |= (bytes == '\\') | (bytes == '#');
  };
  const size_t last = text.size() - sizeof(Bytes);
  copy(text.data() + last, out + last);
  for (size_t i = 0; i < last; i += sizeof(Bytes)) copy(text.data() + i, out + i);
  found |= ~graphic;
  uint64_t halves[2];
  memcpy(halves, &found, sizeof halves);
  return (halves[0] | halves[1]) == 0;
}

// Takes the parameters of a query one by one, from a copy with kEncodedListPadding readable bytes after it.
class QueryCursor {
 public:
  QueryCursor(char* at, size_t size, Arena* arena) : at_(at), end_(at + size), arena_(arena) {}

  bool TakeAll(ReorderedLink* out) {
    const bool user = out->kind == Kind::kUser;
    bool page = user;  // whether the page is known to be the right one
    do {
      bool taken = false;
      switch (*at_) {
        case 'p':
          taken = out->permissions.empty() && Take("permissionGroupKeys=") && TakeList(&out->permissions);
          break;
        case 'n':
          taken = out->name.absent() && Take("name=") && TakeName(&out->name);
          break;
        case 'a':
          taken = user && out->account_id.absent() && Take("accountId=") && TakeId(&out->account_id);
          break;
        case 'z':
          taken = user && out->zone_id.absent() && Take("zoneId=") && TakeId(&out->zone_id);
          break;
        case 't':
          taken = !page && Take("to=") && TakeAccountPage();
          page = true;
          break;
        default:
          break;
      }
      if (!taken) return false;
    } while (Take("&"));
    return at_ == end_ && page && !out->permissions.empty();
  }

 private:
  template <size_t kSize>
  bool Take(const char (&text)[kSize]) {
    if (memcmp(at_, text, kSize - 1) != 0) return false;
    at_ += kSize - 1;
    return true;
  }

  // All up to the next parameter.
  Str TakeValue() {
    const char* const begin = at_;
    char* const ampersand = static_cast<char*>(memchr(at_, '&', static_cast<size_t>(end_ - at_)));
    at_ = ampersand != nullptr ? ampersand : end_;
    return Str(begin, static_cast<size_t>(at_ - begin));
  }

  bool TakeList(Permissions* out) {
    size_t size = 0;
    if (!TryReadEncodedList(Str(at_, static_cast<size_t>(end_ - at_)), arena_, out, &size)) return false;
    at_ += size;
    return true;
  }

  // Decoded in place.
  bool TakeName(View* out) {
    char* const room = at_;
    const Decoded decoded = Decode(TakeValue(), true, room);
    *out = Str(room, decoded.size);
    return decoded.fault == kNowhere && FindInvalidUtf8(*out) == kNowhere;
  }

  bool TakeId(View* out) {
    if (Take("%2A") || Take("%2a") || Take("*")) {
      *out = Str("*");
    } else if (Take("all")) {
      *out = Str("all");
    } else {
      *out = Str(at_, 32);
      at_ += 32;
      return IsHexId(*out);
    }
    return true;
  }

  bool TakeAccountPage() {
    char* const room = at_;
    const Str raw = TakeValue();
    if (raw == kAccountPage) return true;
    const Decoded decoded = Decode(raw, true, room);
    return decoded.fault == kNowhere && Str(room, decoded.size) == kAccountPage;
  }

  char* at_;
  char* end_;
  Arena* arena_;
};

}  // namespace

bool TryReadReordered(Str link, Arena* arena, ReorderedLink* out) {
  if (Slice(link, 0, kUserPage.size()) == kUserPage) {
    out->kind = Kind::kUser;
  } else if (Slice(link, 0, kRootPage.size()) == kRootPage) {
    out->kind = Kind::kAccount;
  } else {
    return false;
  }
  const Str query = From(link, out->kind == Kind::kUser ? kUserPage.size() : kRootPage.size());
  const size_t size = query.size();
  if (size < kLeastQuery) return false;
  char* const copy = arena->Bytes(size + kEncodedListPadding);
  if (copy == nullptr) return false;
  memset(copy + size, 0, kEncodedListPadding);
  return CopyQuery(query, copy) && QueryCursor(copy, size, arena).TakeAll(out);
}

}  // namespace tokenlink

// SPDX-License-Identifier: MIT
#include "link/permission_text.h"

#include "base/utf8.h"

namespace tokenlink {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

Status Incomplete(Error* error, size_t offset, Str item, Str what) {
  return Fail(error, Status::E_PERMISSION, offset, Quoted{item, 32}, Str(" "), what,
              Str("; a permission is written key:type, such as dns:edit"));
}

// One "key:type".
Status ReadPair(Str text, Span item, ArenaVector<Permission>* out, Error* error) {
  const Str pair = Slice(text, item.begin, item.end);
  size_t colon = 0;
  while (colon < pair.size() && pair[colon] != ':') ++colon;
  if (colon == pair.size()) return Incomplete(error, item.begin, pair, "has no type");
  if (colon == 0) return Incomplete(error, item.begin, pair, "has no key");
  if (colon + 1 == pair.size()) return Incomplete(error, item.end, pair, "has no type");
  for (size_t i = colon + 1; i < pair.size(); ++i) {
    if (pair[i] == ':') return Incomplete(error, item.begin + i, pair, "has a second colon");
  }
  const Permission permission = {Slice(pair, 0, colon), From(pair, colon + 1)};
  return out->Push(permission) ? Status::OK : Fail(error, Status::E_NOMEM, 0, "out of memory");
}

// Commas or white space between pairs.
Status ReadPairs(Str text, ArenaVector<Permission>* out, Error* error) {
  bool pair_needed = true;
  for (size_t i = 0; i < text.size();) {
    if (IsSpace(text[i])) {
      ++i;
      continue;
    }
    if (text[i] == ',') {
      if (pair_needed) return Fail(error, Status::E_PERMISSION, i, "a permission is missing before the comma");
      pair_needed = true;
      ++i;
      continue;
    }
    size_t end = i;
    while (end < text.size() && text[end] != ',' && !IsSpace(text[end])) ++end;
    const Status status = ReadPair(text, {i, end}, out, error);
    if (status != Status::OK) return status;
    pair_needed = false;
    i = end;
  }
  if (pair_needed)
    return Fail(error, Status::E_PERMISSION, text.size(), "a permission is missing after the last comma");
  return Status::OK;
}

Status CheckComplete(const ArenaVector<Permission>& list, Error* error) {
  for (size_t i = 0; i < list.size(); ++i) {
    const bool no_key = list[i].key.len == 0;
    if (no_key || list[i].type.len == 0) {
      return Fail(error, Status::E_PERMISSION, 0, "permission ", i + 1, no_key ? " has no key" : " has no type");
    }
  }
  return Status::OK;
}

}  // namespace

Status ReadPermissionText(Str text, JsonParser* json, Arena* arena, ArenaVector<Permission>* out, Error* error) {
  const size_t invalid = FindInvalidUtf8(text);
  if (invalid != kNowhere) return Fail(error, Status::E_UTF8, invalid, "the permissions are not valid UTF-8");
  // The caller's text may be gone before the views of it are.
  char* copy = arena->Bytes(text.size() + kJsonPadding);
  if (copy == nullptr) return Fail(error, Status::E_NOMEM, 0, "out of memory");
  if (!text.empty()) memcpy(copy, text.data(), text.size());
  memset(copy + text.size(), 0, kJsonPadding);
  const Str kept(copy, text.size());

  size_t first = 0;
  while (first < kept.size() && IsSpace(kept[first])) ++first;
  if (first == kept.size())
    return Fail(error, Status::E_NO_PERMISSIONS, 0, "there are no permissions; write them like dns:edit");
  const bool is_json = kept[first] == '[' || kept[first] == '{' || kept[first] == '"';
  if (!is_json) return ReadPairs(kept, out, error);
  const Status status = ReadPermissionList(json, kept, arena, out, error);
  if (status != Status::OK) return status;
  if (out->empty()) return Fail(error, Status::E_NO_PERMISSIONS, first, "the permission list is empty");
  return CheckComplete(*out, error);
}

}  // namespace tokenlink

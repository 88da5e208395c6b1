// SPDX-License-Identifier: MIT
#include "link/canonical.h"

#include "percent/percent.h"

namespace tokenlink {
namespace {

static_assert(sizeof(KeyAndType) == sizeof(Permission) && offsetof(KeyAndType, type) == offsetof(Permission, type) &&
              offsetof(View, len) == offsetof(KeyAndType, key_size));

// %7B%22key%22%3A%22K%22%2C%22type%22%3A%22T%22%7D and the %2C or %5D behind it.
constexpr size_t kShortestObject = 51;

// A cursor over a copy of the link that has room to read on behind its end.
struct Cursor {
  const char* at;
  const char* end;

  template <size_t kSize>
  bool Take(const char (&text)[kSize]) {
    if (memcmp(at, text, kSize - 1) != 0) return false;
    at += kSize - 1;
    return true;
  }
  size_t left() const { return static_cast<size_t>(end - at); }
};

// The wildcard as the link writes it, or an id.
template <size_t kSize>
bool TakeId(Cursor* cursor, const char (&wildcard)[kSize], Str meaning, View* out) {
  if (cursor->Take(wildcard)) {
    *out = meaning;
    return true;
  }
  if (cursor->left() < 32 || !IsHexId(Str(cursor->at, 32))) return false;
  *out = Str(cursor->at, 32);
  cursor->at += 32;
  return true;
}

// The name up to the link's end, decoded into `room`, which takes as much and kReadAhead more.
bool TakeName(Cursor* cursor, char* room, CanonicalLink* out) {
  const Kernel& kernel = ActiveKernel();
  const Str raw(cursor->at, cursor->left());
  unsigned sees = 0;
  const size_t size = kernel.read_value(raw.data(), raw.size(), room, raw.size() + kReadAhead, &sees);
  if (size == kNoValue || (sees != 0 && (kernel.check_utf8(room, size) & kIllFormed) != 0)) return false;
  out->raw_name = raw;
  out->name = Str(room, size);
  cursor->at = cursor->end;
  return true;
}

}  // namespace

bool ReadCanonical(Str link, Arena* arena, CanonicalLink* out) {
  const size_t size = link.size();
  if (size < kAccountPrefix.size() + kShortestObject || size > kMaxLink) return false;
  // Behind the list a copy of the link, which the views look at and which may be read beyond, as the caller's bytes may
  // not; and behind that the room for the name.
  const size_t most = (size - kAccountPrefix.size()) / kShortestObject + 1;
  const size_t list_size = most * sizeof(KeyAndType);
  auto* list = static_cast<KeyAndType*>(arena->Allocate(list_size + 2 * (size + kReadAhead), alignof(KeyAndType)));
  if (list == nullptr) return false;
  char* const copy = reinterpret_cast<char*>(list) + list_size;
  memcpy(copy, link.data(), size);
  memset(copy + size, 0, kReadAhead);
  Cursor cursor = {copy, copy + size};
  if (cursor.Take(kUserPrefixText)) {
    out->kind = Kind::kUser;
  } else if (cursor.Take(kAccountPrefixText)) {
    out->kind = Kind::kAccount;
  } else {
    return false;
  }
  if (!cursor.Take("%5B")) return false;
  size_t count = 0;
  cursor.at = ActiveKernel().read_objects(cursor.at, list, most, &count);
  if (cursor.at == nullptr || !cursor.Take("%5D")) return false;
  out->permissions = {reinterpret_cast<const Permission*>(list), count};
  if (out->kind == Kind::kUser) {
    if (!cursor.Take("&accountId=")) return false;
    out->account_id_offset = static_cast<size_t>(cursor.at - copy);
    if (!TakeId(&cursor, "%2A", "*", &out->account_id) || !cursor.Take("&zoneId=") ||
        !TakeId(&cursor, "all", "all", &out->zone_id)) {
      return false;
    }
  }
  if (cursor.left() == 0) return true;
  return cursor.Take(kNameIsText) && TakeName(&cursor, copy + size + kReadAhead, out);
}

}  // namespace tokenlink

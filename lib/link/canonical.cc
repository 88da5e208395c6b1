// SPDX-License-Identifier: MIT
#include "link/canonical.h"

#include <algorithm>

#include "kernel/choose.h"

namespace tokenlink {
namespace {

static_assert(sizeof(KeyAndType) == sizeof(Permission) && offsetof(KeyAndType, type) == offsetof(Permission, type) &&
              offsetof(View, len) == offsetof(KeyAndType, key_size));

// %7B%22key%22%3A%22K%22%2C%22type%22%3A%22T%22%7D and the %2C or %5D behind it.
constexpr size_t kShortestObject = 51;

// A longer list is left to the long way, so that a text which only begins like a link takes little memory.
constexpr size_t kMostObjects = 1024;

// A cursor over the caller's bytes, and where the same bytes stand in the copy that the views are of, as far as there
// are views of them. The copy is only written: to read what was just written in other pieces would wait for it.
struct Cursor {
  const char* at;
  const char* end;
  const char* begin;
  char* copy;  // with kCopyRoom bytes more

  template <size_t kSize>
  bool Take(const char (&text)[kSize]) {
    if (left() < kSize - 1 || !Stands(at, text)) return false;
    at += kSize - 1;
    return true;
  }
  size_t left() const { return static_cast<size_t>(end - at); }
  size_t offset() const { return static_cast<size_t>(at - begin); }
  char* place() const { return copy + offset(); }
};

// The wildcard as the link writes it, or an id.
template <size_t kSize>
bool TakeId(Cursor* cursor, const char (&wildcard)[kSize], Str meaning, View* out) {
  if (cursor->Take(wildcard)) {
    *out = meaning;
    return true;
  }
  if (cursor->left() < 32 || !IsHexId(Str(cursor->at, 32))) return false;
  memcpy(cursor->place(), cursor->at, 32);
  *out = Str(cursor->place(), 32);
  cursor->at += 32;
  return true;
}

// The default scope, which ends at `end`.
void TakeEverywhere(size_t end, CanonicalLink* out) {
  out->account_id_offset = end - (sizeof kEverywhereText - sizeof "&accountId=");
  out->account_id = Str("*");
  out->zone_id = Str("all");
}

bool TakeScope(Cursor* cursor, CanonicalLink* out) {
  if (cursor->Take(kEverywhereText)) {
    TakeEverywhere(cursor->offset(), out);
    return true;
  }
  if (!cursor->Take("&accountId=")) return false;
  out->account_id_offset = cursor->offset();
  return TakeId(cursor, "%2A", "*", &out->account_id) && cursor->Take("&zoneId=") &&
         TakeId(cursor, "all", "all", &out->zone_id);
}

// The name up to the link's end, decoded into its place in the copy.
bool TakeName(Cursor* cursor, CanonicalLink* out) {
  const Kernel& kernel = ActiveKernel();
  const Str raw(cursor->at, cursor->left());
  char* const room = cursor->place();
  unsigned sees = 0;
  const size_t size = kernel.read_value(raw.data(), raw.size(), room, raw.size() + kCopyRoom, &sees);
  if (size == kNoValue || ((sees & kHasNonAscii) != 0 && (kernel.check_utf8(room, size) & kIllFormed) != 0))
    return false;
  out->name_traits = sees;
  out->name = Str(room, size);
  out->copied = cursor->offset() + size;
  cursor->at = cursor->end;
  return true;
}

// The list up to its %5D. Where it ends too near to the link's end for the kernel, it is read from a copy that has more
// bytes behind it.
bool TakeObjects(Cursor* cursor, KeyAndType* list, size_t most, size_t* count) {
  const Kernel& kernel = ActiveKernel();
  char* const copy = cursor->place();
  const char* stop = kernel.read_objects(cursor->at, cursor->end, copy, list, most, count);
  if (stop != nullptr) {
    cursor->at = stop;
    return true;
  }
  // A long link's list is too long for that, or its name is.
  const size_t left = cursor->left();
  if (kernel.read_ahead == 0 || left > kMaxLink) return false;
  memcpy(copy, cursor->at, left);
  memset(copy + left, 0, kReadAhead);
  stop = kernel.read_objects(copy, copy + left + kReadAhead, copy, list, most, count);
  if (stop == nullptr) return false;
  cursor->at += stop - copy;
  return true;
}

}  // namespace

size_t CopySize(size_t link_size) { return link_size + kCopyRoom; }

size_t MostPermissions(size_t link_size) { return std::min(link_size / kShortestObject, kMostObjects); }

bool ReadCanonical(Str link, const CanonicalRoom& room, CanonicalLink* out) {
  const size_t size = link.size();
  if (size < sizeof kUserListText + kShortestObject || size > kMaxInput) return false;
  Cursor cursor = {link.data(), link.data() + size, link.data(), room.copy};
  if (cursor.Take(kUserListText)) {
    out->kind = Kind::kUser;
  } else if (cursor.Take(kAccountListText)) {
    out->kind = Kind::kAccount;
  } else {
    return false;
  }
  size_t count = 0;
  if (!TakeObjects(&cursor, reinterpret_cast<KeyAndType*>(room.permissions), room.most, &count)) return false;
  out->permissions = {room.permissions, count};
  // What nearly all links have behind their list, at once; else piece by piece.
  if (out->kind == Kind::kUser && cursor.Take(kUsualText)) {
    TakeEverywhere(cursor.offset() - (sizeof kNameIsText - 1), out);
    return TakeName(&cursor, out);
  }
  if (!cursor.Take("%5D") || (out->kind == Kind::kUser && !TakeScope(&cursor, out))) return false;
  out->copied = cursor.offset();
  return cursor.left() == 0 || (cursor.Take(kNameIsText) && TakeName(&cursor, out));
}

bool ReadCanonical(Str link, Arena* arena, CanonicalLink* out) {
  if (link.size() > kMaxInput) return false;
  const size_t most = MostPermissions(link.size());
  const size_t list_size = most * sizeof(Permission);
  void* const room = arena->Allocate(list_size + CopySize(link.size()), alignof(Permission));
  if (room == nullptr) return false;
  return ReadCanonical(link, {static_cast<Permission*>(room), most, static_cast<char*>(room) + list_size}, out);
}

}  // namespace tokenlink

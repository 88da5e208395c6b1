// SPDX-License-Identifier: MIT
#include "link/canonical_fast.h"

#include <algorithm>

#include "kernel/choose.h"

namespace tokenlink {
namespace {

static_assert(sizeof(KeyAndType) == sizeof(Permission) && offsetof(KeyAndType, type) == offsetof(Permission, type) &&
              offsetof(View, len) == offsetof(KeyAndType, key_size));

// %7B%22key%22%3A%22K%22%2C%22type%22%3A%22T%22%7D and the %2C or %5D after it.
constexpr size_t kShortestObject = 51;

// Longer lists are declined, so that a text which only begins like a link takes little memory.
constexpr size_t kMostObjects = 1024;

// A place in the caller's bytes, and the same place in the copy that the views point into. Only what has views is
// copied, and the copy is never read: a load that spans several recent stores would stall.
struct LinkCursor {
  const char* at;
  const char* end;
  const char* begin;
  char* copy;  // with kCopyRoom bytes more

  template <size_t kSize>
  bool Take(const char (&text)[kSize]) {
    if (left() < kSize - 1 || !IsAt(at, text)) return false;
    at += kSize - 1;
    return true;
  }
  size_t left() const { return static_cast<size_t>(end - at); }
  size_t offset() const { return static_cast<size_t>(at - begin); }
  char* place() const { return copy + offset(); }
};

// The wildcard as the link writes it, or an id.
template <size_t kSize>
bool TakeId(LinkCursor* cursor, const char (&wildcard)[kSize], Str meaning, View* out) {
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

void SetEverywhere(CanonicalLink* out) {
  out->account_id = Str("*");
  out->zone_id = Str("all");
}

bool TakeScope(LinkCursor* cursor, CanonicalLink* out) {
  if (cursor->Take(kEverywhereText)) {
    SetEverywhere(out);
    return true;
  }
  return cursor->Take("&accountId=") && TakeId(cursor, "%2A", "*", &out->account_id) && cursor->Take("&zoneId=") &&
         TakeId(cursor, "all", "all", &out->zone_id);
}

// The name up to the link's end, decoded into its place in the copy.
bool TakeName(LinkCursor* cursor, CanonicalLink* out) {
  const Kernel kernel = ActiveKernel();
  const Str raw(cursor->at, cursor->left());
  char* const room = cursor->place();
  unsigned sees = 0;
  const size_t size = kernel.read_value(raw.data(), raw.size(), room, raw.size() + kCopyRoom, &sees);
  if (size == kNoValue) return false;
  if ((sees & kHasNonAscii) != 0) {
    const unsigned flaws = kernel.check_utf8(room, size);
    if ((flaws & kIllFormed) != 0) return false;
    if (flaws != 0) sees |= kHasControl;
  }
  out->name_traits = sees;
  out->name = Str(room, size);
  out->copied = cursor->offset() + size;
  cursor->at = cursor->end;
  return true;
}

// The list up to its %5D.
bool TakeObjects(LinkCursor* cursor, KeyAndType* list, size_t most, size_t* count) {
  const char* stop = ActiveKernel().read_objects(cursor->at, cursor->end, cursor->place(), list, most, count);
  if (stop == nullptr) return false;
  cursor->at = stop;
  return true;
}

}  // namespace

size_t CopySize(size_t link_size) { return link_size + kCopyRoom; }

size_t MostPermissions(size_t link_size) { return std::min(link_size / kShortestObject, kMostObjects); }

bool TryReadCanonical(Str link, const CanonicalRoom& room, CanonicalLink* out) {
  const size_t size = link.size();
  if (size < sizeof kUserListText + kShortestObject) return false;
  LinkCursor cursor = {link.data(), link.data() + size, link.data(), room.copy};
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
  out->list_end = cursor.offset() + sizeof "%5D" - 1;
  // Most links continue with the default scope and a name: compared at once. Otherwise piece by piece.
  if (out->kind == Kind::kUser && cursor.Take(kUsualText)) {
    SetEverywhere(out);
    return TakeName(&cursor, out);
  }
  if (!cursor.Take("%5D") || (out->kind == Kind::kUser && !TakeScope(&cursor, out))) return false;
  out->copied = cursor.offset();
  return cursor.left() == 0 || (cursor.Take(kNameIsText) && TakeName(&cursor, out));
}

bool TryReadCanonical(Str link, Arena* arena, CanonicalLink* out) {
  const size_t most = MostPermissions(link.size());
  const size_t list_size = most * sizeof(Permission);
  void* const room = arena->Allocate(list_size + CopySize(link.size()), alignof(Permission));
  if (room == nullptr) return false;
  return TryReadCanonical(link, {static_cast<Permission*>(room), most, static_cast<char*>(room) + list_size}, out);
}

bool TryCheckStrict(Str link, const CanonicalLink& read) {
  // Everything before the name was compared with the canonical text or is a word or an id that is copied as it is.
  return link.size() <= kMaxLink && (read.name.absent() || read.name.len > 0) &&
         (read.name_traits & (kHasControl | kNonCanonicalEscape)) == 0;
}

}  // namespace tokenlink

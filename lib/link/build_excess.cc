// SPDX-License-Identifier: MIT
#include "link/build_excess.h"

#include "base/charset.h"
#include "link/build.h"
#include "permissions/list_writer.h"

namespace tokenlink {

size_t TakeEncoded(Str text, size_t* room) {
  for (size_t i = 0; i < text.size(); ++i) {
    const size_t size = IsUnreserved(static_cast<unsigned char>(text[i])) ? 1 : 3;
    if (size > *room) return i;
    *room -= size;
  }
  return text.size();
}

Place FindExcess(const Request& request) {
  const bool user = request.kind == Kind::kUser;
  size_t room = kMaxLink - (user ? kUserPrefix : kAccountPrefix).size();
  Place excess = 0;
  if (!TakeEncodedList(request.permissions, &room, &excess)) return excess;
  const auto fits = [&room, &excess](Str before, Str text, Part part) {
    room -= before.size() < room ? before.size() : room;
    const size_t fit = TakeEncoded(text, &room);
    excess = Place(part, fit);
    return fit == text.size();
  };
  if (user) {
    // An id that is left out takes the three bytes of its default.
    const auto given = [](Str id, Str otherwise) { return id.empty() ? otherwise : id; };
    if (!fits(kAccountIdIs, given(request.account_id, "*"), Part::kAccountId)) return excess;
    if (!fits(kZoneIdIs, given(request.zone_id, "all"), Part::kZoneId)) return excess;
  }
  fits(kNameIs, request.name, Part::kName);
  return excess;
}

}  // namespace tokenlink

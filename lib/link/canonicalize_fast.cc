// SPDX-License-Identifier: MIT
#include "link/canonicalize_fast.h"

#include "link/build_fast.h"
#include "link/canonical_fast.h"
#include "link/reordered_fast.h"

namespace tokenlink {
namespace {

template <typename Link>
bool TryBuildAgain(const Link& link, char* out, size_t cap, size_t* need) {
  return TryBuild({link.kind, link.permissions, link.account_id, link.zone_id, link.name}, out, cap, need);
}

}  // namespace

bool TryCanonicalize(Str link, Arena* arena, char* out, size_t cap, size_t* need) {
  CanonicalLink canonical;
  if (TryReadCanonical(link, arena, &canonical)) {
    if (!TryCheckStrict(link, canonical)) return TryBuildAgain(canonical, out, cap, need);
    if (cap < link.size()) return false;
    *need = link.size();
    memcpy(out, link.data(), link.size());
    return true;
  }
  ReorderedLink reordered;
  return TryReadReordered(link, arena, &reordered) && TryBuildAgain(reordered, out, cap, need);
}

}  // namespace tokenlink

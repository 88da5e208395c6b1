// SPDX-License-Identifier: MIT
#include "lint/linter_fast.h"

#include "link/placeholder.h"
#include "link/reading_fast.h"
#include "lint/check_form.h"
#include "lint/check_name.h"
#include "lint/check_permissions.h"
#include "lint/name.h"
#include "lint/privilege.h"
#include "lint/report.h"
#include "percent/percent.h"

namespace tokenlink {
namespace {

// Keys are compared each with each.
constexpr size_t kMostPermissions = 16;

// The entry of a documented key with a documented type that it is offered with: no findings, unless the key is
// repeated. None if there may be any.
KeyEntry FindDocumented(const Permission& permission, const Catalog& catalog, bool* edit) {
  const KeyEntry known = catalog.Find(permission.key);
  const int type = DocumentedType(permission.type);
  if (!known || type == kNoType || !known.OffersDocumented(type)) return KeyEntry();
  if (!known.documented() || known.scope() == "user") return KeyEntry();
  if (type != kEditType) return known;
  *edit = true;
  return MintsTokens(permission) ? KeyEntry() : known;
}

bool HaveNoFindings(Permissions permissions, const Catalog& catalog, bool* edit) {
  if (permissions.size() > kMostPermissions) return false;
  KeyEntry seen[kMostPermissions];
  for (size_t i = 0; i < permissions.size(); ++i) {
    seen[i] = FindDocumented(permissions[i], catalog, edit);
    if (!seen[i]) return false;
    for (size_t k = 0; k < i; ++k) {
      if (seen[k] == seen[i]) return false;
    }
  }
  return true;
}

// Whether the canonical name may be unfinished (408), for which a % is needed too, or end in a mark (317).
bool MayBeUnfinished(const CanonicalLink& link) {
  const Str name = link.name;
  if ((!name.empty() && name.back() == '.') || IsEllipsis(name)) return true;
  bool suspect = false;
  if ((link.name_traits & kEscapedAscii) != 0) {
    for (char c : Str(link.name)) suspect |= kPlaceholderStarts.Has(c);
  }
  return suspect;
}

bool NameHasNoFindings(const CanonicalLink& link) {
  const Str name = link.name;
  if (name.empty() || name.front() == ' ' || name.back() == ' ' || FindYour(name).size() > 0) return false;
  if ((link.name_traits & kHasNonAscii) != 0 && HasOddCharacter(name)) return false;
  return !IsVagueName(name);
}

bool AddEditEverywhere(const CanonicalLink& link, Findings* out) {
  Finding finding;
  finding.rule = kRuleEditEverywhere;
  finding.severity = static_cast<int32_t>(Severity::kInfo);
  finding.flags = kAdvice;
  finding.offset = link.list_end + sizeof "&accountId=" - 1;
  finding.length = 3;  // %2A
  finding.message = Str(kEditEverywhere);
  return out->Add(finding);
}

// The exact checks, less those that a canonical text passes.
bool LintCanonical(Str link, const CanonicalLink& read, const Catalog& catalog, Arena* arena, Findings* out) {
  Reading reading(arena);
  if (!TryFillReading(link, read, arena, &reading)) return false;
  Report report(reading, catalog, arena, out);
  CheckForm(&report);
  CheckPermissionList(&report);
  if (!NameHasNoFindings(read)) CheckName(&report);
  SortFindings(out);
  return !report.out_of_memory();
}

}  // namespace

bool TryLint(Str link, const CanonicalLink& read, const Catalog& catalog, Arena* arena, Findings* out) {
  if (!TryCheckStrict(link, read) || MayBeUnfinished(read)) return false;
  bool edit = false;
  const bool user = read.kind == Kind::kUser;
  const bool everywhere = user && Str(read.account_id) == "*" && Str(read.zone_id) == "all";
  // A concrete id has a finding (212).
  if ((user && !everywhere) || !HaveNoFindings(read.permissions, catalog, &edit) || !NameHasNoFindings(read)) {
    return LintCanonical(link, read, catalog, arena, out);
  }
  return !user || !edit || AddEditEverywhere(read, out);
}

}  // namespace tokenlink

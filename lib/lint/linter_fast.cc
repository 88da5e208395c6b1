// SPDX-License-Identifier: MIT
#include "lint/linter_fast.h"

#include "lint/name.h"
#include "lint/report.h"
#include "percent/percent.h"

namespace tokenlink {
namespace {

// Keys are compared each with each.
constexpr size_t kMostPermissions = 16;
constexpr size_t kLongestName = 256;

// The entry of a documented key with a documented type that it is offered with: no findings, unless the key is
// repeated. None if there may be any.
KeyEntry FindDocumented(const Permission& permission, const Catalog& catalog, bool* edit) {
  const KeyEntry known = catalog.Find(permission.key);
  const int type = DocumentedType(permission.type);
  if (!known || type == kNoType || !known.OffersDocumented(type)) return KeyEntry();
  if (!known.documented() || known.scope() == "user") return KeyEntry();
  if (type != kEditType) return known;
  *edit = true;
  const Str key = permission.key;
  return key == "account_api_tokens" || key == "api_tokens" ? KeyEntry() : known;
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

// Bytes that start a placeholder or a second encoding. Only the placeholder "..." starts with none of them.
struct PlaceholderStarts {
  bool is[256] = {};
  constexpr PlaceholderStarts() {
    for (char c : {'{', '<', '[', '$', '%'}) is[static_cast<unsigned char>(c)] = true;
  }
};
constexpr PlaceholderStarts kPlaceholderStarts;

bool NameHasNoFindings(const CanonicalLink& link) {
  const Str name = link.name;
  if (name.empty() || name.size() > kLongestName || name == "..." || name == "\xE2\x80\xA6") return false;
  if ((link.name_traits & (kHasControl | kNonCanonicalEscape)) != 0) return false;
  if ((link.name_traits & kEscapedAscii) != 0) {
    bool suspect = false;
    for (char c : name) suspect |= kPlaceholderStarts.is[static_cast<unsigned char>(c)];
    if (suspect) return false;
  }
  if ((link.name_traits & kHasNonAscii) != 0 && HasOddCharacter(name)) return false;
  return !IsVagueName(name);
}

}  // namespace

bool TryLint(const CanonicalLink& link, const Catalog& catalog, Findings* out) {
  bool edit = false;
  if (!HaveNoFindings(link.permissions, catalog, &edit) || !NameHasNoFindings(link)) return false;
  if (link.kind == Kind::kAccount) return true;
  // A concrete id has a finding (212).
  if (Str(link.account_id) != "*" || Str(link.zone_id) != "all") return false;
  if (!edit) return true;
  Finding finding;
  finding.rule = kRuleEditEverywhere;
  finding.severity = static_cast<int32_t>(Severity::kInfo);
  finding.offset = link.account_id_offset;
  finding.length = 3;  // %2A
  finding.message = Str(kEditEverywhere);
  if (!out->list.Push(finding)) return false;
  out->total = 1;
  return true;
}

}  // namespace tokenlink

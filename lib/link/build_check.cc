// SPDX-License-Identifier: MIT
// The checks of a request.
#include "base/utf8.h"
#include "link/build.h"
#include "link/build_excess.h"

namespace tokenlink {
namespace {

bool IsNull(const View& text) { return text.ptr == nullptr && text.len > 0; }

Status NullText(Error* error, Place place, Str what) {
  return Fail(error, Status::E_ARGUMENT, place, what, " is NULL but has a size");
}

Status CheckWord(const Request& request, size_t index, Part part, Error* error) {
  const Permission& permission = request.permissions[index];
  const Str word = part == Part::kKey ? permission.key : permission.type;
  const Str what = part == Part::kKey ? "key" : "type";
  if (word.empty()) {
    return Fail(error, Status::E_PERMISSION, Place(part, index, 0), "permission ", index + 1, " has no ", what);
  }
  // A word that alone exceeds the limit is refused without reading all of it.
  if (word.size() > kMaxLink) return TooLong(error, FindExcess(request));
  const size_t fault = FindInvalidUtf8(word);
  if (fault == kNowhere) return Status::OK;
  return Fail(error, Status::E_UTF8, Place(part, index, fault), "the ", what, " of permission ", index + 1,
              " is not valid UTF-8");
}

// The byte at which a text stops being an id: one that is not a hex digit, or the place where it is too short or long.
size_t FaultOfId(Str id) {
  constexpr size_t kIdSize = 32;
  size_t i = 0;
  while (i < id.size() && i < kIdSize && HexValue(id[i]) >= 0) ++i;
  return i;
}

}  // namespace

Status CheckTexts(const Request& request, Error* error) {
  const Permissions list = request.permissions;
  if (list.data() == nullptr && !list.empty()) return NullText(error, Place(Part::kPermissions, 0), "the list");
  // A longer list is refused for its length, unread.
  for (size_t i = 0; i < list.size() && i <= kMaxLink; ++i) {
    if (IsNull(list[i].key)) return NullText(error, Place(Part::kKey, i, 0), "a permission's key");
    if (IsNull(list[i].type)) return NullText(error, Place(Part::kType, i, 0), "a permission's type");
  }
  if (IsNull(request.account_id)) return NullText(error, Place(Part::kAccountId, 0), "the account id");
  if (IsNull(request.zone_id)) return NullText(error, Place(Part::kZoneId, 0), "the zone id");
  if (IsNull(request.name)) return NullText(error, Place(Part::kName, 0), "the name");
  return Status::OK;
}

Status CheckKind(Kind kind, Error* error) {
  if (kind == Kind::kUser || kind == Kind::kAccount) return Status::OK;
  return Fail(error, Status::E_KIND, 0,
              kind == Kind::kDeploy ? "a deploy button cannot be built; the kind must be user or account"
                                    : "the kind must be user or account");
}

Status CheckPermissions(const Request& request, Error* error) {
  const Permissions list = request.permissions;
  if (list.empty()) {
    return Fail(error, Status::E_NO_PERMISSIONS, Place(Part::kPermissions, 0),
                "a link needs at least one permission, such as dns:edit");
  }
  if (list.size() > kMaxLink) return TooLong(error, FindExcess(request));
  for (size_t i = 0; i < list.size(); ++i) {
    Status status = CheckWord(request, i, Part::kKey, error);
    if (status == Status::OK) status = CheckWord(request, i, Part::kType, error);
    if (status != Status::OK) return status;
  }
  return Status::OK;
}

Status CheckScopeAllowed(const Request& request, Error* error) {
  if (request.kind == Kind::kUser || (request.account_id.len == 0 && request.zone_id.len == 0)) return Status::OK;
  const bool zone = request.account_id.len == 0;
  return Fail(error, Status::E_SCOPE, Place(zone ? Part::kZoneId : Part::kAccountId, 0), "an account link has no ",
              zone ? "zone" : "account", " id; its scope is chosen in the dashboard");
}

Status CheckAccountId(Str id, Error* error) {
  if (id.empty() || id == "*" || IsHexId(id)) return Status::OK;
  return Fail(error, Status::E_ACCOUNT_ID, Place(Part::kAccountId, FaultOfId(id)), "account id ", Quoted{id},
              " is neither * nor 32 hex digits");
}

Status CheckZoneId(Str id, Error* error) {
  if (id.empty() || id == "all" || IsHexId(id)) return Status::OK;
  return Fail(error, Status::E_ZONE_ID, Place(Part::kZoneId, FaultOfId(id)), "zone id ", Quoted{id},
              " is neither all nor 32 hex digits");
}

Status CheckName(Str name, Error* error) {
  const size_t invalid = FindInvalidUtf8(name);
  if (invalid != kNowhere) {
    return Fail(error, Status::E_UTF8, Place(Part::kName, invalid), "the name is not valid UTF-8 at byte ", invalid);
  }
  const size_t control = FindControl(name);
  if (control == kNowhere) return Status::OK;
  return Fail(error, Status::E_NAME, Place(Part::kName, control), "the name contains a control character at byte ",
              control);
}

Status TooLong(Error* error, Place place) {
  return Fail(error, Status::E_TOO_LONG, place, "the link would be longer than ", kMaxLink, " bytes");
}

}  // namespace tokenlink

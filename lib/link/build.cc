// SPDX-License-Identifier: MIT
#include "base/utf8.h"
#include "link/link.h"
#include "percent/percent.h"
#include "permissions/list_writer.h"

namespace tokenlink {
namespace {

Status CheckWord(Str word, size_t index, Str what, Error* error) {
  if (word.empty()) return Fail(error, Status::E_PERMISSION, 0, "permission ", index + 1, " has no ", what);
  // A word that alone fills the link is refused before it is read through.
  if (word.size() > kMaxLink) return TooLong(error);
  const size_t fault = FindInvalidUtf8(word);
  if (fault == kNowhere) return Status::OK;
  return Fail(error, Status::E_UTF8, fault, "the ", what, " of permission ", index + 1, " is not valid UTF-8");
}

Status CheckScope(const Request& request, Error* error) {
  if (request.kind == Kind::kUser) {
    const Status status = CheckAccountId(request.account_id, error);
    return status == Status::OK ? CheckZoneId(request.zone_id, error) : status;
  }
  if (request.account_id.empty() && request.zone_id.empty()) return Status::OK;
  return Fail(error, Status::E_SCOPE, 0, "an account link carries no ", request.account_id.empty() ? "zone" : "account",
              " id; its scope is chosen in the dashboard");
}

Status CheckRequest(const Request& request, Error* error) {
  Status status = CheckKind(request.kind, error);
  if (status == Status::OK) status = CheckPermissions(request.permissions, error);
  if (status != Status::OK) return status;
  status = CheckScope(request, error);
  return status == Status::OK ? CheckName(request.name, error) : status;
}

// The size of everything but the permissions and the name.
size_t FrameSize(const Request& request) {
  size_t size = request.name.empty() ? 0 : kNameIs.size();
  if (request.kind == Kind::kAccount) return size + kAccountPrefix.size();
  size += kUserPrefix.size() + kAccountIdIs.size() + kZoneIdIs.size();
  return size + EncodedAccountId(request.account_id).size() + EncodedZoneId(request.zone_id).size();
}

// What FrameSize() is at most: a user link's frame with two ids.
constexpr size_t kLongestFrame = kUserPrefix.size() + kAccountIdIs.size() + 32 + kZoneIdIs.size() + 32 + kNameIs.size();
static_assert(kLongestFrame > kAccountPrefix.size() + kNameIs.size());

}  // namespace

Status CheckKind(Kind kind, Error* error) {
  if (kind == Kind::kUser || kind == Kind::kAccount) return Status::OK;
  return Fail(error, Status::E_KIND, 0,
              kind == Kind::kDeploy ? "a deploy button cannot be built; the kind must be user or account"
                                    : "the kind must be user or account");
}

Status CheckPermissions(Permissions permissions, Error* error) {
  if (permissions.empty()) {
    return Fail(error, Status::E_NO_PERMISSIONS, 0, "a link needs at least one permission, such as dns:edit");
  }
  if (permissions.size() > kMaxLink) return TooLong(error);
  for (size_t i = 0; i < permissions.size(); ++i) {
    Status status = CheckWord(permissions[i].key, i, "key", error);
    if (status == Status::OK) status = CheckWord(permissions[i].type, i, "type", error);
    if (status != Status::OK) return status;
  }
  return Status::OK;
}

Status CheckAccountId(Str id, Error* error) {
  if (id.empty() || id == "*" || IsHexId(id)) return Status::OK;
  return Fail(error, Status::E_ACCOUNT_ID, 0, "account id ", Quoted{id}, " is neither * nor 32 hex digits");
}

Status CheckZoneId(Str id, Error* error) {
  if (id.empty() || id == "all" || IsHexId(id)) return Status::OK;
  return Fail(error, Status::E_ZONE_ID, 0, "zone id ", Quoted{id}, " is neither all nor 32 hex digits");
}

Status CheckName(Str name, Error* error) {
  if (name.size() > kMaxLink) return TooLong(error);
  const size_t invalid = FindInvalidUtf8(name);
  if (invalid != kNowhere) {
    return Fail(error, Status::E_UTF8, invalid, "the name is not valid UTF-8 at byte ", invalid);
  }
  const size_t control = FindControl(name);
  if (control == kNowhere) return Status::OK;
  return Fail(error, Status::E_NAME, control, "the name holds a control character at byte ", control);
}

Status TooLong(Error* error) {
  return Fail(error, Status::E_TOO_LONG, kMaxLink, "the link would be longer than ", kMaxLink, " bytes");
}

Status EncodeName(Str name, char** at, size_t room, Error* error) {
  unsigned sees = 0;
  *at += EncodeText(name, *at, room, &sees);
  // Only a byte beyond ASCII can be ill-formed, and only it or a control character can be a control character.
  if (sees == 0 || (sees == kSeesNonAscii && CheckUtf8(name) == 0)) return Status::OK;
  return CheckName(name, error);
}

namespace {

// Nearly every request: plain permissions, a short name, and a buffer with room to spare. It is written once, front to
// back, without knowing its size beforehand. False where that does not hold; *status is then not set.
bool BuildForward(const Request& request, char* out, size_t cap, size_t* need, Error* error, Status* status) {
  const bool user = request.kind == Kind::kUser;
  if ((!user && request.kind != Kind::kAccount) || request.name.size() > kMaxLink) return false;
  const bool everywhere = request.account_id.empty() && request.zone_id.empty();
  // The longest frame there is, the name at its longest.
  const size_t frame = kLongestFrame + 3 * request.name.size();
  if (cap < frame) return false;
  char* at = user ? PutLiteral(kUserPrefixText, out) : PutLiteral(kAccountPrefixText, out);
  const size_t behind = frame - static_cast<size_t>(at - out);
  at = WritePlainList(request.permissions, at, static_cast<size_t>(out + cap - at) - behind);
  if (at == nullptr) return false;
  if (user && everywhere) {
    at = PutLiteral(kEverywhereText, at);
  } else if (!everywhere) {
    *status = CheckScope(request, error);
    if (*status != Status::OK) return true;
    at = Put(kAccountIdIs, at);
    at = Put(EncodedAccountId(request.account_id), at);
    at = Put(kZoneIdIs, at);
    at = Put(EncodedZoneId(request.zone_id), at);
  }
  if (!request.name.empty()) {
    at = PutLiteral(kNameIsText, at);
    *status = EncodeName(request.name, &at, static_cast<size_t>(out + cap - at), error);
    if (*status != Status::OK) return true;
  }
  const size_t size = static_cast<size_t>(at - out);
  *status = size > kMaxLink ? TooLong(error) : Status::OK;
  if (*status == Status::OK) *need = size;
  return true;
}

}  // namespace

Status Build(const Request& request, char* out, size_t cap, size_t* need, Error* error) {
  *need = 0;
  Status status = Status::OK;
  if (BuildForward(request, out, cap, need, error, &status)) return status;
  status = CheckRequest(request, error);
  if (status != Status::OK) return status;
  const size_t size = FrameSize(request) + EncodedListSize(request.permissions) + EncodedSize(request.name);
  if (size > kMaxLink) return TooLong(error);
  *need = size;
  if (cap < size) return Fail(error, Status::E_BUFFER, 0, "the link takes ", size, " bytes, the buffer has ", cap);

  char* at = Put(request.kind == Kind::kUser ? kUserPrefix : kAccountPrefix, out);
  at = WriteEncodedList(request.permissions, at);
  if (request.kind == Kind::kUser) {
    at = Put(kAccountIdIs, at);
    at = Put(EncodedAccountId(request.account_id), at);
    at = Put(kZoneIdIs, at);
    at = Put(EncodedZoneId(request.zone_id), at);
  }
  if (!request.name.empty()) {
    at = Put(kNameIs, at);
    Encode(request.name, at, static_cast<size_t>(out + size - at));
  }
  return Status::OK;
}

size_t BuildBound(const Request& request) {
  if (CheckKind(request.kind, nullptr) != Status::OK || request.permissions.empty()) return 0;
  // Sizes that cannot be added up without overflow are over the limit anyway.
  if (request.permissions.size() > kMaxLink || request.name.size() > kMaxLink) return kMaxLink;
  size_t size = FrameSize(request) + 3 * request.name.size();
  for (const Permission& permission : request.permissions) {
    if (permission.key.len > kMaxLink || permission.type.len > kMaxLink || size > kMaxLink) return kMaxLink;
    size += EncodedListBound({&permission, 1});
  }
  return size > kMaxLink ? kMaxLink : size;
}

}  // namespace tokenlink

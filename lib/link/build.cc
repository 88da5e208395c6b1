// SPDX-License-Identifier: MIT
#include "base/utf8.h"
#include "link/link.h"
#include "kernel/choose.h"
#include "percent/percent.h"
#include "permissions/list_writer.h"

namespace tokenlink {
namespace {

static_assert(sizeof(KeyAndType) == sizeof(Permission) && offsetof(KeyAndType, type) == offsetof(Permission, type) &&
              offsetof(View, len) == offsetof(KeyAndType, key_size));

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

// What FrameSize() and a list's brackets are at most: those of a user link with two ids.
constexpr size_t kLongestFrame =
    kUserPrefix.size() + 6 + kAccountIdIs.size() + 32 + kZoneIdIs.size() + 32 + kNameIs.size();
static_assert(kLongestFrame > kAccountPrefix.size() + 6 + kNameIs.size());

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
  if (sees == 0 || (sees == kHasNonAscii && CheckUtf8(name) == 0)) return Status::OK;
  return CheckName(name, error);
}

namespace {

bool IsNull(const View& text) { return text.ptr == nullptr && text.len > 0; }

// The scope, or null where it is not sound.
char* PutScope(const View& account_id, const View& zone_id, char* at) {
  if (IsNull(account_id) || IsNull(zone_id)) return nullptr;
  if (CheckAccountId(account_id, nullptr) != Status::OK || CheckZoneId(zone_id, nullptr) != Status::OK) return nullptr;
  at = Put(EncodedAccountId(account_id), Put(kAccountIdIs, at));
  return Put(EncodedZoneId(zone_id), Put(kZoneIdIs, at));
}

}  // namespace

size_t BuildPlain(Kind kind, Permissions permissions, const View& account_id, const View& zone_id, const View& name,
                  char* out, size_t cap) {
  const bool user = kind == Kind::kUser;
  const bool everywhere = account_id.len == 0 && zone_id.len == 0;
  if (!user && (kind != Kind::kAccount || !everywhere)) return 0;
  if (name.len > kMaxLink || IsNull(name)) return 0;
  // All but the list at its longest.
  const size_t frame = kLongestFrame + 3 * name.len;
  if (cap < frame) return 0;
  const Kernel& kernel = ActiveKernel();
  char* at = user ? PutLiteral(kUserListText, out) : PutLiteral(kAccountListText, out);
  at = kernel.encode_objects(reinterpret_cast<const KeyAndType*>(permissions.data()), permissions.size(), at,
                             out + (cap - frame) + static_cast<size_t>(at - out));
  if (at == nullptr) return 0;
  if (user && everywhere && name.len > 0) {
    at = PutLiteral(kUsualText, at);
  } else {
    at = PutLiteral("%5D", at);
    if (user) at = everywhere ? PutLiteral(kEverywhereText, at) : PutScope(account_id, zone_id, at);
    if (at == nullptr) return 0;
    if (name.len > 0) at = PutLiteral(kNameIsText, at);
  }
  if (name.len > 0) {
    unsigned sees = 0;
    at += kernel.encode_text(name.ptr, name.len, at, static_cast<size_t>(out + cap - at), &sees);
    // Only a byte beyond ASCII can be ill-formed, and only it or a control character can be a control character.
    if (sees != 0 && (sees != kHasNonAscii || kernel.check_utf8(name.ptr, name.len) != 0)) return 0;
  }
  const size_t size = static_cast<size_t>(at - out);
  return size <= kMaxLink ? size : 0;
}

Status Build(const Request& request, char* out, size_t cap, size_t* need, Error* error) {
  *need = BuildPlain(request.kind, request.permissions, View(request.account_id), View(request.zone_id),
                     View(request.name), out, cap);
  if (*need > 0) return Status::OK;
  Status status = CheckRequest(request, error);
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

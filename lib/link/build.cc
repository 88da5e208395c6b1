// SPDX-License-Identifier: MIT
#include "link/build.h"

#include "link/build_excess.h"
#include "percent/percent.h"
#include "permissions/list_writer.h"

namespace tokenlink {
namespace {

// The size of everything but the permissions and the name.
size_t FrameSize(const Request& request) {
  size_t size = request.name.len == 0 ? 0 : kNameIs.size();
  if (request.kind == Kind::kAccount) return size + kAccountPrefix.size();
  size += kUserPrefix.size() + kAccountIdIs.size() + kZoneIdIs.size();
  return size + EncodedAccountId(request.account_id).size() + EncodedZoneId(request.zone_id).size();
}

Status CheckRequest(const Request& request, Error* error) {
  Status status = CheckTexts(request, error);
  if (status == Status::OK) status = CheckKind(request.kind, error);
  if (status == Status::OK) status = CheckPermissions(request, error);
  if (status == Status::OK) status = CheckScopeAllowed(request, error);
  if (status == Status::OK) status = CheckAccountId(request.account_id, error);
  if (status == Status::OK) status = CheckZoneId(request.zone_id, error);
  if (status != Status::OK) return status;
  if (request.name.len > kMaxLink) return TooLong(error, FindExcess(request));
  return CheckName(request.name, error);
}

}  // namespace

Status Build(const Request& request, char* out, size_t cap, size_t* need, Error* error) {
  *need = 0;
  const Status status = CheckRequest(request, error);
  if (status != Status::OK) return status;
  const uint64_t exact = FrameSize(request) + EncodedListSize(request.permissions) + EncodedSize(request.name);
  if (exact > kMaxLink) return TooLong(error, FindExcess(request));
  const size_t size = static_cast<size_t>(exact);
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
  if (request.name.len > 0) {
    at = Put(kNameIs, at);
    Encode(request.name, at, static_cast<size_t>(out + size - at));
  }
  return Status::OK;
}

size_t BuildBound(const Request& request) {
  if (CheckTexts(request, nullptr) != Status::OK || CheckKind(request.kind, nullptr) != Status::OK) return 0;
  if (request.permissions.empty()) return 0;
  // Sizes that could overflow the sum are over the limit anyway.
  const auto is_long = [](const View& text) { return text.len > kMaxLink; };
  if (request.permissions.size() > kMaxLink || is_long(request.name)) return kMaxLink;
  if (is_long(request.account_id) || is_long(request.zone_id)) return kMaxLink;
  // An id that is one byte long is "*", which is encoded in three, as is the "all" of an empty one.
  constexpr size_t kShortestId = 3;
  const auto id_size = [](const View& id) { return id.len > kShortestId ? id.len : kShortestId; };
  size_t size = kAccountPrefix.size() + kNameIs.size() + 3 * request.name.len;
  if (request.kind == Kind::kUser) {
    size = kUserPrefix.size() + kAccountIdIs.size() + id_size(request.account_id) + kZoneIdIs.size() +
           id_size(request.zone_id) + kNameIs.size() + 3 * request.name.len;
  }
  if (request.name.len == 0) size -= kNameIs.size();
  for (const Permission& permission : request.permissions) {
    if (is_long(permission.key) || is_long(permission.type) || size > kMaxLink) return kMaxLink;
    size += EncodedListBound({&permission, 1});
  }
  return size > kMaxLink ? kMaxLink : size;
}

}  // namespace tokenlink

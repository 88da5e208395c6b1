// SPDX-License-Identifier: MIT
#include "boundary.h"

namespace tokenlink::capi {

tokenlink_status Report(const Error& error, Status status, tokenlink_error* err) {
  if (err == nullptr) return static_cast<tokenlink_status>(status);
  err->status = static_cast<tokenlink_status>(status);
  err->reserved = 0;
  if (status == Status::OK) {
    err->rule = 0;
    err->offset = 0;
    err->detail[0] = '\0';
    return TOKENLINK_OK;
  }
  err->rule = error.rule;
  err->offset = error.offset;
  const char* detail = error.detail[0] != '\0' ? error.detail : StatusSentence(status);
  memset(err->detail, 0, sizeof err->detail);
  Writer writer(err->detail, sizeof err->detail - 1);
  writer << Str(detail);
  return err->status;
}

tokenlink_status Misuse(tokenlink_error* err, const char* what) {
  Error error;
  return Report(error, Fail(&error, Status::E_ARGUMENT, 0, what), err);
}

const char* TakeRequest(const tokenlink_request* request, Request* out) {
  tokenlink_request room;
  if (request == nullptr) return "request is NULL";
  const tokenlink_request* ours = TakeStruct(request, sizeof(tokenlink_request), &room);
  if (ours == nullptr) return "request->struct_size is not one this library knows";
  if (ours->permissions == nullptr && ours->permission_count > 0) return "request->permissions is NULL";
  if (!IsText(ours->account_id) || !IsText(ours->zone_id) || !IsText(ours->name))
    return "a text of the request is NULL";
  for (size_t i = 0; i < ours->permission_count && i <= kMaxLink; ++i) {
    if (!IsText(ours->permissions[i].key) || !IsText(ours->permissions[i].type)) return "a permission's text is NULL";
  }
  out->kind = static_cast<Kind>(ours->kind);
  out->permissions = {ToPermissions(ours->permissions), ours->permission_count};
  out->account_id = ToStr(ours->account_id);
  out->zone_id = ToStr(ours->zone_id);
  out->name = ToStr(ours->name);
  return nullptr;
}

}  // namespace tokenlink::capi

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
  out->kind = static_cast<Kind>(ours->kind);
  out->permissions = {ToPermissions(ours->permissions), ours->permission_count};
  out->account_id = ToView(ours->account_id);
  out->zone_id = ToView(ours->zone_id);
  out->name = ToView(ours->name);
  return nullptr;
}

}  // namespace tokenlink::capi

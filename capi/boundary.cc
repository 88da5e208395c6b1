// SPDX-License-Identifier: MIT
#include "boundary.h"

namespace tokenlink::capi {

tokenlink_status FillError(const Error& error, Status status, tokenlink_error* err) {
  static_assert(sizeof err->detail == sizeof error.detail);
  err->status = static_cast<tokenlink_status>(status);
  err->rule = 0;
  err->part = TOKENLINK_PART_NONE;
  err->offset = 0;
  err->index = -1;
  err->reserved = 0;
  err->detail[0] = '\0';
  if (status != Status::OK) {
    err->rule = error.rule;
    err->part = static_cast<uint32_t>(error.part);
    err->offset = error.offset;
    err->index = error.index;
    const char* detail = error.detail[0] != '\0' ? error.detail : StatusSentence(status);
    strncpy(err->detail, detail, sizeof err->detail - 1);
    err->detail[sizeof err->detail - 1] = '\0';
  }
  if (err->struct_size > sizeof *err) {
    memset(reinterpret_cast<char*>(err) + sizeof *err, 0, err->struct_size - sizeof *err);
  }
  return err->status;
}

void ClearError(tokenlink_error* err) { FillError(Error(), Status::OK, err); }

tokenlink_status Misuse(tokenlink_error* err, const char* what) {
  Error error;
  return Report(error, Fail(&error, Status::E_ARGUMENT, 0, what), err);
}

const char* TakeResizedRequest(const tokenlink_request* request, Request* out) {
  tokenlink_request room;
  const tokenlink_request* ours = TakeStruct(request, &room);
  if (ours == nullptr) return "request->struct_size is not a size this library accepts, or an unknown member is set";
  *out = ToRequest(*ours);
  return nullptr;
}

}  // namespace tokenlink::capi

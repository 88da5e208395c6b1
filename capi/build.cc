// SPDX-License-Identifier: MIT
#include "boundary.h"
#include "facade/build.h"
#include "kernel/choose.h"
#include "percent/percent.h"

using namespace tokenlink;
using namespace tokenlink::capi;

namespace {

// What the calls below do where not everything is as it should be, out of their way.

[[gnu::cold, gnu::noinline]] tokenlink_status EncodeExactly(Str text, char* out, size_t cap, size_t* need,
                                                            tokenlink_error* err) {
  TOKENLINK_CHECK(IsText(text.data(), text.size()), "text is NULL");
  TOKENLINK_CHECK(need != nullptr && IsText(out, cap), "out or need is NULL");
  Error error;
  *need = EncodedSize(text);
  if (cap < *need) {
    return Report(error, Fail(&error, Status::E_BUFFER, 0, "the text takes ", *need, " bytes, the buffer has ", cap),
                  err);
  }
  Encode(text, out, cap);
  return Succeed(err);
}

[[gnu::cold, gnu::noinline]] tokenlink_status FaultyEscape(size_t fault, size_t* need, tokenlink_error* err) {
  *need = 0;
  Error error;
  return Report(
      error, Fail(&error, Status::E_ESCAPE, fault, "the % at byte ", fault, " is not followed by two hex digits"), err);
}

[[gnu::cold, gnu::noinline]] tokenlink_status DecodeExactly(Str text, uint32_t flags, char* out, size_t cap,
                                                            size_t* need, tokenlink_error* err) {
  TOKENLINK_CHECK(IsText(text.data(), text.size()), "text is NULL");
  TOKENLINK_CHECK(need != nullptr && IsText(out, cap), "out or need is NULL");
  TOKENLINK_CHECK((flags & ~TOKENLINK_PLUS_IS_SPACE) == 0, "an unknown flag is set");
  const Decoded decoded = MeasureDecoded(text);
  if (decoded.fault != kNowhere) return FaultyEscape(decoded.fault, need, err);
  *need = decoded.size;
  if (cap < *need) {
    Error error;
    return Report(error, Fail(&error, Status::E_BUFFER, 0, "the text takes ", *need, " bytes, the buffer has ", cap),
                  err);
  }
  DecodeInto(text, (flags & TOKENLINK_PLUS_IS_SPACE) != 0, out);
  return Succeed(err);
}

}  // namespace

tokenlink_status tokenlink_encode(const char* text, size_t size, char* out, size_t cap, size_t* need,
                                  tokenlink_error* err) {
  // With room for the worst case the size need not be known beforehand.
  const bool sound = text != nullptr && out != nullptr && need != nullptr && IsError(err);
  if (!sound || cap / 3 < size) return EncodeExactly(Str(text, size), out, cap, need, err);
  *need = ActiveKernel().encode(text, size, out, cap);
  return Succeed(err);
}

tokenlink_status tokenlink_decode(const char* text, size_t size, uint32_t flags, char* out, size_t cap, size_t* need,
                                  tokenlink_error* err) {
  const bool sound = text != nullptr && out != nullptr && need != nullptr && IsError(err);
  if (!sound || cap < size || flags > TOKENLINK_PLUS_IS_SPACE)
    return DecodeExactly(Str(text, size), flags, out, cap, need, err);
  const Decoded decoded = Decode(Str(text, size), flags != 0, out, cap);
  if (decoded.fault != kNowhere) return FaultyEscape(decoded.fault, need, err);
  *need = decoded.size;
  return Succeed(err);
}

tokenlink_status tokenlink_build(const tokenlink_request* request, char* out, size_t cap, size_t* need,
                                 tokenlink_error* err) {
  TOKENLINK_CHECK(need != nullptr && IsText(out, cap), "out or need is NULL");
  Request ours;
  *need = 0;
  const char* misuse = TakeRequest(request, &ours);
  TOKENLINK_CHECK(misuse == nullptr, misuse);
  Error error;
  return Report(error, BuildLink(ours, out, cap, need, err != nullptr ? &error : nullptr), err);
}

size_t tokenlink_build_bound(const tokenlink_request* request) {
  Request ours;
  return TakeRequest(request, &ours) == nullptr ? BuildBound(ours) : 0;
}

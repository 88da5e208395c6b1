// SPDX-License-Identifier: MIT
#include "boundary.h"
#include "percent/percent.h"

using namespace tokenlink;
using namespace tokenlink::capi;

tokenlink_status tokenlink_encode(const char* text, size_t size, char* out, size_t cap, size_t* need,
                                  tokenlink_error* err) {
  TOKENLINK_CHECK(IsText(text, size), "text is NULL");
  TOKENLINK_CHECK(need != nullptr && IsText(out, cap), "out or need is NULL");
  Error error;
  // With room for the worst case the size need not be known beforehand.
  if (cap / 3 >= size) {
    *need = Encode(Str(text, size), out, cap);
    return Report(error, Status::OK, err);
  }
  *need = EncodedSize(Str(text, size));
  if (cap < *need) {
    return Report(error, Fail(&error, Status::E_BUFFER, 0, "the text takes ", *need, " bytes, the buffer has ", cap),
                  err);
  }
  Encode(Str(text, size), out, cap);
  return Report(error, Status::OK, err);
}

tokenlink_status tokenlink_decode(const char* text, size_t size, uint32_t flags, char* out, size_t cap, size_t* need,
                                  tokenlink_error* err) {
  TOKENLINK_CHECK(IsText(text, size), "text is NULL");
  TOKENLINK_CHECK(need != nullptr && IsText(out, cap), "out or need is NULL");
  TOKENLINK_CHECK((flags & ~TOKENLINK_PLUS_IS_SPACE) == 0, "an unknown flag is set");
  const Str given(text, size);
  const bool plus = (flags & TOKENLINK_PLUS_IS_SPACE) != 0;
  Error error;
  const Decoded decoded = cap >= size ? Decode(given, plus, out) : MeasureDecoded(given);
  *need = decoded.size;
  if (decoded.fault != kNowhere) {
    *need = 0;
    return Report(error,
                  Fail(&error, Status::E_ESCAPE, decoded.fault, "the % at byte ", size_t{decoded.fault},
                       " is not followed by two hex digits"),
                  err);
  }
  if (cap < *need) {
    return Report(error, Fail(&error, Status::E_BUFFER, 0, "the text takes ", *need, " bytes, the buffer has ", cap),
                  err);
  }
  if (cap < size) DecodeInto(given, plus, out);
  return Report(error, Status::OK, err);
}

tokenlink_status tokenlink_build(const tokenlink_request* request, char* out, size_t cap, size_t* need,
                                 tokenlink_error* err) {
  TOKENLINK_CHECK(need != nullptr && IsText(out, cap), "out or need is NULL");
  Request ours;
  *need = 0;
  const char* misuse = TakeRequest(request, &ours);
  TOKENLINK_CHECK(misuse == nullptr, misuse);
  Error error;
  return Report(error, Build(ours, out, cap, need, &error), err);
}

size_t tokenlink_build_bound(const tokenlink_request* request) {
  Request ours;
  return TakeRequest(request, &ours) == nullptr ? BuildBound(ours) : 0;
}

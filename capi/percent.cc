// SPDX-License-Identifier: MIT
#include "percent/percent.h"

#include "boundary.h"

using namespace tokenlink;
using namespace tokenlink::capi;

namespace {

[[gnu::cold]] tokenlink_status TooSmall(size_t need, size_t cap, tokenlink_error* err) {
  Error error;
  return Report(error, Fail(&error, Status::E_BUFFER, 0, "the result has ", need, " bytes, the buffer ", cap), err);
}

[[gnu::cold]] tokenlink_status BadEscape(size_t fault, size_t* need, tokenlink_error* err) {
  *need = 0;
  Error error;
  return Report(
      error, Fail(&error, Status::E_ESCAPE, fault, "the % at byte ", fault, " is not followed by two hex digits"), err);
}

// The buffer may be smaller than the worst case, so the size is computed first.
[[gnu::noinline]] tokenlink_status EncodeMeasured(Str text, char* out, size_t cap, size_t* need, tokenlink_error* err) {
  if (need != nullptr) *need = 0;
  TOKENLINK_CHECK(IsText(text.data(), text.size()), "text is NULL");
  TOKENLINK_CHECK(need != nullptr && IsText(out, cap), "out or need is NULL");
  TOKENLINK_CHECK(!Overlap(text.data(), text.size(), out, cap), "text and out overlap");
  // Where size_t has 32 bits the encoded size could overflow.
  TOKENLINK_CHECK(text.size() <= SIZE_MAX / 3, "text is over SIZE_MAX / 3 bytes");
  const size_t size = EncodedSize(text);
  *need = size;
  if (cap < size) return TooSmall(size, cap, err);
  Encode(text, out, cap);
  return Succeed(err);
}

[[gnu::noinline]] tokenlink_status DecodeMeasured(Str text, uint32_t flags, char* out, size_t cap, size_t* need,
                                                  tokenlink_error* err) {
  if (need != nullptr) *need = 0;
  TOKENLINK_CHECK(IsText(text.data(), text.size()), "text is NULL");
  TOKENLINK_CHECK(need != nullptr && IsText(out, cap), "out or need is NULL");
  TOKENLINK_CHECK((flags & ~TOKENLINK_PLUS_IS_SPACE) == 0, "an unknown flag is set");
  TOKENLINK_CHECK(text.data() == out || !Overlap(text.data(), text.size(), out, cap),
                  "text and out overlap and are not the same");
  const Decoded decoded = MeasureDecoded(text);
  if (decoded.fault != kNowhere) return BadEscape(decoded.fault, need, err);
  *need = decoded.size;
  if (cap < decoded.size) return TooSmall(decoded.size, cap, err);
  DecodeInto(text, (flags & TOKENLINK_PLUS_IS_SPACE) != 0, out);
  return Succeed(err);
}

}  // namespace

tokenlink_status tokenlink_encode(const char* text, size_t size, char* out, size_t cap, size_t* need,
                                  tokenlink_error* err) {
  const bool sound = text != nullptr && out != nullptr && need != nullptr && IsError(err);
  if (!sound || cap / 3 < size || MayOverlap(text, size, out, cap)) {
    return EncodeMeasured(Str(text, size), out, cap, need, err);
  }
  *need = Encode(Str(text, size), out, cap);
  return Succeed(err);
}

tokenlink_status tokenlink_decode(const char* text, size_t size, uint32_t flags, char* out, size_t cap, size_t* need,
                                  tokenlink_error* err) {
  const bool sound = text != nullptr && out != nullptr && need != nullptr && IsError(err);
  if (!sound || cap < size || flags > TOKENLINK_PLUS_IS_SPACE || (text != out && MayOverlap(text, size, out, cap))) {
    return DecodeMeasured(Str(text, size), flags, out, cap, need, err);
  }
  const Decoded decoded = Decode(Str(text, size), flags != 0, out, cap);
  if (decoded.fault != kNowhere) return BadEscape(decoded.fault, need, err);
  *need = decoded.size;
  return Succeed(err);
}

// SPDX-License-Identifier: MIT
// Kernel::encode_framed() and encode_rows(), from these operations of the including kernel, which are inlined so that
// the constants loaded for one row are at hand for the next:
//
//   size_t Framed(head, head_size, in, size, readable, out, cap, &traits)
//                                     encode_framed() without its check: sets the traits of `in` instead
//   unsigned CheckUtf8(in, size)      Kernel::check_utf8()
#ifndef TOKENLINK_LIB_KERNEL_SHARED_ROWS_H_
#define TOKENLINK_LIB_KERNEL_SHARED_ROWS_H_

#include "kernel/kernel.h"

namespace tokenlink {
namespace {

// Framed() and its check; kNoValue where `in` is not text.
INLINE size_t FramedText(const char* head, size_t head_size, const char* in, size_t size, size_t readable, char* out,
                         size_t cap) {
  unsigned traits = 0;
  const size_t made = Framed(head, head_size, in, size, readable, out, cap, &traits);
  const bool is_text = traits == 0 || (traits == kHasNonAscii && CheckUtf8(in, size) == 0);
  return is_text ? made : kNoValue;
}

TARGET size_t EncodeFramed(const char* head, size_t head_size, const char* in, size_t size, size_t readable, char* out,
                           size_t cap) {
  return FramedText(head, head_size, in, size, readable, out, cap);
}

TARGET size_t EncodeRows(const RowsToEncode& given, size_t* used) {
  // A local copy: stores to `out` might alias the caller's.
  const RowsToEncode rows = given;
  const size_t frame = rows.head_size + rows.tail_size;
  size_t at = *used;
  size_t done = 0;
  for (; done < rows.count; ++done) {
    const size_t begin = rows.offsets[done];
    const size_t end = rows.offsets[done + 1];
    const size_t size = end - begin;
    const size_t room = rows.cap - at;
    if (begin > end || end > rows.last || size > rows.size_limit || room < frame + 3 * size) break;
    // The rows that follow are readable too.
    const size_t readable = rows.last - begin;
    const size_t made =
        FramedText(rows.head, rows.head_size, rows.data + begin, size, readable, rows.out + at, room - rows.tail_size);
    if (made <= rows.size_floor || made > rows.size_limit) break;
    at += made;
    if (rows.tail_size > 0) {
      rows.out[at] = rows.tail[0];
      if (rows.tail_size > 1) __builtin_memcpy(rows.out + at, rows.tail, rows.tail_size);
      at += rows.tail_size;
    }
    rows.statuses[done] = 0;
    rows.out_offsets[done + 1] = static_cast<uint32_t>(at);
  }
  *used = at;
  return done;
}

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_SHARED_ROWS_H_

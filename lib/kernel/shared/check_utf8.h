// SPDX-License-Identifier: MIT
// Kernel::check_utf8() of kernels whose loads have no masks, from the operations of utf8.h and these:
//
//   kWidth                               the bytes of a vector
//   Load(p), LoadRest(in, size, i)       LoadRest(): the rest of a text from i on, below kWidth, zeros after it
//   Preceding<n>(v, before)              for each byte the one n before it; `before` is the vector before `v`
#ifndef TOKENLINK_LIB_KERNEL_SHARED_CHECK_UTF8_H_
#define TOKENLINK_LIB_KERNEL_SHARED_CHECK_UTF8_H_

#include "kernel/shared/utf8.h"

namespace tokenlink {
namespace {

INLINE void CheckBlock(Bytes v, Bytes before, Bytes* ill_formed, Mask* c1) {
  CheckBlock(v, Preceding<1>(v, before), Preceding<2>(v, before), Preceding<3>(v, before), ill_formed, c1);
}

TARGET unsigned CheckUtf8(const char* in, size_t size) {
  Bytes ill_formed = {};
  Mask c1 = {};
  Bytes before = {};
  size_t i = 0;
  for (; size - i >= kWidth; i += kWidth) {
    const Bytes v = Load(in + i);
    CheckBlock(v, before, &ill_formed, &c1);
    before = v;
  }
  // A sequence that the text's end cuts off is followed by a zero, which makes it ill-formed.
  CheckBlock(LoadRest(in, size, i), before, &ill_formed, &c1);
  return Utf8Traits(ill_formed, c1);
}

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_SHARED_CHECK_UTF8_H_

// SPDX-License-Identifier: MIT
// The AVX2 kernel's permission lists. Words are too short to be written 32 bytes at a time: that is done by 16.
#ifndef TOKENLINK_LIB_KERNEL_X86_AVX2_LIST_H_
#define TOKENLINK_LIB_KERNEL_X86_AVX2_LIST_H_

#include "kernel/x86/bytes32.h"
// It uses the operations of bytes16.h.
#include "kernel/shared/list_words.h"

namespace tokenlink {
namespace {

// As shared/list_reader.h requires: bit i of a window is set where byte i is not unreserved.
using Window = uint64_t;

INLINE Window CopyWindow(const char* from, char* to) {
  const Bytes32 front = Load32(from);
  const Bytes32 back = Load32(from + 32);
  Store32(to, front);
  Store32(to + 32, back);
  return EscapeMask(front) | static_cast<uint64_t>(EscapeMask(back)) << 32;
}

INLINE size_t Run(Window window, size_t offset, size_t) { return static_cast<size_t>(_tzcnt_u64(window >> offset)); }

INLINE bool StartsWith(const char* in, const char* text, size_t size) {
  return (~Bits(Same(Load32(in), Load32(text))) & 0xFFFFFFFFu >> (32 - size)) == 0;
}

}  // namespace
}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_X86_AVX2_LIST_H_

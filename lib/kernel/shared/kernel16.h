// SPDX-License-Identifier: MIT
// All of a kernel that works on sixteen bytes at a time, but for its name, from the operations of x86/bytes16.h or
// arm/bytes16.h.
#ifndef TOKENLINK_LIB_KERNEL_SHARED_KERNEL16_H_
#define TOKENLINK_LIB_KERNEL_SHARED_KERNEL16_H_

#include "kernel/functions.h"

namespace tokenlink {
namespace {

using Bytes = Bytes16;
using Mask = Bytes16;
constexpr size_t kWidth = 16;

INLINE Bytes Each(int byte) { return Each16(byte); }
INLINE Bytes Load(const char* p) { return Load16(p); }
INLINE Bytes LoadRest(const char* in, size_t size, size_t i) { return LoadShort(in + i, size - i); }
INLINE bool AnyMask(Mask mask) { return AnyByte(mask); }

// As list_reader.h requires: bit i of a window is set where byte i is not unreserved.
using Window = uint64_t;

INLINE Window CopyWindow(const char* from, char* to) {
  const Bytes16 a = Load16(from);
  const Bytes16 b = Load16(from + 16);
  const Bytes16 c = Load16(from + 32);
  const Bytes16 d = Load16(from + 48);
  Store16(to, a);
  Store16(to + 16, b);
  Store16(to + 32, c);
  Store16(to + 48, d);
  const uint32_t front = Bits(Escapes(a)) | Bits(Escapes(b)) << 16;
  const uint32_t back = Bits(Escapes(c)) | Bits(Escapes(d)) << 16;
  return front | static_cast<uint64_t>(back) << 32;
}

INLINE size_t Run(Window window, size_t offset, size_t) {
  return static_cast<size_t>(__builtin_ctzll(window >> offset | uint64_t{1} << 63));
}

INLINE bool StartsWith(const char* in, const char* text, size_t size) { return __builtin_memcmp(in, text, size) == 0; }

// Not sped up: a link has one name.
size_t ReadValue(const char* in, size_t size, char* out, size_t cap, unsigned* traits) {
  return Portable::read_value(in, size, out, cap, traits);
}

}  // namespace
}  // namespace tokenlink

#include "kernel/shared/check_utf8.h"
#include "kernel/shared/decode16.h"
#include "kernel/shared/encode16.h"
#include "kernel/shared/list_words.h"
// These call what the above define.
#include "kernel/shared/list_reader.h"
#include "kernel/shared/list_writer.h"
#include "kernel/shared/rows.h"

#endif  // TOKENLINK_LIB_KERNEL_SHARED_KERNEL16_H_

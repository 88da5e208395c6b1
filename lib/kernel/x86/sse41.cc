// SPDX-License-Identifier: MIT
// 16 bytes at a time, for x86-64 with SSSE3, SSE4.1 and POPCNT.
#include "kernel/cpu.h"
#include "kernel/kernel.h"

#if defined(__x86_64__)
#include <smmintrin.h>

#define TARGET __attribute__((target("ssse3,sse4.1,popcnt")))
#include "kernel/x86/bytes16.h"
// It uses the operations of bytes16.h.
#include "kernel/shared/kernel16.h"

namespace tokenlink {

extern const Kernel kSse41Kernel = {
    .name = "sse41",
    .supported = CpuHasSse41,
    .encoded_size = EncodedSize,
    .encode = Encode,
    .decode = Decode,
    .encode_text = EncodeText,
    .check_utf8 = CheckUtf8,
    .read_value = ReadValue,
    .encode_objects = EncodeObjects,
    .read_objects = ReadObjects,
    .encode_framed = EncodeFramed,
    .encode_rows = EncodeRows,
};

}  // namespace tokenlink

#endif  // __x86_64__

// SPDX-License-Identifier: MIT
// 32 bytes at a time, for x86-64 with AVX2, BMI1 and POPCNT.
#include "kernel/cpu.h"
#include "kernel/kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx2,bmi,popcnt")))
#include "kernel/x86/avx2_decode.h"
#include "kernel/x86/avx2_encode.h"
#include "kernel/x86/avx2_list.h"
// These call what the above define.
#include "kernel/shared/check_utf8.h"
#include "kernel/shared/list_reader.h"
#include "kernel/shared/list_writer.h"
#include "kernel/shared/rows.h"

namespace tokenlink {

extern const Kernel kAvx2Kernel = {
    .name = "avx2",
    .supported = CpuHasAvx2,
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

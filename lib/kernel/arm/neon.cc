// SPDX-License-Identifier: MIT
// 16 bytes at a time, for 64-bit ARM, which always has NEON.
#include "kernel/kernel.h"

#if defined(__aarch64__)
#include <arm_neon.h>

#define TARGET
#include "kernel/arm/bytes16.h"
// It uses the operations of bytes16.h.
#include "kernel/shared/kernel16.h"

namespace tokenlink {
namespace {

bool Always() { return true; }

}  // namespace
}  // namespace tokenlink

namespace tokenlink {

extern const Kernel kNeonKernel = {
    .name = "neon",
    .supported = Always,
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

#endif  // __aarch64__

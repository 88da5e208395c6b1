// SPDX-License-Identifier: MIT
// 16 bytes at a time, for 64-bit ARM, which always has NEON.
#if defined(__aarch64__)
#include <arm_neon.h>

#include "kernel/functions.h"

#define TARGET
#include "kernel/arm/bytes16.h"
// It uses the operations of bytes16.h.
#include "kernel/shared/kernel16.h"

#define KERNEL Neon
#define SUPPORTED true
#include "kernel/shared/define.h"

#endif  // __aarch64__

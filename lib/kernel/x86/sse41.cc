// SPDX-License-Identifier: MIT
// 16 bytes at a time, for x86-64 with SSSE3, SSE4.1 and POPCNT.
#include "kernel/cpu.h"
#include "kernel/functions.h"

#if defined(__x86_64__)
#include <smmintrin.h>

#define TARGET __attribute__((target("ssse3,sse4.1,popcnt")))
#include "kernel/x86/bytes16.h"
// It uses the operations of bytes16.h.
#include "kernel/shared/kernel16.h"

#define KERNEL Sse41
#define SUPPORTED CpuHasSse41()
#include "kernel/shared/define.h"

#endif  // __x86_64__

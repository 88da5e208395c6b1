// SPDX-License-Identifier: MIT
// 64 bytes at a time, for x86-64 with AVX-512 BW, VL, VBMI and VBMI2, and BMI2: Intel from Ice Lake, AMD from Zen 4 on.
#include "kernel/cpu.h"
#include "kernel/functions.h"

#if defined(__x86_64__)
// GCC 12 reports the intrinsics' own undefined operands as ours (its bug 105593).
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#endif
#include <immintrin.h>
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

#define TARGET __attribute__((target("avx2,avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi,bmi2,popcnt")))
#include "kernel/x86/avx512_decode.h"
#include "kernel/x86/avx512_encode.h"
#include "kernel/x86/avx512_list.h"
#include "kernel/x86/avx512_utf8.h"
// These call what the above define.
#include "kernel/shared/list_reader.h"
#include "kernel/shared/list_writer.h"
#include "kernel/shared/rows.h"

#define KERNEL Avx512
#define SUPPORTED CpuHasAvx512()
#include "kernel/shared/define.h"

#endif  // __x86_64__

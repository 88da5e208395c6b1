// SPDX-License-Identifier: MIT
// 32 bytes at a time, for x86-64 with AVX2, BMI1 and POPCNT.
#include "kernel/cpu.h"
#include "kernel/functions.h"

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

#define KERNEL Avx2
#define SUPPORTED CpuHasAvx2()
#include "kernel/shared/define.h"

#endif  // __x86_64__

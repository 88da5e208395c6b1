// SPDX-License-Identifier: MIT
// Whether the processor has an instruction set and the operating system lets programs use it.
#ifndef TOKENLINK_LIB_KERNEL_CPU_H_
#define TOKENLINK_LIB_KERNEL_CPU_H_

namespace tokenlink {

#if defined(__x86_64__)
bool CpuHasSse41();   // SSSE3, SSE4.1, POPCNT
bool CpuHasAvx2();    // AVX2, BMI1, POPCNT
bool CpuHasAvx512();  // AVX-512 F, BW, VL, VBMI and VBMI2, BMI2, and all of CpuHasAvx2()
#endif

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_CPU_H_

// SPDX-License-Identifier: MIT
// Where an operating system does not save a register file, instructions that use it fault, whatever CPUID says. So both
// CPUID and XGETBV have to agree.
#include "kernel/cpu.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <stdint.h>
#endif

namespace tokenlink {

#if defined(__x86_64__)
namespace {

// XCR0: the registers that the operating system saves. Requires OSXSAVE in CPUID.
uint32_t SavedRegisters() {
  uint32_t low = 0;
  uint32_t high = 0;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

}  // namespace

// Intel SDM volume 2, CPUID: leaf 1 ECX, leaf 7 EBX.
bool CpuHasSse41() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  if (__get_cpuid(1, &a, &b, &c, &d) == 0) return false;
  constexpr unsigned kSsse3 = 1u << 9, kSse41 = 1u << 19, kPopcnt = 1u << 23;
  return (c & kSsse3) != 0 && (c & kSse41) != 0 && (c & kPopcnt) != 0;
}

bool CpuHasAvx2() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  if (!CpuHasSse41() || __get_cpuid(1, &a, &b, &c, &d) == 0) return false;
  constexpr unsigned kOsxsave = 1u << 27, kAvx = 1u << 28;
  if ((c & kOsxsave) == 0 || (c & kAvx) == 0) return false;
  constexpr uint32_t kXmmAndYmm = 6;
  if ((SavedRegisters() & kXmmAndYmm) != kXmmAndYmm) return false;
  if (__get_cpuid_count(7, 0, &a, &b, &c, &d) == 0) return false;
  constexpr unsigned kBmi1 = 1u << 3, kAvx2 = 1u << 5;
  return (b & kBmi1) != 0 && (b & kAvx2) != 0;
}

bool CpuHasAvx512() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  if (!CpuHasAvx2() || __get_cpuid_count(7, 0, &a, &b, &c, &d) == 0) return false;
  constexpr unsigned kBmi2 = 1u << 8, kF = 1u << 16, kBw = 1u << 30, kVl = 1u << 31;  // EBX
  constexpr unsigned kVbmi = 1u << 1, kVbmi2 = 1u << 6;                               // ECX
  constexpr unsigned kNeededB = kBmi2 | kF | kBw | kVl, kNeededC = kVbmi | kVbmi2;
  if ((b & kNeededB) != kNeededB || (c & kNeededC) != kNeededC) return false;
  // Mask registers, the upper halves of ZMM0 to 15, and ZMM16 to 31.
  constexpr uint32_t kMasksAndZmm = 0xE0;
  return (SavedRegisters() & kMasksAndZmm) == kMasksAndZmm;
}
#endif

}  // namespace tokenlink

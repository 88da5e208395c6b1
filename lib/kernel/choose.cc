// SPDX-License-Identifier: MIT
#include "kernel/choose.h"

namespace tokenlink {
namespace {

// Best first; the portable kernel stays last.
constexpr Kernel kKernels[] = {
#if defined(__x86_64__)
    Kernel(Kernel::Isa::kAvx512),
    Kernel(Kernel::Isa::kAvx2),
    Kernel(Kernel::Isa::kSse41),
#elif defined(__aarch64__)
    Kernel(Kernel::Isa::kNeon),
#endif
    Kernel(Kernel::Isa::kPortable),
};

}  // namespace

std::atomic<Kernel::Isa> chosen_kernel{Kernel::Isa::kNone};

Kernel ChooseKernel() {
  const Kernel* kernel = kKernels;
  while (!kernel->supported()) ++kernel;
  chosen_kernel.store(kernel->isa(), std::memory_order_relaxed);
  return *kernel;
}

KernelList Kernels() { return {kKernels, sizeof kKernels / sizeof kKernels[0]}; }

}  // namespace tokenlink

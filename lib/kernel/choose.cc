// SPDX-License-Identifier: MIT
#include "kernel/choose.h"

#include "kernel/portable/portable.h"

namespace tokenlink {

extern const Kernel kAvx512Kernel, kAvx2Kernel, kSse41Kernel, kNeonKernel;

namespace {

// Best first; the portable kernel stays last.
constexpr const Kernel* kKernels[] = {
#if defined(__x86_64__)
    &kAvx512Kernel,
    &kAvx2Kernel,
    &kSse41Kernel,
#elif defined(__aarch64__)
    &kNeonKernel,
#endif
    &kPortableKernel,
};

}  // namespace

std::atomic<const Kernel*> chosen_kernel{nullptr};

const Kernel& ChooseKernel() {
  for (const Kernel* kernel : kKernels) {
    if (kernel->supported()) {
      chosen_kernel.store(kernel, std::memory_order_relaxed);
      return *kernel;
    }
  }
  return kPortableKernel;
}

KernelList Kernels() { return {kKernels, sizeof kKernels / sizeof kKernels[0]}; }

}  // namespace tokenlink

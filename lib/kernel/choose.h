// SPDX-License-Identifier: MIT
// The kernel in use. For lib/percent/ and the fast paths; tests and benchmarks list them all.
#ifndef TOKENLINK_LIB_KERNEL_CHOOSE_H_
#define TOKENLINK_LIB_KERNEL_CHOOSE_H_

#include <atomic>

#include "kernel/kernel.h"

namespace tokenlink {

// The library's only global: the kernel in use, null before the first call. Racing first calls store the same pointer,
// so relaxed order is enough.
extern std::atomic<const Kernel*> chosen_kernel;
const Kernel& ChooseKernel();

// The first of Kernels() that this machine supports.
inline const Kernel& ActiveKernel() {
  const Kernel* kernel = chosen_kernel.load(std::memory_order_relaxed);
  return kernel != nullptr ? *kernel : ChooseKernel();
}

// The kernels in this build, best first. The last one runs on every machine.
struct KernelList {
  const Kernel* const* kernels;
  size_t count;
};
KernelList Kernels();

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_CHOOSE_H_

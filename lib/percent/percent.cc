// SPDX-License-Identifier: MIT
#include "percent/percent.h"

#include <atomic>

namespace tokenlink {
namespace {

// Best first; the portable kernel stays last.
constexpr const Kernel* kKernels[] = {&kPortableKernel};

// The only global of the library. Racing first calls store the same pointer, so relaxed order is enough.
std::atomic<const Kernel*> chosen{nullptr};

const Kernel& Choose() {
  for (const Kernel* kernel : kKernels) {
    if (kernel->supported()) {
      chosen.store(kernel, std::memory_order_relaxed);
      return *kernel;
    }
  }
  return kPortableKernel;
}

}  // namespace

const Kernel& ActiveKernel() {
  const Kernel* kernel = chosen.load(std::memory_order_relaxed);
  return kernel != nullptr ? *kernel : Choose();
}

KernelList Kernels() { return {kKernels, sizeof kKernels / sizeof kKernels[0]}; }

size_t EncodedSize(Str text) { return ActiveKernel().encoded_size(text.data(), text.size()); }

size_t Encode(Str text, char* out, size_t cap) { return ActiveKernel().encode(text.data(), text.size(), out, cap); }

Decoded Decode(Str text, bool plus_is_space, char* out) {
  Decoded decoded;
  decoded.size = ActiveKernel().decode(text.data(), text.size(), plus_is_space, out, &decoded.fault);
  return decoded;
}

}  // namespace tokenlink

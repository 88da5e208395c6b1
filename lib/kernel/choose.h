// SPDX-License-Identifier: MIT
// The kernel in use, and its functions. For lib/percent/ and the fast paths; tests and benchmarks list all kernels.
#ifndef TOKENLINK_LIB_KERNEL_CHOOSE_H_
#define TOKENLINK_LIB_KERNEL_CHOOSE_H_

#include <atomic>

#include "kernel/functions.h"
#include "kernel/kernel.h"

namespace tokenlink {

// The library's only global: the kernel in use, kNone before the first call. Racing first calls store the same one, so
// relaxed order is enough.
extern std::atomic<Kernel::Isa> chosen_kernel;
Kernel ChooseKernel();

// The first of Kernels() that this machine supports.
inline Kernel ActiveKernel() {
  const Kernel::Isa isa = chosen_kernel.load(std::memory_order_relaxed);
  return isa != Kernel::Isa::kNone ? Kernel(isa) : ChooseKernel();
}

// The kernels in this build, best first. The last one runs on every machine.
struct KernelList {
  const Kernel* kernels;
  size_t count;
};
KernelList Kernels();

// Calls `function` with the kernel of `isa`, a struct of functions.h.
template <typename Function>
inline auto CallKernel(Kernel::Isa isa, Function function) {
#if defined(__x86_64__)
  if (isa == Kernel::Isa::kAvx512) return function(Avx512());
  if (isa == Kernel::Isa::kAvx2) return function(Avx2());
  if (isa == Kernel::Isa::kSse41) return function(Sse41());
#elif defined(__aarch64__)
  if (isa == Kernel::Isa::kNeon) return function(Neon());
#endif
  return function(Portable());
}

inline bool Kernel::supported() const {
  return CallKernel(isa_, [](auto kernel) { return kernel.supported(); });
}

inline size_t Kernel::encoded_size(const char* in, size_t size) const {
  return CallKernel(isa_, [=](auto kernel) { return kernel.encoded_size(in, size); });
}

inline size_t Kernel::encode(const char* in, size_t size, char* out, size_t cap) const {
  return CallKernel(isa_, [=](auto kernel) { return kernel.encode(in, size, out, cap); });
}

inline size_t Kernel::decode(const char* in, size_t size, bool plus, char* out, size_t cap, size_t* fault) const {
  return CallKernel(isa_, [=](auto kernel) { return kernel.decode(in, size, plus, out, cap, fault); });
}

inline size_t Kernel::encode_text(const char* in, size_t size, char* out, size_t cap, unsigned* traits) const {
  return CallKernel(isa_, [=](auto kernel) { return kernel.encode_text(in, size, out, cap, traits); });
}

inline unsigned Kernel::check_utf8(const char* in, size_t size) const {
  return CallKernel(isa_, [=](auto kernel) { return kernel.check_utf8(in, size); });
}

inline size_t Kernel::read_value(const char* in, size_t size, char* out, size_t cap, unsigned* traits) const {
  return CallKernel(isa_, [=](auto kernel) { return kernel.read_value(in, size, out, cap, traits); });
}

inline char* Kernel::encode_objects(const KeyAndType* list, size_t count, char* out, const char* end) const {
  return CallKernel(isa_, [=](auto kernel) { return kernel.encode_objects(list, count, out, end); });
}

inline const char* Kernel::read_objects(const char* in, const char* end, char* copy, KeyAndType* list, size_t most,
                                        size_t* count) const {
  return CallKernel(isa_, [=](auto kernel) { return kernel.read_objects(in, end, copy, list, most, count); });
}

inline size_t Kernel::encode_framed(const char* head, size_t head_size, const char* in, size_t size, size_t readable,
                                    char* out, size_t cap) const {
  return CallKernel(isa_,
                    [=](auto kernel) { return kernel.encode_framed(head, head_size, in, size, readable, out, cap); });
}

inline size_t Kernel::encode_rows(const RowsToEncode& rows, size_t* used) const {
  return CallKernel(isa_, [&rows, used](auto kernel) { return kernel.encode_rows(rows, used); });
}

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_CHOOSE_H_

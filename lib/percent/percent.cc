// SPDX-License-Identifier: MIT
#include "percent/percent.h"

namespace tokenlink {
namespace {

// Best first; the portable kernel stays last.
constexpr const Kernel* kKernels[] = {
#if defined(__x86_64__)
    &kAvx512Kernel, &kAvx2Kernel, &kSse41Kernel,
#elif defined(__aarch64__)
    &kNeonKernel,
#endif
    &kPortableKernel};

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

size_t EncodedSize(Str text) { return ActiveKernel().encoded_size(text.data(), text.size()); }

size_t Encode(Str text, char* out, size_t cap) { return ActiveKernel().encode(text.data(), text.size(), out, cap); }

Decoded MeasureDecoded(Str text) {
  size_t size = 0;
  for (size_t i = 0; i < text.size(); ++size) {
    if (text[i] != '%') {
      ++i;
      continue;
    }
    if (text.size() - i < 3 || HexValue(text[i + 1]) < 0 || HexValue(text[i + 2]) < 0) return {size, i};
    i += 3;
  }
  return {size, kNowhere};
}

void DecodeInto(Str text, bool plus_is_space, char* out) {
  // A kernel may write as many bytes as it reads, so it decodes into a room of its own.
  char room[512];
  for (size_t begin = 0; begin < text.size();) {
    size_t end = text.size() - begin < sizeof room ? text.size() : begin + sizeof room;
    if (end < text.size()) {
      if (text[end - 1] == '%') {
        end -= 1;
      } else if (text[end - 2] == '%') {
        end -= 2;
      }
    }
    const Decoded decoded = Decode(Slice(text, begin, end), plus_is_space, room, sizeof room);
    memcpy(out, room, decoded.size);
    out += decoded.size;
    begin = end;
  }
}

}  // namespace tokenlink

// SPDX-License-Identifier: MIT
// TOKENLINK_TEST_KERNEL=avx2 in the environment runs all tests with that kernel in place of the best one.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string_view>

#include "kernel/choose.h"

namespace tokenlink::test {
namespace {

class ForcedKernel : public testing::Environment {
 public:
  void SetUp() override {
    const char* const name = std::getenv("TOKENLINK_TEST_KERNEL");
    if (name == nullptr) return;
    for (size_t i = 0; i < Kernels().count; ++i) {
      const Kernel kernel = Kernels().kernels[i];
      if (std::string_view(kernel.name()) == name && kernel.supported()) {
        chosen_kernel.store(kernel.isa());
        return;
      }
    }
    FAIL() << "this machine has no kernel " << name;
  }
};

const testing::Environment* const registered = testing::AddGlobalTestEnvironment(new ForcedKernel);

}  // namespace
}  // namespace tokenlink::test

// SPDX-License-Identifier: MIT
#include "kernel/choose.h"

#include <gtest/gtest.h>

namespace tokenlink {
namespace {

TEST(Kernels, EndWithOneThatRunsEverywhere) {
  ASSERT_GT(Kernels().count, 0u);
  const Kernel last = Kernels().kernels[Kernels().count - 1];
  EXPECT_STREQ(last.name(), "portable");
  EXPECT_TRUE(last.supported());
  EXPECT_TRUE(ActiveKernel().supported());
  for (size_t i = 0; i < Kernels().count; ++i) {
    if (!Kernels().kernels[i].supported()) continue;
    EXPECT_EQ(ActiveKernel().isa(), Kernels().kernels[i].isa()) << "the first one that runs here is chosen";
    break;
  }
}

}  // namespace
}  // namespace tokenlink

// SPDX-License-Identifier: MIT
// Every kernel by name: dispatch would hide all but one of them.
#ifndef TOKENLINK_TESTS_UNIT_KERNEL_KERNELS_H_
#define TOKENLINK_TESTS_UNIT_KERNEL_KERNELS_H_

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"
#include "kernel/choose.h"

namespace tokenlink::test {

class KernelTest : public testing::TestWithParam<Kernel> {
 protected:
  void SetUp() override {
    if (!GetParam().supported()) GTEST_SKIP() << "this machine does not run " << GetParam().name();
  }
  Kernel kernel() const { return GetParam(); }
};

inline auto AllKernels() { return testing::ValuesIn(Kernels().kernels, Kernels().kernels + Kernels().count); }
inline std::string KernelName(const testing::TestParamInfo<Kernel>& info) { return info.param.name(); }

}  // namespace tokenlink::test

#endif  // TOKENLINK_TESTS_UNIT_KERNEL_KERNELS_H_

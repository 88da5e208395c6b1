// SPDX-License-Identifier: MIT
#include "percent/percent.h"

#include <gtest/gtest.h>

#include "reference/percent.h"

namespace tokenlink {
namespace {

TEST(Percent, EncodesThroughTheChosenKernel) {
  const std::string text = "caf\xC3\xA9 [\"*\"]";
  char out[64];
  EXPECT_EQ(EncodedSize(text), 27u);
  EXPECT_EQ(Str(out, Encode(text, out, sizeof out)), reference::Encode(text));
  EXPECT_EQ(EncodedSize(Str()), 0u);
  EXPECT_EQ(Encode(Str(), out, 0), 0u);
}

}  // namespace
}  // namespace tokenlink

// SPDX-License-Identifier: MIT
#include "base/column.h"

#include <gtest/gtest.h>

#include <vector>

namespace tokenlink {
namespace {

const char kData[] = "dnszone";

template <typename Offset>
void ExpectEveryKindOfCell(uint32_t layout) {
  const std::vector<Offset> offsets = {0, 3, 7, 7, 5, 8};
  const uint8_t validity[] = {0b11101};
  const Column column = {kData, 7, offsets.data(), validity, 0, layout, 0};
  Str text;
  EXPECT_EQ(column.Get(0, &text), Cell::kValue);
  EXPECT_EQ(text, "dns");
  EXPECT_EQ(column.Get(1, &text), Cell::kNull);
  EXPECT_EQ(column.Get(2, &text), Cell::kValue);
  EXPECT_TRUE(text.empty());
  EXPECT_EQ(column.Get(3, &text), Cell::kOutOfBounds) << "offsets that decrease";
  EXPECT_EQ(column.Get(4, &text), Cell::kOutOfBounds) << "an offset past the data";
}

TEST(Column, KnowsAValueANullAndABadOffset) {
  ExpectEveryKindOfCell<uint32_t>(kOffsets32);
  ExpectEveryKindOfCell<uint64_t>(kOffsets64);
}

TEST(Column, RefusesA64BitOffsetThatLooksSmallIn32Bits) {
  const uint64_t offsets[] = {0, (uint64_t{1} << 32) + 3};
  const Column column = {kData, 7, offsets, nullptr, 0, kOffsets64, 0};
  Str text;
  EXPECT_EQ(column.Get(0, &text), Cell::kOutOfBounds);
}

TEST(Column, StartsAtItsFirstElement) {
  const uint32_t offsets[] = {0, 3, 7};
  const uint8_t validity[] = {0b10};
  const Column column = {kData, 7, offsets, validity, 1, kOffsets32, 0};
  Str text;
  EXPECT_EQ(column.Get(0, &text), Cell::kValue);
  EXPECT_EQ(text, "zone");
}

TEST(Column, HasNoRowsWhoseNumbersWrap) {
  const uint32_t offsets[] = {0, 3};
  Column column = {kData, 7, offsets, nullptr, 0, kOffsets32, 0};
  constexpr size_t kMost = static_cast<size_t>(-1);
  EXPECT_EQ(column.Fault(0, 1), nullptr);
  EXPECT_NE(column.Fault(kMost, 2), nullptr);
  EXPECT_NE(column.Fault(2, kMost), nullptr);
  EXPECT_NE(column.Fault(0, kMost), nullptr);
  column.first = kMost;
  EXPECT_NE(column.Fault(1, 1), nullptr);
  column.offsets = nullptr;
  EXPECT_EQ(column.Fault(0, 0), nullptr);
  EXPECT_NE(column.Fault(0, 1), nullptr);
}

}  // namespace
}  // namespace tokenlink

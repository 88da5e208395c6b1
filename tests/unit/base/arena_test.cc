// SPDX-License-Identifier: MIT
#include "base/arena.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "support/allocations.h"
#include "support/random.h"

namespace tokenlink {
namespace {

using test::Allocations;
using test::FailingAllocation;
using test::Random;

TEST(Arena, HandsOutNoByteTwice) {
  Random random(2);
  Arena arena;
  struct Room {
    char* at;
    size_t size;
    char mark;
  };
  std::vector<Room> rooms;
  for (int round = 0; round < 2000; ++round) {
    const size_t size = random.OneIn(50) ? random.Below(20000) : random.Below(200);
    const size_t align = size_t{1} << random.Below(5);
    char* at = static_cast<char*>(arena.Allocate(size, align));
    ASSERT_NE(at, nullptr);
    ASSERT_EQ(reinterpret_cast<uintptr_t>(at) % align, 0u);
    rooms.push_back({at, size, static_cast<char>(round)});
    memset(at, round, size);
  }
  for (const Room& room : rooms) {
    for (size_t i = 0; i < room.size; ++i) ASSERT_EQ(room.at[i], room.mark);
  }
}

TEST(Arena, AllocatesNoMoreAfterTheSecondRound) {
  Arena arena;
  auto round = [&arena] {
    arena.Reset();
    for (size_t size : {10u, 5000u, 20000u, 3u, 100000u, 1u}) ASSERT_NE(arena.Allocate(size, 8), nullptr);
  };
  round();
  round();
  const size_t before = Allocations();
  for (int i = 0; i < 20; ++i) round();
  EXPECT_EQ(Allocations(), before);
}

TEST(Arena, KeepsNothingOfTheFirstRoundButItsSize) {
  Arena arena;
  for (int i = 0; i < 100; ++i) ASSERT_NE(arena.Bytes(3000), nullptr);
  EXPECT_GE(arena.used(), 300000u);
  arena.Reset();
  EXPECT_EQ(arena.used(), 0u);
  const size_t before = Allocations();
  char* all = arena.Bytes(300000);
  EXPECT_NE(all, nullptr);
  EXPECT_EQ(Allocations(), before);
  memset(all, 1, 300000);
}

TEST(Arena, KeepsNothingAfterRelease) {
  Arena arena;
  ASSERT_NE(arena.Bytes(3000), nullptr);
  arena.Release();
  EXPECT_EQ(arena.used(), 0u);
  const size_t before = Allocations();
  ASSERT_NE(arena.Bytes(1), nullptr);
  EXPECT_EQ(Allocations(), before + 1);
}

// Many small allocations must not end in a block as large as all of them.
TEST(Arena, WastesLittleMemory) {
  Arena arena;
  const size_t before = test::AllocatedBytes();
  for (int i = 0; i < 10000; ++i) ASSERT_NE(arena.Bytes(1000), nullptr);
  EXPECT_LT(test::AllocatedBytes() - before, 12000000u);
}

TEST(Arena, RefusesWhatNoMachineHas) {
  Arena arena;
  EXPECT_EQ(arena.Allocate(static_cast<size_t>(-1), 1), nullptr);
  EXPECT_EQ(arena.Allocate(static_cast<size_t>(-1) / 2 + 1, 8), nullptr);
  EXPECT_NE(arena.Allocate(8, 8), nullptr);
}

TEST(Arena, SurvivesRunningOutOfMemory) {
  Arena arena;
  ASSERT_NE(arena.Bytes(4096), nullptr);
  ASSERT_NE(arena.Bytes(4096), nullptr);
  {
    FailingAllocation failing(1, true);
    EXPECT_EQ(arena.Bytes(9000), nullptr);
    arena.Reset();  // cannot merge its blocks either
    EXPECT_EQ(arena.Bytes(1), nullptr);
    EXPECT_TRUE(failing.happened());
  }
  char* room = arena.Bytes(100);
  ASSERT_NE(room, nullptr);
  memset(room, 1, 100);
}

TEST(ArenaVector, KeepsItsElementsWhenItGrows) {
  Arena arena;
  ArenaVector<uint32_t> numbers(&arena);
  EXPECT_TRUE(numbers.empty());
  for (uint32_t i = 0; i < 100000; ++i) ASSERT_TRUE(numbers.Push(i * 3));
  ASSERT_EQ(numbers.size(), 100000u);
  for (uint32_t i = 0; i < 100000; ++i) ASSERT_EQ(numbers[i], i * 3);
  EXPECT_EQ(numbers.back(), 99999u * 3);
  EXPECT_EQ(numbers.end() - numbers.begin(), 100000);
  numbers.Pop();
  EXPECT_EQ(numbers.back(), 99998u * 3);
  numbers.Clear();
  EXPECT_TRUE(numbers.empty());
  ASSERT_TRUE(numbers.Push(1));
  EXPECT_EQ(numbers[0], 1u);
}

TEST(ArenaVector, StaysAsItIsWhenItCannotGrow) {
  Arena arena;
  ArenaVector<uint64_t> numbers(&arena);
  FailingAllocation failing(2, true);
  size_t pushed = 0;
  while (numbers.Push(pushed)) ++pushed;
  EXPECT_TRUE(failing.happened());
  ASSERT_EQ(numbers.size(), pushed);
  for (size_t i = 0; i < pushed; ++i) ASSERT_EQ(numbers[i], i);
  EXPECT_FALSE(numbers.Reserve(static_cast<size_t>(-1) / 4));
}

}  // namespace
}  // namespace tokenlink

// SPDX-License-Identifier: MIT
#include "base/arena.h"

#include <cstdlib>

namespace tokenlink {
namespace {

// Blocks double in size between these two; a larger one is for a single large allocation. So at most 1 MiB is unused,
// or half of what is used.
constexpr size_t kSmallestBlock = 4096;
constexpr size_t kLargestBlock = size_t{1} << 20;

}  // namespace

void* Arena::AllocateBlock(size_t size) {
  static_assert(sizeof(Block) % alignof(std::max_align_t) == 0);
  size_t block = used();
  if (block < kSmallestBlock) block = kSmallestBlock;
  if (block > kLargestBlock) block = kLargestBlock;
  if (block < size) block = size;
  if (block > static_cast<size_t>(-1) / 2) return nullptr;
  Block* fresh = static_cast<Block*>(malloc(sizeof(Block) + block));
  if (fresh == nullptr) return nullptr;
  if (blocks_ != nullptr) full_ += used_ + alignof(std::max_align_t);
  fresh->next = blocks_;
  fresh->size = block;
  blocks_ = fresh;
  used_ = size;
  return fresh + 1;
}

void Arena::Merge() {
  const size_t size = used();
  Release();
  Block* merged = static_cast<Block*>(malloc(sizeof(Block) + size));
  if (merged == nullptr) return;  // the next Allocate() tries again and reports it
  merged->next = nullptr;
  merged->size = size;
  blocks_ = merged;
}

void Arena::Release() {
  while (blocks_ != nullptr) {
    Block* next = blocks_->next;
    free(blocks_);
    blocks_ = next;
  }
  used_ = full_ = 0;
}

}  // namespace tokenlink

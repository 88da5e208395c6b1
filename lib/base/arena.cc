// SPDX-License-Identifier: MIT
#include "base/arena.h"

#include <cstdlib>

namespace tokenlink {
namespace {

constexpr size_t kFirstBlock = 4096;

}  // namespace

void* Arena::AllocateBlock(size_t size) {
  size_t block = total_ < kFirstBlock ? kFirstBlock : total_;
  if (block < size) block = size;
  if (block > static_cast<size_t>(-1) / 2) return nullptr;
  Block* fresh = static_cast<Block*>(malloc(sizeof(Block) + block));
  if (fresh == nullptr) return nullptr;
  static_assert(sizeof(Block) % alignof(std::max_align_t) == 0);
  fresh->next = blocks_;
  fresh->size = block;
  blocks_ = fresh;
  total_ += block;
  used_ = size;
  return fresh + 1;
}

void Arena::Merge() {
  const size_t total = total_;
  Release();
  Block* merged = static_cast<Block*>(malloc(sizeof(Block) + total));
  if (merged == nullptr) return;  // the next Allocate() tries again and reports it
  merged->next = nullptr;
  merged->size = total;
  blocks_ = merged;
  total_ = total;
}

void Arena::Release() {
  while (blocks_ != nullptr) {
    Block* next = blocks_->next;
    free(blocks_);
    blocks_ = next;
  }
  used_ = total_ = 0;
}

}  // namespace tokenlink

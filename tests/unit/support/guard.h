// SPDX-License-Identifier: MIT
// Memory between two inaccessible pages: a read or write one byte outside it crashes the test program. It needs no
// instrumentation, so it tests the code as it ships.
#ifndef TOKENLINK_TESTS_UNIT_SUPPORT_GUARD_H_
#define TOKENLINK_TESTS_UNIT_SUPPORT_GUARD_H_

#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <string_view>

namespace tokenlink::test {

class GuardedPages {
 public:
  explicit GuardedPages(size_t room) : page_(static_cast<size_t>(sysconf(_SC_PAGESIZE))) {
    room_ = (room + page_ - 1) / page_ * page_;
    void* all = mmap(nullptr, room_ + 2 * page_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED) abort();
    base_ = static_cast<char*>(all) + page_;
    if (mprotect(base_, room_, PROT_READ | PROT_WRITE) != 0) abort();
  }
  ~GuardedPages() { munmap(base_ - page_, room_ + 2 * page_); }
  GuardedPages(const GuardedPages&) = delete;
  GuardedPages& operator=(const GuardedPages&) = delete;

  // Memory that begins right after a guard page, or ends right before one.
  char* First() { return base_; }
  char* Last(size_t size) { return base_ + room_ - size; }

  std::string_view PutFirst(std::string_view text) { return Put(text, First()); }
  std::string_view PutLast(std::string_view text) { return Put(text, Last(text.size())); }

 private:
  static std::string_view Put(std::string_view text, char* at) {
    if (!text.empty()) memcpy(at, text.data(), text.size());
    return {at, text.size()};
  }

  size_t page_;
  size_t room_;
  char* base_;
};

}  // namespace tokenlink::test

#endif  // TOKENLINK_TESTS_UNIT_SUPPORT_GUARD_H_

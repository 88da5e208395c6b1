// SPDX-License-Identifier: MIT
// Memory between two pages that no one may touch: a byte read or written outside of it ends the program at once, in the
// library as it is shipped and without any instrumentation.
#ifndef TOKENLINK_TESTS_CAPI_GUARDED_H_
#define TOKENLINK_TESTS_CAPI_GUARDED_H_

#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

class Guarded {
 public:
  enum class Side { kEnd, kStart };

  // `size` bytes that touch the guard page on one side.
  Guarded(size_t size, Side side) {
    const size_t page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
    const size_t inner = (size + page - 1) / page * page + (size == 0 ? page : 0);
    mapped_ = inner + 2 * page;
    void* base = mmap(nullptr, mapped_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (base == MAP_FAILED || mprotect(static_cast<char*>(base) + page, inner, PROT_READ | PROT_WRITE) != 0) {
      std::perror("guard pages");
      std::exit(1);
    }
    base_ = base;
    data_ = static_cast<char*>(base) + page + (side == Side::kEnd ? inner - size : 0);
    size_ = size;
  }
  Guarded(const std::string& text, Side side) : Guarded(text.size(), side) {
    std::memcpy(data_, text.data(), text.size());
  }
  ~Guarded() { munmap(base_, mapped_); }
  Guarded(const Guarded&) = delete;
  Guarded& operator=(const Guarded&) = delete;

  char* data() const { return data_; }
  size_t size() const { return size_; }

 private:
  void* base_;
  size_t mapped_;
  char* data_;
  size_t size_;
};

#endif  // TOKENLINK_TESTS_CAPI_GUARDED_H_

// SPDX-License-Identifier: MIT
#include "support/allocations.h"

#include <cstdlib>
#include <new>

extern "C" void* __real_malloc(size_t size);

namespace {

size_t allocations = 0;
size_t allocated_bytes = 0;
size_t fail_at = 0;  // counted down; 0: none fails
bool fail_for_good = false;
bool failed = false;

}  // namespace

extern "C" void* __wrap_malloc(size_t size) {
  ++allocations;
  allocated_bytes += size;
  if (fail_at > 0 && --fail_at == 0) {
    failed = true;
    if (fail_for_good) fail_at = 1;
    return nullptr;
  }
  return __real_malloc(size);
}

// libstdc++'s operator new calls malloc past the wrap; these go through it.
void* operator new(size_t size) {
  void* memory = malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void* operator new(size_t size, const std::nothrow_t&) noexcept { return malloc(size); }
void* operator new[](size_t size) { return operator new(size); }
void* operator new[](size_t size, const std::nothrow_t&) noexcept { return malloc(size); }
void operator delete(void* memory) noexcept { free(memory); }
void operator delete(void* memory, size_t) noexcept { free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { free(memory); }
void operator delete[](void* memory) noexcept { free(memory); }
void operator delete[](void* memory, size_t) noexcept { free(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { free(memory); }

namespace tokenlink::test {

size_t Allocations() { return allocations; }

size_t AllocatedBytes() { return allocated_bytes; }

FailingAllocation::FailingAllocation(size_t number, bool for_good) {
  failed = false;
  fail_for_good = for_good;
  fail_at = number;
}

FailingAllocation::~FailingAllocation() { fail_at = 0; }

bool FailingAllocation::happened() const { return failed; }

}  // namespace tokenlink::test

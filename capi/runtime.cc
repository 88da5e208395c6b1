// SPDX-License-Identifier: MIT
// What the shared library uses of the C++ runtime, defined here so that it needs libc alone: it then loads into any
// program, of any libstdc++ or none, of glibc or musl, and unloads without a trace. Linked into the shared library
// only; the archive leaves these symbols to the program's own runtime.
//
// Defining names of the standard library is outside the letter of the C++ standard. What licenses it is that the names
// stay hidden inside the library, that the link fails (-z defs) when another one is asked for, and that tests/abi
// loads, runs and unloads the result in glibc and musl programs.
#include <sched.h>
#include <stddef.h>
#include <stdlib.h>

#include <new>

// The throwing forms are reached from nowhere in the library: every allocation is nothrow and checked.
void* operator new(size_t size) {
  void* memory = malloc(size != 0 ? size : 1);
  if (memory == nullptr) abort();
  return memory;
}
void* operator new[](size_t size) { return operator new(size); }
void* operator new(size_t size, const std::nothrow_t&) noexcept { return malloc(size != 0 ? size : 1); }
void* operator new[](size_t size, const std::nothrow_t&) noexcept { return malloc(size != 0 ? size : 1); }
void operator delete(void* memory) noexcept { free(memory); }
void operator delete[](void* memory) noexcept { free(memory); }
void operator delete(void* memory, size_t) noexcept { free(memory); }
void operator delete[](void* memory, size_t) noexcept { free(memory); }

namespace std {
// Asked for by the names and descriptions simdjson's kernels carry as std::string; they are constants.
void __throw_logic_error(const char*) { abort(); }
void __throw_length_error(const char*) { abort(); }
void __throw_bad_alloc() { abort(); }

const nothrow_t nothrow{};
}  // namespace std

extern "C" {

[[noreturn]] void __cxa_pure_virtual() { abort(); }

// Guards of simdjson's function-local statics (Itanium C++ ABI 3.3.3). The first byte says "done" and is read by the
// compiled code itself; the second is the lock. The statics are a few constant strings, so waiting is a
// short spin.
int __cxa_guard_acquire(unsigned char* guard) {
  for (;;) {
    if (__atomic_load_n(&guard[0], __ATOMIC_ACQUIRE) != 0) return 0;
    if (__atomic_exchange_n(&guard[1], 1, __ATOMIC_ACQUIRE) == 0) {
      if (__atomic_load_n(&guard[0], __ATOMIC_ACQUIRE) == 0) return 1;
      __atomic_store_n(&guard[1], 0, __ATOMIC_RELEASE);
      return 0;
    }
    sched_yield();
  }
}

void __cxa_guard_release(unsigned char* guard) {
  __atomic_store_n(&guard[0], 1, __ATOMIC_RELEASE);
  __atomic_store_n(&guard[1], 0, __ATOMIC_RELEASE);
}

void __cxa_guard_abort(unsigned char* guard) { __atomic_store_n(&guard[1], 0, __ATOMIC_RELEASE); }

}  // extern "C"

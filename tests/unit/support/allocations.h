// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_TESTS_UNIT_SUPPORT_ALLOCATIONS_H_
#define TOKENLINK_TESTS_UNIT_SUPPORT_ALLOCATIONS_H_

#include <cstddef>

namespace tokenlink::test {

// The number of calls to malloc and operator new so far.
size_t Allocations();

// How many bytes they asked for.
size_t AllocatedBytes();

// While it lives, the allocation with this number (1 is the next) fails; with `for_good`, so do all after it.
class FailingAllocation {
 public:
  FailingAllocation(size_t number, bool for_good);
  ~FailingAllocation();
  bool happened() const;
};

}  // namespace tokenlink::test

#endif  // TOKENLINK_TESTS_UNIT_SUPPORT_ALLOCATIONS_H_

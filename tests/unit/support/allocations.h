// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_TESTS_UNIT_SUPPORT_ALLOCATIONS_H_
#define TOKENLINK_TESTS_UNIT_SUPPORT_ALLOCATIONS_H_

#include <cstddef>

namespace tokenlink::test {

// How often the program has asked for memory, by malloc or by new.
size_t Allocations();

// While it lives, the allocation with this number from now on fails, and with `for_good` all after it.
class FailingAllocation {
 public:
  FailingAllocation(size_t number, bool for_good);
  ~FailingAllocation();
  bool happened() const;
};

}  // namespace tokenlink::test

#endif  // TOKENLINK_TESTS_UNIT_SUPPORT_ALLOCATIONS_H_

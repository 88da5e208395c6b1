// SPDX-License-Identifier: MIT
// The percent-encoded text of a permission list:
//
//   %7B%22key%22%3A%22 dns %22%2C%22type%22%3A%22 edit %22%7D%2C%7B%22key%22%3A%22 zone ...
//   kOpen              key kBetween               type kNext                      key
//
// After the last type the text is kLast, whose %5D is not of the objects but ends the list.
#ifndef TOKENLINK_LIB_KERNEL_LIST_TEXT_H_
#define TOKENLINK_LIB_KERNEL_LIST_TEXT_H_

#include "kernel/kernel.h"

namespace tokenlink {

// Padded to 32 bytes, so that they can be stored and compared as a whole.
alignas(32) constexpr char kOpen[32 + 1] = "%7B%22key%22%3A%22..............";
alignas(32) constexpr char kBetween[32 + 1] = "%22%2C%22type%22%3A%22..........";
alignas(32) constexpr char kNext[32 + 1] = "%22%7D%2C%7B%22key%22%3A%22.....";
alignas(32) constexpr char kLast[32 + 1] = "%22%7D%5D.......................";
constexpr size_t kOpenSize = 18;
constexpr size_t kBetweenSize = 22;
constexpr size_t kNextSize = 27;
constexpr size_t kLastSize = 9;
constexpr size_t kCloseSize = 6;  // the %22%7D of kNext and kLast
constexpr size_t kCommaAndOpenSize = kNextSize - kCloseSize;

// What is stored at most for an object after its kOpen.
constexpr size_t kObjectStores = kMaxShortKey + kBetweenSize + kMaxShortType + 32;
static_assert(kOpenSize + kObjectStores <= kObjectRoom);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_LIST_TEXT_H_

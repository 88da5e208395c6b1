// SPDX-License-Identifier: MIT
// The kernel for every machine, which others use for what they do not speed up.
#ifndef TOKENLINK_LIB_KERNEL_PORTABLE_PORTABLE_H_
#define TOKENLINK_LIB_KERNEL_PORTABLE_PORTABLE_H_

#include "kernel/kernel.h"

namespace tokenlink {

extern const Kernel kPortableKernel;

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_PORTABLE_PORTABLE_H_

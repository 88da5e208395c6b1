// SPDX-License-Identifier: MIT
// Included by every kernel after it defines TARGET, the attribute that its functions are compiled with.
#ifndef TOKENLINK_LIB_KERNEL_SHARED_INLINE_H_
#define TOKENLINK_LIB_KERNEL_SHARED_INLINE_H_

#ifndef TARGET
#error "define TARGET first"
#endif

// Inlined into functions of the same TARGET, never called: nothing of it remains for another kernel to be linked with.
#define INLINE TARGET static inline __attribute__((always_inline))

#endif  // TOKENLINK_LIB_KERNEL_SHARED_INLINE_H_

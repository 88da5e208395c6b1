// SPDX-License-Identifier: MIT
// What a text contains, as bits that the kernels report while they encode, decode or check it.
#ifndef TOKENLINK_LIB_KERNEL_TRAITS_H_
#define TOKENLINK_LIB_KERNEL_TRAITS_H_

namespace tokenlink {

// Of plain text, and of what an encoded value decodes to.
constexpr unsigned kHasControl = 1;   // U+0000 to U+001F or U+007F
constexpr unsigned kHasNonAscii = 2;  // a byte above 0x7F, part of UTF-8 or not

// Of an encoded value besides.
constexpr unsigned kNonCanonicalEscape = 4;  // an escape with lower-case digits or of an unreserved byte
constexpr unsigned kEscapedAscii = 8;        // an escape of an ASCII character other than the space

// Of text that is checked for UTF-8.
constexpr unsigned kIllFormed = 1;
constexpr unsigned kC1Control = 2;  // U+0080 to U+009F; meaningless where the text is ill-formed

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_TRAITS_H_

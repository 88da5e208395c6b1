// SPDX-License-Identifier: MIT
// UTF-8, as the Unicode standard's table 3-7 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
#ifndef TOKENLINK_LIB_BASE_UTF8_H_
#define TOKENLINK_LIB_BASE_UTF8_H_

#include "base/text.h"

namespace tokenlink {

// The offset of the first byte of the first ill-formed sequence, or kNowhere.
size_t FindInvalidUtf8(Str text);

// The code point at *offset of well-formed text; advances *offset past it.
char32_t NextCodePoint(Str text, size_t* offset);

// The offset of the first control character (U+0000 to U+001F, U+007F to U+009F) of well-formed text, or kNowhere.
size_t FindControl(Str text);

// Whether text is well-formed and, ASCII controls aside, holds no control character: the remaining check of a name
// that is known to have non-ASCII bytes.
bool IsTextBeyondAscii(Str text);

// Writes one code point; returns its size, at most 4.
size_t PutCodePoint(char32_t c, char* out);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_BASE_UTF8_H_

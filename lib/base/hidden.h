// SPDX-License-Identifier: MIT
// Code points that a reader cannot see.
#ifndef TOKENLINK_LIB_BASE_HIDDEN_H_
#define TOKENLINK_LIB_BASE_HIDDEN_H_

namespace tokenlink {

// C0, DEL and C1.
bool IsControl(char32_t c);

// Those that change the direction of the text around them.
bool IsBidiControl(char32_t c);

// Those without a glyph: every other Default_Ignorable_Code_Point of Unicode, line separators, fillers and format
// characters.
bool IsInvisible(char32_t c);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_BASE_HIDDEN_H_

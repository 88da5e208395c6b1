// SPDX-License-Identifier: MIT
// A pattern such as "{team} deploy": {column} stands for that column's value in a row, {{ and }} for a brace.
#ifndef TOKENLINK_LIB_PATTERN_PATTERN_H_
#define TOKENLINK_LIB_PATTERN_PATTERN_H_

#include "base/arena.h"
#include "base/text.h"

namespace tokenlink {

inline constexpr uint32_t kLiteral = 0xFFFFFFFF;

struct Piece {
  uint32_t column = kLiteral;
  Str text;     // of a literal
  Str encoded;  // of a literal, percent-encoded
};

struct Pattern {
  explicit Pattern(Arena* arena) : pieces(arena) {}

  ArenaVector<Piece> pieces;
  bool constant = true;  // no column in it

  // The text of a constant pattern; at most one piece.
  Str text() const { return pieces.empty() ? Str() : pieces[0].text; }
};

// Compiles `source`; columns not yet in `columns` are appended to it. All text is copied into `arena`. Fails with
// E_PATTERN, error->offset in `source`, or E_NOMEM.
Status CompilePattern(Str source, Arena* arena, ArenaVector<View>* columns, Pattern* out, Error* error);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PATTERN_PATTERN_H_

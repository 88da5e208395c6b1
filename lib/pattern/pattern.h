// SPDX-License-Identifier: MIT
// A pattern such as "{team} deploy": {column} is replaced by that column's value in a row, {{ and }} give a brace.
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
  bool constant = true;  // without a column

  // The text of a constant pattern, which has at most one piece.
  Str text() const { return pieces.empty() ? Str() : pieces[0].text; }
};

// Compiles `source`; columns not yet in `columns` are appended to it. All text is copied into `arena`. Fails with
// E_PATTERN and error->offset in `source`, or with E_NOMEM.
Status CompilePattern(Str source, Arena* arena, ArenaVector<View>* columns, Pattern* out, Error* error);

// The first byte of the literals of a valid pattern whose encoded form does not fit into `room` bytes, or kNowhere.
size_t FindLiteralExcess(Str source, size_t room);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PATTERN_PATTERN_H_

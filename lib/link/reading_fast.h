// SPDX-License-Identifier: MIT
// Fast path of Reader::Read() for the linter: everything the exact reader finds in a canonical link and its place. In
// such a link the places follow from the sizes of its parts, so nothing is split, and its JSON is not parsed.
#ifndef TOKENLINK_LIB_LINK_READING_FAST_H_
#define TOKENLINK_LIB_LINK_READING_FAST_H_

#include "link/canonical_fast.h"
#include "link/reading.h"

namespace tokenlink {

// Fills an empty Reading of `arena` with a link that TryReadCanonical() has read. False when out of memory; then *out
// is incomplete.
bool TryFillReading(Str link, const CanonicalLink& read, Arena* arena, Reading* out);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_READING_FAST_H_

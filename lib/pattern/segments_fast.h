// SPDX-License-Identifier: MIT
// One row by segments, for the fast paths of a row and of many.
#ifndef TOKENLINK_LIB_PATTERN_SEGMENTS_FAST_H_
#define TOKENLINK_LIB_PATTERN_SEGMENTS_FAST_H_

#include "kernel/choose.h"
#include "pattern/render_fast.h"

namespace tokenlink {

// Copies a segment's text in pieces of a constant size where there is room for that.
inline char* PutSegment(Str text, char* out, size_t room) {
  constexpr size_t kPiece = 32;
  static_assert(kPiece <= kSlack);
  if (room < text.size() + kPiece) return Put(text, out);
  for (size_t i = 0; i < text.size(); i += kPiece) memcpy(out + i, text.data() + i, kPiece);
  return out + text.size();
}

// Returns the link's size, or 0 if the row is left to the exact path. `cells(column, &text, &readable)` sets a value
// and how many bytes are readable from its first on; it is false where there is no value. An id's room is that of any
// value, three times its size.
template <typename Cells>
inline size_t RenderSegments(const Segments& segments, Kernel kernel, const Cells& cells, char* out, size_t cap) {
  size_t left = segments.fixed;  // of the text, what is not written yet
  size_t named = 0;
  char* at = out;
  for (const Segments::Segment& segment : segments.list) {
    Str text;
    size_t readable = 0;
    if (!cells(segment.column, &text, &readable)) return 0;
    const size_t room = cap - static_cast<size_t>(at - out);
    if (text.size() > kMaxLink || room < left + 3 * text.size()) return 0;
    left -= segment.text.size();
    if (segment.value == Segments::Value::kName) {
      const size_t made = kernel.encode_framed(segment.text.data(), segment.text.size(), text.data(), text.size(),
                                               readable, at, room - left);
      if (made == kNoValue) return 0;
      at += made;
      named |= text.size();
      continue;
    }
    at = PutSegment(segment.text, at, room);
    if (IsHexId(text)) {
      memcpy(at, text.data(), 32);
      at += 32;
    } else if (segment.value == Segments::Value::kAccountId && text == "*") {
      at = PutLiteral("%2A", at);
    } else if (segment.value == Segments::Value::kZoneId && text == "all") {
      at = PutLiteral("all", at);
    } else {
      return 0;
    }
  }
  at = Put(segments.tail, at);
  const size_t size = static_cast<size_t>(at - out);
  return size <= kMaxLink && (named > 0 || !segments.name_can_vanish) ? size : 0;
}

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PATTERN_SEGMENTS_FAST_H_

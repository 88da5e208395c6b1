// SPDX-License-Identifier: MIT
// The fast path of rendering: a template as finished text between values, for rows that need no more than encoding.
#ifndef TOKENLINK_LIB_PATTERN_RENDER_FAST_H_
#define TOKENLINK_LIB_PATTERN_RENDER_FAST_H_

#include "pattern/batch.h"
#include "pattern/template.h"

namespace tokenlink {

// A link is its segments in order, each with the value that follows it, and the tail.
struct Segments {
  enum class Value { kName, kAccountId, kZoneId };
  struct Segment {
    Str text;  // followed by kSlack readable bytes
    size_t column;
    Value value;
  };

  Segments() : list(&arena) {}

  Arena arena;
  ArenaVector<Segment> list;  // empty: the template has no columns, or an id of several pieces
  Str tail;
  size_t columns = 0;            // of the template
  size_t fixed = 0;              // bytes of all text
  bool one_name = false;         // one segment, for the name
  bool name_can_vanish = false;  // the name consists of values only, and is left out if they are empty
};

// False when out of memory.
bool MakeSegments(const Template& tmpl, Segments* out);

// Renders a valid row with some room to spare. False for any other; `out` is then undefined and *need unchanged.
bool TryRender(const Segments& segments, const View* values, size_t count, char* out, size_t cap, size_t* need);

// Renders the next rows of a batch that was begun, up to the first that is not valid or might not fit. True if all rows
// are done.
bool TryRenderRows(const Segments& segments, Batch* batch);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PATTERN_RENDER_FAST_H_

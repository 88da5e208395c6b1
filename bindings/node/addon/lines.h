// SPDX-License-Identifier: MIT
// Rendering one name a line, on any thread.
#ifndef TOKENLINK_NODE_LINES_H_
#define TOKENLINK_NODE_LINES_H_

#include "template.h"

typedef struct tl_lines {
  const tokenlink_template* tmpl;
  const char* in;
  size_t size;
  char* out;
  size_t cap;
  bool final;  // the last line needs no newline
  bool blank;  // a row that fails is an empty line; otherwise the first one ends the work
  size_t consumed, written, rows, failed;
  bool full;
  bool cut;                 // the last line taken is too long, and its end is not there yet
  tokenlink_status status;  // of the row that ended the work
  tokenlink_error error;
} tl_lines;
void tl_render_lines(tl_lines* job);
bool tl_take_lines(napi_env env, tl_state* state, const napi_value* argv, tl_lines* job);

#endif  // TOKENLINK_NODE_LINES_H_

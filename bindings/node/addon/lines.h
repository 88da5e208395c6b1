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
  bool final;  // the last line may lack a newline
  bool blank;  // a row that fails gives an empty line; otherwise it ends the job
  size_t consumed, written, rows, failed;
  bool full;
  bool cut;                 // the last line consumed is too long, and its end is missing
  tokenlink_status status;  // of the row that ended the job
  tokenlink_error error;
} tl_lines;
void tl_render_lines(tl_lines* job);
bool tl_take_lines(napi_env env, tl_state* state, const napi_value* argv, tl_lines* job);

#endif  // TOKENLINK_NODE_LINES_H_

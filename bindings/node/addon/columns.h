// SPDX-License-Identifier: MIT
// Rendering rows given as columns, on any thread.
#ifndef TOKENLINK_NODE_COLUMNS_H_
#define TOKENLINK_NODE_COLUMNS_H_

#include "template.h"

typedef struct tl_rows {
  tl_template* tmpl;
  tokenlink_column* columns;
  tokenlink_batch batch;
  tokenlink_status status;
} tl_rows;
// template, [data, offsets, data, offsets, ...], firstRow, rowCount, out, outOffsets, statuses, terminator: looks at
// all of them, so that whatever they hold the library stays inside of their memory. False as tl_take(). Of a zeroed
// `job`; give it to tl_free_rows() either way.
bool tl_take_rows(napi_env env, tl_state* state, const napi_value* argv, tl_rows* job);
void tl_render_rows(tl_rows* job);
void tl_free_rows(tl_rows* job);

#endif  // TOKENLINK_NODE_COLUMNS_H_

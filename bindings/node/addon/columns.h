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
// template, columns (see column.h), firstRow, rowCount, out, outOffsets, statuses, terminator, wantsErrors. Checks them
// all, so that the library stays inside their memory whatever they hold. Fails as tl_take() does. `job` is zeroed;
// give it to tl_free_rows() either way.
bool tl_take_rows(napi_env env, tl_state* state, const napi_value* argv, tl_rows* job);
void tl_render_rows(tl_rows* job);
// Packed: the count, then row, status, part, index, offset and sentence of each row that failed. `own_memory`: its
// integers outlive the next call.
napi_value tl_give_row_errors(napi_env env, tl_state* state, const tl_rows* job, bool own_memory);
void tl_free_rows(tl_rows* job);

#endif  // TOKENLINK_NODE_COLUMNS_H_

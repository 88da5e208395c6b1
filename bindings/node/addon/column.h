// SPDX-License-Identifier: MIT
// Columns of strings, as Arrow's arrays are laid out in memory.
#ifndef TOKENLINK_NODE_COLUMN_H_
#define TOKENLINK_NODE_COLUMN_H_

#include "call.h"

// A column takes four elements of an array: data, offsets, validity (or null) and first.
#define TL_COLUMN_PARTS 4
// Its places for tl_refuse() start at TL_COLUMN_PLACE + TL_COLUMN_PARTS * index.
#define TL_COLUMN_PLACE 3

// Column `index` of the array `list`, with memory for the rows up to `rows_end`. Fails as tl_take() does.
bool tl_take_column(napi_env env, tl_state* state, napi_value list, uint32_t index, size_t rows_end,
                    tokenlink_column* out);
size_t tl_offset_size(const tokenlink_column* column);
size_t tl_offset_at(const tokenlink_column* column, size_t element);
bool tl_column_overlaps(const tokenlink_column* column, size_t rows_end, const void* memory, size_t size);

#endif  // TOKENLINK_NODE_COLUMN_H_

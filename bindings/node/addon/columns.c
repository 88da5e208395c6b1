// SPDX-License-Identifier: MIT
// Rows as columns, in and out: typed arrays of the caller's, looked at before the library reads them.
#include "columns.h"

#include <stdlib.h>

#include "exports.h"
#include "text.h"

// Places of arguments for tl_refuse(): columns at 2 * index, their offsets at 2 * index + 1.
enum { OUT = 100, OUT_OFFSETS, STATUSES, TERMINATOR, COLUMNS, ROWS };

typedef struct range {
  const void* data;
  size_t size;
} range;

static bool take_column(napi_env env, tl_state* state, napi_value list, uint32_t index, size_t rows_end, tl_rows* job) {
  napi_value data_value, offsets_value;
  void *data = NULL, *offsets = NULL;
  size_t size = 0, count = 0;
  if (napi_get_element(env, list, 2 * index, &data_value) != napi_ok ||
      napi_get_element(env, list, 2 * index + 1, &offsets_value) != napi_ok) {
    return tl_refuse(state, TL_WRONG_TYPE, (int)(2 * index));
  }
  if (!tl_take_array(env, state, data_value, napi_uint8_array, (int)(2 * index), &data, &size) ||
      !tl_take_array(env, state, offsets_value, napi_uint32_array, (int)(2 * index + 1), &offsets, &count)) {
    return false;
  }
  if (count <= rows_end) {
    tl_fail(state, TOKENLINK_E_ARGUMENT, "a column has fewer offsets than there are rows, and one");
    state->numbers[TL_N_ARGUMENT] = 2 * index + 1;
    return false;
  }
  job->columns[index] = (tokenlink_column){.data = data, .size = size, .offsets = offsets};
  return true;
}

// Written memory must not be memory that is read: an offset could change after it was looked at.
static bool apart(const tl_rows* job, size_t rows_end, const range* written) {
  for (size_t c = 0; c < job->batch.column_count; ++c) {
    for (int w = 0; w < 3; ++w) {
      if (tl_overlap(job->columns[c].data, job->columns[c].size, written[w].data, written[w].size) ||
          tl_overlap(job->columns[c].offsets, (rows_end + 1) * sizeof(uint32_t), written[w].data, written[w].size)) {
        return false;
      }
    }
  }
  return !tl_overlap(written[0].data, written[0].size, written[1].data, written[1].size) &&
         !tl_overlap(written[0].data, written[0].size, written[2].data, written[2].size) &&
         !tl_overlap(written[1].data, written[1].size, written[2].data, written[2].size);
}

bool tl_take_rows(napi_env env, tl_state* state, const napi_value* argv, tl_rows* job) {
  uint32_t length = 0, first = 0, count = 0;
  int32_t terminator = -1;
  void *out = NULL, *out_offsets = NULL, *statuses = NULL;
  size_t out_size = 0, offset_count = 0, status_count = 0;
  job->tmpl = tl_unwrap_template(env, state, argv[0]);
  if (job->tmpl == NULL) return false;
  if (napi_get_array_length(env, argv[1], &length) != napi_ok) return tl_refuse(state, TL_WRONG_TYPE, COLUMNS);
  const size_t columns = length / 2;
  job->columns = malloc((columns + 1) * sizeof *job->columns);
  if (job->columns == NULL) {
    tl_fail(state, TOKENLINK_E_NOMEM, "out of memory");
    return false;
  }
  if (napi_get_value_uint32(env, argv[2], &first) != napi_ok ||
      napi_get_value_uint32(env, argv[3], &count) != napi_ok) {
    return tl_refuse(state, TL_WRONG_TYPE, ROWS);
  }
  if (napi_get_value_int32(env, argv[7], &terminator) != napi_ok) return tl_refuse(state, TL_WRONG_TYPE, TERMINATOR);
  if (!tl_take_array(env, state, argv[4], napi_uint8_array, OUT, &out, &out_size) ||
      !tl_take_array(env, state, argv[5], napi_uint32_array, OUT_OFFSETS, &out_offsets, &offset_count) ||
      !tl_take_array(env, state, argv[6], napi_int32_array, STATUSES, &statuses, &status_count)) {
    return false;
  }
  if (offset_count <= count || status_count < count) {
    tl_fail(state, TOKENLINK_E_ARGUMENT,
            "outOffsets takes one more element than there are rows, statuses one for each");
    state->numbers[TL_N_ARGUMENT] = offset_count <= count ? OUT_OFFSETS : STATUSES;
    return false;
  }
  job->batch.struct_size = sizeof job->batch;
  job->batch.terminator = terminator < 0 ? 0 : terminator == 0 ? TOKENLINK_TERMINATOR_NUL : (uint32_t)terminator;
  job->batch.columns = job->columns;
  job->batch.column_count = columns;
  job->batch.first_row = first;
  job->batch.row_count = count;
  job->batch.out = out;
  job->batch.out_cap = out_size;
  job->batch.out_offsets = out_offsets;
  job->batch.statuses = statuses;
  const size_t rows_end = (size_t)first + count;
  for (uint32_t i = 0; i < columns; ++i) {
    if (!take_column(env, state, argv[1], i, rows_end, job)) return false;
  }
  const range written[] = {{out, out_size}, {out_offsets, offset_count * 4}, {statuses, status_count * 4}};
  return apart(job, rows_end, written) || tl_refuse(state, TL_SHARED_MEMORY, OUT);
}

void tl_render_rows(tl_rows* job) { job->status = tokenlink_template_render_rows(job->tmpl->tmpl, &job->batch, NULL); }

void tl_free_rows(tl_rows* job) { free(job->columns); }

// renderColumns(...): true; `numbers` say how far it came.
static napi_value render_columns(napi_env env, napi_callback_info info) {
  size_t argc = 8;
  napi_value argv[8], done = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  tl_rows job = {0};
  const bool taken = tl_take_rows(env, state, argv, &job);
  if (taken) job.status = tokenlink_template_render_rows(job.tmpl->tmpl, &job.batch, &state->error);
  tl_free_rows(&job);
  if (!taken) return NULL;
  if (job.status != TOKENLINK_OK && job.status != TOKENLINK_E_BUFFER) return tl_failed(state, job.status);
  state->numbers[TL_N_ROWS] = (double)job.batch.rows_done;
  state->numbers[TL_N_FAILED] = (double)job.batch.rows_failed;
  state->numbers[TL_N_WRITTEN] = ((const uint32_t*)job.batch.out_offsets)[job.batch.rows_done];
  state->numbers[TL_N_FULL] = job.status == TOKENLINK_E_BUFFER;
  napi_get_boolean(env, true, &done);
  return done;
}

// toColumn(joined, lengths, offsets): a Buffer with the UTF-8 of all texts; `joined` is all of them as one string, of
// which each takes lengths[i] units. Of two surrogates that meet at a border neither is whole.
static napi_value to_column(napi_env env, napi_callback_info info) {
  size_t argc = 3, units_count = 0, lengths_count = 0, offsets_count = 0, used = 0;
  napi_value argv[3], made = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  void *lengths = NULL, *offsets = NULL;
  if (napi_get_value_string_utf16(env, argv[0], NULL, 0, &units_count) != napi_ok) {
    tl_refuse(state, TL_WRONG_TYPE, 0);
    return NULL;
  }
  if (!tl_take_array(env, state, argv[1], napi_uint32_array, 1, &lengths, &lengths_count) ||
      !tl_take_array(env, state, argv[2], napi_uint32_array, 2, &offsets, &offsets_count) ||
      offsets_count <= lengths_count) {
    return NULL;
  }
  uint16_t* const units = malloc((units_count + 1) * sizeof *units + TL_SLACK);
  state->text_used = TL_TEXT;
  char* const text = tl_reserve(state, 3 * units_count);
  if (units == NULL || text == NULL) {
    tl_fail(state, TOKENLINK_E_NOMEM, "out of memory");
  } else {
    napi_get_value_string_utf16(env, argv[0], (char16_t*)units, units_count + 1, &units_count);
    memset(units + units_count, 0, TL_SLACK);
    size_t at = 0, row = 0, fault = 0;
    ((uint32_t*)offsets)[0] = 0;
    for (; row < lengths_count; ++row) {
      const size_t length = ((const uint32_t*)lengths)[row];
      const size_t size = length <= units_count - at ? tl_to_utf8(units + at, length, text + used, &fault) : SIZE_MAX;
      if (size == SIZE_MAX || used + size > UINT32_MAX) break;
      at += length;
      used += size;
      ((uint32_t*)offsets)[row + 1] = (uint32_t)used;
    }
    if (row == lengths_count) {
      napi_create_buffer_copy(env, used, text, NULL, &made);
    } else {
      tl_fail(state, TOKENLINK_E_UTF8, "the text has a lone surrogate, half of a character, which UTF-8 cannot carry");
      state->numbers[TL_N_OFFSET] = (double)fault;
      state->numbers[TL_N_ROW] = (double)row;
    }
  }
  free(units);
  tl_end(state);
  return made;
}

void tl_init_columns(napi_env env, napi_value exports, tl_state* state) {
  tl_define(env, exports, "renderColumns", render_columns, state);
  tl_define(env, exports, "toColumn", to_column, state);
}

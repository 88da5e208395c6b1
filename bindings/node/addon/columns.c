// SPDX-License-Identifier: MIT
// Rendering columns: typed arrays of the caller, checked before the library reads them.
#include "columns.h"

#include <stdlib.h>

#include "column.h"
#include "exports.h"
#include "pack.h"
#include "text.h"

// Places of arguments for tl_refuse(); those of the columns follow. Lib checks what has no place.
enum { NO_PLACE = -1, OUT, OUT_OFFSETS, STATUSES };

typedef struct range {
  const void* data;
  size_t size;
} range;

// Memory that is written must not be read: an offset could change after it was checked.
static bool apart(const tl_rows* job, size_t rows_end, const range* written) {
  for (int w = 0; w < 3; ++w) {
    for (size_t c = 0; c < job->batch.column_count; ++c) {
      if (tl_column_overlaps(&job->columns[c], rows_end, written[w].data, written[w].size)) return false;
    }
    const range* const next = &written[(w + 1) % 3];
    if (tl_overlap(written[w].data, written[w].size, next->data, next->size)) return false;
  }
  return true;
}

bool tl_take_rows(napi_env env, tl_state* state, const napi_value* argv, tl_rows* job) {
  uint32_t length = 0, first = 0, count = 0;
  int32_t terminator = -1;
  void *out = NULL, *out_offsets = NULL, *statuses = NULL;
  size_t out_size = 0, offset_count = 0, status_count = 0;
  job->tmpl = tl_unwrap_template(env, state, argv[0]);
  if (job->tmpl == NULL) return false;
  if (napi_get_array_length(env, argv[1], &length) != napi_ok) return tl_refuse(state, TL_WRONG_TYPE, NO_PLACE);
  const size_t columns = length / TL_COLUMN_PARTS;
  job->columns = malloc((columns + 1) * sizeof *job->columns);
  if (job->columns == NULL) {
    tl_fail(state, TOKENLINK_E_NOMEM, "out of memory");
    return false;
  }
  if (napi_get_value_uint32(env, argv[2], &first) != napi_ok ||
      napi_get_value_uint32(env, argv[3], &count) != napi_ok) {
    return tl_refuse(state, TL_WRONG_TYPE, NO_PLACE);
  }
  if (napi_get_value_int32(env, argv[7], &terminator) != napi_ok) return tl_refuse(state, TL_WRONG_TYPE, NO_PLACE);
  if (!tl_take_array(env, state, argv[4], napi_uint8_array, OUT, &out, &out_size) ||
      !tl_take_array(env, state, argv[5], napi_uint32_array, OUT_OFFSETS, &out_offsets, &offset_count) ||
      !tl_take_array(env, state, argv[6], napi_int32_array, STATUSES, &statuses, &status_count)) {
    return false;
  }
  if (offset_count <= count || status_count < count) {
    tl_fail(state, TOKENLINK_E_ARGUMENT,
            "outOffsets needs one more element than there are rows, statuses one for each");
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
    if (!tl_take_column(env, state, argv[1], i, rows_end, &job->columns[i])) return false;
  }
  const range written[] = {{out, out_size}, {out_offsets, offset_count * 4}, {statuses, status_count * 4}};
  if (!apart(job, rows_end, written)) return tl_refuse(state, TL_SHARED_MEMORY, OUT);
  bool wants_errors = false;
  napi_get_value_bool(env, argv[8], &wants_errors);
  if (!wants_errors) return true;
  // One for each row: no memory is touched for rows that succeed.
  job->batch.row_errors = malloc((count + 1) * sizeof *job->batch.row_errors);
  job->batch.row_error_cap = count;
  if (job->batch.row_errors == NULL) tl_fail(state, TOKENLINK_E_NOMEM, "out of memory");
  return job->batch.row_errors != NULL;
}

void tl_render_rows(tl_rows* job) { job->status = tokenlink_template_render_rows(job->tmpl->tmpl, &job->batch, NULL); }

napi_value tl_give_row_errors(napi_env env, tl_state* state, const tl_rows* job, bool own_memory) {
  const size_t count = job->batch.row_error_count;
  tl_pack pack;
  tl_pack_begin(&pack, state);
  tl_pack_int(&pack, (int64_t)count);
  for (size_t i = 0; i < count; ++i) {
    const tokenlink_row_error* const error = &job->batch.row_errors[i];
    tl_pack_int(&pack, (int32_t)(uint32_t)error->row);
    tl_pack_int(&pack, error->status);
    tl_pack_int(&pack, error->part);
    tl_pack_int(&pack, error->index);
    tl_pack_int(&pack, (int64_t)error->offset);
    tl_pack_str(&pack, (tokenlink_str){error->detail, strlen(error->detail)});
  }
  return own_memory ? tl_pack_end_apart(env, &pack) : tl_pack_end(env, &pack);
}

void tl_free_rows(tl_rows* job) {
  free(job->columns);
  free(job->batch.row_errors);
}

// renderColumns(...): true, or the packed errors if they are wanted; `numbers` say how far it came.
static napi_value render_columns(napi_env env, napi_callback_info info) {
  size_t argc = 9;
  napi_value argv[9], done = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  tl_rows job = {0};
  if (tl_take_rows(env, state, argv, &job)) {
    job.status = tokenlink_template_render_rows(job.tmpl->tmpl, &job.batch, &state->error);
    if (job.status != TOKENLINK_OK && job.status != TOKENLINK_E_BUFFER) {
      tl_failed(state, job.status);
    } else if (job.batch.row_errors != NULL) {
      done = tl_give_row_errors(env, state, &job, false);
    } else {
      napi_get_boolean(env, true, &done);
    }
  }
  if (done != NULL) {
    state->numbers[TL_N_ROWS] = (double)job.batch.rows_done;
    state->numbers[TL_N_FAILED] = (double)job.batch.rows_failed;
    state->numbers[TL_N_WRITTEN] = ((const uint32_t*)job.batch.out_offsets)[job.batch.rows_done];
    state->numbers[TL_N_FULL] = job.status == TOKENLINK_E_BUFFER;
  }
  tl_free_rows(&job);
  return done;
}

void tl_init_columns(napi_env env, napi_value exports, tl_state* state) {
  tl_define(env, exports, "renderColumns", render_columns, state);
}

// SPDX-License-Identifier: MIT
// Rendering on the thread pool. A job copies its input, which the caller may change or transfer while it runs, and
// writes to memory that lib/ does not expose until the job is done.
#include <sched.h>
#include <stdlib.h>

#include "column.h"
#include "columns.h"
#include "exports.h"
#include "lines.h"

// Stages of a job. ABANDONED: its environment ended before it started.
enum { WAITING, RUNNING, DONE, ABANDONED };

typedef struct job {
  struct job *next, *previous;  // of the same state
  tl_state* state;
  int stage;      // atomic
  bool orphaned;  // its environment has ended
  napi_async_work work;
  napi_deferred deferred;
  napi_ref held;  // [template, output, ...], kept from the collector
  bool is_lines;
  tl_lines lines;
  tl_rows rows;
  char* copies;
} job;

static void execute(napi_env env, void* data) {
  (void)env;
  job* task = data;
  int waiting = WAITING;
  if (!__atomic_compare_exchange_n(&task->stage, &waiting, RUNNING, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) return;
  if (task->is_lines) {
    tl_render_lines(&task->lines);
  } else {
    tl_render_rows(&task->rows);
  }
  __atomic_store_n(&task->stage, DONE, __ATOMIC_RELEASE);
}

static void link_job(tl_state* state, job* task) {
  task->state = state;
  task->next = state->jobs;
  if (task->next != NULL) task->next->previous = task;
  state->jobs = task;
}

static void unlink_job(job* task) {
  if (task->next != NULL) task->next->previous = task->previous;
  if (task->previous != NULL) {
    task->previous->next = task->next;
  } else if (task->state != NULL && task->state->jobs == task) {
    task->state->jobs = task->next;
  }
}

// Templates and outputs end with the environment, so no job may use them any longer. Node waits for jobs; not every
// runtime does. A running job takes a few milliseconds; one that has not started is abandoned.
static void abandon_jobs(void* data) {
  tl_state* state = data;
  for (job *task = state->jobs, *next; task != NULL; task = next) {
    next = task->next;
    int waiting = WAITING;
    __atomic_compare_exchange_n(&task->stage, &waiting, ABANDONED, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
    while (__atomic_load_n(&task->stage, __ATOMIC_ACQUIRE) == RUNNING) sched_yield();
    task->orphaned = true;
    task->next = task->previous = NULL;
    task->state = NULL;
  }
  state->jobs = NULL;
}

static void free_memory(job* task) {
  tl_free_rows(&task->rows);
  free(task->copies);
  free(task);
}

static void free_job(napi_env env, job* task) {
  if (task->held != NULL) napi_delete_reference(env, task->held);
  if (task->work != NULL) napi_delete_async_work(env, task->work);
  unlink_job(task);
  free_memory(task);
}

static void add_number(napi_env env, napi_value list, uint32_t place, double number) {
  napi_value value = NULL;
  napi_create_double(env, number, &value);
  napi_set_element(env, list, place, value);
}

// [detail, status, ..., row errors]: after the detail the elements of `numbers`, in order; then, if they are wanted,
// the errors of the rows, packed.
static napi_value result(napi_env env, const job* task) {
  napi_value list = NULL, detail = NULL;
  napi_create_array(env, &list);
  napi_create_string_utf8(env, task->is_lines ? task->lines.error.detail : "", NAPI_AUTO_LENGTH, &detail);
  napi_set_element(env, list, 0, detail);
  double numbers[TL_N_COUNT] = {0};
  numbers[TL_N_NEED] = numbers[TL_N_ARGUMENT] = numbers[TL_N_ROW] = -1;
  if (task->is_lines) {
    const tl_lines* const lines = &task->lines;
    numbers[TL_N_STATUS] = lines->status;
    numbers[TL_N_RULE] = lines->error.rule;
    numbers[TL_N_OFFSET] = (double)lines->error.offset;
    numbers[TL_N_PART] = lines->error.part;
    numbers[TL_N_INDEX] = lines->error.index;
    numbers[TL_N_ROW] = (double)lines->rows;
    numbers[TL_N_CONSUMED] = (double)lines->consumed;
    numbers[TL_N_WRITTEN] = (double)lines->written;
    numbers[TL_N_ROWS] = (double)lines->rows;
    numbers[TL_N_FAILED] = (double)lines->failed;
    numbers[TL_N_FULL] = lines->full;
    numbers[TL_N_CUT] = lines->cut;
  } else {
    const tl_rows* const rows = &task->rows;
    numbers[TL_N_STATUS] = rows->status == TOKENLINK_E_BUFFER ? TOKENLINK_OK : rows->status;
    numbers[TL_N_WRITTEN] = ((const uint32_t*)rows->batch.out_offsets)[rows->batch.rows_done];
    numbers[TL_N_ROWS] = (double)rows->batch.rows_done;
    numbers[TL_N_FAILED] = (double)rows->batch.rows_failed;
    numbers[TL_N_FULL] = rows->status == TOKENLINK_E_BUFFER;
  }
  for (uint32_t i = 0; i < TL_N_COUNT; ++i) add_number(env, list, i + 1, numbers[i]);
  if (task->rows.batch.row_errors != NULL) {
    napi_value errors = tl_give_row_errors(env, task->state, &task->rows, true);
    if (errors != NULL) napi_set_element(env, list, TL_N_COUNT + 1, errors);
  }
  return list;
}

static void complete(napi_env env, napi_status status, void* data) {
  job* task = data;
  if (task->orphaned) {
    // Nobody waits for it, and `env` may be gone.
    free_memory(task);
    return;
  }
  if (status == napi_ok) {
    napi_resolve_deferred(env, task->deferred, result(env, task));
  } else {
    napi_value message = NULL, error = NULL;
    napi_create_string_utf8(env, "the work was cancelled", NAPI_AUTO_LENGTH, &message);
    napi_create_error(env, NULL, message, &error);
    napi_reject_deferred(env, task->deferred, error);
  }
  free_job(env, task);
}

static bool copy_lines(job* task) {
  task->copies = malloc(task->lines.size + 1);
  if (task->copies == NULL) return false;
  memcpy(task->copies, task->lines.in, task->lines.size);
  task->lines.in = task->copies;
  return true;
}

// The bytes of a column's data that the rows of a batch use. Offsets past the data count as its end.
static void used_range(const tokenlink_column* column, const tokenlink_batch* batch, size_t* begin, size_t* end) {
  *begin = column->size;
  *end = 0;
  for (size_t i = 0; i <= batch->row_count; ++i) {
    size_t offset = tl_offset_at(column, column->first + batch->first_row + i);
    if (offset > column->size) offset = column->size;
    *begin = offset < *begin ? offset : *begin;
    *end = offset > *end ? offset : *end;
  }
}

static size_t to_eight(size_t size) { return (size + 7) & ~(size_t)7; }

// Copies what the rows of a batch use of each column. A copy has 64-bit offsets, and its first element is one of the
// first eight, so that its validity begins with a whole byte.
static bool copy_rows(job* task) {
  tokenlink_batch* const batch = &task->rows.batch;
  const size_t offsets_size = (batch->row_count + 8) * sizeof(uint64_t),
               validity_size = to_eight(batch->row_count / 8 + 2);
  size_t size = 0, begin = 0, end = 0;
  for (size_t c = 0; c < batch->column_count; ++c) {
    used_range(&task->rows.columns[c], batch, &begin, &end);
    size += offsets_size + validity_size + (end > begin ? to_eight(end - begin) : 0);
  }
  task->copies = malloc(size + 1);
  if (task->copies == NULL) return false;
  char* at = task->copies;
  for (size_t c = 0; c < batch->column_count; ++c) {
    tokenlink_column* const column = &task->rows.columns[c];
    used_range(column, batch, &begin, &end);
    const size_t first = column->first + batch->first_row, used = end > begin ? end - begin : 0;
    tokenlink_column copy = {.size = used, .first = first % 8, .layout = TOKENLINK_LAYOUT_OFFSETS64};
    uint64_t* const offsets = (uint64_t*)(void*)at;
    // An offset past the data stays past the copy.
    for (size_t i = 0; i <= batch->row_count; ++i) offsets[copy.first + i] = tl_offset_at(column, first + i) - begin;
    copy.offsets = offsets;
    at += offsets_size;
    if (column->validity != NULL) {
      memcpy(at, column->validity + first / 8, (copy.first + batch->row_count + 7) / 8);
      copy.validity = (const uint8_t*)at;
    }
    at += validity_size;
    if (used > 0) memcpy(at, column->data + begin, used);
    copy.data = at;
    at += to_eight(used);
    *column = copy;
  }
  batch->first_row = 0;
  return true;
}

static napi_value start(napi_env env, tl_state* state, job* task, const napi_value* held, uint32_t held_count) {
  napi_value promise = NULL, name = NULL, list = NULL;
  bool kept = napi_create_array_with_length(env, held_count, &list) == napi_ok;
  for (uint32_t i = 0; kept && i < held_count; ++i) kept = napi_set_element(env, list, i, held[i]) == napi_ok;
  if (kept && napi_create_reference(env, list, 1, &task->held) == napi_ok &&
      napi_create_string_latin1(env, "tokenlink", NAPI_AUTO_LENGTH, &name) == napi_ok &&
      napi_create_async_work(env, NULL, name, execute, complete, task, &task->work) == napi_ok &&
      napi_create_promise(env, &task->deferred, &promise) == napi_ok) {
    if (napi_queue_async_work(env, task->work) == napi_ok) {
      link_job(state, task);
      return promise;
    }
    napi_value undefined = NULL;
    napi_get_undefined(env, &undefined);
    napi_resolve_deferred(env, task->deferred, undefined);
  }
  free_job(env, task);
  return tl_fail(state, TOKENLINK_E_NOMEM, "the work could not be queued");
}

// renderLinesJob(template, input, start, end, output, at, flags): a promise.
static napi_value render_lines_job(napi_env env, napi_callback_info info) {
  size_t argc = 7;
  napi_value argv[7];
  tl_state* state = tl_enter(env, info, &argc, argv);
  job* task = calloc(1, sizeof *task);
  if (task == NULL) return tl_fail(state, TOKENLINK_E_NOMEM, "out of memory");
  task->is_lines = true;
  if (!tl_take_lines(env, state, argv, &task->lines)) {
    free_job(env, task);
    return NULL;
  }
  if (!copy_lines(task)) {
    free_job(env, task);
    return tl_fail(state, TOKENLINK_E_NOMEM, "out of memory");
  }
  const napi_value held[] = {argv[0], argv[4]};
  return start(env, state, task, held, 2);
}

// renderColumnsJob(as renderColumns): a promise.
static napi_value render_columns_job(napi_env env, napi_callback_info info) {
  size_t argc = 9;
  napi_value argv[9];
  tl_state* state = tl_enter(env, info, &argc, argv);
  job* task = calloc(1, sizeof *task);
  if (task == NULL) return tl_fail(state, TOKENLINK_E_NOMEM, "out of memory");
  if (!tl_take_rows(env, state, argv, &task->rows)) {
    free_job(env, task);
    return NULL;
  }
  if (!copy_rows(task)) {
    free_job(env, task);
    return tl_fail(state, TOKENLINK_E_NOMEM, "out of memory");
  }
  const napi_value held[] = {argv[0], argv[4], argv[5], argv[6]};
  return start(env, state, task, held, 4);
}

void tl_init_jobs(napi_env env, napi_value exports, tl_state* state) {
  napi_add_env_cleanup_hook(env, abandon_jobs, state);
  tl_define(env, exports, "renderLinesJob", render_lines_job, state);
  tl_define(env, exports, "renderColumnsJob", render_columns_job, state);
}

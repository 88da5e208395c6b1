// SPDX-License-Identifier: MIT
// Renders one link per line from one name per line. Lines are gathered into batches of a few hundred, so that their
// bytes are still in the first-level cache when they are rendered.
#include <stdlib.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "exports.h"
#include "lines.h"
#include "text.h"

#define ROWS 256
#define DATA TOKENLINK_MAX_LINK  // the link of a name of this size is too long

typedef struct batch {
  size_t at;  // in the input
  size_t rows;
  uint32_t starts[ROWS + 1];  // of each line, from `at`, and of what follows the last
  uint32_t offsets[ROWS + 1];
  uint32_t out_offsets[ROWS + 1];
  tokenlink_status statuses[ROWS];
  uint32_t ends[ROWS + 64];  // newlines, from `at`; those of a block are all written before they are counted
  char data[DATA + TL_SLACK];
} batch;

#ifdef __SSE2__
// One bit for each newline of 64 bytes.
static uint64_t newlines(const char* text) {
  const __m128i newline = _mm_set1_epi8('\n');
  uint64_t found = 0;
  for (int i = 0; i < 4; ++i) {
    const __m128i block = _mm_loadu_si128((const __m128i*)(text + 16 * i));
    found |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, newline)) << (16 * i);
  }
  return found;
}

// Counts bits without popcnt, which the oldest x86-64 processors lack.
static unsigned bits_of(uint64_t x) {
  x -= x >> 1 & 0x5555555555555555u;
  x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
  return (unsigned)(((x + (x >> 4)) & 0x0F0F0F0F0F0F0F0Fu) * 0x0101010101010101u >> 56);
}
#endif

// A last line without a newline counts too.
static size_t count_lines(const char* text, size_t size) {
  size_t lines = 0, i = 0;
#ifdef __SSE2__
  const __m128i newline = _mm_set1_epi8('\n');
  __m128i sums = _mm_setzero_si128();
  for (; i + 16 <= size; i += 16) {
    const __m128i found = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i*)(text + i)), newline);
    sums = _mm_add_epi64(sums, _mm_sad_epu8(_mm_sub_epi8(_mm_setzero_si128(), found), _mm_setzero_si128()));
  }
  uint64_t halves[2];
  memcpy(halves, &sums, sizeof halves);
  lines = (size_t)(halves[0] + halves[1]);
#endif
  for (; i < size; ++i) lines += text[i] == '\n';
  return lines + (size_t)(size > 0 && text[size - 1] != '\n');
}

// Where the newlines of `text` are, at least the first ROWS of them; `ends` has room for ROWS + 64.
static size_t find_newlines(const char* text, size_t size, uint32_t* ends) {
  size_t count = 0, i = 0;
#ifdef __SSE2__
  for (; i + 64 <= size && count < ROWS; i += 64) {
    uint64_t found = newlines(text + i);
    uint32_t* to = ends + count;
    count += bits_of(found);
    // Always four at once: a branch on the exact number would be mispredicted, one on more than four rarely is.
    for (int k = 0; k < 4; ++k) {
      *to++ = (uint32_t)i + (uint32_t)__builtin_ctzll(found | (uint64_t)1 << 63);
      found &= found - 1;
    }
    for (; found != 0; found &= found - 1) *to++ = (uint32_t)i + (uint32_t)__builtin_ctzll(found);
  }
#endif
  for (; i < size && count < ROWS; ++i) {
    if (text[i] == '\n') ends[count++] = (uint32_t)i;
  }
  return count;
}

// The size of a line without its line feed and a carriage return before that.
static size_t name_length(const char* line, size_t length) {
  return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
}

static char* put(const char* text, size_t size, size_t readable, char* out) {
  if (size + 64 > readable) {
    memcpy(out, text, size);
  } else {
    for (size_t i = 0; i < size; i += 64) memcpy(out + i, text + i, 64);
  }
  return out + size;
}

typedef enum { GATHERED, TOO_LONG, INCOMPLETE } gathered;

// Fills the batch with the lines at to->at. TOO_LONG: the next line is too long for any link; *length is its size, and
// includes its newline if *ended.
static gathered gather(const tl_lines* job, batch* to, size_t* length, bool* ended) {
  const char* const text = job->in + to->at;
  const size_t left = job->size - to->at, window = left < DATA ? left : DATA;
  size_t count = find_newlines(text, window, to->ends);
  if (count > ROWS) count = ROWS;
  char* out = to->data;
  size_t start = 0;
  to->starts[0] = to->offsets[0] = 0;
  for (size_t i = 0; i < count; ++i) {
    const size_t size = name_length(text + start, to->ends[i] - start);
    out = put(text + start, size, left - start, out);
    start = to->ends[i] + 1u;
    to->offsets[i + 1] = (uint32_t)(out - to->data);
    to->starts[i + 1] = (uint32_t)start;
  }
  to->rows = count;
  if (count > 0) return GATHERED;
  if (window == DATA) {
    const char* const end = memchr(text + window, '\n', left - window);
    *ended = end != NULL;
    *length = *ended ? (size_t)(end - text) + 1 : left;
    return TOO_LONG;
  }
  if (!job->final) return INCOMPLETE;
  memcpy(to->data, text, left);
  to->rows = 1;
  to->offsets[1] = to->starts[1] = (uint32_t)left;
  return GATHERED;
}

static void too_long(tl_lines* job) {
  static const char detail[] = "the name is longer than any link may be";
  job->status = TOKENLINK_E_TOO_LONG;
  job->error = (tokenlink_error)TOKENLINK_ERROR_INIT;
  memcpy(job->error.detail, detail, sizeof detail);
}

// Writes the empty line of a row that failed. False: the job ends here, because the output is full or errors are
// thrown.
static bool fail_row(tl_lines* job) {
  if (!job->blank) return false;
  job->status = TOKENLINK_OK;
  if (job->written == job->cap) {
    job->full = true;
    return false;
  }
  job->out[job->written++] = '\n';
  ++job->rows;
  ++job->failed;
  return true;
}

// Ends the job before the row that failed, with its error.
static void stop_at(tl_lines* job, const tokenlink_row_error* reason) {
  job->status = reason->status;
  job->error = (tokenlink_error)TOKENLINK_ERROR_INIT;
  job->error.part = reason->part;
  job->error.index = reason->index;
  job->error.offset = reason->offset;
  memcpy(job->error.detail, reason->detail, sizeof reason->detail);
}

// False: the job ends here, because the output is full or a row failed.
static bool render_batch(tl_lines* job, batch* from) {
  const tokenlink_column column = {.data = from->data, .size = sizeof from->data, .offsets = from->offsets};
  tokenlink_row_error reason;
  tokenlink_batch rows = {.struct_size = sizeof rows,
                          .flags = TOKENLINK_TERMINATE_FAILED,
                          .terminator = '\n',
                          .columns = &column,
                          .column_count = 1,
                          .row_count = from->rows,
                          .out = job->out + job->written,
                          .out_cap = job->cap - job->written,
                          .out_offsets = from->out_offsets,
                          .statuses = from->statuses,
                          .row_errors = job->blank ? NULL : &reason,
                          .row_error_cap = 1};
  job->status = tokenlink_template_render_rows(job->tmpl, &rows, &job->error);
  const bool full = job->status == TOKENLINK_E_BUFFER;
  size_t done = rows.rows_done;
  if (full) job->status = TOKENLINK_OK;
  if (job->status == TOKENLINK_OK && rows.row_error_count > 0) {
    done = (size_t)reason.row;
    stop_at(job, &reason);
  } else {
    job->failed += rows.rows_failed;
    job->full = full;
  }
  job->written += from->out_offsets[done];
  job->rows += done;
  job->consumed = from->at + from->starts[done];
  return job->status == TOKENLINK_OK && !full;
}

void tl_render_lines(tl_lines* job) {
  batch lines;
  job->consumed = job->written = job->rows = job->failed = 0;
  job->full = job->cut = false;
  job->status = TOKENLINK_OK;
  while (job->consumed < job->size) {
    size_t length = 0;
    bool ended = false;
    lines.at = job->consumed;
    const gathered found = gather(job, &lines, &length, &ended);
    if (found == INCOMPLETE) return;
    if (found == GATHERED) {
      if (!render_batch(job, &lines)) return;
      continue;
    }
    too_long(job);
    if (!fail_row(job)) return;
    job->consumed += length;
    job->cut = !ended && !job->final;
  }
}

bool tl_take_lines(napi_env env, tl_state* state, const napi_value* argv, tl_lines* job) {
  const tl_template* tmpl = tl_unwrap_template(env, state, argv[0]);
  void *in = NULL, *out = NULL;
  size_t in_size = 0, out_size = 0;
  double numbers[4] = {0};
  for (int i = 0; i < 4; ++i) {
    static const int places[] = {2, 3, 5, 6};
    if (napi_get_value_double(env, argv[places[i]], &numbers[i]) != napi_ok) return tl_refuse(state, TL_WRONG_TYPE, -1);
  }
  if (tmpl == NULL || !tl_take_array(env, state, argv[1], napi_uint8_array, 0, &in, &in_size) ||
      !tl_take_array(env, state, argv[4], napi_uint8_array, 1, &out, &out_size)) {
    return false;
  }
  const size_t start = (size_t)numbers[0], end = (size_t)numbers[1], at = (size_t)numbers[2];
  if (start > end || end > in_size || at > out_size) return tl_refuse(state, TL_WRONG_TYPE, -1);
  if (tl_overlap(in, in_size, out, out_size)) return tl_refuse(state, TL_SHARED_MEMORY, 1);
  memset(job, 0, sizeof *job);
  job->error.struct_size = sizeof job->error;
  job->tmpl = tmpl->tmpl;
  job->in = (const char*)in + start;
  job->size = end - start;
  job->out = (char*)out + at;
  job->cap = out_size - at;
  job->final = ((int)numbers[3] & 1) != 0;
  job->blank = ((int)numbers[3] & 2) != 0;
  return true;
}

static napi_value report(napi_env env, tl_state* state, const tl_lines* job) {
  napi_value done = NULL;
  if (job->status != TOKENLINK_OK) {
    state->error = job->error;
    tl_failed(state, job->status);
    state->numbers[TL_N_ROW] = (double)job->rows;
  } else {
    napi_get_boolean(env, true, &done);
  }
  state->numbers[TL_N_CONSUMED] = (double)job->consumed;
  state->numbers[TL_N_WRITTEN] = (double)job->written;
  state->numbers[TL_N_ROWS] = (double)job->rows;
  state->numbers[TL_N_FAILED] = (double)job->failed;
  state->numbers[TL_N_FULL] = job->full;
  state->numbers[TL_N_CUT] = job->cut;
  return done;
}

// renderLines(template, input, start, end, output, at, flags): true. flags: 1 the last line needs no newline, 2 rows
// that fail are empty lines.
static napi_value render_lines(napi_env env, napi_callback_info info) {
  size_t argc = 7;
  napi_value argv[7];
  tl_state* state = tl_enter(env, info, &argc, argv);
  tl_lines job;
  if (!tl_take_lines(env, state, argv, &job)) return NULL;
  tl_render_lines(&job);
  return report(env, state, &job);
}

// linesBound(template, input): a bound on the bytes of the links of all its lines.
static napi_value lines_bound(napi_env env, napi_callback_info info) {
  size_t argc = 2, size = 0;
  napi_value argv[2], bound = NULL;
  void* in = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  const tl_template* tmpl = tl_unwrap_template(env, state, argv[0]);
  if (tmpl == NULL || !tl_take_array(env, state, argv[1], napi_uint8_array, 0, &in, &size)) return NULL;
  napi_create_double(env, (double)tokenlink_template_bound(tmpl->tmpl, size, count_lines(in, size)), &bound);
  return bound;
}

// takesLines(template): true; undefined, with the library's error, unless the template has one column.
static napi_value takes_lines(napi_env env, napi_callback_info info) {
  size_t argc = 1, size = 0;
  napi_value argv[1], takes = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  const tl_template* tmpl = tl_unwrap_template(env, state, argv[0]);
  if (tmpl == NULL) return NULL;
  if (tmpl->columns != 1) {
    const tokenlink_str one = {"", 0};
    return tl_failed(state, tokenlink_template_render(tmpl->tmpl, &one, 1, NULL, 0, &size, &state->error));
  }
  napi_get_boolean(env, true, &takes);
  return takes;
}

void tl_init_lines(napi_env env, napi_value exports, tl_state* state) {
  tl_define(env, exports, "renderLines", render_lines, state);
  tl_define(env, exports, "linesBound", lines_bound, state);
  tl_define(env, exports, "takesLines", takes_lines, state);
}

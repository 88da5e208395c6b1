// SPDX-License-Identifier: MIT
// Templates. A compiled one is a function: called with its values it gives the link, and it holds the memory.
#include "template.h"

#include <stdlib.h>

#include "build.h"
#include "exports.h"
#include "pack.h"
#include "text.h"

const napi_type_tag tl_template_tag = {0x9d1a6c1f0f4b4b52u, 0xa3c8f54e7d206b11u};

tl_template* tl_unwrap_template(napi_env env, tl_state* state, napi_value value) {
  void* tmpl = NULL;
  bool is = false;
  if (napi_check_object_type_tag(env, value, &tl_template_tag, &is) != napi_ok || !is ||
      napi_unwrap(env, value, &tmpl) != napi_ok) {
    tl_refuse(state, TL_WRONG_TYPE, -1);
    return NULL;
  }
  return tmpl;
}

// What a template takes, about; the collector, which sees a small function, is told so.
static int64_t weight(const tl_template* tmpl) {
  return (int64_t)(1024 + 4 * tokenlink_template_bound(tmpl->tmpl, 0, 1));
}

static void free_template(napi_env env, void* data, void* hint) {
  (void)hint;
  tl_template* tmpl = data;
  int64_t total;
  napi_adjust_external_memory(env, -weight(tmpl), &total);
  tokenlink_template_free(tmpl->tmpl);
  free(tmpl);
}

static napi_value give(napi_env env, tl_state* state, tokenlink_status status, size_t size) {
  if (status == TOKENLINK_OK) return tl_string(env, state, state->out, size, true);
  if (status != TOKENLINK_E_BUFFER) return tl_failed(state, status);
  return tl_fail(state, TOKENLINK_E_TOO_LONG, "the link would be longer than any link may be");
}

// The function itself: (value, value, ...). With another count of values the library says what is wrong.
static napi_value render(napi_env env, napi_callback_info info) {
  size_t argc = TL_VALUES, size = 0;
  napi_value argv[TL_VALUES], made = NULL;
  void* data = NULL;
  if (napi_get_cb_info(env, info, &argc, argv, NULL, &data) != napi_ok) return NULL;
  const tl_template* tmpl = data;
  tl_state* state = tmpl->state;
  tokenlink_str values[TL_VALUES];
  tl_begin(state);
  bool taken = argc <= TL_VALUES || tl_refuse(state, TL_WRONG_TYPE, -1);
  for (size_t i = 0; taken && i < argc; ++i) {
    taken = tl_take_text(env, state, argv[i], (int)i, &values[i]);
  }
  if (taken) {
    const tokenlink_status status =
        tokenlink_template_render(tmpl->tmpl, values, argc, state->out, TL_OUT, &size, &state->error);
    made = give(env, state, status, size);
  }
  tl_end(state);
  return made;
}

// The texts of an array, in memory until tl_end(). The array is one that lib/ made: reading it runs no code.
static tokenlink_str* take_values(napi_env env, tl_state* state, napi_value array, uint32_t* count) {
  if (napi_get_array_length(env, array, count) != napi_ok) {
    tl_refuse(state, TL_WRONG_TYPE, 0);
    return NULL;
  }
  state->text_used = TL_TEXT;  // aligned memory of its own
  tokenlink_str* const values = (tokenlink_str*)(void*)tl_reserve(state, *count * sizeof *values);
  state->text_used = 0;
  for (uint32_t i = 0; values != NULL && i < *count; ++i) {
    napi_value value;
    if (napi_get_element(env, array, i, &value) != napi_ok || !tl_take_text(env, state, value, (int)i, &values[i])) {
      return NULL;
    }
  }
  return values;
}

// renderList(template, values): the link.
static napi_value render_list(napi_env env, napi_callback_info info) {
  size_t argc = 2, size = 0;
  napi_value argv[2], made = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  const tl_template* tmpl = tl_unwrap_template(env, state, argv[0]);
  uint32_t count = 0;
  const tokenlink_str* values = tmpl != NULL ? take_values(env, state, argv[1], &count) : NULL;
  if (values != NULL) {
    const tokenlink_status status =
        tokenlink_template_render(tmpl->tmpl, values, count, state->out, TL_OUT, &size, &state->error);
    made = give(env, state, status, size);
  }
  tl_end(state);
  return made;
}

// renderInto(template, values, buffer, offset): bytes written. `values` is an array of lib/'s, or the one value itself.
static napi_value render_into(napi_env env, napi_callback_info info) {
  size_t argc = 4, size = 0, cap = 0;
  napi_value argv[4], made = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  const tl_template* tmpl = tl_unwrap_template(env, state, argv[0]);
  void* buffer = NULL;
  bool is_list = false;
  uint32_t count = 1;
  tokenlink_str one;
  const tokenlink_str* values = NULL;
  if (tmpl != NULL) {
    napi_is_array(env, argv[1], &is_list);
    if (is_list) {
      values = take_values(env, state, argv[1], &count);
    } else if (tl_take_text(env, state, argv[1], 0, &one)) {
      values = &one;
    }
  }
  // Where the output is, is asked last: nothing comes between that and its use.
  if (values != NULL && tl_take_array(env, state, argv[2], napi_uint8_array, -1, &buffer, &cap)) {
    const size_t offset = tl_take_offset(env, argv[3], cap);
    // Beside the buffer first: a value may lie in it.
    const tokenlink_status status =
        tokenlink_template_render(tmpl->tmpl, values, count, state->out, TL_OUT, &size, &state->error);
    if (status != TOKENLINK_OK) {
      give(env, state, status, size);
    } else if (size > cap - offset) {
      tl_fail(state, TOKENLINK_E_BUFFER, "the buffer is too small for the link");
      state->numbers[TL_N_NEED] = (double)size;
    } else {
      memcpy((char*)buffer + offset, state->out, size);
      napi_create_uint32(env, (uint32_t)size, &made);
    }
  }
  tl_end(state);
  return made;
}

// compile(flags, permissions, name, accountId, zoneId): the function.
static napi_value compile(napi_env env, napi_callback_info info) {
  size_t argc = 5;
  napi_value argv[5], function = NULL;
  tl_state* state = tl_enter(env, info, &argc, argv);
  tokenlink_request request;
  tokenlink_template* made = NULL;
  if (tl_take_request(env, state, argv, &request)) {
    const tokenlink_status status = tokenlink_template_new(&request, &made, &state->error);
    if (status != TOKENLINK_OK) tl_failed(state, status);
  }
  tl_template* tmpl = made != NULL ? malloc(sizeof *tmpl) : NULL;
  if (tmpl != NULL) {
    *tmpl = (tl_template){state, made, tokenlink_template_column_count(made)};
    int64_t total;
    napi_adjust_external_memory(env, weight(tmpl), &total);
    if (napi_create_function(env, "render", NAPI_AUTO_LENGTH, render, tmpl, &function) != napi_ok ||
        napi_wrap(env, function, tmpl, free_template, NULL, NULL) != napi_ok) {
      free_template(env, tmpl, NULL);
      function = NULL;
    } else if (napi_type_tag_object(env, function, &tl_template_tag) != napi_ok) {
      function = NULL;  // the wrap frees it
    }
    if (function == NULL) tl_fail(state, TOKENLINK_E_NOMEM, "out of memory");
  } else if (made != NULL) {
    tokenlink_template_free(made);
    tl_fail(state, TOKENLINK_E_NOMEM, "out of memory");
  }
  tl_end(state);
  return function;
}

// columnNames(template): packed, the count and the names.
static napi_value column_names(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value argv[1];
  tl_state* state = tl_enter(env, info, &argc, argv);
  const tl_template* tmpl = tl_unwrap_template(env, state, argv[0]);
  if (tmpl == NULL) return NULL;
  tl_pack pack;
  tl_pack_begin(&pack, state);
  tl_pack_int(&pack, (int64_t)tmpl->columns);
  for (size_t i = 0; i < tmpl->columns; ++i) {
    tokenlink_str name = {0};
    tokenlink_template_column_name(tmpl->tmpl, i, &name);
    tl_pack_str(&pack, name);
  }
  return tl_pack_end(env, &pack);
}

void tl_init_template(napi_env env, napi_value exports, tl_state* state) {
  tl_define(env, exports, "compile", compile, state);
  tl_define(env, exports, "columnNames", column_names, state);
  tl_define(env, exports, "renderList", render_list, state);
  tl_define(env, exports, "renderInto", render_into, state);
}

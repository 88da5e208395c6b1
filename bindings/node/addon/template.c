// SPDX-License-Identifier: MIT
// Templates. A compiled template is a function that takes the values and returns the link; it owns the memory.
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

// Roughly what a template takes, for the collector, which sees only a small function.
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

// A status of our own: tl_refuse() or tl_fail() was called.
enum { REFUSED = -1 };

static napi_value give(napi_env env, tl_state* state, tokenlink_status status, size_t size) {
  if (status == TOKENLINK_OK) return tl_string(env, state, state->out, size, true);
  if (status != TOKENLINK_E_BUFFER) return tl_failed(state, status);
  return tl_fail(state, TOKENLINK_E_TOO_LONG, "the link would be too long");
}

// Renders with up to TL_VALUES values into the state's memory.
static tokenlink_status render_values(napi_env env, const tl_template* tmpl, const napi_value* values, size_t count,
                                      size_t* size) {
  tl_state* state = tmpl->state;
  tokenlink_str texts[TL_VALUES];
  if (count > TL_VALUES) {
    tl_refuse(state, TL_WRONG_TYPE, -1);
    return REFUSED;
  }
  for (size_t i = 0; i < count; ++i) {
    if (!tl_take_text(env, state, values[i], (int)i, &texts[i])) return REFUSED;
  }
  return tokenlink_template_render(tmpl->tmpl, texts, count, state->out, TL_OUT, size, &state->error);
}

// The compiled template: (value, value, ...) gives the link. The library refuses a wrong number of values.
static napi_value render(napi_env env, napi_callback_info info) {
  size_t argc = TL_VALUES, size = 0;
  napi_value argv[TL_VALUES], made = NULL;
  void* data = NULL;
  if (napi_get_cb_info(env, info, &argc, argv, NULL, &data) != napi_ok) return NULL;
  const tl_template* tmpl = data;
  tl_begin(tmpl->state);
  const tokenlink_status status = render_values(env, tmpl, argv, argc, &size);
  if (status != REFUSED) made = give(env, tmpl->state, status, size);
  tl_end(tmpl->state);
  return made;
}

// Its property `into`: (buffer, offset, value, value, ...) gives the bytes written.
static napi_value render_into(napi_env env, napi_callback_info info) {
  size_t argc = TL_VALUES + 2, size = 0, cap = 0;
  napi_value argv[TL_VALUES + 2], made = NULL;
  void *data = NULL, *buffer = NULL;
  if (napi_get_cb_info(env, info, &argc, argv, NULL, &data) != napi_ok || argc < 2) return NULL;
  const tl_template* tmpl = data;
  tl_state* state = tmpl->state;
  tl_begin(state);
  // Into the state's memory first: a value may be part of the buffer, and only the link's own bytes may change there.
  const tokenlink_status status = render_values(env, tmpl, argv + 2, argc - 2, &size);
  if (status == TOKENLINK_OK) {
    if (tl_take_array(env, state, argv[0], napi_uint8_array, -1, &buffer, &cap)) {
      made = tl_copy_out(env, state, buffer, cap, tl_take_offset(env, argv[1], cap), size);
    }
  } else if (status != REFUSED) {
    give(env, state, status, size);
  }
  tl_end(state);
  return made;
}

// The texts of an array, valid until tl_end(). lib/ made the array, so reading it runs no code of the user.
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

// Each of the two functions keeps the other alive, and so the template.
static bool add_into(napi_env env, napi_value function, tl_template* tmpl) {
  napi_value into = NULL;
  return napi_create_function(env, "renderInto", NAPI_AUTO_LENGTH, render_into, tmpl, &into) == napi_ok &&
         napi_set_named_property(env, into, "compiled", function) == napi_ok &&
         napi_set_named_property(env, function, "into", into) == napi_ok;
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
    } else if (!add_into(env, function, tmpl) || napi_type_tag_object(env, function, &tl_template_tag) != napi_ok) {
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
}

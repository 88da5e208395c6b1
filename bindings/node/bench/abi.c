// SPDX-License-Identifier: MIT
// The C ABI itself, in the benchmark's process: tokenlink_template_render_rows() over the same columns, called in a
// loop in C, so that what JavaScript and Node-API add is all the difference.
#define NAPI_VERSION 8
#include <node_api.h>
#include <string.h>

#include "tokenlink.h"

static tokenlink_template* tmpl;  // the benchmark has one, in one thread

static void bytes_of(napi_env env, napi_value value, void** data, size_t* length) {
  napi_typedarray_type type;
  napi_value buffer;
  size_t offset;
  if (napi_get_typedarray_info(env, value, &type, length, data, &buffer, &offset) != napi_ok) *length = 0;
}

// compile(pattern): a user template with dns:edit, zone:read and workers_scripts:edit; true.
static napi_value compile(napi_env env, napi_callback_info info) {
  static const tokenlink_permission list[] = {{TOKENLINK_STR("dns"), TOKENLINK_STR("edit")},
                                              {TOKENLINK_STR("zone"), TOKENLINK_STR("read")},
                                              {TOKENLINK_STR("workers_scripts"), TOKENLINK_STR("edit")}};
  size_t argc = 1, size = 0;
  napi_value argv[1], done = NULL;
  char pattern[256];
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  napi_get_value_string_utf8(env, argv[0], pattern, sizeof pattern, &size);
  const tokenlink_request request = {.struct_size = sizeof request,
                                     .kind = TOKENLINK_KIND_USER,
                                     .permissions = list,
                                     .permission_count = sizeof list / sizeof *list,
                                     .name = {pattern, size}};
  tokenlink_template_free(tmpl);
  napi_get_boolean(env, tokenlink_template_new(&request, &tmpl, NULL) == TOKENLINK_OK, &done);
  return done;
}

// renderRows(times, data, offsets, rows, out, outOffsets, statuses): how many rows failed.
static napi_value render_rows(napi_env env, napi_callback_info info) {
  size_t argc = 7, data_size = 0, size;
  napi_value argv[7], made = NULL;
  void *data = NULL, *offsets = NULL, *out = NULL, *out_offsets = NULL, *statuses = NULL;
  uint32_t times = 0, rows = 0, failed = 0;
  napi_get_cb_info(env, info, &argc, argv, NULL, NULL);
  napi_get_value_uint32(env, argv[0], &times);
  napi_get_value_uint32(env, argv[3], &rows);
  bytes_of(env, argv[1], &data, &data_size);
  bytes_of(env, argv[2], &offsets, &size);
  bytes_of(env, argv[5], &out_offsets, &size);
  bytes_of(env, argv[6], &statuses, &size);
  bytes_of(env, argv[4], &out, &size);
  const tokenlink_column column = {.data = data, .size = data_size, .offsets = offsets};
  for (uint32_t i = 0; i < times; ++i) {
    tokenlink_batch batch = {.struct_size = sizeof batch,
                             .terminator = '\n',
                             .columns = &column,
                             .column_count = 1,
                             .row_count = rows,
                             .out = out,
                             .out_cap = size,
                             .out_offsets = out_offsets,
                             .statuses = statuses};
    if (tokenlink_template_render_rows(tmpl, &batch, NULL) != TOKENLINK_OK) ++failed;
    failed += (uint32_t)batch.rows_failed;
  }
  napi_create_uint32(env, failed, &made);
  return made;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "compile", NAPI_AUTO_LENGTH, compile, NULL, &function);
  napi_set_named_property(env, exports, "compile", function);
  napi_create_function(env, "renderRows", NAPI_AUTO_LENGTH, render_rows, NULL, &function);
  napi_set_named_property(env, exports, "renderRows", function);
  return exports;
}

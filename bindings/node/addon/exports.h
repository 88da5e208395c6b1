// SPDX-License-Identifier: MIT
// Each function puts its file's functions on the exports.
#ifndef TOKENLINK_NODE_EXPORTS_H_
#define TOKENLINK_NODE_EXPORTS_H_

#include "call.h"

void tl_init_words(napi_env env, napi_value exports, tl_state* state);
void tl_init_percent(napi_env env, napi_value exports, tl_state* state);
void tl_init_build(napi_env env, napi_value exports, tl_state* state);
void tl_init_template(napi_env env, napi_value exports, tl_state* state);
void tl_init_lines(napi_env env, napi_value exports, tl_state* state);
void tl_init_column(napi_env env, napi_value exports, tl_state* state);
void tl_init_columns(napi_env env, napi_value exports, tl_state* state);
void tl_init_jobs(napi_env env, napi_value exports, tl_state* state);
void tl_init_lint(napi_env env, napi_value exports, tl_state* state);
void tl_init_read(napi_env env, napi_value exports, tl_state* state);
void tl_init_catalog(napi_env env, napi_value exports, tl_state* state);
void tl_init_knowledge(napi_env env, napi_value exports, tl_state* state);

#endif  // TOKENLINK_NODE_EXPORTS_H_

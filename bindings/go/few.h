/* SPDX-License-Identifier: MIT
 *
 * Links and rows of a few texts, by value: C may read texts that are arguments where they are, so nothing is copied.
 * A call that is refused leaves its error at the beginning of `out`, which must have room for it. */
#ifndef TOKENLINK_GO_FEW_H
#define TOKENLINK_GO_FEW_H

#include <string.h>

#include "generated_calls.h"

#define TL_FEW_PERMISSIONS 6
#define TL_FEW_VALUES 4

typedef struct tl_few_permissions {
  tokenlink_permission at[TL_FEW_PERMISSIONS];
} tl_few_permissions;

typedef struct tl_few_values {
  tokenlink_str at[TL_FEW_VALUES];
} tl_few_values;

typedef struct tl_sized {
  size_t size;
  tokenlink_status status;
} tl_sized;

static inline tl_sized tl_build_few(int32_t kind, size_t count, tl_few_permissions permissions,
                                    tokenlink_str account_id, tokenlink_str zone_id, tokenlink_str name, char* out,
                                    size_t cap) {
  tokenlink_request request = {sizeof request, kind, permissions.at, count, account_id, zone_id, name};
  tl_sized done = {0, 0};
  tokenlink_error error;
  error.struct_size = sizeof error;
  done.status = tokenlink_go_api->build(&request, out, cap, &done.size, &error);
  if (done.status != TOKENLINK_OK) memcpy(out, &error, sizeof error);
  return done;
}

static inline tl_sized tl_render_few(char* tmpl, size_t count, tl_few_values values, char* out, size_t cap) {
  tl_sized done = {0, 0};
  tokenlink_error error;
  error.struct_size = sizeof error;
  done.status = tokenlink_go_api->template_render((const tokenlink_template*)tmpl, values.at, count, out, cap,
                                                  &done.size, &error);
  if (done.status != TOKENLINK_OK) memcpy(out, &error, sizeof error);
  return done;
}

#endif

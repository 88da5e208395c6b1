/* SPDX-License-Identifier: MIT
 * The requests and links that the C tests share. */
#ifndef TOKENLINK_TESTS_CAPI_SAMPLES_H_
#define TOKENLINK_TESTS_CAPI_SAMPLES_H_

#include <string.h>

#include "tokenlink.h"

#define SAMPLE_ID "023e105f4ecef8ad9ca31a8372d0c353"
#define SAMPLE_LIST                                                                                                    \
  "%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22edit%22%7D%2C%7B%22key%22%3A%22zone%22%2C%22type%22%3A%22read%22%7D%" \
  "5D"
#define SAMPLE_LINK                                                                                         \
  "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=" SAMPLE_LIST "&accountId=" SAMPLE_ID \
  "&zoneId=all&name=Blue%20Team%20deploy"
/* The same in another order, with other escapes and white space in the list. */
#define SAMPLE_ORDINARY_LINK                                                                         \
  "https://dash.cloudflare.com/profile/api-tokens?name=Blue+Team%20deploy&accountId=" SAMPLE_ID      \
  "&permissionGroupKeys=%5b%7B%22key%22:+%22dns%22,%20%22type%22%3a%22edit%22%7d%2C{\"type\":\"read" \
  "\",\"key\":\"zone\"}]&zoneId=all"
/* Order, raw JSON, +, an escape in the JSON, an unknown and a repeated parameter, &amp;, white space: every slow path.
 */
#define SAMPLE_ODD_LINK                                                                                 \
  " https://dash.cloudflare.com/profile/api-tokens?name=Blue+Team&amp;x=%41b&permissionGroupKeys="      \
  "[{\"key\":\"workers_kv\",\"t\\u0079pe\":\"edit\",\"n\":{\"a\":[1,2,3]}},{\"key\":\"zone\",\"type\":" \
  "\"nope\"}]&name=again&accountId=*&zoneId=*\n"
#define SAMPLE_BAD_LINK "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=%5B%7B&accountId=%2A"

static inline tokenlink_str sample_str(const char* text) {
  tokenlink_str view;
  view.ptr = text;
  view.len = strlen(text);
  return view;
}

static inline const tokenlink_permission* sample_permissions(void) {
  static const tokenlink_permission list[] = {{TOKENLINK_STR("dns"), TOKENLINK_STR("edit")},
                                              {TOKENLINK_STR("zone"), TOKENLINK_STR("read")}};
  return list;
}

/* The request of SAMPLE_LINK. */
static inline tokenlink_request sample_request(void) {
  tokenlink_request request;
  memset(&request, 0, sizeof request);
  request.struct_size = sizeof request;
  request.kind = TOKENLINK_KIND_USER;
  request.permissions = sample_permissions();
  request.permission_count = 2;
  request.account_id = sample_str(SAMPLE_ID);
  request.name = sample_str("Blue Team deploy");
  return request;
}

/* A template with two columns: account and team. */
static inline tokenlink_request sample_pattern(void) {
  tokenlink_request request = sample_request();
  request.account_id = sample_str("{account}");
  request.name = sample_str("{team} deploy");
  return request;
}

static inline tokenlink_error sample_error(void) {
  tokenlink_error error = TOKENLINK_ERROR_INIT;
  return error;
}

static inline tokenlink_link sample_out(void) {
  tokenlink_link link = TOKENLINK_LINK_INIT;
  return link;
}

static inline tokenlink_column sample_column(const char* data, size_t size, const uint32_t* offsets) {
  tokenlink_column column = TOKENLINK_COLUMN_INIT;
  column.data = data;
  column.size = size;
  column.offsets = offsets;
  return column;
}

static inline tokenlink_batch sample_batch(void) {
  tokenlink_batch batch = TOKENLINK_BATCH_INIT;
  return batch;
}

static inline tokenlink_parsed_rows sample_rows(void) {
  tokenlink_parsed_rows rows = TOKENLINK_PARSED_ROWS_INIT;
  return rows;
}

static inline tokenlink_reader* sample_reader(const tokenlink_catalog* catalog) {
  tokenlink_reader_options options = TOKENLINK_READER_OPTIONS_INIT;
  tokenlink_reader* reader = NULL;
  options.catalog = catalog;
  return tokenlink_reader_new(&options, &reader, NULL) == TOKENLINK_OK ? reader : NULL;
}

#endif /* TOKENLINK_TESTS_CAPI_SAMPLES_H_ */

/* SPDX-License-Identifier: MIT
 * NULL wherever a pointer goes, and the other calls that are wrong in themselves: a status, never a crash. */
#include "check.h"
#include "samples.h"

static char out[1024];
static size_t need;

static void text_functions(void) {
  CHECK(tokenlink_version() != NULL && strcmp(tokenlink_version(), TOKENLINK_VERSION) == 0);
  CHECK(strcmp(tokenlink_status_name(TOKENLINK_E_ESCAPE), "E_ESCAPE") == 0);
  CHECK(strcmp(tokenlink_status_name(-1), "E_UNKNOWN") == 0);
  CHECK(strcmp(tokenlink_status_name(2147483647), "E_UNKNOWN") == 0);
  CHECK(strcmp(tokenlink_status_name(TOKENLINK_E_CATALOG + 1), "E_UNKNOWN") == 0);

  need = 99;
  CHECK(tokenlink_encode(NULL, 0, NULL, 0, &need, NULL) == TOKENLINK_OK && need == 0);
  CHECK(tokenlink_encode(NULL, 1, out, sizeof out, &need, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_encode("a", 1, NULL, 10, &need, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_encode("a\"", 2, NULL, 0, &need, NULL) == TOKENLINK_E_BUFFER && need == 4);
  CHECK(tokenlink_encode("a", 1, out, sizeof out, NULL, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_encode(NULL, 0, NULL, 0, NULL, NULL) == TOKENLINK_E_ARGUMENT);

  need = 99;
  CHECK(tokenlink_decode(NULL, 0, 0, NULL, 0, &need, NULL) == TOKENLINK_OK && need == 0);
  CHECK(tokenlink_decode(NULL, 1, 0, out, sizeof out, &need, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_decode("a", 1, 0, NULL, 10, &need, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_decode("%41b", 4, 0, NULL, 0, &need, NULL) == TOKENLINK_E_BUFFER && need == 2);
  CHECK(tokenlink_decode("a", 1, 0, out, sizeof out, NULL, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_decode("a", 1, 2, out, sizeof out, &need, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_decode("a", 1, 0x80000000u, out, sizeof out, &need, NULL) == TOKENLINK_E_ARGUMENT);
}

static void build(void) {
  tokenlink_request request = sample_request();
  tokenlink_permission holes[1];
  CHECK(tokenlink_build_bound(NULL) == 0);
  CHECK(tokenlink_build(NULL, out, sizeof out, &need, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_build(&request, out, sizeof out, NULL, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_build(&request, NULL, sizeof out, &need, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_build(&request, NULL, 0, &need, NULL) == TOKENLINK_E_BUFFER && need == strlen(SAMPLE_LINK));
  request.permissions = NULL;
  CHECK(tokenlink_build(&request, out, sizeof out, &need, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_build_bound(&request) == 0);
  request.permission_count = 0;
  CHECK(tokenlink_build(&request, out, sizeof out, &need, NULL) == TOKENLINK_E_NO_PERMISSIONS);
  CHECK(tokenlink_build_bound(&request) == 0);

  /* A NULL text with a size, in each place that takes a text. */
  memset(holes, 0, sizeof holes);
  request = sample_request();
  request.permissions = holes;
  request.permission_count = 1;
  CHECK(tokenlink_build(&request, out, sizeof out, &need, NULL) == TOKENLINK_E_PERMISSION);
  holes[0].type = sample_str("edit");
  holes[0].key.len = 3;
  CHECK(tokenlink_build(&request, out, sizeof out, &need, NULL) == TOKENLINK_E_ARGUMENT);
  holes[0].key = sample_str("dns");
  holes[0].type.ptr = NULL;
  CHECK(tokenlink_build(&request, out, sizeof out, &need, NULL) == TOKENLINK_E_ARGUMENT);
  request = sample_request();
  request.name.ptr = NULL;
  CHECK(tokenlink_build(&request, out, sizeof out, &need, NULL) == TOKENLINK_E_ARGUMENT);
  request = sample_request();
  request.account_id.ptr = NULL;
  CHECK(tokenlink_build(&request, out, sizeof out, &need, NULL) == TOKENLINK_E_ARGUMENT);
  request = sample_request();
  request.zone_id.len = 3;
  CHECK(tokenlink_build(&request, out, sizeof out, &need, NULL) == TOKENLINK_E_ARGUMENT);
}

static void templates(void) {
  tokenlink_request request = sample_pattern();
  tokenlink_template* tmpl = NULL;
  tokenlink_str values[2], name;
  tokenlink_batch batch;
  tokenlink_column columns[2];
  static const uint32_t offsets[2] = {0, 0};
  uint32_t out_offsets[2];
  tokenlink_status statuses[1];

  CHECK(tokenlink_template_new(NULL, &tmpl, NULL) == TOKENLINK_E_ARGUMENT && tmpl == NULL);
  CHECK(tokenlink_template_new(&request, NULL, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_template_column_count(NULL) == 0);
  CHECK(tokenlink_template_bound(NULL, 1, 1) == 0);
  CHECK(tokenlink_template_column_name(NULL, 0, &name) == TOKENLINK_E_ARGUMENT);
  tokenlink_template_free(NULL);
  CHECK(tokenlink_template_new(&request, &tmpl, NULL) == TOKENLINK_OK);
  CHECK(tokenlink_template_column_count(tmpl) == 2);
  CHECK(tokenlink_template_column_name(tmpl, 0, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_template_column_name(tmpl, 2, &name) == TOKENLINK_E_NOT_FOUND);
  CHECK(tokenlink_template_column_name(tmpl, (size_t)-1, &name) == TOKENLINK_E_NOT_FOUND);

  values[0] = sample_str(SAMPLE_ID);
  values[1] = sample_str("x");
  CHECK(tokenlink_template_render(NULL, values, 2, out, sizeof out, &need, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_template_render(tmpl, NULL, 2, out, sizeof out, &need, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_template_render(tmpl, NULL, 0, out, sizeof out, &need, NULL) == TOKENLINK_E_VALUES);
  CHECK(tokenlink_template_render(tmpl, values, 1, out, sizeof out, &need, NULL) == TOKENLINK_E_VALUES);
  CHECK(tokenlink_template_render(tmpl, values, 3, out, sizeof out, &need, NULL) == TOKENLINK_E_VALUES);
  CHECK(tokenlink_template_render(tmpl, values, 2, NULL, sizeof out, &need, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_template_render(tmpl, values, 2, NULL, 0, &need, NULL) == TOKENLINK_E_BUFFER);
  CHECK(tokenlink_template_render(tmpl, values, 2, out, sizeof out, NULL, NULL) == TOKENLINK_E_ARGUMENT);
  values[1].ptr = NULL;
  CHECK(tokenlink_template_render(tmpl, values, 2, out, sizeof out, &need, NULL) == TOKENLINK_E_ARGUMENT);

  columns[0] = columns[1] = sample_column(NULL, 0, offsets);
  batch = sample_batch();
  batch.columns = columns;
  batch.column_count = 2;
  batch.row_count = 1;
  batch.out = out;
  batch.out_cap = sizeof out;
  batch.out_offsets = out_offsets;
  batch.statuses = statuses;
  CHECK(tokenlink_template_render_rows(NULL, &batch, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_template_render_rows(tmpl, NULL, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_template_render_rows(tmpl, &batch, NULL) == TOKENLINK_OK && batch.rows_done == 1);
  batch.columns = NULL;
  CHECK(tokenlink_template_render_rows(tmpl, &batch, NULL) == TOKENLINK_E_ARGUMENT);
  batch.columns = columns;
  batch.column_count = 1;
  CHECK(tokenlink_template_render_rows(tmpl, &batch, NULL) == TOKENLINK_E_VALUES);
  batch.column_count = 2;
  batch.out = NULL;
  CHECK(tokenlink_template_render_rows(tmpl, &batch, NULL) == TOKENLINK_E_ARGUMENT);
  batch.out = out;
  batch.out_offsets = NULL;
  CHECK(tokenlink_template_render_rows(tmpl, &batch, NULL) == TOKENLINK_E_ARGUMENT);
  batch.out_offsets = out_offsets;
  batch.statuses = NULL;
  CHECK(tokenlink_template_render_rows(tmpl, &batch, NULL) == TOKENLINK_E_ARGUMENT);
  batch.statuses = statuses;
  columns[1].offsets = NULL;
  CHECK(tokenlink_template_render_rows(tmpl, &batch, NULL) == TOKENLINK_E_ARGUMENT);
  columns[1].offsets = offsets;
  batch.terminator = TOKENLINK_TERMINATOR_NUL + 1;
  CHECK(tokenlink_template_render_rows(tmpl, &batch, NULL) == TOKENLINK_E_ARGUMENT);
  batch.terminator = 0;
  batch.flags = TOKENLINK_TERMINATE_FAILED << 1;
  CHECK(tokenlink_template_render_rows(tmpl, &batch, NULL) == TOKENLINK_E_ARGUMENT);
  batch.flags = 0;
  batch.out_layout = TOKENLINK_LAYOUT_OFFSETS64 + 1;
  CHECK(tokenlink_template_render_rows(tmpl, &batch, NULL) == TOKENLINK_E_ARGUMENT);
  batch.out_layout = TOKENLINK_LAYOUT_OFFSETS32;
  batch.out_start = sizeof out + 1;
  CHECK(tokenlink_template_render_rows(tmpl, &batch, NULL) == TOKENLINK_E_ARGUMENT);
  batch.out_start = 0;
  columns[0].layout = TOKENLINK_LAYOUT_OFFSETS64 + 1;
  CHECK(tokenlink_template_render_rows(tmpl, &batch, NULL) == TOKENLINK_E_ARGUMENT);
  columns[0].layout = TOKENLINK_LAYOUT_OFFSETS32;
  columns[0].reserved = 1;
  CHECK(tokenlink_template_render_rows(tmpl, &batch, NULL) == TOKENLINK_E_ARGUMENT);
  columns[0].reserved = 0;
  columns[0].size = 1;
  CHECK(tokenlink_template_render_rows(tmpl, &batch, NULL) == TOKENLINK_E_ARGUMENT);
  columns[0].size = 0;
  batch.row_count = 0;
  CHECK(tokenlink_template_render_rows(tmpl, &batch, NULL) == TOKENLINK_OK && batch.rows_done == 0);
  tokenlink_template_free(tmpl);
}

static void reading(void) {
  tokenlink_reader* reader = NULL;
  tokenlink_link link = sample_out();
  tokenlink_error error = sample_error();
  tokenlink_parsed_rows rows;
  tokenlink_column links;
  static const uint32_t offsets[2] = {0, 0};
  const tokenlink_permission* list = NULL;
  size_t count = 0;
  const size_t size = strlen(SAMPLE_LINK);

  CHECK(tokenlink_reader_new(NULL, NULL, NULL) == TOKENLINK_E_ARGUMENT);
  tokenlink_reader_free(NULL);
  CHECK(tokenlink_reader_new(NULL, &reader, NULL) == TOKENLINK_OK && reader != NULL);
  CHECK(tokenlink_parse(NULL, SAMPLE_LINK, size, 0, &link, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_parse(reader, NULL, 1, 0, &link, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_parse(reader, NULL, 0, 0, &link, NULL) == TOKENLINK_E_SCHEME);
  CHECK(tokenlink_parse(reader, SAMPLE_LINK, size, 0, NULL, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_parse(reader, SAMPLE_LINK, size, 4, &link, &error) == TOKENLINK_E_ARGUMENT);
  CHECK(error.status == TOKENLINK_E_ARGUMENT && error.detail[0] != 0);
  CHECK(tokenlink_parse(reader, SAMPLE_LINK, (size_t)TOKENLINK_MAX_INPUT + 1, 0, &link, NULL) == TOKENLINK_E_TOO_LONG);
  CHECK(tokenlink_lint(NULL, SAMPLE_LINK, size, 0, &link, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_lint(reader, NULL, 1, 0, &link, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_lint(reader, NULL, 0, 0, &link, NULL) == TOKENLINK_E_SCHEME);
  CHECK(tokenlink_lint(reader, SAMPLE_LINK, size, 0, NULL, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_lint(reader, SAMPLE_LINK, size, 0x100, &link, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_canonicalize(NULL, SAMPLE_LINK, size, 0, out, sizeof out, &need, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_canonicalize(reader, NULL, 1, 0, out, sizeof out, &need, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_canonicalize(reader, SAMPLE_LINK, size, 0, NULL, sizeof out, &need, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_canonicalize(reader, SAMPLE_LINK, size, 0, NULL, 0, &need, NULL) == TOKENLINK_E_BUFFER &&
        need == size);
  CHECK(tokenlink_canonicalize(reader, SAMPLE_LINK, size, 0, out, sizeof out, NULL, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_canonicalize(reader, SAMPLE_LINK, size, 1, out, sizeof out, &need, NULL) == TOKENLINK_E_ARGUMENT);
  {
    const tokenlink_request request = sample_request();
    CHECK(tokenlink_lint_request(NULL, &request, 0, &link, NULL) == TOKENLINK_E_ARGUMENT);
    CHECK(tokenlink_lint_request(reader, NULL, 0, &link, NULL) == TOKENLINK_E_ARGUMENT);
    CHECK(tokenlink_lint_request(reader, &request, 1, &link, NULL) == TOKENLINK_E_ARGUMENT);
    CHECK(tokenlink_lint_request(reader, &request, 0, NULL, NULL) == TOKENLINK_E_ARGUMENT);
    CHECK(tokenlink_lint_request(reader, &request, 0, &link, NULL) == TOKENLINK_OK);
  }

  links = sample_column(NULL, 0, offsets);
  rows = sample_rows();
  CHECK(tokenlink_parse_rows(NULL, &links, 0, 1, 0, &rows, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_parse_rows(reader, NULL, 0, 1, 0, &rows, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_parse_rows(reader, &links, 0, 1, 0, NULL, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_parse_rows(reader, &links, 0, 1, 8, &rows, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_parse_rows(reader, &links, 0, 1, 0, &rows, NULL) == TOKENLINK_OK && rows.rows_failed == 1);
  CHECK(tokenlink_parse_rows(reader, &links, 0, 0, 0, &rows, NULL) == TOKENLINK_OK && rows.row_count == 0);
  CHECK(tokenlink_parse_rows(reader, &links, (size_t)-1, 2, 0, &rows, NULL) == TOKENLINK_E_ARGUMENT);
  links.first = 1;
  CHECK(tokenlink_parse_rows(reader, &links, (size_t)-1, 1, 0, &rows, NULL) == TOKENLINK_E_ARGUMENT);
  links.first = 0;
  links.offsets = NULL;
  CHECK(tokenlink_parse_rows(reader, &links, 0, 0, 0, &rows, NULL) == TOKENLINK_OK);
  CHECK(tokenlink_parse_rows(reader, &links, 0, 1, 0, &rows, NULL) == TOKENLINK_E_ARGUMENT);

  CHECK(tokenlink_permissions_read(NULL, "a:b", 3, 0, &list, &count, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_permissions_read(reader, NULL, 3, 0, &list, &count, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_permissions_read(reader, NULL, 0, 0, &list, &count, NULL) == TOKENLINK_E_NO_PERMISSIONS);
  CHECK(tokenlink_permissions_read(reader, "a:b", 3, 0, NULL, &count, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_permissions_read(reader, "a:b", 3, 0, &list, NULL, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_permissions_read(reader, "a:b", 3, 1, &list, &count, NULL) == TOKENLINK_E_ARGUMENT);
  tokenlink_reader_free(reader);
}

static void knowledge(void) {
  tokenlink_catalog* catalog = NULL;
  const tokenlink_api* api = NULL;
  CHECK(tokenlink_catalog_builtin() != NULL);
  CHECK(tokenlink_catalog_count(NULL) == tokenlink_catalog_count(tokenlink_catalog_builtin()));
  CHECK(tokenlink_catalog_new(NULL, NULL, 1, &catalog, NULL) == TOKENLINK_E_ARGUMENT && catalog == NULL);
  CHECK(tokenlink_catalog_new(NULL, NULL, 0, &catalog, NULL) != TOKENLINK_OK && catalog == NULL);
  CHECK(tokenlink_catalog_new(NULL, "[]", 2, NULL, NULL) == TOKENLINK_E_ARGUMENT);
  tokenlink_catalog_free(NULL);
  tokenlink_catalog_free((tokenlink_catalog*)tokenlink_catalog_builtin()); /* "leaves the built-in one alone" */
  CHECK(tokenlink_catalog_count(NULL) > 0);
  CHECK(tokenlink_catalog_at(NULL, 0, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_catalog_find(NULL, "dns", 3, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_wrong_key_at(0, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_wrong_key_find("waf", 3, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_preset_at(0, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_preset_find("dns-read", 8, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_rule_at(0, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_rule_find(101, NULL) == TOKENLINK_E_ARGUMENT);
  {
    tokenlink_key key;
    tokenlink_preset preset;
    tokenlink_wrong_key wrong;
    memset(&key, 0, sizeof key);
    memset(&preset, 0, sizeof preset);
    memset(&wrong, 0, sizeof wrong);
    key.struct_size = sizeof key;
    preset.struct_size = sizeof preset;
    wrong.struct_size = sizeof wrong;
    CHECK(tokenlink_catalog_find(NULL, NULL, 3, &key) == TOKENLINK_E_ARGUMENT);
    CHECK(tokenlink_catalog_find(NULL, NULL, 0, &key) == TOKENLINK_E_NOT_FOUND);
    CHECK(tokenlink_preset_find(NULL, 3, &preset) == TOKENLINK_E_ARGUMENT);
    CHECK(tokenlink_preset_find(NULL, 0, &preset) == TOKENLINK_E_NOT_FOUND);
    CHECK(tokenlink_wrong_key_find(NULL, 3, &wrong) == TOKENLINK_E_ARGUMENT);
    CHECK(tokenlink_wrong_key_find(NULL, 0, &wrong) == TOKENLINK_E_NOT_FOUND);
  }
  CHECK(tokenlink_get_api(1, 0, NULL, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_get_api(1, 0, &api, NULL) == TOKENLINK_OK && api != NULL);
}

int main(void) {
  text_functions();
  build();
  templates();
  reading();
  knowledge();
  return finish("null_args");
}

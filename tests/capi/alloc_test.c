/* SPDX-License-Identifier: MIT
 * A host that calls a million times must not pay for malloc: after one round of everything, nothing allocates. What the
 * header says never allocates is counted from its first call on. */
#include "alloc_hook.h"
#include "check.h"
#include "samples.h"

#define ROWS 100

static char out[ROWS * 1024];
static size_t need;
static uint32_t out_offsets[ROWS + 1];
static tokenlink_status statuses[ROWS];
static tokenlink_reader* reader;
static tokenlink_template* tmpl;
static tokenlink_column columns[2], links;

static tokenlink_status build(void) {
  tokenlink_request request = sample_request();
  return tokenlink_build(&request, out, sizeof out, &need, NULL);
}

static tokenlink_status build_refused(void) {
  tokenlink_request request = sample_request();
  tokenlink_error error = sample_error();
  request.name = sample_str("a\nb");
  return tokenlink_build(&request, out, sizeof out, &need, &error) == TOKENLINK_E_NAME ? TOKENLINK_OK : -1;
}

static tokenlink_status build_bound(void) {
  tokenlink_request request = sample_request();
  return tokenlink_build_bound(&request) > 0 ? TOKENLINK_OK : -1;
}

static tokenlink_status render(void) {
  tokenlink_str values[2];
  values[0] = sample_str(SAMPLE_ID);
  values[1] = sample_str("Blue Team");
  return tokenlink_template_render(tmpl, values, 2, out, sizeof out, &need, NULL);
}

static tokenlink_status render_rows(void) {
  tokenlink_batch batch;
  tokenlink_status status;
  batch = sample_batch();
  batch.terminator = '\n';
  batch.columns = columns;
  batch.column_count = 2;
  batch.row_count = ROWS;
  batch.out = out;
  batch.out_cap = sizeof out;
  batch.out_offsets = out_offsets;
  batch.statuses = statuses;
  status = tokenlink_template_render_rows(tmpl, &batch, NULL);
  return batch.rows_done == ROWS && batch.rows_failed == 1 ? status : -1;
}

static tokenlink_status encode(void) {
  return tokenlink_encode(SAMPLE_LINK, strlen(SAMPLE_LINK), out, sizeof out, &need, NULL);
}

static tokenlink_status decode(void) {
  return tokenlink_decode(SAMPLE_LINK, strlen(SAMPLE_LINK), TOKENLINK_PLUS_IS_SPACE, out, sizeof out, &need, NULL);
}

static tokenlink_status read_link(int lint, uint32_t flags, const char* link, tokenlink_status expected) {
  tokenlink_link got = sample_out();
  tokenlink_error error = sample_error();
  const size_t size = strlen(link);
  const tokenlink_status status = (lint ? tokenlink_lint : tokenlink_parse)(reader, link, size, flags, &got, &error);
  return status == expected ? TOKENLINK_OK : status == TOKENLINK_OK ? -1 : status;
}

static tokenlink_status parse(void) { return read_link(0, 0, SAMPLE_LINK, TOKENLINK_OK); }
static tokenlink_status parse_ordinary(void) { return read_link(0, 0, SAMPLE_ORDINARY_LINK, TOKENLINK_OK); }
static tokenlink_status parse_odd(void) { return read_link(0, 0, SAMPLE_ODD_LINK, TOKENLINK_OK); }
static tokenlink_status parse_bad(void) { return read_link(0, 0, SAMPLE_BAD_LINK, TOKENLINK_E_JSON); }
static tokenlink_status parse_strict(void) {
  return read_link(0, TOKENLINK_STRICT, SAMPLE_ODD_LINK, TOKENLINK_E_NOT_CANONICAL);
}
static tokenlink_status lint(void) { return read_link(1, 0, SAMPLE_LINK, TOKENLINK_OK); }
static tokenlink_status lint_odd(void) { return read_link(1, 0, SAMPLE_ODD_LINK, TOKENLINK_OK); }

static tokenlink_status canonicalize(void) {
  return tokenlink_canonicalize(reader, SAMPLE_LINK, strlen(SAMPLE_LINK), 0, out, sizeof out, &need, NULL);
}

static tokenlink_status parse_rows(void) {
  tokenlink_parsed_rows rows;
  rows = sample_rows();
  return tokenlink_parse_rows(reader, &links, 0, ROWS, 0, &rows, NULL);
}

static tokenlink_status permissions_read(void) {
  const tokenlink_permission* list;
  size_t count;
  return tokenlink_permissions_read(reader, "dns:edit,zone:read", 18, 0, &list, &count, NULL);
}

static tokenlink_status knowledge(void) {
  tokenlink_key key;
  tokenlink_wrong_key wrong;
  tokenlink_preset preset;
  tokenlink_rule rule;
  memset(&key, 0, sizeof key);
  memset(&wrong, 0, sizeof wrong);
  memset(&preset, 0, sizeof preset);
  memset(&rule, 0, sizeof rule);
  key.struct_size = sizeof key;
  wrong.struct_size = sizeof wrong;
  preset.struct_size = sizeof preset;
  rule.struct_size = sizeof rule;
  return tokenlink_catalog_find(NULL, "dns", 3, &key) + tokenlink_wrong_key_find("waf", 3, &wrong) +
         tokenlink_preset_find("dns-read", 8, &preset) + tokenlink_rule_find(101, &rule);
}

static const struct {
  const char* name;
  tokenlink_status (*run)(void);
  int from_the_first_call;
} calls[] = {
    {"build", build, 1},
    {"build, refused", build_refused, 1},
    {"build_bound", build_bound, 1},
    {"render", render, 1},
    {"render_rows", render_rows, 1},
    {"encode", encode, 1},
    {"decode", decode, 1},
    {"find", knowledge, 1},
    {"parse", parse, 0},
    {"parse, ordinary", parse_ordinary, 0},
    {"parse, odd", parse_odd, 0},
    {"parse, bad", parse_bad, 0},
    {"parse, strict", parse_strict, 0},
    {"lint", lint, 0},
    {"lint, odd", lint_odd, 0},
    {"canonicalize", canonicalize, 0},
    {"parse_rows", parse_rows, 0},
    {"permissions_read", permissions_read, 0},
};
#define CALLS (sizeof calls / sizeof calls[0])

static void round_of_all(int first) {
  size_t i;
  for (i = 0; i < CALLS; ++i) {
    tokenlink_status status;
    hook_begin(HOOK_NEVER, 0);
    status = calls[i].run();
    hook_end();
    CHECK(status == TOKENLINK_OK);
    if (first && !calls[i].from_the_first_call) continue;
    CHECK(hook_calls == 0);
    if (hook_calls != 0 || status != TOKENLINK_OK) {
      printf("  %s: status %d, %ld allocations\n", calls[i].name, (int)status, hook_calls);
    }
  }
}

/* "Reading the same text for the third time allocates nothing." */
static void third_time(const char* text) {
  tokenlink_reader* fresh = sample_reader(NULL);
  tokenlink_link link = sample_out();
  int i;
  for (i = 0; i < 3; ++i) {
    hook_begin(HOOK_NEVER, 0);
    (void)tokenlink_lint(fresh, text, strlen(text), TOKENLINK_WITH_CANONICAL, &link, NULL);
    hook_end();
  }
  CHECK(hook_calls == 0);
  tokenlink_reader_free(fresh);
}

int main(void) {
  static char accounts[ROWS * 32], teams[ROWS * 8], text[ROWS * 512];
  static uint32_t account_offsets[ROWS + 1], team_offsets[ROWS + 1], link_offsets[ROWS + 1];
  tokenlink_request request = sample_pattern();
  int i;
  for (i = 0; i < ROWS; ++i) {
    const char* link = i % 2 == 0 ? SAMPLE_LINK : SAMPLE_ODD_LINK;
    memcpy(accounts + i * 32, SAMPLE_ID, 32);
    account_offsets[i + 1] = (uint32_t)(i + 1) * 32;
    memcpy(teams + i * 8, i == 50 ? "ops \n 50" : "ops team", 8);
    team_offsets[i + 1] = (uint32_t)(i + 1) * 8;
    memcpy(text + link_offsets[i], link, strlen(link));
    link_offsets[i + 1] = link_offsets[i] + (uint32_t)strlen(link);
  }
  columns[0] = sample_column(accounts, sizeof accounts, account_offsets);
  columns[1] = sample_column(teams, sizeof teams, team_offsets);
  links = sample_column(text, sizeof text, link_offsets);
  hook_begin(HOOK_NEVER, 0);
  CHECK(tokenlink_reader_new(NULL, &reader, NULL) == TOKENLINK_OK);
  CHECK(tokenlink_template_new(&request, &tmpl, NULL) == TOKENLINK_OK);
  hook_end();
  CHECK(hook_calls > 0); /* else the counter does not see the library */
  round_of_all(1);
  for (i = 0; i < 3; ++i) round_of_all(0);
  third_time(SAMPLE_LINK);
  third_time(SAMPLE_ORDINARY_LINK);
  third_time(SAMPLE_ODD_LINK);
  third_time(SAMPLE_BAD_LINK);
  tokenlink_template_free(tmpl);
  tokenlink_reader_free(reader);
  return finish("alloc");
}

/* SPDX-License-Identifier: MIT
 * Out of memory is a status, never a crash, a leak or a handle left half made. Each function is called with the first
 * allocation failing, then the second, and so on until none fails any more; once alone and once for good. */
#include <stdlib.h>

#include "alloc_hook.h"
#include "check.h"
#include "samples.h"

static char out[TOKENLINK_MAX_LINK + 1];
static char* big_link; /* a link of many permissions, so that a reader has to grow */
static size_t big_size;

/* Every job makes and frees what it needs. The hook is active only around the call that is judged. */
typedef tokenlink_status (*job)(long fail_at, int for_good);

static tokenlink_reader* new_reader(void) {
  tokenlink_reader* reader = NULL;
  CHECK(tokenlink_reader_new(NULL, &reader, NULL) == TOKENLINK_OK);
  return reader;
}

static tokenlink_status job_reader_new(long fail_at, int for_good) {
  tokenlink_reader* reader = NULL;
  tokenlink_status status;
  hook_begin(fail_at, for_good);
  status = tokenlink_reader_new(NULL, &reader, NULL);
  hook_end();
  CHECK((status == TOKENLINK_OK) == (reader != NULL));
  tokenlink_reader_free(reader);
  return status;
}

static tokenlink_status read_with(long fail_at, int for_good, int lint, uint32_t flags, const char* link, size_t size) {
  tokenlink_reader* reader = new_reader();
  tokenlink_link got = sample_out();
  tokenlink_error error = sample_error();
  tokenlink_status status, expected;
  hook_begin(fail_at, for_good);
  status = (lint ? tokenlink_lint : tokenlink_parse)(reader, link, size, flags, &got, &error);
  hook_end();
  if (status == TOKENLINK_E_NOMEM) {
    /* No garbage, and the reader is as good as before. */
    CHECK(error.status == TOKENLINK_E_NOMEM);
    CHECK(got.permission_count == 0 || got.permissions != NULL);
    CHECK(got.finding_count == 0 || got.findings != NULL);
    expected = (lint ? tokenlink_lint : tokenlink_parse)(reader, link, size, flags, &got, NULL);
    CHECK(expected == TOKENLINK_OK || expected == TOKENLINK_E_JSON || expected == TOKENLINK_E_NOT_CANONICAL);
  }
  tokenlink_reader_free(reader);
  return status == TOKENLINK_E_JSON || status == TOKENLINK_E_NOT_CANONICAL ? TOKENLINK_OK : status;
}

static tokenlink_status job_parse(long n, int good) {
  return read_with(n, good, 0, 0, SAMPLE_LINK, strlen(SAMPLE_LINK));
}
static tokenlink_status job_parse_ordinary(long n, int good) {
  return read_with(n, good, 0, 0, SAMPLE_ORDINARY_LINK, strlen(SAMPLE_ORDINARY_LINK));
}
static tokenlink_status job_parse_odd(long n, int good) {
  return read_with(n, good, 0, 0, SAMPLE_ODD_LINK, strlen(SAMPLE_ODD_LINK));
}
static tokenlink_status job_parse_bad(long n, int good) {
  return read_with(n, good, 0, 0, SAMPLE_BAD_LINK, strlen(SAMPLE_BAD_LINK));
}
static tokenlink_status job_parse_strict(long n, int good) {
  return read_with(n, good, 0, TOKENLINK_STRICT, SAMPLE_ODD_LINK, strlen(SAMPLE_ODD_LINK));
}
static tokenlink_status job_parse_big(long n, int good) { return read_with(n, good, 0, 0, big_link, big_size); }
static tokenlink_status job_lint(long n, int good) {
  return read_with(n, good, 1, 0, SAMPLE_LINK, strlen(SAMPLE_LINK));
}
static tokenlink_status job_lint_odd(long n, int good) {
  return read_with(n, good, 1, 0, SAMPLE_ODD_LINK, strlen(SAMPLE_ODD_LINK));
}
static tokenlink_status job_lint_big(long n, int good) { return read_with(n, good, 1, 0, big_link, big_size); }

static tokenlink_status job_canonicalize(long fail_at, int for_good) {
  tokenlink_reader* reader = new_reader();
  size_t need = 0;
  tokenlink_status status;
  hook_begin(fail_at, for_good);
  status = tokenlink_canonicalize(reader, SAMPLE_LINK, strlen(SAMPLE_LINK), 0, out, sizeof out, &need, NULL);
  hook_end();
  if (status == TOKENLINK_OK) CHECK(need == strlen(SAMPLE_LINK) && memcmp(out, SAMPLE_LINK, need) == 0);
  tokenlink_reader_free(reader);
  return status;
}

static tokenlink_status job_parse_rows(long fail_at, int for_good) {
  static const char data[] = SAMPLE_LINK SAMPLE_ODD_LINK SAMPLE_BAD_LINK;
  uint32_t offsets[4];
  tokenlink_column links;
  tokenlink_parsed_rows rows;
  tokenlink_reader* reader = new_reader();
  tokenlink_status status;
  offsets[0] = 0;
  offsets[1] = (uint32_t)strlen(SAMPLE_LINK);
  offsets[2] = offsets[1] + (uint32_t)strlen(SAMPLE_ODD_LINK);
  offsets[3] = offsets[2] + (uint32_t)strlen(SAMPLE_BAD_LINK);
  links = sample_column(data, sizeof data - 1, offsets);
  rows = sample_rows();
  hook_begin(fail_at, for_good);
  status = tokenlink_parse_rows(reader, &links, 0, 3, 0, &rows, NULL);
  hook_end();
  if (status == TOKENLINK_OK) {
    /* Want of memory must not pass for a fault of a row. */
    CHECK(rows.row_count == 3 && rows.rows_failed == 1);
    CHECK(rows.statuses[0] == TOKENLINK_OK && rows.statuses[1] == TOKENLINK_OK);
    CHECK(rows.statuses[2] == TOKENLINK_E_JSON);
  }
  tokenlink_reader_free(reader);
  return status;
}

static tokenlink_status permissions_with(long fail_at, int for_good, const char* text) {
  const tokenlink_permission* list = NULL;
  size_t count = 0;
  tokenlink_reader* reader = new_reader();
  tokenlink_status status;
  hook_begin(fail_at, for_good);
  status = tokenlink_permissions_read(reader, text, strlen(text), 0, &list, &count, NULL);
  hook_end();
  if (status == TOKENLINK_OK) CHECK(count == 2 && list != NULL);
  tokenlink_reader_free(reader);
  return status;
}

static tokenlink_status job_permissions_short(long n, int good) {
  return permissions_with(n, good, "dns:edit,zone:read");
}
static tokenlink_status job_permissions_json(long n, int good) {
  return permissions_with(n, good, "[{\"key\":\"d\\u006es\",\"type\":\"edit\"},{\"key\":\"zone\",\"type\":\"read\"}]");
}

static tokenlink_status job_template_new(long fail_at, int for_good) {
  tokenlink_request request = sample_pattern();
  tokenlink_template* tmpl = NULL;
  tokenlink_status status;
  hook_begin(fail_at, for_good);
  status = tokenlink_template_new(&request, &tmpl, NULL);
  hook_end();
  CHECK((status == TOKENLINK_OK) == (tmpl != NULL));
  tokenlink_template_free(tmpl);
  return status;
}

static tokenlink_status job_template_refused(long fail_at, int for_good) {
  tokenlink_request request = sample_pattern();
  tokenlink_template* tmpl = NULL;
  tokenlink_status status;
  request.name = sample_str("{a} {b} {c} {");
  hook_begin(fail_at, for_good);
  status = tokenlink_template_new(&request, &tmpl, NULL);
  hook_end();
  CHECK(tmpl == NULL);
  return status == TOKENLINK_E_PATTERN ? TOKENLINK_OK : status;
}

static tokenlink_status catalog_with(long fail_at, int for_good, const char* json, tokenlink_status expected) {
  tokenlink_catalog* catalog = NULL;
  tokenlink_status status;
  hook_begin(fail_at, for_good);
  status = tokenlink_catalog_new(NULL, json, strlen(json), &catalog, NULL);
  hook_end();
  CHECK((status == TOKENLINK_OK) == (catalog != NULL));
  tokenlink_catalog_free(catalog);
  return status == expected ? TOKENLINK_OK : status;
}

static tokenlink_status job_catalog_new(long n, int good) {
  return catalog_with(n, good,
                      "[{\"key\":\"mine\",\"types\":[\"read\",\"edit\"],\"scope\":\"account\",\"label\":\"Mine\"},"
                      "{\"key\":\"dns\",\"types\":[\"read\"]}]",
                      TOKENLINK_OK);
}
static tokenlink_status job_catalog_refused(long n, int good) {
  return catalog_with(n, good, "[{\"key\":\"mine\",\"types\":[\"read\"]},{\"types\":[]}]", TOKENLINK_E_CATALOG);
}

static tokenlink_status job_get_api(long fail_at, int for_good) {
  const tokenlink_api* api = NULL;
  tokenlink_status status;
  hook_begin(fail_at, for_good);
  status = tokenlink_get_api(1, 0, &api, NULL);
  hook_end();
  return status;
}

static void check_job(const char* name, job run, int allocates) {
  int for_good;
  for (for_good = 0; for_good <= 1; ++for_good) {
    long n, balance;
    tokenlink_status status = TOKENLINK_E_NOMEM;
    run(HOOK_NEVER, 0);
    balance = hook_balance;
    for (n = 0; n < 100000; ++n) {
      status = run(n, for_good);
      CHECK(hook_balance == balance);
      /* A refused allocation may be answered by doing without, but never by another status. */
      CHECK(status == TOKENLINK_OK || (status == TOKENLINK_E_NOMEM && hook_failures > 0));
      if (hook_balance != balance || (status != TOKENLINK_OK && status != TOKENLINK_E_NOMEM)) {
        printf("  in %s, allocation %ld %s\n", name, n, for_good ? "and all after it" : "alone");
        balance = hook_balance;
      }
      if (hook_failures == 0) break;
    }
    CHECK(n < 100000 && status == TOKENLINK_OK);
    if (allocates) CHECK(n > 0);
  }
}

/* Permissions no cache line ever saw: 2,000 of them, half with escapes. */
static void make_big_link(void) {
  static const char head[] =
      "https://dash.cloudflare.com/profile/api-tokens?accountId=%2A&zoneId=all&permissionGroupKeys=[";
  int i;
  big_link = malloc(200000);
  if (big_link == NULL) exit(1);
  big_size = (size_t)sprintf(big_link, "%s", head);
  for (i = 0; i < 2000; ++i) {
    big_size += (size_t)sprintf(big_link + big_size, "%s{\"key\":\"%s%d\",\"type\":\"read\"}", i == 0 ? "" : ",",
                                i % 2 == 0 ? "key_" : "k\\u0065y_", i);
  }
  big_link[big_size++] = ']';
}

int main(void) {
  static char line[4096]; /* stdio's own buffer would count as a leak */
  setvbuf(stdout, line, _IOLBF, sizeof line);
  make_big_link();
  check_job("reader_new", job_reader_new, 1);
  check_job("parse", job_parse, 0);
  check_job("parse, ordinary link", job_parse_ordinary, 0);
  check_job("parse, odd link", job_parse_odd, 0);
  check_job("parse, bad link", job_parse_bad, 0);
  check_job("parse, strict", job_parse_strict, 0);
  check_job("parse, big link", job_parse_big, 1);
  check_job("lint", job_lint, 0);
  check_job("lint, odd link", job_lint_odd, 0);
  check_job("lint, big link", job_lint_big, 1);
  check_job("canonicalize", job_canonicalize, 0);
  check_job("parse_rows", job_parse_rows, 1);
  check_job("permissions_read, short", job_permissions_short, 0);
  check_job("permissions_read, JSON", job_permissions_json, 0);
  check_job("template_new", job_template_new, 1);
  check_job("template_new, refused", job_template_refused, 0);
  check_job("catalog_new", job_catalog_new, 1);
  check_job("catalog_new, refused", job_catalog_refused, 0);
  check_job("get_api", job_get_api, 0);
  free(big_link);
  return finish("oom");
}

/* SPDX-License-Identifier: MIT
 *
 * Libraries of other versions, and some that do not keep their promises. versions.go builds them, with one of these
 * defined:
 *
 *   REFUSES="why"  the version is refused with these words, or with REFUSES="" without any
 *   NO_SYMBOL      there is no tokenlink_get_api
 *   NO_TABLE       success, and no table
 *   MAJOR=2        success, and the table of another major version
 *   SHORT          success, and a table that ends too early
 *   NEWER          a later minor version: more at the end of the table, and numbers that nobody knows; the rest is the
 *                  real library's, which $TOKENLINK_REAL names
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "generated.h"

#ifndef NEWER

const char* tokenlink_version(void) { return "0.0.0-fake"; }

#else

#define E_LATER (TOKENLINK_E_NAME + 0x1200) /* refines E_NAME */

static int builds;

/* Refuses, and says how often it was called. */
static tokenlink_status later_build(const tokenlink_request* request, char* out, size_t cap, size_t* need,
                                    tokenlink_error* err) {
  (void)request, (void)out, (void)cap;
  *need = 0;
  builds++;
  if (err != NULL) {
    static const tokenlink_error none = TOKENLINK_ERROR_INIT;
    *err = none;
    err->status = E_LATER;
    snprintf(err->detail, sizeof err->detail, "a later library says so, in call %d", builds);
  }
  return E_LATER;
}

static const tokenlink_api* real;

static tokenlink_status later_lint(tokenlink_reader* reader, const char* link, size_t size, uint32_t flags,
                                   tokenlink_link* out, tokenlink_error* err) {
  static const tokenlink_finding finding = {9999, 77, -1, 0, 0, 1, TOKENLINK_STR("later"), {NULL, 0}};
  tokenlink_status status = real->lint(reader, link, size, flags, out, err);
  out->kind = 55;
  out->findings = &finding;
  out->finding_count = out->finding_total = 1;
  return status;
}

static const char* later_name(tokenlink_status status) {
  return status == E_LATER ? "E_LATER" : real->status_name(status);
}

#endif

#ifndef NO_SYMBOL

tokenlink_status tokenlink_get_api(uint32_t major, uint32_t minor, const tokenlink_api** out, tokenlink_error* err) {
  static struct {
    tokenlink_api api;
    void* more[4];
  } table;
  *out = NULL;
  table.api.struct_size = sizeof table.api;
  table.api.abi_major = TOKENLINK_ABI_MAJOR;
#ifdef REFUSES
  if (err != NULL && *REFUSES != 0) {
    err->status = TOKENLINK_E_ABI;
    strcpy(err->detail, REFUSES);
  }
  (void)major, (void)minor;
  return TOKENLINK_E_ABI;
#elif defined NEWER
  tokenlink_status (*get_api)(uint32_t, uint32_t, const tokenlink_api**, tokenlink_error*);
  void* symbol = dlsym(dlopen(getenv("TOKENLINK_REAL"), RTLD_NOW | RTLD_LOCAL), "tokenlink_get_api");
  memcpy(&get_api, &symbol, sizeof get_api);
  get_api(major, minor, &real, err);
  table.api = *real;
  table.api.struct_size = sizeof table;
  table.api.abi_minor = 9;
  table.api.build = later_build;
  table.api.lint = later_lint;
  table.api.status_name = later_name;
#else
  (void)major, (void)minor, (void)err;
#endif
#ifdef MAJOR
  table.api.abi_major = MAJOR;
#endif
#ifdef SHORT
  table.api.struct_size = 64;
#endif
#ifndef NO_TABLE
  *out = &table.api;
#endif
  return TOKENLINK_OK;
}

#endif

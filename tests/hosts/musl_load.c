/* SPDX-License-Identifier: MIT
 * A program of musl, not of glibc, loads the same file and prints the link it builds. musl_load SHARED_OBJECT */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "tokenlink.h"

int main(int argc, char** argv) {
  tokenlink_status (*get_api)(uint32_t, uint32_t, const tokenlink_api**, tokenlink_error*) = NULL;
  const tokenlink_permission dns = {TOKENLINK_STR("dns"), TOKENLINK_STR("edit")};
  const tokenlink_api* api = NULL;
  tokenlink_request request = TOKENLINK_REQUEST_INIT;
  tokenlink_reader* reader = NULL;
  tokenlink_link read = TOKENLINK_LINK_INIT;
  char link[512];
  size_t size = 0;
  void *library, *symbol;

#ifdef __GLIBC__
#error "this is to be compiled by musl-gcc"
#endif
  library = argc == 2 ? dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) : NULL;
  if (library == NULL) {
    fprintf(stderr, "%s\n", argc == 2 ? dlerror() : "usage: musl_load SHARED_OBJECT");
    return 1;
  }
  symbol = dlsym(library, "tokenlink_get_api");
  memcpy(&get_api, &symbol, sizeof get_api);
  if (get_api == NULL || get_api(1, 0, &api, NULL) != TOKENLINK_OK) return 1;
  request.kind = TOKENLINK_KIND_ACCOUNT;
  request.permissions = &dns;
  request.permission_count = 1;
  request.name.ptr = "musl & friends";
  request.name.len = strlen(request.name.ptr);
  if (api->build(&request, link, sizeof link, &size, NULL) != TOKENLINK_OK) return 1;
  /* Reading goes through malloc and simdjson, which building does not. */
  if (api->reader_new(NULL, &reader, NULL) != TOKENLINK_OK) return 1;
  if (api->lint(reader, link, size, 0, &read, NULL) != TOKENLINK_OK || read.permission_count != 1) return 1;
  if (read.name.len != request.name.len || memcmp(read.name.ptr, request.name.ptr, read.name.len) != 0) return 1;
  printf("%.*s\n", (int)size, link);
  api->reader_free(reader);
  return 0;
}

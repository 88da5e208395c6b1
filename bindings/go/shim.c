/* SPDX-License-Identifier: MIT */
// go:build cgo

#include <string.h>

#include "generated_calls.h"

#define HIDDEN __attribute__((visibility("hidden")))

HIDDEN const tokenlink_api* tokenlink_go_api;

/* Asks for the table and keeps it. The caller checks the offer and makes no calls if it does not fit. */
HIDDEN tl_offer tl_ask(void* get_api, uint32_t major, uint32_t minor, char* err) {
  const tokenlink_api* api = NULL;
  tl_offer offer = {0, 0, 0, 0, 0};
#ifdef TOKENLINK_GO_DLOPEN
  tl_get_api ask;
  memcpy(&ask, &get_api, sizeof ask);
#else
  tl_get_api ask = tokenlink_get_api;
  (void)get_api;
#endif
  offer.status = ask(major, minor, &api, (tokenlink_error*)err);
  if (offer.status == TOKENLINK_OK && api != NULL) {
    offer.given = 1;
    offer.size = api->struct_size;
    offer.major = api->abi_major;
    offer.minor = api->abi_minor;
    tokenlink_go_api = api;
  }
  return offer;
}

#ifdef TOKENLINK_GO_DLOPEN

#include <dlfcn.h>

/* Returns the library's entry point; if there is none, NULL, with the loader's reason in `why`. */
HIDDEN void* tl_open(const char* name, char* why, size_t size) {
  void *symbol = NULL, *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  const char* reason = library == NULL ? dlerror() : NULL;
  if (library != NULL) symbol = dlsym(library, "tokenlink_get_api");
  why[0] = 0;
  if (reason != NULL) {
    strncpy(why, reason, size - 1);
    why[size - 1] = 0;
  }
  return symbol;
}

#else

HIDDEN int tl_linked(void) { return tokenlink_get_api != NULL; }

/* Never called. A weak reference alone keeps neither a shared library (--as-needed) nor a member of an archive. */
HIDDEN const char* tl_anchor(void) { return tokenlink_version(); }

#endif

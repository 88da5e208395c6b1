/* SPDX-License-Identifier: MIT
 * A host that loads the library, uses it and unloads it a thousand times: memory stays flat and the library goes away.
 * And what tokenlink_get_api answers to every kind of question. dlopen_test SHARED_OBJECT */
#include <dlfcn.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "../capi/check.h"
#include "../capi/samples.h"

#define ROUNDS 1000

typedef tokenlink_status (*get_api_function)(uint32_t, uint32_t, const tokenlink_api**, tokenlink_error*);

static get_api_function find_get_api(void* library) {
  get_api_function function = NULL;
  void* symbol = dlsym(library, "tokenlink_get_api");
  memcpy(&function, &symbol, sizeof function);
  return function;
}

static long resident_bytes(void) {
  long pages = 0;
  FILE* file = fopen("/proc/self/statm", "r");
  if (file == NULL || fscanf(file, "%*s %ld", &pages) != 1) pages = -1;
  if (file != NULL) fclose(file);
  return pages < 0 ? -1 : pages * sysconf(_SC_PAGESIZE);
}

static int is_mapped(const char* name) {
  char line[1024];
  int found = 0;
  FILE* file = fopen("/proc/self/maps", "r");
  if (file == NULL) return -1;
  while (fgets(line, sizeof line, file) != NULL) found |= strstr(line, name) != NULL;
  fclose(file);
  return found;
}

/* Every path that could leak: kernels, a reader with its JSON parser, a template, a catalog. */
static void use(const tokenlink_api* api) {
  char out[1024];
  size_t need = 0;
  tokenlink_request request = sample_request();
  tokenlink_request pattern = sample_pattern();
  tokenlink_reader_options options = TOKENLINK_READER_OPTIONS_INIT;
  tokenlink_reader* reader = NULL;
  tokenlink_template* tmpl = NULL;
  tokenlink_catalog* catalog = NULL;
  tokenlink_link link = sample_out();
  static const char keys[] = "[{\"key\":\"mine\",\"types\":[\"read\"]}]";
  CHECK(api->build(&request, out, sizeof out, &need, NULL) == TOKENLINK_OK);
  CHECK(need == strlen(SAMPLE_LINK) && memcmp(out, SAMPLE_LINK, need) == 0);
  CHECK(api->template_new(&pattern, &tmpl, NULL) == TOKENLINK_OK);
  CHECK(api->catalog_new(NULL, keys, sizeof keys - 1, &catalog, NULL) == TOKENLINK_OK);
  options.catalog = catalog;
  CHECK(api->reader_new(&options, &reader, NULL) == TOKENLINK_OK);
  CHECK(api->lint(reader, SAMPLE_ODD_LINK, strlen(SAMPLE_ODD_LINK), 0, &link, NULL) == TOKENLINK_OK);
  CHECK(link.permission_count == 2 && link.finding_count > 0);
  api->reader_free(reader);
  api->catalog_free(catalog);
  api->template_free(tmpl);
}

static void load_and_unload(const char* path) {
  long resident = 0;
  size_t allocated = 0;
  int round;
  for (round = 0; round < ROUNDS; ++round) {
    const tokenlink_api* api = NULL;
    get_api_function get_api;
    void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    CHECK(library != NULL);
    if (library == NULL) {
      printf("  %s\n", dlerror());
      return;
    }
    get_api = find_get_api(library);
    CHECK(get_api != NULL && get_api(1, 0, &api, NULL) == TOKENLINK_OK);
    use(api);
    CHECK(dlclose(library) == 0);
    /* The first rounds warm up the loader and malloc itself. */
    if (round == 9) {
      resident = resident_bytes();
      allocated = mallinfo2().uordblks;
    }
  }
  CHECK(resident > 0);
  printf("  %d rounds: resident %+ld bytes, allocated %+ld bytes\n", ROUNDS, resident_bytes() - resident,
         (long)(mallinfo2().uordblks - allocated));
  CHECK(resident_bytes() - resident < 1024 * 1024);
  CHECK((long)(mallinfo2().uordblks - allocated) < 64 * 1024);
  CHECK(dlopen(path, RTLD_NOW | RTLD_NOLOAD) == NULL);
  CHECK(is_mapped("libtokenlink") == 0);
}

static tokenlink_status ask(get_api_function get_api, uint32_t major, uint32_t minor, int expect_table) {
  static const tokenlink_api untouched;
  const tokenlink_api* api = &untouched;
  const tokenlink_api* plain = &untouched;
  tokenlink_error error = sample_error();
  const tokenlink_status status = get_api(major, minor, &api, &error);
  CHECK(get_api(major, minor, &plain, NULL) == status);
  if (expect_table) {
    CHECK(api != NULL && api != &untouched && plain == api);
  } else {
    CHECK(error.status == status);
    /* Whoever forgets to look at the status must not call through an old pointer as if it were ours. */
    CHECK(api == &untouched || api == NULL);
    /* Both versions are named, so that a log says what to install. */
    CHECK(strstr(error.detail, "1.0") != NULL);
  }
  return status;
}

static void negotiate(const char* path) {
  const tokenlink_api *first = NULL, *second = NULL;
  void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  get_api_function get_api;
  CHECK(library != NULL);
  if (library == NULL) return;
  get_api = find_get_api(library);
  CHECK(ask(get_api, TOKENLINK_ABI_MAJOR, 0, 1) == TOKENLINK_OK);
  CHECK(ask(get_api, TOKENLINK_ABI_MAJOR, TOKENLINK_ABI_MINOR, 1) == TOKENLINK_OK);
  CHECK(ask(get_api, TOKENLINK_ABI_MAJOR, TOKENLINK_ABI_MINOR + 1, 0) == TOKENLINK_E_ABI);
  CHECK(ask(get_api, TOKENLINK_ABI_MAJOR, 0xFFFFFFFFu, 0) == TOKENLINK_E_ABI);
  CHECK(ask(get_api, 0, 0, 0) == TOKENLINK_E_ABI);
  CHECK(ask(get_api, TOKENLINK_ABI_MAJOR + 1, 0, 0) == TOKENLINK_E_ABI);
  CHECK(ask(get_api, 0xFFFFFFFFu, 0, 0) == TOKENLINK_E_ABI);
  CHECK(get_api(TOKENLINK_ABI_MAJOR, 0, NULL, NULL) == TOKENLINK_E_ARGUMENT);
  CHECK(get_api(TOKENLINK_ABI_MAJOR, 0, &first, NULL) == TOKENLINK_OK);
  CHECK(get_api(TOKENLINK_ABI_MAJOR, 0, &second, NULL) == TOKENLINK_OK && first == second);
  CHECK(first->struct_size >= sizeof(tokenlink_api));
  CHECK(first->abi_major == TOKENLINK_ABI_MAJOR && first->abi_minor == TOKENLINK_ABI_MINOR);
  CHECK(strcmp(first->version(), TOKENLINK_VERSION) == 0);
  CHECK(dlclose(library) == 0);
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: dlopen_test SHARED_OBJECT\n");
    return 1;
  }
  load_and_unload(argv[1]);
  negotiate(argv[1]);
  return finish("dlopen");
}

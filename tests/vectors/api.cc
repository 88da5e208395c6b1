// SPDX-License-Identifier: MIT
#include "api.h"

#include <cstdio>
#include <cstdlib>

#ifdef VIA_TABLE

#include <dlfcn.h>

const tokenlink_api& LoadApi(const char* path) {
  void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    std::fprintf(stderr, "%s\n", dlerror());
    std::exit(1);
  }
  using GetApi = tokenlink_status (*)(uint32_t, uint32_t, const tokenlink_api**, tokenlink_error*);
  const auto get_api = reinterpret_cast<GetApi>(dlsym(library, "tokenlink_get_api"));
  const tokenlink_api* table = nullptr;
  tokenlink_error error = {};
  error.struct_size = sizeof error;
  if (get_api == nullptr || get_api(1, 0, &table, &error) != TOKENLINK_OK || table == nullptr) {
    std::fprintf(stderr, "%s: no table: %s\n", path, error.detail);
    std::exit(1);
  }
  return *table;
}

#else

// Made here from functions.def, so that each symbol is linked, not merely looked up.
const tokenlink_api& LoadApi(const char*) {
  static const tokenlink_api table = {
      sizeof(tokenlink_api),
      TOKENLINK_ABI_MAJOR,
      TOKENLINK_ABI_MINOR,
      0,
#define F(returns, name, parameters, major, minor) &tokenlink_##name,
#include "../../capi/generated/functions.def"
#undef F
  };
  return table;
}

#endif

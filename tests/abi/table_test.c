/* SPDX-License-Identifier: MIT
 * Every slot of the table holds the function of its name, so that a dlopen host and a linked one call the same code. */
#include "../capi/check.h"
#include "tokenlink.h"

int main(void) {
  const tokenlink_api* api = NULL;
  CHECK(tokenlink_get_api(TOKENLINK_ABI_MAJOR, TOKENLINK_ABI_MINOR, &api, NULL) == TOKENLINK_OK);
  if (api == NULL) return finish("table");
#define F(returns, name, parameters, major, minor) \
  CHECK(api->name == &tokenlink_##name);           \
  CHECK(TOKENLINK_HAS(api, name));
#include "../../capi/generated/functions.def"
#undef F
  CHECK(api->abi_major == TOKENLINK_ABI_MAJOR && api->abi_minor == TOKENLINK_ABI_MINOR && api->reserved == 0);
  CHECK(api->struct_size == sizeof *api);
  {
    /* A library of an earlier minor, whose table ends before the last slot. */
    tokenlink_api shorter = *api;
    shorter.struct_size = (uint32_t)offsetof(tokenlink_api, rule_find);
    CHECK(TOKENLINK_HAS(&shorter, rule_at) && !TOKENLINK_HAS(&shorter, rule_find));
  }
  CHECK(tokenlink_get_api(TOKENLINK_ABI_MAJOR, TOKENLINK_ABI_MINOR + 1, &api, NULL) == TOKENLINK_E_ABI && api == NULL);
  CHECK(tokenlink_get_api(TOKENLINK_ABI_MAJOR + 1, 0, &api, NULL) == TOKENLINK_E_ABI && api == NULL);
  return finish("table");
}

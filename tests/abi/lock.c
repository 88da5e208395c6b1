/* SPDX-License-Identifier: MIT
 * What must never change inside ABI 1, held by the compiler: sizes, offsets, numbers, the order of the table and every
 * signature. A change that this refuses would break a program that is already compiled. */
#include <stdio.h>
#include <string.h>

#include "tokenlink.h"

#define LOCK(name, condition) typedef char lock_##name[(condition) ? 1 : -1];

/* The numbers are for systems whose pointers and size_t have 8 bytes. */
LOCK(lp64, sizeof(void*) == 8 && sizeof(size_t) == 8)

#define SIZE(type, bytes) LOCK(size_of_##type, sizeof(tokenlink_##type) == (bytes))
#define FIELD(type, field, bytes) LOCK(type##_##field, offsetof(tokenlink_##type, field) == (bytes))
#define VALUE(name, number) LOCK(value_of_##name, TOKENLINK_##name == (number))
#include "layout_1_0.def"
#undef SIZE
#undef FIELD
#undef VALUE

LOCK(status_is_int32, sizeof(tokenlink_status) == 4 && (tokenlink_status)-1 < 0)

/* The header's numbers are those of the one list of statuses. */
#define S(number, name, sentence) LOCK(status_##name, TOKENLINK_##name == (number))
#include "../../lib/base/status.def"
#undef S

/* Slot n of the table stands at 16 + 8 n, in the order of functions.def, and there is no other. */
enum slot {
#define F(returns, name, parameters, major, minor) slot_##name,
#include "../../capi/functions.def"
#undef F
  slot_count
};
#define F(returns, name, parameters, major, minor) \
  LOCK(slot_of_##name, offsetof(tokenlink_api, name) == 16 + 8 * slot_##name)
#include "../../capi/functions.def"
#undef F
LOCK(no_other_slot, sizeof(tokenlink_api) == 16 + 8 * slot_count)

/* Every signature, as the header declares it and as the table has it. */
#define F(returns, name, parameters, major, minor) returns(*const sig_##name) parameters = &tokenlink_##name;
#include "../../capi/functions.def"
#undef F
tokenlink_status (*const sig_get_api)(uint32_t, uint32_t, const tokenlink_api**, tokenlink_error*) = &tokenlink_get_api;

int same_function(const tokenlink_api* api);

int same_function(const tokenlink_api* api) {
  int wrong = 0;
#define F(returns, name, parameters, major, minor)                \
  {                                                               \
    returns(*slot) parameters = api->name;                        \
    if (slot != sig_##name) {                                     \
      printf("FAIL the slot %s holds another function\n", #name); \
      ++wrong;                                                    \
    }                                                             \
  }
#include "../../capi/functions.def"
#undef F
  return wrong;
}

/* Names and versions, which only a running library can show. */
int main(void) {
  const tokenlink_api* api = NULL;
  int checks = 0, wrong = 0;

  if (sig_get_api(1, 0, &api, NULL) != TOKENLINK_OK || api == NULL) {
    printf("FAIL no table\n");
    return 1;
  }
  wrong += same_function(api);
  checks += slot_count;
  wrong += api->struct_size != sizeof *api || api->abi_major != TOKENLINK_ABI_MAJOR ||
           api->abi_minor != TOKENLINK_ABI_MINOR || api->reserved != 0;
  wrong += strcmp(tokenlink_version(), TOKENLINK_VERSION) != 0;
  checks += 2;
#define S(number, name, sentence)                                           \
  if (strcmp(tokenlink_status_name(number), #name) != 0) {                  \
    printf("FAIL %s is called %s\n", #name, tokenlink_status_name(number)); \
    ++wrong;                                                                \
  }                                                                         \
  ++checks;
#include "../../lib/base/status.def"
#undef S
  printf("lock: %d passed, %d failed\n", checks - wrong, wrong);
  return wrong == 0 ? 0 : 1;
}

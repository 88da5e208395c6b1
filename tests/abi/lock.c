/* SPDX-License-Identifier: MIT
 * What must never change within ABI 1, checked by the compiler: sizes, offsets, numbers, the types of members, the
 * order of the table and every signature. Compiles for every data model that generated/lock.inc has a section for. */
#include "tokenlink.h"

#define LOCK(name, condition) typedef char lock_##name[(condition) ? 1 : -1];

#define SIZE(type, bytes) LOCK(size_of_##type, sizeof(tokenlink_##type) == (bytes))
#define FIELD(type, field, bytes) LOCK(offset_of_##type##_##field, offsetof(tokenlink_##type, field) == (bytes))
#define VALUE(name, number) LOCK(value_of_##name, TOKENLINK_##name == (number))

/* A pointer to the member converts without a diagnostic to a pointer to the locked type, and to no other. */
#define TYPE(type, field, kind, array)                                   \
  typedef kind kind_of_##type##_##field array;                           \
  kind_of_##type##_##field* type_of_##type##_##field(tokenlink_##type*); \
  kind_of_##type##_##field* type_of_##type##_##field(tokenlink_##type* one) { return &one->field; }

#define SIGNATURE(returns, name, parameters)        \
  typedef returns(*function_##name) parameters;     \
  extern const function_##name signature_of_##name; \
  const function_##name signature_of_##name = &tokenlink_##name;

#include "generated/lock.inc"

LOCK(status_is_int32, sizeof(tokenlink_status) == 4 && (tokenlink_status)-1 < 0)
LOCK(status_base, TOKENLINK_STATUS_BASE(TOKENLINK_E_CATALOG + 512) == TOKENLINK_E_CATALOG)

/* Every slot of the table has the signature of its function. */
#define F(returns, name, parameters, major, minor)   \
  function_##name slot_##name(const tokenlink_api*); \
  function_##name slot_##name(const tokenlink_api* api) { return api->name; }
#include "../../capi/generated/functions.def"

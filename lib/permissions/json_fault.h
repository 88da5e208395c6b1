// SPDX-License-Identifier: MIT
// Where a JSON text is malformed. simdjson only says that it is; an error message names the byte.
#ifndef TOKENLINK_LIB_PERMISSIONS_JSON_FAULT_H_
#define TOKENLINK_LIB_PERMISSIONS_JSON_FAULT_H_

#include "base/text.h"

namespace tokenlink {

// simdjson's own default; deeper texts are refused by both.
inline constexpr size_t kMaxJsonDepth = 1024;

struct JsonFault {
  size_t offset;     // kNowhere: the text is one well-formed JSON value (RFC 8259)
  const char* what;  // "a string is not closed"
  bool limit;        // JSON up to here, as a browser takes it: half a surrogate pair, or too deep
};

// Valid UTF-8 in; linear time, constant memory.
JsonFault FindJsonFault(Str json);

// Steps for walking a text that is known to be well-formed.
size_t SkipJsonSpace(Str json, size_t i);
size_t SkipJsonString(Str json, size_t i);  // from the opening quote to after the closing one
size_t SkipJsonValue(Str json, size_t i);   // from the value's first byte to after its last

// Whether the content of a well-formed JSON string (without its quotes) decodes to exactly the ASCII text `plain`.
bool JsonStringIs(Str content, Str plain);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PERMISSIONS_JSON_FAULT_H_

// SPDX-License-Identifier: MIT
// The library under test, as a table whichever way it was loaded, so that one runner serves all three ways.
#ifndef TOKENLINK_TESTS_VECTORS_API_H_
#define TOKENLINK_TESTS_VECTORS_API_H_

#include "tokenlink.h"

// `path` is the shared object with VIA_TABLE and unused otherwise. Ends the program when there is no library.
const tokenlink_api& LoadApi(const char* path);

#endif  // TOKENLINK_TESTS_VECTORS_API_H_

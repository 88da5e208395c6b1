// SPDX-License-Identifier: MIT
// Where a link exceeds its longest size.
#ifndef TOKENLINK_LIB_LINK_BUILD_EXCESS_H_
#define TOKENLINK_LIB_LINK_BUILD_EXCESS_H_

#include "link/link.h"

namespace tokenlink {

// The first byte of a request's texts that does not fit into kMaxLink bytes of link, for a request that is too long.
// Fixed text counts as the beginning of the text that follows it. Reads at most kMaxLink bytes of text.
Place FindExcess(const Request& request);

// Subtracts the encoded size of as many bytes of `text` as fit from *room and returns their number.
size_t TakeEncoded(Str text, size_t* room);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_BUILD_EXCESS_H_

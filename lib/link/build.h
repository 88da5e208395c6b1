// SPDX-License-Identifier: MIT
// Building a link, exactly: the meaning of a request, its errors and its bytes. build_fast.h does most requests faster.
#ifndef TOKENLINK_LIB_LINK_BUILD_H_
#define TOKENLINK_LIB_LINK_BUILD_H_

#include "link/link.h"

namespace tokenlink {

// Writes the canonical link into `out` if it fits into `cap` bytes; *need is its exact size. E_BUFFER if cap < *need.
// On any other failure *need is 0, and *error (which may be null) has the text at fault and the byte in it.
Status Build(const Request& request, char* out, size_t cap, size_t* need, Error* error);

// A bound on the size of Build()'s link that reads no text, at most kMaxLink. 0 if the request has a null text with a
// size, no permissions, or a kind that cannot be built.
size_t BuildBound(const Request& request);

// The checks that Build() consists of, in its order.
Status CheckTexts(const Request& request, Error* error);  // E_ARGUMENT for null with a size
Status CheckKind(Kind kind, Error* error);
Status CheckPermissions(const Request& request, Error* error);
Status CheckScopeAllowed(const Request& request, Error* error);  // E_SCOPE: an account link has no ids
Status CheckAccountId(Str id, Error* error);                     // empty, "*" or 32 hex digits
Status CheckZoneId(Str id, Error* error);                        // empty, "all" or 32 hex digits
Status CheckName(Str name, Error* error);                        // UTF-8 without control characters

// E_TOO_LONG: the link exceeds kMaxLink at `place`.
Status TooLong(Error* error, Place place);

// The ids that CheckAccountId() and CheckZoneId() accept, percent-encoded.
inline Str EncodedAccountId(Str id) { return id.empty() || id == "*" ? Str("%2A") : id; }
inline Str EncodedZoneId(Str id) { return id.empty() ? Str("all") : id; }

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_BUILD_H_

// SPDX-License-Identifier: MIT
// The facade: what a template URL is, and building one. Reading stands in reader.h.
#ifndef TOKENLINK_LIB_LINK_LINK_H_
#define TOKENLINK_LIB_LINK_LINK_H_

#include "permissions/permission.h"

namespace tokenlink {

enum class Kind : int32_t { kNone = 0, kUser = 1, kAccount = 2, kDeploy = 3 };

// The longest link that is built. Servers commonly take 8 to 16 KiB of request line.
inline constexpr size_t kMaxLink = 16384;
// The longest text that is read.
inline constexpr size_t kMaxInput = size_t{1} << 28;

// Spec "User token URL format" and "Account token URL format": what stands before the permissions.
// As arrays, so that the compiler knows their sizes.
inline constexpr char kUserPrefixText[] = "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=";
inline constexpr char kAccountPrefixText[] =
    "https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys=";
inline constexpr char kNameIsText[] = "&name=";
inline constexpr char kEverywhereText[] = "&accountId=%2A&zoneId=all";  // the default scope
// These with what begins a list, and what most links have between their list and their name.
inline constexpr char kUserListText[] = "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=%5B";
inline constexpr char kAccountListText[] =
    "https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys=%5B";
inline constexpr char kUsualText[] = "%5D&accountId=%2A&zoneId=all&name=";
inline constexpr Str kUserPrefix = kUserPrefixText;
inline constexpr Str kAccountPrefix = kAccountPrefixText;
inline constexpr Str kUserPage = "https://dash.cloudflare.com/profile/api-tokens?";
inline constexpr Str kRootPage = "https://dash.cloudflare.com/?";
inline constexpr Str kAccountPage = "/:account/api-tokens";  // what `to` says
inline constexpr Str kAccountIdIs = "&accountId=";
inline constexpr Str kZoneIdIs = "&zoneId=";
inline constexpr Str kNameIs = kNameIsText;

constexpr bool IsJoined(Str whole, Str first, Str second) {
  return whole.size() == first.size() + second.size() && whole.substr(0, first.size()) == first &&
         whole.substr(first.size()) == second;
}
static_assert(IsJoined(kUserListText, kUserPrefix, "%5B") && IsJoined(kAccountListText, kAccountPrefix, "%5B") &&
              IsJoined(Str(kUsualText).substr(3), kEverywhereText, kNameIsText));

struct Request {
  Kind kind = Kind::kNone;
  Permissions permissions;
  Str account_id;  // empty: all
  Str zone_id;     // empty: all
  Str name;        // empty: none
};

// The checks of a build, each with its own status; error->offset is the byte inside the text the detail names.
Status CheckKind(Kind kind, Error* error);
Status CheckPermissions(Permissions permissions, Error* error);
Status CheckAccountId(Str id, Error* error);  // empty, "*" or 32 hex digits
Status CheckZoneId(Str id, Error* error);     // empty, "all" or 32 hex digits
Status CheckName(Str name, Error* error);     // UTF-8 without control characters
Status TooLong(Error* error);

// Encodes a name into room for at least 3 * name.size() bytes, checking it on the way; moves *at behind it. Does what
// CheckName() and Encode() do, in one pass over names that are plain ASCII.
Status EncodeName(Str name, char** at, size_t room, Error* error);

// Writes the canonical link into `out` if `cap` takes it; *need is its exact size whenever the request is sound.
// E_BUFFER when cap < *need. Bytes behind *need and within `cap` may be overwritten.
Status Build(const Request& request, char* out, size_t cap, size_t* need, Error* error);

// Build() for nearly every request, in one pass: sound, with plain permissions and room to spare. Returns the link's
// size; 0 where anything else is about it, and `out` then holds nothing of use. A text may be null with a size, which
// is not sound.
size_t BuildPlain(Kind kind, Permissions permissions, const View& account_id, const View& zone_id, const View& name,
                  char* out, size_t cap);

// A bound on Build()'s size from sizes alone; 0 if no link can be built.
size_t BuildBound(const Request& request);

// The ids in their encoded form; what CheckAccountId() and CheckZoneId() accept.
inline Str EncodedAccountId(Str id) { return id.empty() || id == "*" ? Str("%2A") : id; }
inline Str EncodedZoneId(Str id) { return id.empty() ? Str("all") : id; }

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_LINK_H_

// SPDX-License-Identifier: MIT
// What a template URL consists of: kinds, limits, fixed text, and the request it is built from.
#ifndef TOKENLINK_LIB_LINK_LINK_H_
#define TOKENLINK_LIB_LINK_LINK_H_

#include "permissions/permission.h"

namespace tokenlink {

enum class Kind : int32_t { kNone = 0, kUser = 1, kAccount = 2, kDeploy = 3 };

// The longest link that is built. Servers commonly accept 8 to 16 KiB of request line.
inline constexpr size_t kMaxLink = 16384;
// The longest text that is read.
inline constexpr size_t kMaxInput = size_t{1} << 28;

// Spec "User token URL format" and "Account token URL format": the text before the permissions. Arrays, so that the
// compiler knows their sizes.
inline constexpr char kUserPrefixText[] = "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=";
inline constexpr char kAccountPrefixText[] =
    "https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys=";
inline constexpr char kNameIsText[] = "&name=";
inline constexpr char kEverywhereText[] = "&accountId=%2A&zoneId=all";  // the default scope
// The prefixes with the bracket that begins a list, and what most links have between their list and their name.
inline constexpr char kUserListText[] = "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=%5B";
inline constexpr char kAccountListText[] =
    "https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys=%5B";
inline constexpr char kUsualText[] = "%5D&accountId=%2A&zoneId=all&name=";
inline constexpr Str kUserPrefix = kUserPrefixText;
inline constexpr Str kAccountPrefix = kAccountPrefixText;
inline constexpr Str kUserPage = "https://dash.cloudflare.com/profile/api-tokens?";
inline constexpr Str kRootPage = "https://dash.cloudflare.com/?";
inline constexpr Str kAccountPage = "/:account/api-tokens";  // the value of `to`
inline constexpr Str kCreate = "/create";                    // after either page in links found in public (201)
inline constexpr Str kAccountIdIs = "&accountId=";
inline constexpr Str kZoneIdIs = "&zoneId=";
inline constexpr Str kNameIs = kNameIsText;

constexpr bool IsJoined(Str whole, Str first, Str second) {
  return whole.size() == first.size() + second.size() && whole.substr(0, first.size()) == first &&
         whole.substr(first.size()) == second;
}
static_assert(IsJoined(kUserListText, kUserPrefix, "%5B") && IsJoined(kAccountListText, kAccountPrefix, "%5B") &&
              IsJoined(Str(kUsualText).substr(3), kEverywhereText, kNameIsText));

// A link to build, or the patterns of a template. The texts may be null; null with a size is an error.
struct Request {
  Kind kind = Kind::kNone;
  Permissions permissions;
  View account_id;  // empty: all
  View zone_id;     // empty: all
  View name;        // empty: none
};

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_LINK_H_

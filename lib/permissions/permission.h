// SPDX-License-Identifier: MIT
#ifndef TOKENLINK_LIB_PERMISSIONS_PERMISSION_H_
#define TOKENLINK_LIB_PERMISSIONS_PERMISSION_H_

#include <span>

#include "base/text.h"

namespace tokenlink {

// One entry of the list in permissionGroupKeys (spec "Permission format"). Absent members occur in links only.
struct Permission {
  View key;
  View type;
};

using Permissions = std::span<const Permission>;

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PERMISSIONS_PERMISSION_H_

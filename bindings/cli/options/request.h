// SPDX-License-Identifier: MIT
//
// From what people write (--permissions, --preset, --catalog, table cells) to what the library takes.
#ifndef TOKENLINK_CLI_OPTIONS_REQUEST_H_
#define TOKENLINK_CLI_OPTIONS_REQUEST_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <deque>
#include <string>
#include <vector>

#include "library/abi.h"
#include "options/options.h"

namespace tokenlink_cli {

// A permission list that owns its texts.
class PermissionSet {
 public:
  PermissionSet() = default;
  PermissionSet(const tokenlink_permission* permissions, size_t count);

  const std::vector<tokenlink_permission>& list() const { return list_; }
  bool empty() const { return list_.empty(); }
  std::string text() const;  // "dns:edit, zone:read"

  std::string token_name;  // of the preset it came from; else empty

 private:
  std::deque<std::string> storage_;  // a deque never moves its elements
  std::vector<tokenlink_permission> list_;
};

// The catalog of --catalog; without that option null, which means the built-in one.
absl::StatusOr<Catalog> LoadCatalog(const Options& options);

// The list in `text`. On failure it is empty and *error says why.
PermissionSet ReadPermissions(tokenlink_reader* reader, absl::string_view text, ApiError* error);

// The list of a preset, or a sentence that says what is wrong with the name.
absl::StatusOr<PermissionSet> ReadPreset(absl::string_view name);

// The list of --permissions or --preset; empty if neither is given.
absl::StatusOr<PermissionSet> PermissionsFromOptions(const Options& options, tokenlink_reader* reader);

// A usage error for a request made of these options: the option at fault, and a caret below its value.
absl::Status RequestError(const Options& options, const ApiError& error);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_OPTIONS_REQUEST_H_

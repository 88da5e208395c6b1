// SPDX-License-Identifier: MIT
//
// From what people write (--permissions, --preset, --catalog, table cells) to what the library takes.
#ifndef TOKENLINK_CLI_OPTIONS_REQUEST_H_
#define TOKENLINK_CLI_OPTIONS_REQUEST_H_

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "library/abi.h"
#include "options/options.h"

namespace tokenlink_cli {

// A permission list with memory of its own.
class PermissionSet {
 public:
  void Add(std::string_view key, std::string_view type);
  const std::vector<tokenlink_permission>& list() const { return list_; }
  bool empty() const { return list_.empty(); }
  std::string text() const;  // "dns:edit, zone:read"

  std::string token_name;  // of the preset it came from, else empty

 private:
  std::deque<std::string> storage_;  // its elements never move, not even when the deque does
  std::vector<tokenlink_permission> list_;
};

// --catalog. Null without that option, which means the built-in catalog. Throws FileError.
Catalog LoadCatalog(const Options& options);

// The list in `text`; on failure it is empty and *error says why.
PermissionSet ReadPermissions(tokenlink_reader* reader, std::string_view text, ApiError* error);

// The preset's list; on failure it is empty and *sentence says why.
PermissionSet ReadPreset(std::string_view name, std::string* sentence);

// --permissions or --preset; empty where neither is given. Throws UsageError, FileError.
PermissionSet PermissionsFromOptions(const Options& options, tokenlink_reader* reader);

// A sentence for each key that the dashboard will not fill in as asked. Building accepts such keys; people should know.
std::vector<std::string> KeyWarnings(tokenlink_reader* reader, int32_t kind, const PermissionSet& permissions);

int32_t KindNumber(std::string_view name);  // 0 for neither

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_OPTIONS_REQUEST_H_

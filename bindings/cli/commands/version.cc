// SPDX-License-Identifier: MIT
#include <absl/strings/str_cat.h>

#include "commands/commands.h"
#include "commands/json.h"
#include "library/status.h"
#include "terminal/text.h"
#include "tokenlink.h"

namespace tokenlink_cli {

absl::StatusOr<ExitCode> RunVersion(const Options& options) {
  if (!options.words.empty()) return UsageError("version takes no argument such as ", Quoted(options.words[0]));
  const std::string abi = absl::StrCat(TOKENLINK_ABI_MAJOR, ".", TOKENLINK_ABI_MINOR);
  const size_t keys = tokenlink_catalog_count(nullptr), rules = tokenlink_rule_count();
  if (!options.json) {
    return PrintData(absl::StrCat("tokenlink ", tokenlink_version(), " (ABI ", abi, ", ",
                                  Counted(keys, "permission key"), ", ", Counted(rules, "rule"), ", ",
                                  Counted(tokenlink_preset_count(), "preset"), ")\n"));
  }
  Json item;
  item["version"] = tokenlink_version();
  item["abi"] = abi;
  item["keys"] = keys;
  item["rules"] = rules;
  item["presets"] = tokenlink_preset_count();
  return PrintData(JsonLine(item));
}

}  // namespace tokenlink_cli

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
  TextBuffer text;
  JsonWriter json(&text);
  json.Open('{');
  json.Member("version", tokenlink_version());
  json.Member("abi", abi);
  json.Member("keys", keys);
  json.Member("rules", rules);
  json.Member("presets", tokenlink_preset_count());
  json.Close('}');
  json.EndLine();
  return PrintData(text.view());
}

}  // namespace tokenlink_cli

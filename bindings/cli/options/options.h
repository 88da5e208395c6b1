// SPDX-License-Identifier: MIT
//
// The command line as data. Values are checked here; each command decides what they mean.
#ifndef TOKENLINK_CLI_OPTIONS_OPTIONS_H_
#define TOKENLINK_CLI_OPTIONS_OPTIONS_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <optional>
#include <string>
#include <vector>

namespace tokenlink_cli {

struct Options {
  std::string command;             // empty: `tokenlink` alone
  std::vector<std::string> words;  // the arguments that are not options
  bool help = false;

  std::string color = "auto";
  std::optional<std::string> catalog;

  bool json = false;
  bool strict = false;
  bool no_progress = false;
  std::string fail_on = "error";

  std::string kind = "user";
  std::optional<std::string> permissions;
  std::optional<std::string> preset;
  std::optional<std::string> name;
  std::optional<std::string> account_id;
  std::optional<std::string> zone_id;

  std::vector<std::string> allow;  // the words of --allow; options/findings.h reads them

  std::optional<std::string> input_format;
  std::optional<std::string> delimiter;  // one character
  std::string format = "csv";
  std::optional<std::string> output;
};

// Empty if the option is not given.
inline absl::string_view ValueOf(const std::optional<std::string>& option) {
  return option ? absl::string_view(*option) : absl::string_view();
}

// *command is set as soon as it is known, so that an error can point to the right help.
absl::StatusOr<Options> ParseArguments(int argc, char** argv, std::string* command);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_OPTIONS_OPTIONS_H_

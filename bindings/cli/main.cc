// SPDX-License-Identifier: MIT
#include <absl/status/statusor.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <signal.h>

#include <exception>
#include <new>
#include <string>

#include "commands/commands.h"
#include "library/status.h"
#include "options/help.h"
#include "options/options.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

struct Command {
  absl::string_view name;
  absl::StatusOr<ExitCode> (*run)(const Options&);
};

constexpr Command kCommands[] = {
    {"build", RunBuild},     {"parse", RunParse},     {"lint", RunLint},
    {"batch", RunBatch},     {"explain", RunExplain}, {"permissions", RunPermissions},
    {"presets", RunPresets}, {"version", RunVersion},
};

absl::StatusOr<ExitCode> Run(int argc, char** argv, std::string* command_name) {
  const absl::StatusOr<Options> options = ParseArguments(argc, argv, command_name);
  if (!options.ok()) return options.status();
  for (const Command& command : kCommands) {
    if (command.name == options->command && !options->help) return command.run(*options);
  }
  return PrintData(HelpText(options->command));
}

int ExitWith(const absl::Status& error, absl::string_view command) {
  if (IsClosedPipe(error)) return kClean;
  const bool is_usage = IsUsageError(error);
  PrintError(
      absl::StrCat("tokenlink: ", error.message(), absl::EndsWith(error.message(), "\n") ? "" : "\n",
                   is_usage ? absl::StrCat("Try 'tokenlink ", command, command.empty() ? "" : " ", "--help'.\n") : ""));
  return is_usage ? kUsage : kUnreadable;
}

int Main(int argc, char** argv) {
  // What they would end the program for is an error of write(), which says more.
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
  std::string command;
  try {
    const absl::StatusOr<ExitCode> result = Run(argc, argv, &command);
    return result.ok() ? *result : ExitWith(result.status(), command);
  } catch (const std::bad_alloc&) {
    return ExitWith(FileError("out of memory"), command);
  } catch (const std::exception& error) {
    return ExitWith(FileError(error.what()), command);
  }
}

}  // namespace
}  // namespace tokenlink_cli

int main(int argc, char** argv) { return tokenlink_cli::Main(argc, argv); }

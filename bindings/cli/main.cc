// SPDX-License-Identifier: MIT
#include <signal.h>
#include <unistd.h>

#include <clocale>
#include <exception>
#include <iostream>
#include <map>
#include <new>
#include <string>

#include "commands/commands.h"
#include "io/errors.h"
#include "io/output.h"
#include "options/help.h"

namespace tokenlink_cli {
namespace {

int Run(int argc, char** argv, std::string* command) {
  const Options options = ParseArguments(argc, argv, command);
  if (options.help || options.command.empty()) {
    Output out;
    out.Write(HelpText(options.command));
    out.Commit();
    return kClean;
  }
  static const std::map<std::string, int (*)(const Options&)> commands = {
      {"build", RunBuild},     {"parse", RunParse},     {"lint", RunLint},
      {"batch", RunBatch},     {"explain", RunExplain}, {"permissions", RunPermissions},
      {"presets", RunPresets}, {"version", RunVersion},
  };
  return commands.at(options.command)(options);
}

int Main(int argc, char** argv) {
  std::setlocale(LC_CTYPE, "C.UTF-8");  // for wcwidth(), whatever the user's locale: our text is UTF-8
  signal(SIGPIPE, SIG_IGN);
  std::string command;
  try {
    return Run(argc, argv, &command);
  } catch (const BrokenPipe&) {
    return kClean;
  } catch (const UsageError& error) {
    const std::string help = command.empty() ? "tokenlink --help" : "tokenlink " + command + " --help";
    std::cerr << "tokenlink: " << error.what() << "\n" << error.excerpt << "Try '" << help << "'.\n";
    return kUsage;
  } catch (const FileError& error) {
    std::cerr << "tokenlink: " << error.what() << "\n" << error.excerpt;
    return kUnreadable;
  } catch (const std::bad_alloc&) {
    std::cerr << "tokenlink: out of memory\n";
    return kUnreadable;
  } catch (const std::exception& error) {
    std::cerr << "tokenlink: " << error.what() << "\n";
    return kUnreadable;
  }
}

}  // namespace
}  // namespace tokenlink_cli

int main(int argc, char** argv) { return tokenlink_cli::Main(argc, argv); }

// SPDX-License-Identifier: MIT
//
// The commands. Each prints its data and returns its exit code; usage and file errors are thrown (errors.h).
#ifndef TOKENLINK_CLI_COMMANDS_COMMANDS_H_
#define TOKENLINK_CLI_COMMANDS_COMMANDS_H_

#include "options/options.h"

namespace tokenlink_cli {

int RunBuild(const Options& options);
int RunParse(const Options& options);
int RunLint(const Options& options);
int RunBatch(const Options& options);
int RunExplain(const Options& options);
int RunPermissions(const Options& options);
int RunPresets(const Options& options);
int RunVersion(const Options& options);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_COMMANDS_COMMANDS_H_

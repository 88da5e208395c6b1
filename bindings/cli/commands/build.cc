// SPDX-License-Identifier: MIT
#include <absl/strings/str_cat.h>

#include "commands/commands.h"
#include "library/status.h"
#include "options/request.h"
#include "terminal/text.h"

namespace tokenlink_cli {

absl::StatusOr<ExitCode> RunBuild(const Options& options) {
  if (!options.words.empty()) return UsageError("build takes only options, not ", Quoted(options.words[0]));
  const absl::StatusOr<Catalog> catalog = LoadCatalog(options);
  if (!catalog.ok()) return catalog.status();
  const Reader reader = NewReader(catalog->get());
  const absl::StatusOr<PermissionSet> permissions = PermissionsFromOptions(options, reader.get());
  if (!permissions.ok()) return permissions.status();
  if (permissions->empty()) return UsageError("build needs --permissions or --preset");
  const tokenlink_request request =
      MakeRequest(KindNumber(options.kind), permissions->list(), ValueOf(options.account_id), ValueOf(options.zone_id),
                  options.name ? *options.name : permissions->token_name);
  ApiError error;
  const tokenlink_link link = LintRequest(reader.get(), request, &error);
  if (error.status != TOKENLINK_OK) return RequestError(options, error);
  for (const std::string& sentence : KeyWarnings(link)) {
    PrintError(absl::StrCat("tokenlink: warning: ", sentence, "\n"));
  }
  return PrintData(absl::StrCat(ToView(link.canonical), "\n"));
}

}  // namespace tokenlink_cli

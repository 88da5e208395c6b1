// SPDX-License-Identifier: MIT
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>

#include <set>
#include <string>

#include "commands/commands.h"
#include "library/status.h"
#include "options/findings.h"
#include "options/request.h"
#include "terminal/text.h"

namespace tokenlink_cli {

absl::StatusOr<ExitCode> RunBuild(const Options& options) {
  if (!options.words.empty()) return UsageError("build takes only options, not ", Quoted(options.words[0]));
  const absl::StatusOr<AllowedRules> allowed = ReadAllowedRules(options);
  if (!allowed.ok()) return allowed.status();
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
  std::set<std::string> refused_by;
  for (const Objection& objection : Objections(link, *allowed)) {
    if (objection.is_error) refused_by.insert(RuleId(objection.rule));
    PrintError(absl::StrCat("tokenlink: ", objection.is_error ? "error: " : "warning: ", objection.sentence, "\n"));
  }
  if (refused_by.empty()) return PrintData(absl::StrCat(ToView(link.canonical), "\n"));
  PrintError(absl::StrCat("tokenlink: no link is printed; if it is meant, add --allow ", absl::StrJoin(refused_by, ","),
                          "\n"));
  return kFindings;
}

}  // namespace tokenlink_cli

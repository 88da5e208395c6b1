// SPDX-License-Identifier: MIT
#include <absl/strings/str_cat.h>
#include <unistd.h>

#include "commands/commands.h"
#include "library/status.h"
#include "options/request.h"
#include "terminal/diagnostics.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

// The option that a refusal is about, so that the caret can be placed below its value.
const std::optional<std::string>* Culprit(const Options& options, int32_t status, absl::string_view* option) {
  switch (status) {
    case TOKENLINK_E_NAME:
      *option = "--name";
      return &options.name;
    case TOKENLINK_E_ACCOUNT_ID:
      *option = "--account-id";
      return &options.account_id;
    case TOKENLINK_E_ZONE_ID:
      *option = "--zone-id";
      return &options.zone_id;
    default:
      return nullptr;
  }
}

absl::Status Refusal(const Options& options, const ApiError& error) {
  absl::string_view option;
  const std::optional<std::string>* value = Culprit(options, error.status, &option);
  if (value == nullptr || !*value) return UsageError(Printable(error.sentence()));
  return OptionError(option, **value, error, StyleFor(STDERR_FILENO, options.color));
}

}  // namespace

absl::StatusOr<ExitCode> RunBuild(const Options& options) {
  if (!options.words.empty()) return UsageError("build takes only options, not ", Quoted(options.words[0]));
  const absl::StatusOr<Catalog> catalog = LoadCatalog(options);
  if (!catalog.ok()) return catalog.status();
  const Reader reader = NewReader(catalog->get());
  const absl::StatusOr<PermissionSet> permissions = PermissionsFromOptions(options, reader.get());
  if (!permissions.ok()) return permissions.status();
  if (permissions->empty()) return UsageError("build needs --permissions or --preset");
  const std::string name = options.name.value_or(permissions->token_name);
  const std::string account_id = options.account_id.value_or("");
  const std::string zone_id = options.zone_id.value_or("");

  auto request = Sized<tokenlink_request>();
  request.kind = KindNumber(options.kind);
  request.permissions = permissions->list().data();
  request.permission_count = permissions->list().size();
  request.account_id = ToAbi(account_id);
  request.zone_id = ToAbi(zone_id);
  request.name = ToAbi(name);
  ApiError error;
  const std::string link = BuildLink(request, &error);
  if (error.status != TOKENLINK_OK) return Refusal(options, error);

  for (const std::string& sentence : KeyWarnings(reader.get(), request.kind, *permissions)) {
    PrintError(absl::StrCat("tokenlink: warning: ", sentence, "\n"));
  }
  return PrintData(link + "\n");
}

}  // namespace tokenlink_cli

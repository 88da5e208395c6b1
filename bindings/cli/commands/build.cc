// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <iostream>

#include "commands/commands.h"
#include "io/errors.h"
#include "io/output.h"
#include "options/request.h"
#include "terminal/diagnostics.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

// Which option a refusal is about, so that the caret can stand below its value.
const std::optional<std::string>* Culprit(const Options& options, int32_t status, std::string* option) {
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

[[noreturn]] void Refuse(const Options& options, const ApiError& error) {
  std::string option;
  const std::optional<std::string>* value = Culprit(options, error.status, &option);
  if (value == nullptr || !*value) throw UsageError(Printable(error.sentence()));
  throw UsageError(option + ": " + Printable(error.sentence()),
                   Excerpt(**value, error.offset, 0, TOKENLINK_ERROR, StyleFor(STDERR_FILENO, options.color)));
}

}  // namespace

int RunBuild(const Options& options) {
  if (!options.words.empty()) throw UsageError("build takes options only, not " + Quoted(options.words[0]));
  const Catalog catalog = LoadCatalog(options);
  const Reader reader = NewReader(catalog.get());
  const PermissionSet permissions = PermissionsFromOptions(options, reader.get());
  if (permissions.empty()) throw UsageError("build needs --permissions or --preset");
  const std::string name = options.name.value_or(permissions.token_name);
  const std::string account_id = options.account_id.value_or("");
  const std::string zone_id = options.zone_id.value_or("");

  auto request = Sized<tokenlink_request>();
  request.kind = KindNumber(options.kind);
  request.permissions = permissions.list().data();
  request.permission_count = permissions.list().size();
  request.account_id = Str(account_id);
  request.zone_id = Str(zone_id);
  request.name = Str(name);
  ApiError error;
  const std::string link = BuildLink(request, &error);
  if (error.status != TOKENLINK_OK) Refuse(options, error);

  for (const std::string& sentence : KeyWarnings(reader.get(), request.kind, permissions)) {
    std::cerr << "tokenlink: warning: " << sentence << "\n";
  }
  Output out;
  out.Write(link + "\n");
  out.Commit();
  return kClean;
}

}  // namespace tokenlink_cli

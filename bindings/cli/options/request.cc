// SPDX-License-Identifier: MIT
#include "options/request.h"

#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>
#include <absl/strings/strip.h>
#include <unistd.h>

#include <utility>

#include "io/source.h"
#include "library/status.h"
#include "terminal/diagnostics.h"
#include "terminal/nearest.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

Style ErrorStyle(const Options& options) { return StyleFor(STDERR_FILENO, options.color); }

// Whether it was written as the patterns of the other options are: "{team}:edit". JSON objects have quotes.
bool HoldsColumn(absl::string_view text) {
  const size_t open = text.find('{');
  const size_t close = text.find('}', open == absl::string_view::npos ? 0 : open);
  return open != absl::string_view::npos && close != absl::string_view::npos &&
         !absl::StrContains(text.substr(open, close - open), '"');
}

absl::StatusOr<PermissionSet> PermissionsFromFile(const Options& options, const std::string& path,
                                                  tokenlink_reader* reader) {
  const absl::StatusOr<std::string> content = ReadFile(path);
  if (!content.ok()) return content.status();
  const std::string name = path == "-" ? "<stdin>" : Printable(path);
  absl::string_view text = *content;
  absl::Status status = DropByteOrderMark(&text, name);
  if (!status.ok()) return status;
  ApiError error;
  PermissionSet permissions = ReadPermissions(reader, text, &error);
  if (permissions.empty()) return ContentError(name, text, error, ErrorStyle(options));
  return permissions;
}

}  // namespace

PermissionSet::PermissionSet(const tokenlink_permission* permissions, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    const std::string& key = storage_.emplace_back(ToView(permissions[i].key));
    const std::string& type = storage_.emplace_back(ToView(permissions[i].type));
    list_.push_back({ToAbi(key), ToAbi(type)});
  }
}

std::string PermissionSet::text() const {
  return absl::StrJoin(list_, ", ", [](std::string* out, const tokenlink_permission& permission) {
    absl::StrAppend(out, PermissionText(permission));
  });
}

absl::StatusOr<Catalog> LoadCatalog(const Options& options) {
  if (!options.catalog) return nullptr;
  const absl::StatusOr<std::string> json = ReadFile(*options.catalog);
  if (!json.ok()) return json.status();
  tokenlink_catalog* catalog = nullptr;
  ApiError error;
  if (tokenlink_catalog_new(nullptr, json->data(), json->size(), &catalog, &error) == TOKENLINK_OK) {
    return Catalog(catalog);
  }
  return ContentError(Printable(*options.catalog), *json, error, ErrorStyle(options));
}

PermissionSet ReadPermissions(tokenlink_reader* reader, absl::string_view text, ApiError* error) {
  const tokenlink_permission* list = nullptr;
  size_t count = 0;
  tokenlink_permissions_read(reader, text.data(), text.size(), 0, &list, &count, error);
  return PermissionSet(list, count);
}

absl::StatusOr<PermissionSet> ReadPreset(absl::string_view name) {
  auto preset = Sized<tokenlink_preset>();
  if (tokenlink_preset_find(name.data(), name.size(), &preset) == TOKENLINK_OK) {
    PermissionSet permissions(preset.permissions, preset.permission_count);
    permissions.token_name = std::string(ToView(preset.token_name));
    return permissions;
  }
  std::vector<std::string> names;
  for (size_t i = 0; tokenlink_preset_at(i, &preset) == TOKENLINK_OK; ++i) names.emplace_back(ToView(preset.name));
  const std::string near = DidYouMean(name, names);
  return UsageError("there is no preset ", Quoted(name),
                    near.empty() ? absl::StrCat("; the presets are ", Enumerated(names, " and ")) : near);
}

absl::StatusOr<PermissionSet> PermissionsFromOptions(const Options& options, tokenlink_reader* reader) {
  if (options.permissions && options.preset) {
    return UsageError("--permissions and --preset both say which permissions; give one of them");
  }
  if (options.preset) {
    absl::StatusOr<PermissionSet> permissions = ReadPreset(*options.preset);
    if (!permissions.ok()) return UsageError("--preset: ", permissions.status().message());
    return permissions;
  }
  if (!options.permissions) return PermissionSet();
  absl::string_view text = *options.permissions;
  if (absl::ConsumePrefix(&text, "@")) return PermissionsFromFile(options, std::string(text), reader);
  ApiError error;
  PermissionSet permissions = ReadPermissions(reader, text, &error);
  if (permissions.empty() && HoldsColumn(text)) {
    return UsageError("--permissions takes no {column}",
                      options.command == "batch" ? "; give the table a column `permissions` instead" : "");
  }
  if (permissions.empty()) return OptionError("--permissions", text, error, ErrorStyle(options));
  return permissions;
}

absl::Status RequestError(const Options& options, const ApiError& error) {
  const auto refuse = [&](absl::string_view option, const std::optional<std::string>& value) {
    return OptionError(option, ValueOf(value), error, ErrorStyle(options));
  };
  switch (error.part) {
    case TOKENLINK_PART_ACCOUNT_ID:
      return refuse("--account-id", options.account_id);
    case TOKENLINK_PART_ZONE_ID:
      return refuse("--zone-id", options.zone_id);
    case TOKENLINK_PART_NAME:
      return refuse("--name", options.name);
    default:
      return UsageError(Printable(error.sentence()));
  }
}

}  // namespace tokenlink_cli

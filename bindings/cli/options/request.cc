// SPDX-License-Identifier: MIT
#include "options/request.h"

#include <unistd.h>

#include "io/errors.h"
#include "io/source.h"
#include "terminal/diagnostics.h"
#include "terminal/nearest.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

std::vector<std::string> PresetNames() {
  std::vector<std::string> names;
  auto preset = Sized<tokenlink_preset>();
  for (size_t i = 0; tokenlink_preset_at(i, &preset) == TOKENLINK_OK; ++i) names.emplace_back(View(preset.name));
  return names;
}

PermissionSet PermissionsFromFile(const Options& options, const std::string& path, tokenlink_reader* reader) {
  const std::string content = ReadFile(path);
  const std::string name = path == "-" ? "<stdin>" : Printable(path);
  std::string_view text = content;
  DropByteOrderMark(&text, name);
  ApiError error;
  PermissionSet permissions = ReadPermissions(reader, text, &error);
  if (!permissions.empty()) return permissions;
  FileFault fault = FaultInFile(name, text, error, StyleFor(STDERR_FILENO, options.color));
  throw FileError(fault.message, fault.excerpt);
}

}  // namespace

void PermissionSet::Add(std::string_view key, std::string_view type) {
  const std::string& own_key = storage_.emplace_back(key);
  const std::string& own_type = storage_.emplace_back(type);
  list_.push_back({Str(own_key), Str(own_type)});
}

std::string PermissionSet::text() const {
  std::string out;
  for (const tokenlink_permission& permission : list_) {
    if (!out.empty()) out += ", ";
    out += PermissionText(permission);
  }
  return out;
}

Catalog LoadCatalog(const Options& options) {
  if (!options.catalog) return nullptr;
  const std::string json = ReadFile(*options.catalog);
  tokenlink_catalog* catalog = nullptr;
  ApiError error;
  error.status = tokenlink_catalog_new(json.data(), json.size(), &catalog, &error);
  if (error.status == TOKENLINK_OK) return Catalog(catalog);
  FileFault fault = FaultInFile(Printable(*options.catalog), json, error, StyleFor(STDERR_FILENO, options.color));
  throw FileError(fault.message, fault.excerpt);
}

PermissionSet ReadPermissions(tokenlink_reader* reader, std::string_view text, ApiError* error) {
  PermissionSet permissions;
  const tokenlink_permission* list = nullptr;
  size_t count = 0;
  error->status = tokenlink_permissions_read(reader, text.data(), text.size(), &list, &count, error);
  if (error->status != TOKENLINK_OK) return permissions;
  for (size_t i = 0; i < count; ++i) permissions.Add(View(list[i].key), View(list[i].type));
  return permissions;
}

PermissionSet ReadPreset(std::string_view name, std::string* sentence) {
  PermissionSet permissions;
  auto preset = Sized<tokenlink_preset>();
  if (tokenlink_preset_find(name.data(), name.size(), &preset) == TOKENLINK_OK) {
    for (size_t i = 0; i < preset.permission_count; ++i) {
      permissions.Add(View(preset.permissions[i].key), View(preset.permissions[i].type));
    }
    permissions.token_name = View(preset.token_name);
    return permissions;
  }
  const std::vector<std::string> names = PresetNames();
  const std::string near = DidYouMean(name, names);
  *sentence = "there is no preset " + Quoted(name) + (near.empty() ? "; there are " + Joined(names, " and ") : near);
  return permissions;
}

PermissionSet PermissionsFromOptions(const Options& options, tokenlink_reader* reader) {
  if (options.permissions && options.preset) {
    throw UsageError("--permissions and --preset say the same thing in two ways; give one of them");
  }
  if (options.preset) {
    std::string sentence;
    PermissionSet permissions = ReadPreset(*options.preset, &sentence);
    if (permissions.empty()) throw UsageError("--preset: " + sentence);
    return permissions;
  }
  if (!options.permissions) return {};
  const std::string& text = *options.permissions;
  if (text.starts_with("@")) return PermissionsFromFile(options, text.substr(1), reader);
  ApiError error;
  PermissionSet permissions = ReadPermissions(reader, text, &error);
  if (!permissions.empty()) return permissions;
  throw UsageError("--permissions: " + Printable(error.sentence()),
                   Excerpt(text, error.offset, 0, TOKENLINK_ERROR, StyleFor(STDERR_FILENO, options.color)));
}

std::vector<std::string> KeyWarnings(tokenlink_reader* reader, int32_t kind, const PermissionSet& permissions) {
  auto request = Sized<tokenlink_request>();
  request.kind = kind;
  request.permissions = permissions.list().data();
  request.permission_count = permissions.list().size();
  ApiError error;
  const std::string built = BuildLink(request, &error);
  auto link = Sized<tokenlink_link>();
  std::vector<std::string> sentences;
  if (built.empty()) return sentences;
  tokenlink_lint(reader, built.data(), built.size(), 0, &link, nullptr);
  for (size_t i = 0; i < link.finding_count; ++i) {
    const tokenlink_finding& finding = link.findings[i];
    if (finding.severity != TOKENLINK_ERROR || finding.permission < 0) continue;
    const auto index = static_cast<size_t>(finding.permission);
    const std::string subject = index < permissions.list().size() ? PermissionText(permissions.list()[index]) : "";
    sentences.push_back(Printable(subject) + ": " + Printable(View(finding.message)) + " [" + RuleId(finding.rule) +
                        "]");
  }
  return sentences;
}

int32_t KindNumber(std::string_view name) {
  return name == "user" ? TOKENLINK_USER : name == "account" ? TOKENLINK_ACCOUNT : 0;
}

}  // namespace tokenlink_cli

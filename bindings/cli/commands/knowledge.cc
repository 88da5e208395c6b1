// SPDX-License-Identifier: MIT
//
// What the library knows: permission keys, presets, its own version.
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <iostream>
#include <vector>

#include "commands/commands.h"
#include "commands/json.h"
#include "io/errors.h"
#include "io/output.h"
#include "library/abi.h"
#include "options/request.h"
#include "terminal/nearest.h"
#include "terminal/style.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

bool Contains(std::string_view text, std::string_view query) {
  const auto same = [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); };
  return std::search(text.begin(), text.end(), query.begin(), query.end(), same) != text.end();
}

std::string Types(const tokenlink_key& key) {
  std::string out;
  for (size_t i = 0; i < key.type_count; ++i) out.append(i > 0 ? "," : "").append(View(key.types[i]));
  return out;
}

Json KeyJson(const tokenlink_key& key) {
  Json item;
  item["key"] = View(key.key);
  item["types"] = Json::array();
  for (size_t i = 0; i < key.type_count; ++i) item["types"].push_back(View(key.types[i]));
  item["scope"] = View(key.scope);
  item["label"] = View(key.label);
  item["evidence"] = View(key.evidence);
  for (const auto& [name, text] : {std::pair("note", key.note), std::pair("section", key.section),
                                   std::pair("description", key.description), std::pair("use_cases", key.use_cases)}) {
    item[name] = View(text).empty() ? Json() : Json(View(text));
  }
  return item;
}

std::string WrongKeyText(const tokenlink_wrong_key& wrong) {
  const std::string_view why = View(wrong.why);
  const std::string_view what = why == "renamed" ? "renamed"
                                : why == "level" ? "holds the access level"
                                                 : "never existed";
  return Printable(View(wrong.key)) + ": " + std::string(what) + ". " + Printable(View(wrong.advice)) + "\n";
}

std::string KeyTable(const std::vector<tokenlink_key>& keys, const Style& style) {
  std::vector<std::vector<std::string>> rows = {{"KEY", "TYPES", "SCOPE", "LABEL", "KNOWN FROM"}};
  for (const tokenlink_key& key : keys) {
    rows.push_back({Printable(View(key.key)), Printable(Types(key)), Printable(View(key.scope)),
                    Printable(View(key.label)), Printable(View(key.evidence))});
  }
  std::vector<size_t> widths(rows[0].size());
  for (const auto& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], DisplayWidth(row[i]));
  }
  std::string out;
  for (size_t r = 0; r < rows.size(); ++r) {
    std::string line;
    for (size_t i = 0; i < rows[r].size(); ++i) {
      line += i + 1 < rows[r].size() ? Padded(rows[r][i], widths[i] + 2) : rows[r][i];
    }
    out += (r == 0 ? style.Bold(line) : line) + "\n";
  }
  return out;
}

std::string PresetLink(const tokenlink_preset& preset, int32_t kind) {
  auto request = Sized<tokenlink_request>();
  request.kind = kind;
  request.permissions = preset.permissions;
  request.permission_count = preset.permission_count;
  request.name = preset.token_name;
  ApiError error;
  return BuildLink(request, &error);
}

std::string PermissionList(const tokenlink_preset& preset) {
  std::string out;
  for (size_t i = 0; i < preset.permission_count; ++i) {
    out += (i > 0 ? "," : "") + PermissionText(preset.permissions[i]);
  }
  return out;
}

void TakesNoWords(const Options& options) {
  if (!options.words.empty()) throw UsageError(options.command + " takes no " + Quoted(options.words[0]));
}

void ListWrongKeys(const std::string& query, Output* out, size_t* found) {
  auto wrong = Sized<tokenlink_wrong_key>();
  std::string lines;
  for (size_t i = 0; tokenlink_wrong_key_at(i, &wrong) == TOKENLINK_OK; ++i) {
    if (Contains(View(wrong.key), query)) lines += WrongKeyText(wrong), ++*found;
  }
  if (!lines.empty()) out->Write("\nDo not work:\n" + lines);
}

}  // namespace

int RunPermissions(const Options& options) {
  std::string query;
  for (const std::string& word : options.words) query += (query.empty() ? "" : " ") + word;
  const Catalog catalog = LoadCatalog(options);
  std::vector<tokenlink_key> keys;
  std::vector<std::string> names;
  auto key = Sized<tokenlink_key>();
  for (size_t i = 0; tokenlink_catalog_at(catalog.get(), i, &key) == TOKENLINK_OK; ++i) {
    names.emplace_back(View(key.key));
    const bool wanted =
        std::ranges::any_of(std::initializer_list<tokenlink_str>{key.key, key.label, key.description, key.use_cases},
                            [&](tokenlink_str text) { return Contains(View(text), query); });
    if (wanted) keys.push_back(key);
  }
  Output out;
  size_t wrong_keys = 0;
  if (options.json) {
    for (const tokenlink_key& each : keys) out.Write(JsonLine(KeyJson(each)));
  } else {
    if (!keys.empty()) out.Write(KeyTable(keys, StyleFor(STDOUT_FILENO, options.color)));
    if (!query.empty()) ListWrongKeys(query, &out, &wrong_keys);
  }
  out.Commit();
  if (keys.empty() && wrong_keys == 0) std::cerr << "no key has " << Quoted(query) << DidYouMean(query, names) << "\n";
  return kClean;
}

int RunPresets(const Options& options) {
  TakesNoWords(options);
  const Style style = StyleFor(STDOUT_FILENO, options.color);
  Output out;
  std::string group;
  auto preset = Sized<tokenlink_preset>();
  for (size_t i = 0; tokenlink_preset_at(i, &preset) == TOKENLINK_OK; ++i) {
    const std::string user = PresetLink(preset, TOKENLINK_USER);
    const std::string account = PresetLink(preset, TOKENLINK_ACCOUNT);
    if (options.json) {
      Json item;
      item["preset"] = View(preset.name);
      item["group"] = View(preset.group);
      item["use_case"] = View(preset.use_case);
      item["name"] = View(preset.token_name);
      item["permissions"] = PermissionsJson(preset.permissions, preset.permission_count);
      item["user_url"] = user;
      item["account_url"] = account;
      out.Write(JsonLine(item));
      continue;
    }
    if (group != View(preset.group)) {
      out.Write((group.empty() ? "" : "\n") + style.Bold(View(preset.group)) + "\n");
      group = View(preset.group);
    }
    out.Write("\n  " + style.Bold(Padded(View(preset.name), 20)) + std::string(View(preset.use_case)) + "; " +
              PermissionList(preset) + "\n    user     " + user + "\n    account  " + account + "\n");
  }
  out.Commit();
  return kClean;
}

int RunVersion(const Options& options) {
  TakesNoWords(options);
  const std::string abi = std::to_string(TOKENLINK_ABI_MAJOR) + "." + std::to_string(TOKENLINK_ABI_MINOR);
  const size_t keys = tokenlink_catalog_count(nullptr), rules = tokenlink_rule_count();
  Output out;
  if (options.json) {
    Json item;
    item["version"] = tokenlink_version();
    item["abi"] = abi;
    item["keys"] = keys;
    item["rules"] = rules;
    item["presets"] = tokenlink_preset_count();
    out.Write(JsonLine(item));
  } else {
    out.Write(std::string("tokenlink ") + tokenlink_version() + " (ABI " + abi + ", " +
              Counted(keys, "permission key") + ", " + Counted(rules, "rule") + ", " +
              Counted(tokenlink_preset_count(), "preset") + ")\n");
  }
  out.Commit();
  return kClean;
}

}  // namespace tokenlink_cli

// SPDX-License-Identifier: MIT
#include <absl/algorithm/container.h>
#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>
#include <absl/strings/strip.h>
#include <absl/types/span.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "commands/commands.h"
#include "commands/json.h"
#include "library/abi.h"
#include "options/request.h"
#include "terminal/nearest.h"
#include "terminal/style.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

// `query` is in lower case.
bool Contains(tokenlink_str text, absl::string_view query) {
  return absl::StrContains(absl::AsciiStrToLower(ToView(text)), query);
}

absl::Span<const tokenlink_str> Types(const tokenlink_key& key) { return {key.types, key.type_count}; }

std::string Shown(tokenlink_str text) { return Printable(ToView(text)); }

void WriteJson(const tokenlink_key& key, JsonWriter* json) {
  json->Open('{');
  json->Member("key", ToView(key.key));
  json->Name("types");
  json->Open('[');
  for (const tokenlink_str& type : Types(key)) json->Text(ToView(type));
  json->Close(']');
  json->Member("scope", ToView(key.scope));
  json->Member("label", ToView(key.label));
  json->Member("evidence", ToView(key.evidence));
  const auto given = [](tokenlink_str text) { return text.len == 0 ? tokenlink_str{} : text; };
  WriteTextOrNull("note", given(key.note), json);
  WriteTextOrNull("section", given(key.section), json);
  WriteTextOrNull("description", given(key.description), json);
  WriteTextOrNull("use_cases", given(key.use_cases), json);
  json->Close('}');
  json->EndLine();
}

std::string WrongKeyText(const tokenlink_wrong_key& wrong) {
  const absl::string_view why = ToView(wrong.why);
  return absl::StrCat(Shown(wrong.key), ": ",
                      why == "renamed" ? "renamed"
                      : why == "level" ? "contains the access level"
                                       : "not a known key",
                      ". ", Shown(wrong.advice), "\n");
}

std::string KeyTable(const std::vector<tokenlink_key>& keys, const Style& style) {
  std::vector<std::vector<std::string>> rows = {{"KEY", "TYPES", "SCOPE", "LABEL", "KNOWN FROM"}};
  for (const tokenlink_key& key : keys) {
    const std::string types =
        absl::StrJoin(Types(key), ",", [](std::string* out, tokenlink_str type) { absl::StrAppend(out, Shown(type)); });
    rows.push_back({Shown(key.key), types, Shown(key.scope), Shown(key.label), Shown(key.evidence)});
  }
  std::vector<size_t> widths(rows[0].size());
  for (const auto& row : rows) {
    for (size_t i = 0; i + 1 < row.size(); ++i) widths[i] = std::max(widths[i], DisplayWidth(row[i]) + 2);
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) line += Padded(row[i], widths[i]);
    absl::StrAppend(&out, out.empty() ? style.Bold(line) : line, "\n");
  }
  return out;
}

std::string WrongKeys(absl::string_view query) {
  auto wrong = Sized<tokenlink_wrong_key>();
  std::string lines;
  for (size_t i = 0; tokenlink_wrong_key_at(i, &wrong) == TOKENLINK_OK; ++i) {
    if (Contains(wrong.key, query)) lines += WrongKeyText(wrong);
  }
  return lines.empty() ? "" : absl::StrCat("\nThese do not work:\n", lines);
}

// "dns:edit" for the API's "dns write", in lower case; empty if it is no key's label with a level.
std::string FromApiName(const tokenlink_catalog* catalog, absl::string_view name) {
  auto key = Sized<tokenlink_key>();
  for (const auto& [level, type] :
       {std::pair(" write", "edit"), std::pair(" edit", "edit"), std::pair(" read", "read")}) {
    absl::string_view label = name;
    if (!absl::ConsumeSuffix(&label, level)) continue;
    for (size_t i = 0; tokenlink_catalog_at(catalog, i, &key) == TOKENLINK_OK; ++i) {
      const bool offered =
          absl::c_any_of(Types(key), [type = type](tokenlink_str each) { return ToView(each) == type; });
      if (offered && absl::EqualsIgnoreCase(label, ToView(key.label))) return absl::StrCat(Shown(key.key), ":", type);
    }
  }
  return "";
}

}  // namespace

absl::StatusOr<ExitCode> RunPermissions(const Options& options) {
  const std::string query = absl::StrJoin(options.words, " ");
  const std::string lower = absl::AsciiStrToLower(query);
  const absl::StatusOr<Catalog> catalog = LoadCatalog(options);
  if (!catalog.ok()) return catalog.status();
  std::vector<tokenlink_key> keys;
  std::vector<std::string> names;
  auto key = Sized<tokenlink_key>();
  for (size_t i = 0; tokenlink_catalog_at(catalog->get(), i, &key) == TOKENLINK_OK; ++i) {
    names.emplace_back(ToView(key.key));
    const tokenlink_str searched[] = {key.key, key.label, key.description, key.use_cases};
    if (absl::c_any_of(searched, [&](tokenlink_str text) { return Contains(text, lower); })) keys.push_back(key);
  }
  TextBuffer text;
  if (options.json) {
    JsonWriter json(&text);
    for (const tokenlink_key& each : keys) WriteJson(each, &json);
  } else {
    if (!keys.empty()) text += KeyTable(keys, StyleFor(STDOUT_FILENO, options.color));
    if (!query.empty()) text += WrongKeys(lower);
  }
  const std::string meant = text.size() == 0 ? FromApiName(catalog->get(), lower) : "";
  if (!meant.empty()) {
    PrintError(absl::StrCat(Quoted(query), " is the API's name; in a link: ", meant, "\n"));
  } else if (text.size() == 0) {
    PrintError(absl::StrCat("no key has ", Quoted(query), DidYouMean(query, names), "\n"));
  }
  return PrintData(text.view());
}

}  // namespace tokenlink_cli

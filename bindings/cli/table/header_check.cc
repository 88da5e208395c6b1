// SPDX-License-Identifier: MIT
#include "table/header_check.h"

#include <absl/algorithm/container.h>
#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>
#include <absl/strings/strip.h>

#include <algorithm>
#include <utility>

#include "library/status.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

constexpr absl::string_view kSeparators = ",;\t|";

struct SpecialColumn {
  absl::string_view name;
  absl::string_view option;  // that takes a {column}; empty if there is none
  bool is_tight;             // no other word is this close to it
};
constexpr SpecialColumn kSpecial[] = {
    {"account_id", "--account-id", true},
    {"zone_id", "--zone-id", true},
    {"permissions", "", true},
    {"preset", "", false},
    {"kind", "", false},
    {"name", "--name", false},
};

std::string Letters(absl::string_view name) {
  std::string letters;
  for (const char c : name) {
    if (absl::ascii_isalnum(c)) letters += absl::ascii_tolower(c);
  }
  return letters;
}

// Whether one insertion, deletion or replacement, or a swap of neighbours, makes one word of the other.
bool DifferByOneSlip(absl::string_view a, absl::string_view b) {
  const size_t same = static_cast<size_t>(absl::c_mismatch(a, b).first - a.begin());
  a.remove_prefix(same);
  b.remove_prefix(same);
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  const bool swapped = a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0];
  return swapped || std::max(a.size(), b.size()) <= 1;
}

// The special column that this name was probably meant to be.
const SpecialColumn* Meant(absl::string_view name) {
  const std::string letters = Letters(name);
  for (const SpecialColumn& special : kSpecial) {
    const std::string wanted = Letters(special.name);
    if (absl::StripSuffix(letters, "s") == absl::StripSuffix(wanted, "s")) return &special;
    if (special.is_tight && (DifferByOneSlip(letters, wanted) || absl::StrContains(letters, wanted))) return &special;
  }
  return nullptr;
}

// Like Meant(), for text that may be anything.
bool IsSpecial(absl::string_view text) {
  const std::string letters = Letters(text);
  return absl::c_any_of(kSpecial, [&](const SpecialColumn& special) { return letters == Letters(special.name); });
}

absl::Status OtherSeparator(absl::string_view file, char found, char delimiter) {
  const std::string word = found == '\t' ? "tab" : absl::StrCat("'", absl::string_view(&found, 1), "'");
  return UsageError(file, ":1: the columns are separated by ", DelimiterName(found), "s, not ",
                    DelimiterName(delimiter), "s; add --delimiter ", word);
}

}  // namespace

std::string DelimiterName(char delimiter) {
  switch (delimiter) {
    case ',':
      return "comma";
    case ';':
      return "semicolon";
    case '\t':
      return "tab";
    case '|':
      return "vertical bar";
    default:
      return absl::StrCat("\"", Printable({&delimiter, 1}), "\" character");
  }
}

absl::Status CheckDelimitedHeader(absl::string_view file, const std::vector<std::string>& cells, char delimiter) {
  absl::string_view start = absl::StripLeadingAsciiWhitespace(cells[0]);
  if (absl::ConsumePrefix(&start, "{") && absl::StartsWith(absl::StripLeadingAsciiWhitespace(start), "\"")) {
    return UsageError(file, ":1: the first row is a JSON object, not column names; add --input-format jsonl");
  }
  for (const char separator : kSeparators) {
    if (separator == delimiter) continue;
    for (const std::string& cell : cells) {
      const std::vector<absl::string_view> parts = absl::StrSplit(cell, separator);
      if (parts.size() == 1) continue;
      // A header of one column has found no separator; one of several may hold this one as text.
      if (cells.size() == 1 || absl::c_any_of(parts, IsSpecial)) return OtherSeparator(file, separator, delimiter);
    }
  }
  return absl::OkStatus();
}

absl::Status CheckColumnNames(absl::string_view file, const Header& header, absl::Span<const size_t> used) {
  for (size_t i = 0; i < header.names.size(); ++i) {
    const std::string& name = header.names[i];
    const SpecialColumn* const meant = Meant(name);
    if (meant == nullptr || header.Find(meant->name) || absl::c_linear_search(used, i)) continue;
    const std::string use =
        meant->option.empty() ? "" : absl::StrCat(", or use it in ", meant->option, " '{", Printable(name), "}'");
    return UsageError(file, ":1: the column ", Quoted(name), " is not ", meant->name, "; rename it to ", meant->name,
                      use);
  }
  return absl::OkStatus();
}

std::string UnusedIdColumn(const Header& header, absl::Span<const size_t> used, const Options& options) {
  if (options.kind != "user") return "";
  for (const auto& [noun, option] : {std::pair("account", &options.account_id), {"zone", &options.zone_id}}) {
    if (*option || header.Find(absl::StrCat(noun, "_id"))) continue;
    for (size_t i = 0; i < header.names.size(); ++i) {
      if (Letters(header.names[i]) != noun || absl::c_linear_search(used, i)) continue;
      const std::string name = Printable(header.names[i]);
      return absl::StrCat("the column ", name, " is not used, and the links are for all ", noun,
                          "s; if it holds ids, add --", noun, "-id '{", name, "}'");
    }
  }
  return "";
}

}  // namespace tokenlink_cli

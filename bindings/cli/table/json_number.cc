// SPDX-License-Identifier: MIT
#include "table/json_number.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/strip.h>

#include <algorithm>

namespace tokenlink_cli {
namespace {

// The end of the string that opens at `i`.
size_t SkipString(absl::string_view json, size_t i) {
  for (++i; i < json.size() && json[i] != '"'; ++i) i += json[i] == '\\';
  return std::min(i + 1, json.size());
}

}  // namespace

// -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
bool IsJsonNumber(absl::string_view text) {
  const auto take_digits = [&text] {
    const size_t before = text.size();
    while (!text.empty() && absl::ascii_isdigit(text[0])) text.remove_prefix(1);
    return text.size() < before;
  };
  absl::ConsumePrefix(&text, "-");
  if (!absl::ConsumePrefix(&text, "0") && !take_digits()) return false;
  if (absl::ConsumePrefix(&text, ".") && !take_digits()) return false;
  if (absl::ConsumePrefix(&text, "e") || absl::ConsumePrefix(&text, "E")) {
    if (!absl::ConsumePrefix(&text, "+")) absl::ConsumePrefix(&text, "-");
    if (!take_digits()) return false;
  }
  return text.empty();
}

std::string WithPlainNumbers(absl::string_view json) {
  std::string out;
  for (size_t i = 0; i < json.size();) {
    size_t end = i + 1;
    if (json[i] == '"') {
      end = SkipString(json, i);
    } else if (json[i] == '-' || absl::ascii_isdigit(json[i])) {
      end = std::min(json.find_first_not_of("+-.0123456789eE", i), json.size());
    }
    const absl::string_view token = json.substr(i, end - i);
    absl::StrAppend(&out, IsJsonNumber(token) ? "0" : token);
    i = end;
  }
  return out;
}

}  // namespace tokenlink_cli

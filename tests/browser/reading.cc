// SPDX-License-Identifier: MIT
// What the library reads, for library.mjs. A link a line, in hex; the reading a line, in JSON.
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "tokenlink.h"

namespace {

using nlohmann::json;

constexpr int kBrowserReadsDifferently = 315;

int Digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

std::string FromHex(const std::string& hex) {
  std::string text;
  text.reserve(hex.size() / 2);
  for (size_t i = 0; i + 1 < hex.size(); i += 2)
    text += static_cast<char>(static_cast<unsigned char>(Digit(hex[i]) << 4 | Digit(hex[i + 1])));
  return text;
}

json Text(const tokenlink_str& text) {
  return text.ptr == nullptr ? json(nullptr) : json(std::string(text.ptr, text.len));
}

json Reading(tokenlink_reader* reader, const std::string& link) {
  tokenlink_link out = TOKENLINK_LINK_INIT;
  tokenlink_error error = TOKENLINK_ERROR_INIT;
  const tokenlink_status status = tokenlink_lint(reader, link.data(), link.size(), 0, &out, &error);
  if (status != TOKENLINK_OK) return {{"refused", tokenlink_status_name(status)}};

  json permissions = json::array(), rules = json::object(), differences = json::array();
  for (size_t i = 0; i < out.permission_count; ++i)
    permissions.push_back({Text(out.permissions[i].key), Text(out.permissions[i].type)});
  for (size_t i = 0; i < out.finding_count; ++i) {
    const tokenlink_finding& finding = out.findings[i];
    rules["TL" + std::to_string(finding.rule)] = finding.severity == TOKENLINK_SEVERITY_ERROR;
    if (finding.rule == kBrowserReadsDifferently) differences.push_back(Text(finding.message));
  }
  static const char* const kinds[] = {nullptr, "user", "account", "deploy"};
  return {{"kind", out.kind == 0 ? json(nullptr) : json(kinds[out.kind])},
          {"permissions", permissions},
          {"accountId", Text(out.account_id)},
          {"zoneId", Text(out.zone_id)},
          {"name", Text(out.name)},
          {"errors", out.error_count},
          {"rules", rules},
          {"differences", differences}};
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  tokenlink_reader* reader = nullptr;
  if (tokenlink_reader_new(nullptr, &reader, nullptr) != TOKENLINK_OK) return 1;
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << Reading(reader, FromHex(line)).dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
    if (std::cin.rdbuf()->in_avail() <= 0) std::cout.flush();
  }
  tokenlink_reader_free(reader);
  return 0;
}

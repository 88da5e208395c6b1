// SPDX-License-Identifier: MIT
// The C side of against_node.mjs. A request a line, an answer a line; every text is hex, "-" where it is absent.
//   B kind account zone name key type key type ...   ->  B status link
//   P link                                           ->  P status kind account zone name findings key type ...
#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "tokenlink.h"

namespace {

std::string FromHex(const std::string& hex) {
  std::string text;
  if (hex == "-" || hex == "=") return text;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) text += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return text;
}

// "=" is the empty text, so that a line splits at its spaces.
std::string ToHex(const tokenlink_str& text) {
  if (text.ptr == nullptr) return "-";
  if (text.len == 0) return "=";
  static const char digits[] = "0123456789abcdef";
  std::string hex;
  for (size_t i = 0; i < text.len; ++i) {
    const auto byte = static_cast<unsigned char>(text.ptr[i]);
    hex += digits[byte >> 4];
    hex += digits[byte & 15];
  }
  return hex;
}

tokenlink_str Str(const std::string& text) { return {text.data(), text.size()}; }

std::string Build(const std::vector<std::string>& words) {
  std::vector<std::string> texts;
  for (const std::string& word : words) texts.push_back(FromHex(word));
  std::vector<tokenlink_permission> permissions;
  for (size_t i = 5; i + 1 < texts.size(); i += 2) permissions.push_back({Str(texts[i]), Str(texts[i + 1])});
  tokenlink_request request = {};
  request.struct_size = sizeof request;
  request.kind = std::stoi(words[1]);
  request.permissions = permissions.data();
  request.permission_count = permissions.size();
  request.account_id = Str(texts[2]);
  request.zone_id = Str(texts[3]);
  request.name = Str(texts[4]);
  std::string out(TOKENLINK_MAX_LINK, '\0');
  size_t need = 0;
  const tokenlink_status status = tokenlink_build(&request, &out[0], out.size(), &need, nullptr);
  return std::string("B ") + tokenlink_status_name(status) + " " +
         (status == TOKENLINK_OK ? ToHex({out.data(), need}) : "-");
}

std::string Parse(tokenlink_reader* reader, const std::string& link) {
  tokenlink_link out = {};
  out.struct_size = sizeof out;
  std::ostringstream answer;
  const tokenlink_status status = tokenlink_lint(reader, link.data(), link.size(), 0, &out, nullptr);
  std::string rules;
  for (size_t i = 0; i < out.finding_count; ++i) rules += (i == 0 ? "" : ",") + std::to_string(out.findings[i].rule);
  answer << "P " << tokenlink_status_name(status) << " " << out.kind << " " << ToHex(out.account_id) << " "
         << ToHex(out.zone_id) << " " << ToHex(out.name) << " " << (rules.empty() ? "-" : rules);
  for (size_t i = 0; i < out.permission_count; ++i) {
    answer << " " << ToHex(out.permissions[i].key) << " " << ToHex(out.permissions[i].type);
  }
  return answer.str();
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  tokenlink_reader* reader = nullptr;
  if (tokenlink_reader_new(nullptr, &reader, nullptr) != TOKENLINK_OK) return 1;
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream stream(line);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    if (words.size() >= 5 && words[0] == "B") {
      std::cout << Build(words) << '\n';
    } else if (words.size() == 2 && words[0] == "P") {
      std::cout << Parse(reader, FromHex(words[1])) << '\n';
    } else {
      std::cout << "? malformed request\n";
    }
  }
  tokenlink_reader_free(reader);
  return 0;
}

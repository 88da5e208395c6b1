// SPDX-License-Identifier: MIT
// Links that mean the same, written in many ways.
#include <utility>

#include "agreement/samples.h"
#include "support/json_text.h"

namespace tokenlink::test {
namespace {

// How a link is written.
struct Style {
  bool lower_hex = false;
  bool plus = false;  // for a space
  std::string kept;   // what the list keeps as it is
  std::string colon = ":", comma = ",", open, close;
  bool type_first = false;
  bool encode_page = false;  // of an account link
  bool shuffle = false;
};

std::string Escaped(const std::string& text, const Style& style, const std::string& kept) {
  static const std::string kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
  const char* const digits = style.lower_hex ? "0123456789abcdef" : "0123456789ABCDEF";
  std::string out;
  for (char c : text) {
    const unsigned byte = static_cast<unsigned char>(c);
    if (c == ' ' && style.plus) {
      out += '+';
    } else if ((kPlain + kept).find(c) != std::string::npos) {
      out += c;
    } else {
      out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return out;
}

struct Sample {
  bool account = false;
  std::vector<std::pair<std::string, std::string>> permissions = {{"dns", "edit"}};
  std::string account_id = "*", zone_id = "all", name = "My token";  // "-": none
};

std::string Link(const Sample& sample, const Style& style, Random* random) {
  std::string json = "[" + style.open;
  for (const auto& [key, type] : sample.permissions) {
    const std::string first = "\"key\"" + style.colon + "\"" + key + "\"";
    const std::string second = "\"type\"" + style.colon + "\"" + type + "\"";
    if (json.size() > 1 + style.open.size()) json += style.comma;
    json += "{" + style.open + (style.type_first ? second + style.comma + first : first + style.comma + second) +
            style.close + "}";
  }
  std::vector<std::string> parts = {"permissionGroupKeys=" + Escaped(json + style.close + "]", style, style.kept)};
  if (sample.account)
    parts.insert(parts.begin(), "to=" + Escaped("/:account/api-tokens", style, style.encode_page ? "" : "/:"));
  if (!sample.account && sample.account_id != "-")
    parts.push_back("accountId=" + Escaped(sample.account_id, style, ""));
  if (!sample.account && sample.zone_id != "-") parts.push_back("zoneId=" + sample.zone_id);
  if (sample.name != "-") parts.push_back("name=" + Escaped(sample.name, style, ""));
  for (size_t i = parts.size(); style.shuffle && i > 1; --i) std::swap(parts[i - 1], parts[random->Below(i)]);
  std::string link = "https://dash.cloudflare.com/" + std::string(sample.account ? "?" : "profile/api-tokens?");
  for (const std::string& part : parts) link += (part == parts.front() ? "" : "&") + part;
  return link;
}

Style RandomStyle(Random* random) {
  static const char* const kSpaces[] = {"", "", " ", " ", "\n  ", "\t", "\r\n"};
  Style style;
  style.lower_hex = random->OneIn(2);
  style.plus = random->OneIn(2);
  for (const char* kept : {"[", "]", "{", "}", "\"", ":", ","}) style.kept += random->OneIn(3) ? kept : "";
  style.colon = kSpaces[random->Below(7)] + std::string(":") + kSpaces[random->Below(7)];
  style.comma = kSpaces[random->Below(7)] + std::string(",") + kSpaces[random->Below(7)];
  style.open = kSpaces[random->Below(7)];
  style.close = kSpaces[random->Below(7)];
  style.type_first = random->OneIn(3);
  style.encode_page = random->OneIn(2);
  style.shuffle = random->OneIn(2);
  return style;
}

Sample RandomSample(Random* random) {
  static const char* const kKeys[] = {"dns",
                                      "zone",
                                      "workers_scripts",
                                      "a",
                                      "zone_waf",
                                      "account-rule.lists~x",
                                      "a_key_that_is_longer_than_thirty_two_bytes",
                                      "exactly_sixteen_"};
  static const char* const kTypes[] = {"read", "edit", "run", "purge", "x"};
  static const char* const kIds[] = {"*", "all", "-", "023e105f4ecef8ad9ca31a8372d0c353",
                                     "023E105F4ECEF8AD9CA31A8372D0C353"};
  static const char* const kNames[] = {
      "My token", "",          "-",   "R&D #42 = 100%", "\xE6\x9D\xB1\xE4\xBA\xAC", "{team} bot",
      "...",      "tab\there", "C++", "caf\xC3\xA9",    "a/b?c\\d\"e<f>",           "\xF0\x9F\x9A\x80 go"};
  Sample sample;
  sample.account = random->OneIn(3);
  sample.permissions.clear();
  for (size_t n = 1 + random->Below(4); n > 0; --n) {
    sample.permissions.emplace_back(kKeys[random->Below(8)], kTypes[random->Below(5)]);
  }
  sample.account_id = kIds[random->Below(5)];
  sample.zone_id = kIds[random->Below(5)];
  sample.name = kNames[random->Below(12)];
  return sample;
}

}  // namespace

std::string WrittenLink(Random* random) { return Link(RandomSample(random), RandomStyle(random), random); }

std::vector<std::string> WrittenLinks(Random* random) {
  Style order, lower, spaces, plus, raw, all;
  order.shuffle = true;
  lower.lower_hex = true;
  lower.encode_page = true;
  spaces.colon = ": ";
  spaces.comma = ", ";
  plus = spaces;
  plus.plus = true;
  raw.kept = "[]{}\":,";
  all = plus;
  all.lower_hex = all.type_first = all.shuffle = true;
  all.open = all.close = "\n ";
  std::vector<std::string> links;
  for (const Style& style : {Style(), order, lower, spaces, plus, raw, all}) {
    Sample sample;
    sample.permissions.emplace_back("zone", "read");
    links.push_back(Link(sample, style, random));
    sample.account_id = "023e105f4ecef8ad9ca31a8372d0c353";
    sample.name = "caf\xC3\xA9 R&D";
    links.push_back(Link(sample, style, random));
    sample.account = true;
    links.push_back(Link(sample, style, random));
  }
  return links;
}

std::string OddListLink(Random* random) {
  JsonText lists(random);
  const auto word = [&] {
    return random->OneIn(8) ? lists.Word() : "\"" + random->Text("ab_-.", 1 + random->Below(40)) + "\"";
  };
  const bool any = random->OneIn(4);
  std::string json = any ? lists.PermissionList() : "";
  while (!any && (json.empty() || random->OneIn(3))) {
    json = (json.empty() ? "[" : json.substr(0, json.size() - 1) + ",") + lists.Space() + "{" +
           lists.Member("\"key\"", word()) + "," + lists.Member("\"type\"", word()) + "}]";
  }
  if (random->OneIn(2)) json = lists.Mutated(json);
  const Style style = RandomStyle(random);
  return "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=" + Escaped(json, style, style.kept);
}

}  // namespace tokenlink::test

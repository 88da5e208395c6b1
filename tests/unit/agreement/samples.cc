// SPDX-License-Identifier: MIT
#include "agreement/samples.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "catalog/catalog.h"
#include "link/build.h"
#include "permissions/permission.h"

namespace tokenlink::test {
namespace {

const char* const kTokenNames[] = {"DNS Read Token",
                                   "Checkout deploy",
                                   "a",
                                   "token",
                                   "my-token",
                                   "\xE6\x9D\xB1\xE4\xBA\xAC",
                                   "caf\xC3\xA9 ~ 100%",
                                   "{team} bot",
                                   "50%20off",
                                   "x\xE2\x80\x8By",
                                   "\xF0\x9F\x9A\x80 go",
                                   "$HOME",
                                   "...",
                                   "tab\there",
                                   "Test Token",
                                   "no",
                                   "a+b&c=d#e"};

// The parts of a link, sound ones first.
static const char* const kPages[] = {"https://dash.cloudflare.com/profile/api-tokens?",
                                     "https://dash.cloudflare.com/?",
                                     "https://dash.cloudflare.com/profile/api-tokens?",
                                     "https://dash.cloudflare.com?",
                                     "HTTPS://dash.cloudflare.com/?",
                                     "https://dash.cloudflare.com/profile/api-tokens/create?",
                                     "https://dash.cloudflare.com/profile/api-tokens#?",
                                     " https://dash.cloudflare.com/?"};
static const char* const kNames[] = {"permissionGroupKeys=",
                                     "accountId=",
                                     "zoneId=",
                                     "name=",
                                     "to=",
                                     "permissionGroupKeys=",
                                     "name",
                                     "n%61me=",
                                     "Name=",
                                     "amp;name=",
                                     "x=",
                                     "=",
                                     "name==",
                                     "to=/:account/api-tokens?name="};
static const char* const kValues[] = {"[{\"key\":\"dns\",\"type\":\"edit\"}]",
                                      "%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22edit%22%7D%5D",
                                      "%5b%7b%22type%22%3a+%22edit%22%2c%0a%22key%22%3a%20%22dns%22%7d%5d+",
                                      "%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22edit%22%7D%2C%7B%22key%22%3A%"
                                      "22dns%22%2C%22type%22%3A%22x%22%7D%5D",
                                      "%5B%7B%22key%22%3A%22dns%22%2C%22key%22%3A%22edit%22%7D%5D",
                                      "%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22edit%22%2C%22x%22%3A1%7D%5D",
                                      "%5B%7B%22key%22%3A%22%22%2C%22type%22%3A%22edit%22%7D%5D",
                                      "%5B%7B%22key%22%3A%22d%5Cn%22%2C%22type%22%3A%22e%0At%22%7D%5D",
                                      "%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22%E2%80%A6%22%7D%2C%5D",
                                      "%5B%22dns%22%5D",
                                      "%5B%5D",
                                      "[ENCODED_PERMISSIONS]",
                                      "...",
                                      "%2A",
                                      "*",
                                      "all",
                                      "ALL",
                                      "023e105f4ecef8ad9ca31a8372d0c353",
                                      "%302 3e105f4ecef8ad9ca31a8372d0c353",
                                      "YOUR_ACCOUNT_ID",
                                      "{account}",
                                      "/:account/api-tokens",
                                      "%2F%3aaccount/api-tokens",
                                      "/:account/api-tokens/create",
                                      "/:account/api-tokens?x=y",
                                      "",
                                      "My+token%26%3D",
                                      "%E6%9D%B1%e4%ba%ac",
                                      "%FF",
                                      "a%FFzoneId=all",
                                      "%",
                                      "%4",
                                      "%zz",
                                      "%00",
                                      "a=b=c"};
static const char* const kBetween[] = {"&", "&", "&", "&", "&", "&", "&&", "&amp;", "?", "#", ";", "& ", "&quot;"};

}  // namespace

std::vector<std::string> VectorInputs() {
  std::vector<std::string> inputs;
  for (const auto& entry : std::filesystem::directory_iterator(TOKENLINK_SOURCE_DIR "/tests/vectors")) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream stream(entry.path());
    const nlohmann::json file = nlohmann::json::parse(stream);
    for (const auto& item : file.at("cases")) {
      if (item.contains("input") && item.at("input").is_string()) inputs.push_back(item.at("input"));
    }
  }
  return inputs;
}

std::vector<std::string> LinksAtTheLimits() {
  std::vector<std::string> links = {""};
  const std::string object = "%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22edit%22%7D";
  for (const bool user : {true, false}) {
    const std::string prefix = std::string(user ? kUserPrefix : kAccountPrefix) + "%5B";
    const std::string suffix = user ? "%5D&accountId=%2A&zoneId=all" : "%5D";
    for (size_t objects : {1, 2, 300, 1023, 1024, 1025, 3000}) {
      std::string link = prefix;
      for (size_t i = 0; i < objects; ++i) link += (i == 0 ? "" : "%2C") + object;
      links.push_back(link += suffix);
      for (size_t repeats : {1, 7000}) {
        std::string named = link + "&name=";
        for (size_t i = 0; i < repeats; ++i) named += i % 3 == 0 ? "a%25" : "%C3%A9";
        links.push_back(named);
        links.push_back(named + "%C3");
      }
    }
    for (size_t n = 0; n < 100; ++n) {
      const std::string begin = prefix + "%7B%22key%22%3A%22";
      const std::string between = "%22%2C%22type%22%3A%22";
      links.push_back(begin + std::string(n, 'k') + between + "edit%22%7D" + suffix);
      links.push_back(begin + "dns" + between + std::string(n, 't') + "%22%7D" + suffix);
      links.push_back(prefix + object + suffix + "&name=" + std::string(n, 'n'));
      links.push_back(prefix + object + suffix + "&name=" + std::string(n, 'n') + "%E2%80%8B");
    }
    // Around the longest link that is built.
    const std::string named = prefix + object + suffix + "&name=";
    for (size_t size = kMaxLink - 3; size <= kMaxLink + 3; ++size) {
      links.push_back(named + std::string(size - named.size(), 'n'));
    }
  }
  return links;
}

std::string BuiltLink(Random* random) {
  const Catalog& catalog = BuiltinCatalog();
  std::vector<Permission> permissions;
  for (size_t n = 1 + random->Below(4); n > 0; --n) {
    const KeyEntry entry = random->OneIn(4) ? catalog[random->Below(catalog.size)]
                                            : catalog.Find(random->OneIn(2)   ? "dns"
                                                           : random->OneIn(2) ? "zone"
                                                                              : "workers_scripts");
    permissions.push_back(
        {entry.key(), random->OneIn(8) ? Str("edit") : entry.type(random->Below(entry.type_count()))});
  }
  Request request;
  request.kind = random->OneIn(3) ? Kind::kAccount : Kind::kUser;
  request.permissions = permissions;
  if (request.kind == Kind::kUser && random->OneIn(4)) request.account_id = "023e105f4ecef8ad9ca31a8372d0c353";
  if (request.kind == Kind::kUser && random->OneIn(4)) request.zone_id = "023E105F4ECEF8AD9CA31A8372D0C353";
  if (!random->OneIn(8)) request.name = kTokenNames[random->Below(std::size(kTokenNames))];
  std::string out(kMaxLink, '\0');
  size_t need = 0;
  if (Build(request, out.data(), out.size(), &need, nullptr) != Status::OK) return BuiltLink(random);
  out.resize(need);
  return out;
}

std::string PiecedLink(Random* random) {
  std::string link = kPages[random->OneIn(4) ? random->Below(8) : random->Below(2)];
  for (size_t n = 1 + random->Below(5), part = 0; part < n; ++part) {
    const size_t name = random->OneIn(8) ? random->Below(14) : random->Below(5);
    // Where each name's own values are in kValues.
    static constexpr size_t kFirst[] = {0, 13, 13, 25, 21}, kCount[] = {4, 5, 5, 3, 2};
    const bool fits = name < 5 && !random->OneIn(6);
    if (part > 0) link += kBetween[random->OneIn(4) ? random->Below(13) : 0];
    link += kNames[name];
    link += kValues[fits ? kFirst[name] + random->Below(kCount[name]) : random->Below(35)];
  }
  if (random->OneIn(16)) link += random->Of("&#? \n=");
  return link;
}

std::string Mutated(std::string link, Random* random) {
  static const std::string kBytes = "%+&#?=*\\ /\"{}[]:,;0aFfGz\n\t\x01\x7F\x80\xC3~._-";
  static const char* const kPieces[] = {"%2C",    "%22", "%7B", "%5D", "&name=", "&zoneId=all", "%25",
                                        "%C2%85", "%0A", "%c3", "%2a", "&amp;",  "%E2%80%AE",   "&accountId=%2A",
                                        "%5B%5D", "%7F", "%2e", "+"};
  for (size_t n = 1 + random->Below(3); n > 0; --n) {
    const size_t at = random->Below(link.size() + 1);
    switch (random->Below(5)) {
      case 0:
        if (at < link.size()) link[at] = random->Of(kBytes);
        break;
      case 1:
        link.insert(at, 1, random->Of(kBytes));
        break;
      case 2:
        link.erase(at, 1 + random->Below(6));
        break;
      case 3:
        link.insert(at, kPieces[random->Below(std::size(kPieces))]);
        break;
      default:
        link.resize(at);
    }
  }
  return link;
}

void ForEachOneByteChange(const std::string& link, const std::function<void(const std::string&)>& run) {
  static const std::string kBytes =
      std::string("%+&#?=*\\ /\"'{}[]<>:,;|@$^`!()0129aAbBdDfFgGzZ_~.-\n\t\r\x01\x7F\x80\xC3\xFF") + '\0';
  for (size_t at = 0; at <= link.size(); ++at) {
    run(link.substr(0, at));
    if (at < link.size()) {
      run(std::string(link).erase(at, 1));
      run(std::string(link).insert(at, 1, link[at]));
    }
    for (char byte : kBytes) {
      run(std::string(link).insert(at, 1, byte));
      if (at == link.size()) continue;
      std::string changed = link;
      changed[at] = byte;
      run(changed);
    }
  }
}

}  // namespace tokenlink::test

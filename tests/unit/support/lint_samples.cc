// SPDX-License-Identifier: MIT
#include "support/lint_samples.h"

#include "reference/percent.h"

namespace tokenlink::test {
namespace {

void ReplaceAll(std::string* text, std::string_view from, std::string_view to, size_t begin = 0) {
  for (size_t at = begin; (at = text->find(from, at)) != std::string::npos; at += to.size())
    text->replace(at, from.size(), to);
}

// A well-formed link with one to three permissions, some with a key or type that people get wrong.
std::string AnyLink(Random* random) {
  static const char* const kKeys[] = {"dns",
                                      "zone",
                                      "cache",
                                      "zone_dns",
                                      "dns_edit",
                                      "cache_purge",
                                      "DNS",
                                      "Workers-Scripts",
                                      "workers_scripts",
                                      "turnstile",
                                      "zone_settings",
                                      "account_api_tokens"};
  static const char* const kTypes[] = {"read", "edit", "write", "Read", "purge", "zone", "admn"};
  static const char* const kNames[] = {"DNS Read Token", "token",   "Caf\xC3\xA9 (staging)",
                                       "100% sure",      "a+b *c*", "{team} deploy"};
  std::vector<std::pair<std::string, std::string>> list;
  for (size_t n = 1 + random->Below(3); n > 0; --n)
    list.emplace_back(kKeys[random->Below(12)], kTypes[random->Below(7)]);
  const std::string json = reference::Encode(reference::StringifyList(list));
  const std::string name = "&name=" + reference::Encode(kNames[random->Below(6)]);
  return random->OneIn(2) ? std::string(kUserPrefix) + json + "&accountId=%2A&zoneId=all" + name
                          : std::string(kAccountPrefix) + json + name;
}

// Decodes escapes of the bytes in `wanted`, each with a chance of one in `n`.
void Unescape(std::string* link, std::string_view wanted, size_t n, Random* random) {
  for (size_t at = link->find('?'); (at = link->find('%', at)) != std::string::npos; ++at) {
    const std::string byte = reference::Decode(link->substr(at, 3), false).bytes;
    if (byte.size() == 1 && wanted.find(byte) != std::string::npos && random->OneIn(n)) link->replace(at, 3, byte);
  }
}

void Spoil(std::string* link, Random* random) {
  const size_t query = link->find('?');
  const size_t somewhere = query + 1 + random->Below(link->size() - query);
  switch (random->Below(21)) {
    case 0:
      return ReplaceAll(link, "&", "&amp;", query);
    case 1:
      return ReplaceAll(link, "_", "\\_", query);
    case 2:
      return ReplaceAll(link, "&", random->OneIn(2) ? "\n  &" : "\n&", query);
    case 3:
      return Unescape(link, "[]{}\":,", 1, random);
    case 4:
      return Unescape(link, "[]{}:,", 1, random);
    case 5:
      return Unescape(link, "[]{}\":,*()' /", 2, random);
    case 6:
      return ReplaceAll(link, "%20", "+", query);
    case 7:
      return ReplaceAll(link, "%2A", random->OneIn(2) ? "*" : "\\*", query);
    case 8:
      return ReplaceAll(link, "%2", random->OneIn(2) ? "%2" : "%252", link->find("&name="));
    case 9:
      for (size_t at = query; (at = link->find('%', at)) != std::string::npos; ++at) {
        if ((*link)[at + 2] >= 'A' && random->OneIn(2)) (*link)[at + 2] = static_cast<char>((*link)[at + 2] | 0x20);
      }
      return;
    case 10:
      return ReplaceAll(link, random->OneIn(2) ? "e" : "_", random->OneIn(2) ? "%65" : "%5F", link->find('='));
    case 11:
      return ReplaceAll(link, "%2C", "%2C%20", query);
    case 12:
      return ReplaceAll(link, "[", "\\["), ReplaceAll(link, "]", "\\]");
    case 13:
      return ReplaceAll(link, "%5D&", "]&"), ReplaceAll(link, "]&", "\\]&");
    case 14:
      link->insert(random->OneIn(2) ? 0 : link->size(), random->Text(" \t\n", 1 + random->Below(3)));
      return;
    case 15:
      *link += random->OneIn(2) ? "&name=Other" : "&ttl=90d&accountId=%2A&zoneId=%2A";
      return;
    case 16: {
      const size_t first = link->find('&', query);
      if (first == std::string::npos) return;
      // The first parameter moves to the end, after &amp; or &.
      const std::string moved = link->substr(query + 1, first - query - 1);
      *link = link->substr(0, query + 1) + link->substr(first + 1) + (random->OneIn(2) ? "&" : "&amp;") + moved;
      return;
    }
    case 17:
      return ReplaceAll(link, random->OneIn(2) ? "name=" : "zoneId=", random->OneIn(2) ? "Name=" : "zoneid=", query);
    case 18:
      link->insert(query + 1, random->OneIn(2) ? "accountId=%2A&amp;" : "zoneId=%2A&");
      return;
    case 19:
      return ReplaceAll(link, "/api-tokens", random->OneIn(2) ? "/api-tokens/create" : "/api-tokens?",
                        query > 30 ? 0 : query);
    default:
      link->insert(somewhere, 1, random->Of("\n\\&+ *%_\"]"));
  }
}

}  // namespace

std::string BadExample(const Rule& rule) {
  if (rule.number == kRuleTooLong) return kUserLink + std::string(kMaxLink, 'x');
  return std::string(Str(rule.bad));
}

std::string MutatedLink(Random* random) {
  for (;;) {
    std::string link = AnyLink(random);
    for (size_t n = 1 + random->Below(3); n > 0; --n) Spoil(&link, random);
    // What was escaped twice too often needs the same fix twice.
    bool twice = false;
    for (const char* sign : {"\\\\", "&amp;amp;", "\\&amp;", "%25252"}) twice |= link.find(sign) != std::string::npos;
    if (!twice) return link;
  }
}

}  // namespace tokenlink::test

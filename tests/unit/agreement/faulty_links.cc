// SPDX-License-Identifier: MIT
// Canonical links that ask for something odd: what Build() could have written, and the linter has much to say about.
#include <iterator>
#include <utility>

#include "agreement/samples.h"
#include "catalog/catalog.h"
#include "link/link.h"
#include "reference/percent.h"
#include "reference/text.h"

namespace tokenlink::test {
namespace {

constexpr char kWordBytes[] = "abcdefghijklmnopqrstuvwxyz_-.~019AZ";

// A few edits that leave the bytes of a word.
std::string Misspelled(std::string word, Random* random) {
  for (size_t n = 1 + random->Below(3); n > 0; --n) {
    const size_t at = random->Below(word.size());
    switch (random->Below(4)) {
      case 0:
        if (word.size() > 1) word.erase(at, 1);
        break;
      case 1:
        word.insert(at, 1, random->Of({kWordBytes, sizeof kWordBytes - 1}));
        break;
      case 2:
        word[at] = random->Of({kWordBytes, sizeof kWordBytes - 1});
        break;
      default:
        if (at > 0) std::swap(word[at], word[at - 1]);
        break;
    }
  }
  return word;
}

// In capitals, or with hyphens for underscores.
std::string Restyled(std::string word, Random* random) {
  const bool capitals = random->OneIn(2);
  for (char& c : word) {
    if (c == '_') {
      c = "_-."[random->Below(3)];
    } else if (capitals && c >= 'a' && c <= 'z') {
      c = static_cast<char>(c - 0x20);
    }
  }
  return word;
}

std::string FaultyKey(std::string known, Random* random) {
  static const char* const kLevels[] = {"_read", "_edit", "_write", "_revoke", "_run", "_purge"};
  static const char* const kOdd[] = {"...",
                                     "82e64a83756745bbbb1c9c2701bf816b",
                                     "82E64A83756745BBBB1C9C2701BF816B",
                                     "82e64a83756745bbbb1c9c2701bf816z",
                                     "account_api_tokens",
                                     "api_tokens",
                                     "memberships",
                                     "a",
                                     "qqqqqqqq",
                                     "YOUR_KEY"};
  switch (random->Below(8)) {
    case 0:
      return std::string(Str(WrongKeys()[random->Below(WrongKeys().size())].key));
    case 1:
      return Misspelled(known, random);
    case 2:
      return random->Text({kWordBytes, sizeof kWordBytes - 1}, 1 + random->Below(34));
    case 3:
      return known + kLevels[random->Below(std::size(kLevels))];
    case 4:
      return Restyled(known, random);
    case 5:
      return kOdd[random->Below(std::size(kOdd))];
    default:
      return known;
  }
}

std::string FaultyType(const KeyEntry& entry, Random* random) {
  static const char* const kOdd[] = {"write", "Read", "EDIT", "zone", "accounts", "admn", "...", "purge", "run", "r"};
  if (random->OneIn(3)) return kOdd[random->Below(std::size(kOdd))];
  if (random->OneIn(3)) return random->OneIn(2) ? "read" : "edit";
  return std::string(entry.type(random->Below(entry.type_count())));
}

}  // namespace

std::string FaultyLink(Random* random) {
  static const char* const kIds[] = {"%2A", "%2A", "%2A", "023e105f4ecef8ad9ca31a8372d0c353",
                                     "023E105F4ECEF8AD9CA31A8372D0C353"};
  static const char* const kNames[] = {"Deploy of the shop",
                                       "DNS Read Token",
                                       "Zone: settings (check), 1/2",
                                       "caf\xC3\xA9 \xE6\x9D\xB1\xE4\xBA\xAC",
                                       "token",
                                       "my-token",
                                       "a",
                                       "...",
                                       "\xE2\x80\xA6",
                                       "x\xE2\x80\x8By",
                                       "x\xE2\x80\xAEy\xE2\x80\x8Bz",
                                       "\xEF\xBB\xBFtest",
                                       "tab\there",
                                       "next\xC2\x85line",
                                       "{team} bot",
                                       "<prod>",
                                       "[EU] deploy",
                                       "$HOME",
                                       "%d",
                                       "50%20off",
                                       "100% sure",
                                       "YOUR_TOKEN_NAME",
                                       "e\xCC\x81\xEF\xB8\x8F\xE2\x80\x8D"};
  const Catalog& catalog = BuiltinCatalog();
  std::vector<std::pair<std::string, std::string>> list;
  const size_t size = random->OneIn(50) ? 1 + random->Below(40) : 1 + random->Below(4);
  while (list.size() < size) {
    const KeyEntry entry = catalog[random->Below(catalog.size)];
    const std::string known(entry.key());
    list.emplace_back(random->OneIn(3) ? known : FaultyKey(known, random), FaultyType(entry, random));
    if (random->OneIn(4)) list.emplace_back(list[random->Below(list.size())].first, FaultyType(entry, random));
  }
  const std::string json = reference::Encode(reference::StringifyList(list));
  const bool user = random->OneIn(2);
  std::string link = std::string(user ? kUserPrefix : kAccountPrefix) + json;
  if (user) {
    const char* const zone = kIds[random->Below(std::size(kIds))];
    link += std::string(kAccountIdIs) + kIds[random->Below(std::size(kIds))];
    link += std::string(kZoneIdIs) + (zone == Str("%2A") ? "all" : zone);
  }
  if (random->OneIn(10)) return link;
  return link + std::string(kNameIs) +
         reference::Encode(kNames[random->OneIn(2) ? 0 : random->Below(std::size(kNames))]);
}

}  // namespace tokenlink::test

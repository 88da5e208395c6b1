// SPDX-License-Identifier: MIT
// The recogniser of ordinary links against the reader of all links: over links written in every way it is to know, the
// same with each of their bytes changed, and links put together from good and bad pieces. The vectors compare the two
// through the C ABI: parsing takes the short way, linting of such links never does.
#include "link/ordinary.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "link/reader.h"
#include "support/guard.h"
#include "support/json_text.h"
#include "support/random.h"

namespace tokenlink {
namespace {

std::string Text(View view) { return view.absent() ? "(none)" : "'" + std::string(view.ptr, view.len) + "'"; }

std::string Describe(Kind kind, Permissions permissions, View account_id, View zone_id, View name) {
  std::string text = std::to_string(static_cast<int>(kind));
  for (const Permission& p : permissions) text += " " + Text(p.key) + ":" + Text(p.type);
  return text + " | " + Text(account_id) + " | " + Text(zone_id) + " | " + Text(name);
}

View ValueOf(const LinkParameter* parameter) { return parameter != nullptr ? View(parameter->value) : View(); }

class Judge {
 public:
  // Whether the recogniser took the link. What it took must be what the reader reads. It gets the link right before a
  // page that it may not touch, and its answer is looked at when the link is gone.
  bool Compare(const std::string& link) {
    arena_.Reset();
    const Str given = pages_.PutLast(link);
    OrdinaryLink fast;
    if (!ReadOrdinary(given, &arena_, &fast)) return false;
    memset(pages_.Last(link.size()), '?', link.size());
    reader_.Reset();
    Error error;
    EXPECT_EQ(reader_.Read(link, &error), Status::OK) << link << "\n" << error.detail;
    const Reading& slow = reader_.reading();
    const bool user = slow.kind == Kind::kUser;
    EXPECT_EQ(
        Describe(fast.kind, fast.permissions, fast.account_id, fast.zone_id, fast.name),
        Describe(slow.kind, {slow.permissions.data(), slow.permissions.size()},
                 user ? ValueOf(slow.account_id) : View(), user ? ValueOf(slow.zone_id) : View(), ValueOf(slow.name)))
        << link;
    EXPECT_TRUE(slow.extra.empty()) << link;
    return true;
  }

 private:
  test::GuardedPages pages_{2 * kMaxLink};
  Arena arena_;
  Reader reader_;
};

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

std::string Link(const Sample& sample, const Style& style, test::Random* random) {
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

Style RandomStyle(test::Random* random) {
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

Sample RandomSample(test::Random* random) {
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

TEST(OrdinaryLink, IsTakenHoweverItIsWritten) {
  test::Random random(20270101);
  Judge judge;
  for (int i = 0; i < 20000; ++i) {
    const std::string link = Link(RandomSample(&random), RandomStyle(&random), &random);
    ASSERT_TRUE(judge.Compare(link)) << link;
  }
}

TEST(OrdinaryLink, IsTakenAtEverySize) {
  test::Random random(1);
  Judge judge;
  for (const bool account : {false, true}) {
    for (size_t n = 0; n < 100; ++n) {
      Sample sample;
      sample.account = account;
      sample.name = std::string(n, 'n');
      ASSERT_TRUE(judge.Compare(Link(sample, Style(), &random)));
      sample.permissions = {{std::string(n + 1, 'k'), "edit"}, {"dns", std::string(n + 1, 't')}};
      ASSERT_TRUE(judge.Compare(Link(sample, Style(), &random)));
      // The shortest objects there are, as many as fit into so many bytes.
      sample.permissions.assign(n + 1, {"k", "t"});
      Style raw;
      raw.kept = "[]{}\":,";
      ASSERT_TRUE(judge.Compare(Link(sample, raw, &random)));
    }
  }
}

std::vector<std::string> Bases(test::Random* random) {
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

TEST(OrdinaryLink, IsNotMistakenForOneWhenAByteDiffers) {
  static const std::string kBytes =
      std::string("%+&#?=*\\ /\"'{}[]<>:,;|@$^`!()0129aAbBdDfFgGzZ_~.-\n\t\r\x01\x7F\x80\xC3\xFF") + '\0';
  test::Random random(2);
  Judge judge;
  size_t taken = 0, tried = 0;
  for (const std::string& link : Bases(&random)) {
    ASSERT_TRUE(judge.Compare(link)) << link;
    for (size_t at = 0; at <= link.size(); ++at) {
      const auto compare = [&](const std::string& changed) {
        ++tried;
        taken += judge.Compare(changed);
      };
      compare(link.substr(0, at));
      if (at < link.size()) {
        compare(std::string(link).erase(at, 1));
        compare(std::string(link).insert(at, 1, link[at]));
      }
      for (char byte : kBytes) {
        compare(std::string(link).insert(at, 1, byte));
        if (at == link.size()) continue;
        std::string changed = link;
        changed[at] = byte;
        compare(changed);
      }
    }
  }
  // Both sorts must occur, or nothing was hunted for.
  EXPECT_GT(taken, 10000u);
  EXPECT_LT(taken, tried / 2);
}

TEST(OrdinaryLink, IsNotMistakenForOneWhenItsListIsOdd) {
  test::Random random(4);
  test::JsonText lists(&random);
  const auto word = [&] {
    return random.OneIn(8) ? lists.Word() : "\"" + random.Text("ab_-.", 1 + random.Below(40)) + "\"";
  };
  Judge judge;
  size_t taken = 0;
  for (int i = 0; i < 50000; ++i) {
    std::string json = i % 4 == 0 ? lists.PermissionList() : "";
    while (i % 4 != 0 && (json.empty() || random.OneIn(3))) {
      json = (json.empty() ? "[" : json.substr(0, json.size() - 1) + ",") + lists.Space() + "{" +
             lists.Member("\"key\"", word()) + "," + lists.Member("\"type\"", word()) + "}]";
    }
    if (i % 2 == 0) json = lists.Mutated(json);
    const Style style = RandomStyle(&random);
    taken += judge.Compare("https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=" +
                           Escaped(json, style, style.kept));
  }
  EXPECT_GT(taken, 5000u);
}

// Good pieces and bad ones, the good ones more often.
TEST(OrdinaryLink, IsNotMistakenForOneWhenItsPartsAreOdd) {
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
  test::Random random(3);
  Judge judge;
  size_t taken = 0;
  for (int i = 0; i < 400000; ++i) {
    // A parameter is given a value it may have, or any.
    std::string link = kPages[random.OneIn(4) ? random.Below(8) : random.Below(2)];
    for (size_t n = 1 + random.Below(5), part = 0; part < n; ++part) {
      const size_t name = random.OneIn(8) ? random.Below(14) : random.Below(5);
      static constexpr size_t kFirst[] = {0, 13, 13, 25, 21}, kCount[] = {4, 5, 5, 3, 2};
      const bool fits = name < 5 && !random.OneIn(6);
      if (part > 0) link += kBetween[random.OneIn(4) ? random.Below(13) : 0];
      link += kNames[name];
      link += kValues[fits ? kFirst[name] + random.Below(kCount[name]) : random.Below(35)];
    }
    if (random.OneIn(16)) link += random.Of("&#? \n=");
    taken += judge.Compare(link);
  }
  EXPECT_GT(taken, 5000u);
}

}  // namespace
}  // namespace tokenlink

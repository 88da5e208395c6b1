// SPDX-License-Identifier: MIT
// The recogniser of canonical links against the reader of all links, and its linter against the whole one: over
// canonical links, canonical links with a byte or two changed, and every link of the vectors.
#include "link/canonical.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "link/reader.h"
#include "lint/canonical_lint.h"
#include "lint/linter.h"
#include "kernel/choose.h"

namespace tokenlink {
namespace {

std::string Text(View view) { return view.absent() ? "(none)" : std::string(view.ptr, view.len); }

std::string Describe(Kind kind, Permissions permissions, View account_id, View zone_id, View name) {
  std::string text = std::to_string(static_cast<int>(kind));
  for (const Permission& p : permissions) text += " " + Text(p.key) + ":" + Text(p.type);
  return text + " | " + Text(account_id) + " | " + Text(zone_id) + " | " + Text(name);
}

View ValueOf(const LinkParameter* parameter) { return parameter != nullptr ? View(parameter->value) : View(); }

std::string Describe(const Findings& findings) {
  std::string text = std::to_string(findings.total);
  for (const Finding& f : findings.list) {
    text += "\n" + std::to_string(f.rule) + " " + std::to_string(f.severity) + " " + std::to_string(f.permission) +
            " " + std::to_string(f.offset) + "+" + std::to_string(f.length) + " " + Text(f.message) + " / " +
            Text(f.fix);
  }
  return text;
}

class Judge {
 public:
  // Whether the recogniser took the link. What it took must be what the reader reads and the linter says.
  bool Compare(const std::string& link) {
    Arena arena;
    CanonicalLink fast;
    if (!ReadCanonical(link, &arena, &fast)) return false;
    reader_.Reset();
    Error error;
    EXPECT_EQ(reader_.Read(link, &error), Status::OK) << link << "\n" << error.detail;
    const Reading& slow = reader_.reading();
    const bool user = slow.kind == Kind::kUser;
    EXPECT_EQ(Describe(fast.kind, fast.permissions, fast.account_id, fast.zone_id, fast.name),
              Describe(slow.kind, slow.request().permissions, user ? ValueOf(slow.account_id) : View(),
                       user ? ValueOf(slow.zone_id) : View(), ValueOf(slow.name)))
        << link;
    EXPECT_TRUE(slow.extra.empty()) << link;
    Findings said = {ArenaVector<Finding>(&arena)};
    if (!LintCanonical(fast, BuiltinCatalog(), &said)) return true;
    ++linted;
    Findings all = {ArenaVector<Finding>(reader_.arena())};
    EXPECT_TRUE(Lint(slow, BuiltinCatalog(), reader_.arena(), &all));
    EXPECT_EQ(Describe(said), Describe(all)) << link;
    return true;
  }

  size_t linted = 0;

 private:
  Reader reader_;
};

const char* const kNames[] = {"DNS Read Token",
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

std::string RandomLink(std::mt19937* random) {
  const auto keys = BuiltinCatalog().key_count;
  std::vector<Permission> permissions;
  for (size_t n = 1 + (*random)() % 4; n > 0; --n) {
    const KeyEntry& entry = BuiltinCatalog().keys[(*random)() % keys];
    const bool documented = (*random)() % 4 != 0;
    const KeyEntry& chosen =
        documented ? *BuiltinCatalog().Find((*random)() % 2 != 0 ? "dns" : "workers_scripts") : entry;
    permissions.push_back(
        {chosen.key, (*random)() % 8 == 0 ? View("edit") : chosen.types[(*random)() % chosen.type_count]});
  }
  Request request;
  request.kind = (*random)() % 3 == 0 ? Kind::kAccount : Kind::kUser;
  request.permissions = permissions;
  if (request.kind == Kind::kUser && (*random)() % 4 == 0) request.account_id = "023e105f4ecef8ad9ca31a8372d0c353";
  if (request.kind == Kind::kUser && (*random)() % 4 == 0) request.zone_id = "023E105F4ECEF8AD9CA31A8372D0C353";
  if ((*random)() % 8 != 0) request.name = kNames[(*random)() % std::size(kNames)];
  std::string out(kMaxLink, '\0');
  size_t need = 0;
  if (Build(request, out.data(), out.size(), &need, nullptr) != Status::OK) return "";
  out.resize(need);
  return out;
}

std::string Mutate(std::string link, std::mt19937* random) {
  static const std::string kBytes = "%+&#?=*\\ /\"{}[]:,;0aFfGz\n\t\x01\x7F\x80\xC3~._-";
  static const char* const kPieces[] = {"%2C", "%22", "%7B", "%5D",   "&name=",    "&zoneId=all",    "%25",
                                        "%0A", "%c3", "%2a", "&amp;", "%E2%80%AE", "&accountId=%2A", "%5B%5D",
                                        "%2e", "+"};
  for (size_t n = 1 + (*random)() % 3; n > 0; --n) {
    const size_t at = (*random)() % (link.size() + 1);
    switch ((*random)() % 5) {
      case 0:
        if (at < link.size()) link[at] = kBytes[(*random)() % kBytes.size()];
        break;
      case 1:
        link.insert(at, 1, kBytes[(*random)() % kBytes.size()]);
        break;
      case 2:
        link.erase(at, 1 + (*random)() % 6);
        break;
      case 3:
        link.insert(at, kPieces[(*random)() % std::size(kPieces)]);
        break;
      default:
        link.resize(at);
    }
  }
  return link;
}

TEST(CanonicalLink, IsReadAndLintedAsAllLinksAre) {
  std::mt19937 random(20261123);
  Judge judge;
  size_t taken = 0;
  for (int i = 0; i < 20000; ++i) {
    const std::string link = RandomLink(&random);
    if (!link.empty()) taken += judge.Compare(link);
  }
  EXPECT_GT(taken, 15000u);
  EXPECT_GT(judge.linted, 1000u);
}

TEST(CanonicalLink, IsNotMistakenForOneWhenABreathDiffers) {
  std::mt19937 random(42);
  Judge judge;
  size_t taken = 0;
  size_t tried = 0;
  for (int i = 0; i < 200000; ++i) {
    const std::string link = RandomLink(&random);
    if (link.empty()) continue;
    ++tried;
    taken += judge.Compare(Mutate(link, &random));
  }
  // Both sorts must occur, or nothing was hunted for.
  EXPECT_GT(taken, 1000u);
  EXPECT_LT(taken, tried - 1000);
}

TEST(CanonicalLink, IsReadAlikeHoweverLongItIs) {
  Judge judge;
  const std::string object = "%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22edit%22%7D";
  for (const bool user : {true, false}) {
    for (size_t objects : {1, 300, 1023, 1024, 1025, 3000}) {
      std::string link(user ? kUserPrefix : kAccountPrefix);
      link += "%5B";
      for (size_t i = 0; i < objects; ++i) link += (i == 0 ? "" : "%2C") + object;
      link += user ? "%5D&accountId=%2A&zoneId=all" : "%5D";
      // A long list is recognised where enough of the link stands behind it, and by some kernels everywhere.
      const bool has_end = user || link.size() <= kMaxLink || ActiveKernel().read_ahead == 0;
      EXPECT_EQ(judge.Compare(link), objects <= 1024 && has_end) << objects;
      for (size_t repeats : {1, 7000, 100000}) {
        std::string named = link + "&name=";
        for (size_t i = 0; i < repeats; ++i) named += i % 3 == 0 ? "a%25" : "%C3%A9";
        EXPECT_EQ(judge.Compare(named), objects <= 1024 && (has_end || repeats > 1)) << objects << " " << repeats;
        EXPECT_FALSE(judge.Compare(named + "%C3")) << objects << " " << repeats;
      }
    }
  }
}

TEST(CanonicalLink, IsReadByEveryKernelAlike) {
  std::mt19937 random(7);
  const KernelList list = Kernels();
  for (int i = 0; i < 20000; ++i) {
    std::string link = RandomLink(&random);
    if (link.empty()) continue;
    if (i % 2 == 0) link = Mutate(link, &random);
    const size_t begin = link.find("%7B%22key");
    if (begin == std::string::npos) continue;
    const std::string padded = link + std::string(kReadAhead, '\0');
    KeyAndType expected[64], got[64];
    size_t expected_count = 0, count = 0;
    std::vector<char> copies[3];
    for (std::vector<char>& copy : copies) copy.assign(padded.size() + kCopyRoom, '#');
    const char* const in = padded.data() + begin;
    const char* const stop = padded.data() + padded.size();
    const char* const end = kPortableKernel.read_objects(in, stop, copies[0].data(), expected, 64, &expected_count);
    for (size_t k = 0; k < list.count; ++k) {
      if (!list.kernels[k]->supported()) continue;
      const char* const found = list.kernels[k]->read_objects(in, stop, copies[1].data(), got, 64, &count);
      // What is behind the list may be no link's; it is the caller's to see, and the kernel's to decline.
      if (found == nullptr && end != nullptr && end[3] != '&' && end[3] != '\0') continue;
      ASSERT_EQ(found, end) << list.kernels[k]->name << " " << link;
      // With nothing readable behind the link it answers the same or not at all, and its views are of the copy.
      const std::vector<char> bare(link.begin(), link.end());
      KeyAndType other[64];
      size_t early_count = 0;
      const char* const early = list.kernels[k]->read_objects(bare.data() + begin, bare.data() + bare.size(),
                                                              copies[2].data(), other, 64, &early_count);
      if (early != nullptr) {
        ASSERT_EQ(early - bare.data(), end - padded.data());
        ASSERT_EQ(early_count, expected_count);
        ASSERT_EQ(other[early_count - 1].type - copies[2].data(), got[count - 1].type - copies[1].data());
      }
      if (end == nullptr) continue;
      ASSERT_EQ(count, expected_count);
      for (size_t n = 0; n < count; ++n) {
        ASSERT_EQ(Str(got[n].key, got[n].key_size), Str(expected[n].key, expected[n].key_size));
        ASSERT_EQ(Str(got[n].type, got[n].type_size), Str(expected[n].type, expected[n].type_size));
      }
    }
  }
}

TEST(PlainList, IsWrittenByEveryKernelAlike) {
  std::mt19937 random(99);
  const KernelList list = Kernels();
  for (int i = 0; i < 50000; ++i) {
    std::vector<std::string> words;
    const size_t count = 1 + random() % 4;
    for (size_t n = 0; n < 2 * count; ++n) {
      std::string word(random() % (n % 2 == 0 ? 36 : 18), 'a');
      for (char& c : word) c = static_cast<char>("abcxyzAZ09-._~"[random() % 14]);
      if (random() % 40 == 0 && !word.empty()) word[random() % word.size()] = static_cast<char>(random());
      words.push_back(word);
    }
    std::vector<KeyAndType> pairs;
    for (size_t n = 0; n < count; ++n) {
      pairs.push_back({words[2 * n].data(), words[2 * n].size(), words[2 * n + 1].data(), words[2 * n + 1].size()});
    }
    std::string expected(count * kObjectRoom + random() % 64, '#');
    const char* end =
        kPortableKernel.encode_objects(pairs.data(), count, expected.data(), expected.data() + expected.size());
    const std::string written =
        end == nullptr ? "(null)" : expected.substr(0, static_cast<size_t>(end - expected.data()));
    for (size_t k = 0; k < list.count; ++k) {
      if (!list.kernels[k]->supported()) continue;
      std::string out(count * kObjectRoom, '#');
      const char* stop = list.kernels[k]->encode_objects(pairs.data(), count, out.data(), out.data() + out.size());
      ASSERT_EQ(stop == nullptr ? "(null)" : out.substr(0, static_cast<size_t>(stop - out.data())), written)
          << list.kernels[k]->name;
    }
  }
}

TEST(EncodeText, SeesTheSameInEveryKernel) {
  std::mt19937 random(5);
  const KernelList list = Kernels();
  for (int i = 0; i < 100000; ++i) {
    std::string text(random() % 80, 'a');
    for (char& c : text) c = random() % 30 == 0 ? static_cast<char>(random()) : static_cast<char>(' ' + random() % 95);
    unsigned expected = 0;
    for (char c : text) {
      const unsigned char byte = static_cast<unsigned char>(c);
      if (byte < 0x20 || byte == 0x7F) expected |= kHasControl;
      if (byte >= 0x80) expected |= kHasNonAscii;
    }
    std::string out(3 * text.size() + random() % 70, '#');
    for (size_t k = 0; k < list.count; ++k) {
      if (!list.kernels[k]->supported()) continue;
      unsigned sees = 99;
      const size_t size = list.kernels[k]->encode_text(text.data(), text.size(), out.data(), out.size(), &sees);
      ASSERT_EQ(sees, expected) << list.kernels[k]->name;
      ASSERT_EQ(size, kPortableKernel.encoded_size(text.data(), text.size()));
    }
  }
}

}  // namespace
}  // namespace tokenlink

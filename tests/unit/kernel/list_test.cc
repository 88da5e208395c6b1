// SPDX-License-Identifier: MIT
// Permission lists, in every kernel, against code that takes them apart by the letter.
#include <utility>
#include <vector>

#include "kernel/kernels.h"
#include "reference/percent.h"
#include "reference/text.h"
#include "support/guard.h"
#include "support/random.h"

namespace tokenlink {
namespace {

using test::GuardedPages;
using test::Random;
using Pairs = std::vector<std::pair<std::string, std::string>>;

constexpr char kCanary = 0x5A;
constexpr size_t kMost = 40;

class List : public test::KernelTest {};
INSTANTIATE_TEST_SUITE_P(Kernel, List, test::AllKernels(), test::KernelName);

std::string Word(Random* random, size_t longest) { return random->Text("abcxyzAZ09-._~", 1 + random->Below(longest)); }

Pairs RandomPairs(Random* random) {
  Pairs pairs;
  for (size_t n = 1 + random->Below(random->OneIn(20) ? kMost : 5); n > 0; --n) {
    // Mostly short, and now and then up to one byte more than a kernel takes.
    const bool is_long = random->OneIn(4);
    pairs.emplace_back(Word(random, is_long ? 33 : 12), Word(random, is_long ? 17 : 6));
  }
  return pairs;
}

// The list without its brackets, as JSON.stringify() and the plain encoder give it.
std::string Objects(const Pairs& pairs) {
  const std::string json = reference::StringifyList(pairs);
  return reference::Encode(json.substr(1, json.size() - 2));
}

bool Starts(Str text, size_t at, Str with) { return at <= text.size() && text.substr(at, with.size()) == with; }

// Unreserved bytes at text[*at], 1 to `longest` of them.
bool TakeWord(Str text, size_t* at, size_t longest, std::string* word) {
  word->clear();
  while (*at < text.size() && reference::Encode(text.substr(*at, 1)).size() == 1) *word += text[(*at)++];
  return !word->empty() && word->size() <= longest;
}

// What read_objects() has to find; false for null.
bool Expected(Str text, size_t most, Pairs* pairs, size_t* end) {
  constexpr Str kBegin = "%7B%22key%22%3A%22", kMiddle = "%22%2C%22type%22%3A%22", kEnd = "%22%7D";
  for (size_t at = 0;;) {
    std::string key, type;
    if (!Starts(text, at, kBegin)) return false;
    at += kBegin.size();
    if (!TakeWord(text, &at, 32, &key) || !Starts(text, at, kMiddle)) return false;
    at += kMiddle.size();
    if (!TakeWord(text, &at, 16, &type) || !Starts(text, at, kEnd) || pairs->size() == most) return false;
    at += kEnd.size();
    pairs->emplace_back(key, type);
    if (Starts(text, at, "%5D")) {
      *end = at;
      return true;
    }
    if (!Starts(text, at, "%2C")) return false;
    at += 3;
  }
}

std::string Mutated(std::string text, Random* random) {
  const size_t at = random->Below(text.size());
  switch (random->Below(5)) {
    case 0:
      text[at] = static_cast<char>(random->Below(256));
      break;
    case 1:
      text.erase(at, 1 + random->Below(3));
      break;
    case 2:
      text.insert(at, random->Text("%2D5&aZ~", 1 + random->Below(4)));
      break;
    case 3:
      text.resize(at);
      break;
    default:
      text.insert(at, text.substr(random->Below(text.size()), random->Below(120)));
  }
  return text;
}

TEST_P(List, IsReadToTheLetterWhateverFollowsIt) {
  Random random(51);
  GuardedPages in(1 << 14);
  GuardedPages copies(1 << 14);
  size_t taken = 0;
  size_t declined = 0;
  for (int round = 0; round < 60000; ++round) {
    const char* const tails[] = {"", "&accountId=%2A&zoneId=all", "&name=a%20b", "&accountId=%2A&zoneId=all&name=Team",
                                 "%"};
    std::string text = Objects(RandomPairs(&random)) + "%5D" + tails[random.Below(std::size(tails))];
    if (random.OneIn(2)) text = Mutated(text, &random);
    const size_t most = random.OneIn(30) ? random.Below(4) : kMost;
    Pairs expected;
    size_t end = 0;
    const bool is_list = Expected(text, most, &expected, &end);
    // The copy is a place of its own or that of the text.
    char* const room = copies.Last(text.size() + kCopyRoom);
    const bool in_place = random.OneIn(3);
    memset(room, kCanary, text.size() + kCopyRoom);
    if (in_place && !text.empty()) memcpy(room, text.data(), text.size());
    const Str placed = in_place ? Str(room, text.size()) : in.PutLast(text);
    KeyAndType list[kMost];
    size_t count = 99;
    const char* const found =
        kernel().read_objects(placed.data(), placed.data() + placed.size(), room, list, most, &count);
    ASSERT_EQ(found == nullptr ? nullptr : placed.data() + end, found) << text;
    ASSERT_EQ(found != nullptr, is_list) << text;
    ++(is_list ? taken : declined);
    if (!is_list) continue;
    ASSERT_EQ(count, expected.size());
    for (size_t i = 0; i < count; ++i) {
      ASSERT_EQ(Str(list[i].key, list[i].key_size), expected[i].first) << text;
      ASSERT_EQ(Str(list[i].type, list[i].type_size), expected[i].second) << text;
      ASSERT_TRUE(list[i].key > room && list[i].type < room + text.size()) << "a view of the copy";
    }
  }
  // Both must occur, or nothing was tested.
  EXPECT_GT(taken, 10000u);
  EXPECT_GT(declined, 10000u);
}

TEST_P(List, IsReadForWordsOfEverySize) {
  for (size_t key_size = 1; key_size <= 34; ++key_size) {
    for (size_t type_size = 1; type_size <= 18; ++type_size) {
      for (size_t after = 0; after <= 80; ++after) {
        const std::string text = Objects({{std::string(key_size, 'k'), std::string(type_size, 't')}}) + "%5D" +
                                 (after == 0 ? "" : "&" + std::string(after - 1, 'x'));
        std::vector<char> copy(text.size() + kCopyRoom);
        KeyAndType one;
        size_t count = 0;
        const bool found =
            kernel().read_objects(text.data(), text.data() + text.size(), copy.data(), &one, 1, &count) != nullptr;
        ASSERT_EQ(found, key_size <= 32 && type_size <= 16) << key_size << " " << type_size << " " << after;
        if (!found) continue;
        ASSERT_EQ(one.key_size, key_size);
        ASSERT_EQ(one.type_size, type_size);
      }
    }
  }
}

TEST_P(List, IsWrittenAsThePlainEncoderDoesOrLeftAlone) {
  Random random(52);
  size_t written = 0;
  size_t declined = 0;
  for (int round = 0; round < 60000; ++round) {
    Pairs pairs = RandomPairs(&random);
    std::string& word = random.OneIn(2) ? pairs.back().first : pairs.back().second;
    if (random.OneIn(6)) word[random.Below(word.size())] = static_cast<char>(random.Below(256));
    if (random.OneIn(20)) word.clear();
    std::vector<KeyAndType> list;
    bool is_plain = true;
    for (const auto& [key, type] : pairs) {
      list.push_back({key.data(), key.size(), type.data(), type.size()});
      is_plain = is_plain && key.size() - 1 < 32 && type.size() - 1 < 16 && reference::Encode(key + type) == key + type;
    }
    const size_t room = list.size() * kObjectRoom;
    std::vector<char> out(room + 64, kCanary);
    const char* const end = kernel().encode_objects(list.data(), list.size(), out.data(), out.data() + room);
    ASSERT_EQ(end != nullptr, is_plain);
    for (size_t i = room; i < out.size(); ++i) ASSERT_EQ(out[i], kCanary);
    ++(is_plain ? written : declined);
    if (is_plain) {
      ASSERT_EQ(Str(out.data(), static_cast<size_t>(end - out.data())), Objects(pairs));
    }
    // With less room it may decline, and still stays inside.
    const size_t less = random.Below(room);
    std::fill(out.begin(), out.end(), kCanary);
    kernel().encode_objects(list.data(), list.size(), out.data(), out.data() + less);
    for (size_t i = less; i < out.size(); ++i) ASSERT_EQ(out[i], kCanary);
  }
  EXPECT_GT(written, 10000u);
  EXPECT_GT(declined, 10000u);
}

}  // namespace
}  // namespace tokenlink

// SPDX-License-Identifier: MIT
#include "inputs.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "tokenlink.h"

namespace tokenlink_bench {
namespace {

// clang-format off
constexpr const char* kWords[] = {
    "ci",        "deploy",   "DNS",      "Edge",    "team",     "prod",      "staging", "zone",    "Backup",
    "worker",    "Analytics", "read",    "edit",    "bot",      "web",       "Checkout", "billing", "R&D",
    "us-east-1", "v2.0",     "terraform", "GitHub", "A/B",      "mail",      "cache",   "#42",     "on-call",
    "data_sync", "Mobile",   "API",      "Q3:plan", "renewal",  "C++",       "customer", "search"};
constexpr const char* kJapanese[] = {
    "東京", "本番", "環境", "デプロイ", "用", "証明書", "更新", "監視",
    "開発", "検証", "キャッシュ", "削除", "自動", "管理", "共有", "決済"};
// clang-format on
constexpr const char* kEmoji[] = {"🚀", "🔒", "✅", "⚙️", "🇯🇵", "📦"};

template <typename T, size_t n>
const T& Pick(Random& random, const T (&list)[n]) {
  return list[random.Below(n)];
}

// The documented keys, from the library's catalog.
std::vector<Permission> Documented() {
  std::vector<Permission> all;
  for (size_t i = 0; i < tokenlink_catalog_count(nullptr); ++i) {
    tokenlink_key key{};
    key.struct_size = sizeof key;
    if (tokenlink_catalog_at(nullptr, i, &key) != TOKENLINK_OK) abort();
    if (std::string_view(key.evidence.ptr, key.evidence.len) != "documented") continue;
    for (size_t t = 0; t < key.type_count; ++t) {
      all.push_back({std::string(key.key.ptr, key.key.len), std::string(key.types[t].ptr, key.types[t].len)});
    }
  }
  if (all.size() < 27) abort();
  return all;
}

// 1 to 6, 2.5 in the mean.
size_t SetSize(Random& random) {
  constexpr size_t kSizes[] = {1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6};
  return Pick(random, kSizes);
}

std::vector<Request> Requests(size_t count, uint64_t seed, const std::vector<Permission>& from) {
  Random random(seed);
  const std::vector<std::string> names = AsciiNames(count);
  std::vector<Request> requests(count);
  for (size_t i = 0; i < count; ++i) {
    const size_t size = SetSize(random);
    while (requests[i].permissions.size() < size) {
      const Permission& next = from[random.Below(from.size())];
      const auto same = [&](const Permission& p) { return p.key == next.key; };
      if (std::ranges::none_of(requests[i].permissions, same)) requests[i].permissions.push_back(next);
    }
    requests[i].name = names[i];
  }
  return requests;
}

}  // namespace

uint64_t Random::Next() {
  uint64_t z = (state_ += 0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

std::vector<std::string> AsciiNames(size_t count) {
  Random random(1);
  std::vector<std::string> names(count);
  for (std::string& name : names) {
    for (size_t words = 3 + random.Below(3); words > 0; --words) {
      name += Pick(random, kWords);
      if (words > 1) name += ' ';
    }
  }
  return names;
}

std::vector<std::string> JapaneseNames(size_t count) {
  Random random(2);
  std::vector<std::string> names(count);
  for (std::string& name : names) {
    const size_t sort = random.Below(4);
    for (size_t words = 2 + random.Below(3); words > 0; --words) name += Pick(random, kJapanese);
    if (sort == 1) name += Pick(random, kEmoji);
    if (sort == 2) name += std::string(" ") + Pick(random, kWords);
  }
  return names;
}

std::vector<Request> DocumentedRequests(size_t count) { return Requests(count, 3, Documented()); }

std::vector<Request> MixedRequests(size_t count) {
  std::vector<Request> requests = Requests(count, 4, Documented());
  const std::vector<std::string> names = JapaneseNames(count);
  for (size_t i = 0; i < count; ++i) {
    if (i % 5 == 0) requests[i].name = names[i];
    requests[i].account = i % 4 == 3;
  }
  return requests;
}

std::vector<Request> FreeRequests(size_t count) {
  Random random(5);
  constexpr const char* kParts[] = {"acme",  "widget", "gateway", "mesh",  "policy",
                                    "vault", "ledger", "relay",   "beacon"};
  std::vector<Permission> all;
  for (int i = 0; i < 60; ++i) {
    const std::string key = std::string("x") + Pick(random, kParts) + "_" + Pick(random, kParts);
    tokenlink_key known{};
    known.struct_size = sizeof known;
    if (tokenlink_catalog_find(nullptr, key.data(), key.size(), &known) == TOKENLINK_OK) abort();
    all.push_back({key, random.Below(2) == 0 ? "read" : "edit"});
  }
  return Requests(count, 6, all);
}

std::vector<Request> CleanRequests(size_t count) {
  tokenlink_reader* reader = nullptr;
  if (tokenlink_reader_new(nullptr, &reader, nullptr) != TOKENLINK_OK) abort();
  std::vector<Request> clean;
  for (Request& request : Requests(count * 64, 7, Documented())) {
    const std::string link = Link(request);
    tokenlink_link out{};
    out.struct_size = sizeof out;
    const tokenlink_status status = tokenlink_lint(reader, link.data(), link.size(), 0, &out, nullptr);
    if (status == TOKENLINK_OK && out.finding_total == 0) clean.push_back(std::move(request));
    if (clean.size() == count) break;
  }
  tokenlink_reader_free(reader);
  if (clean.size() < count) {
    std::fprintf(stderr, "inputs: only %zu links without a finding\n", clean.size());
    abort();
  }
  return clean;
}

std::string Markdown(size_t size) {
  Random random(8);
  std::string text;
  const auto words = [&](size_t n) {
    for (; n > 0; --n) {
      text += Pick(random, kWords);
      text += n > 1 ? " " : "";
    }
  };
  while (text.size() < size) {
    switch (random.Below(6)) {
      case 0:
        text += "\n## ";
        words(3);
        text += "\n\n";
        break;
      case 1:
        text += "* **";
        words(2);
        text += "**: see [";
        words(2);
        text += "](https://example.com/docs/" + std::to_string(random.Below(1000)) + "/?a=1&b=2)\n";
        break;
      case 2:
        text += "| `";
        words(1);
        text += "` | ";
        words(3);
        text += "     | \"key\": {\"a\": [1, 2]}     |\n";
        break;
      case 3:
        text += "\n```json\n{ \"key\": \"";
        words(1);
        text += "\", \"type\": \"edit\" }\n```\n\n";
        break;
      default:
        words(12);
        text += ". ";
        break;
    }
  }
  text.resize(size);
  return text;
}

std::string Japanese(size_t size) {
  Random random(9);
  std::string text;
  while (text.size() < size) {
    for (size_t n = 3 + random.Below(5); n > 0; --n) text += Pick(random, kJapanese);
    text += random.Below(8) == 0 ? "。\n" : "、";
  }
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  text.resize(size);
  return text;
}

std::vector<std::string> Windows(const std::string& text, size_t size, size_t count) {
  Random random(10);
  std::vector<std::string> windows;
  while (windows.size() < count) {
    size_t begin = random.Below(text.size() - size);
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
    size_t end = begin + size;
    while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    windows.push_back(text.substr(begin, end - begin));
  }
  return windows;
}

}  // namespace tokenlink_bench

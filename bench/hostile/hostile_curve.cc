// SPDX-License-Identifier: MIT
// Time per byte of parse and lint over hostile links of 1 KB to 64 MB. usage: hostile_curve [LARGEST_BYTES] > JSON
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "absl/cleanup/cleanup.h"
#include "tokenlink.h"

namespace {

struct Pattern {
  const char* name;
  const char* before;
  const char* unit;
  const char* after;
};

#define PAGE "https://dash.cloudflare.com/profile/api-tokens?"
#define LIST PAGE "permissionGroupKeys="
#define NAME LIST "%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22edit%22%7D%5D&accountId=%2A&zoneId=all&name="
constexpr Pattern kPatterns[] = {
    {"% in the list", LIST, "%", ""},
    {"% in the name", NAME, "%", ""},
    {"%25 in the name", NAME, "%25", ""},
    {"[ in the list", LIST, "[", ""},
    {"& as parameters", PAGE, "&", ""},
    {"\\\\u0000 encoded, in a key", LIST "%5B%7B%22key%22%3A%22", "%5Cu0000", "%22%2C%22type%22%3A%22b%22%7D%5D"},
    {"+ in the name", NAME, "+", "x"},
    {"+ in the list", LIST "[", "+", "]"},
    {"nested objects", LIST, "{\"a\":", ""},
    {"nested objects, encoded", LIST, "%7B%22a%22%3A", ""},
};

std::string Fill(const Pattern& p, size_t size) {
  std::string link = p.before;
  while (link.size() + std::string_view(p.unit).size() <= size) link += p.unit;
  return link + p.after;
}

void Call(tokenlink_reader* reader, const std::string& link, bool lint) {
  tokenlink_link out{};
  out.struct_size = sizeof out;
  (lint ? tokenlink_lint : tokenlink_parse)(reader, link.data(), link.size(), 0, &out, nullptr);
}

// The best of several: what a busy machine adds is not the library's.
double NanosecondsPerByte(tokenlink_reader* reader, const std::string& link, bool lint) {
  using Clock = std::chrono::steady_clock;
  const size_t calls = std::max<size_t>(1, (256u << 10) / link.size());
  double best = 1e18;
  double spent = 0;
  for (int i = 0; i < 15 && spent < 5e8; ++i) {
    const auto begin = Clock::now();
    for (size_t c = 0; c < calls; ++c) Call(reader, link, lint);
    const double ns = std::chrono::duration<double, std::nano>(Clock::now() - begin).count();
    best = std::min(best, ns);
    spent += ns;
  }
  return best / static_cast<double>(calls) / static_cast<double>(link.size());
}

}  // namespace

int main(int argc, char** argv) {
  const size_t largest = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 64u << 20;
  const char* comma = "";
  std::printf("{\"curves\": [");
  for (const Pattern& p : kPatterns) {
    for (const bool lint : {false, true}) {
      // A reader of its own, which is warm and keeps its memory: growing costs once.
      tokenlink_reader_options options = TOKENLINK_READER_OPTIONS_INIT;
      options.max_input = 2 * largest;
      options.keep_memory = SIZE_MAX;
      tokenlink_reader* reader = nullptr;
      if (tokenlink_reader_new(&options, &reader, nullptr) != TOKENLINK_OK) return 1;
      const absl::Cleanup freed = [reader] { tokenlink_reader_free(reader); };
      std::printf("%s\n{\"pattern\": \"%s\", \"call\": \"%s\", \"points\": [", comma, p.name, lint ? "lint" : "parse");
      const char* inner = "";
      for (size_t size = 1024; size <= largest; size *= 4) {
        const std::string link = Fill(p, size);
        Call(reader, link, lint);  // the reader grows
        std::printf("%s[%zu, %.5f]", inner, link.size(), NanosecondsPerByte(reader, link, lint));
        inner = ", ";
      }
      std::printf("]}");
      comma = ",";
    }
    std::fflush(stdout);
  }
  std::printf("\n]}\n");
  return 0;
}

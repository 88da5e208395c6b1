// SPDX-License-Identifier: MIT
// Hostile input costs linear time: sixteen times the bytes take about sixteen times as long, not 256 times. Each
// pattern fills a link, in the list, in the name and as parameters; the larger one has 1 MiB.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "check.h"
#include "samples.h"

namespace {

constexpr size_t kSmall = 64 * 1024;
constexpr size_t kTimes = 16;
// Quadratic work would show as 16 beside a linear 1; the room between is for caches and a busy machine.
constexpr double kMost = 5.0;

double Seconds(tokenlink_reader* reader, const std::string& link, bool lint) {
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    tokenlink_link out = sample_out();
    const auto begin = std::chrono::steady_clock::now();
    (lint ? tokenlink_lint : tokenlink_parse)(reader, link.data(), link.size(), 0, &out, nullptr);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    best = std::min(best, took.count());
  }
  return best;
}

std::string Fill(const std::string& before, const std::string& unit, const std::string& after, size_t size) {
  std::string link = before;
  while (link.size() < size) link += unit;
  return link + after;
}

}  // namespace

int main() {
  const std::string page = "https://dash.cloudflare.com/profile/api-tokens";
  const std::string list = page + "?permissionGroupKeys=";
  const std::string name = page + "?permissionGroupKeys=" SAMPLE_LIST "&accountId=%2A&zoneId=all&name=";
  struct Pattern {
    std::string before, unit, after;
  };
  const std::vector<Pattern> patterns = {
      {"", " ", ""},
      {"https://", "a", ""},
      {"https://", ".", ""},
      {page, "/", ""},
      {page + "?", "&", ""},
      {page + "?", "&amp;", ""},
      {page + "?", "a&", ""},
      {page + "?", "a=b&", ""},
      {page + "?", "=", ""},
      {page + "?", "?", ""},
      {page + "?", "name=x&", ""},
      {page + "?", "permissionGroupKeys=[]&", ""},
      {page + "?", "#", ""},
      {list, "[", ""},
      {list, "{\"a\":", ""},
      {list + "[", "{\"key\":\"k\",\"type\":\"t\"},", "{\"key\":\"k\",\"type\":\"t\"}]"},
      {list + "[", "{\"key\":\"dns\",\"type\":\"edit\"},", "{}]"},
      {list + "[", "\"dns\",", "1]"},
      {list + "[{", "\"key\":\"a\",", "\"type\":\"b\"}]"},
      {list + "[{\"key\":\"", "\\u0000", "\",\"type\":\"b\"}]"},
      {list + "[{\"key\":\"", "\\\\_", "\",\"type\":\"b\"}]"},
      {list + "[{\"key\":\"", "\\_", "\",\"type\":\"b\"}]"},
      {list, "%5B", ""},
      {list, "%25", ""},
      {list, "\"", ""},
      {list, "\\", ""},
      {name, "%", ""},
      {name, "%41", ""},
      {name, "%4", ""},
      {name, "+", ""},
      {name, "*", ""},
      {name, " ", "x"},
      {name, "\n ", "x"},
      {name, "\xE2\x80\x8B", ""},
      {name, "\xE2\x80\xAE", ""},
      {name, "%E2%80%AE", ""},
      {name, "\xFF", ""},
      {name, "<a>", ""},
      {name, "{{", ""},
      {name, "$", ""},
      {name, "[", ""},
  };
  tokenlink_reader* reader = nullptr;
  CHECK(tokenlink_reader_new(nullptr, &reader, nullptr) == TOKENLINK_OK);
  for (const Pattern& p : patterns) {
    const std::string small = Fill(p.before, p.unit, p.after, kSmall);
    const std::string large = Fill(p.before, p.unit, p.after, kSmall * kTimes);
    for (const bool lint : {false, true}) {
      Seconds(reader, large, lint);  // the reader grows once, outside of the measurement
      double ratio = kMost;
      // A busy machine gets three chances.
      for (int attempt = 0; attempt < 3 && ratio >= kMost; ++attempt) {
        const double fast = std::max(Seconds(reader, small, lint), 20e-6);
        ratio = Seconds(reader, large, lint) / fast / kTimes;
      }
      CHECK(ratio < kMost);
      if (ratio >= kMost) {
        std::printf("  %s of '%.12s' after '%.80s': %.1f times the time per byte\n", lint ? "lint" : "parse",
                    p.unit.c_str(), p.before.c_str(), ratio);
      }
    }
  }
  tokenlink_reader_free(reader);
  return finish("hostile_time");
}

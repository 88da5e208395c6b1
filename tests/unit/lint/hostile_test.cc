// SPDX-License-Identifier: MIT
// Input made to hurt costs time in proportion to its size, and nothing worse.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>

#include "support/linted.h"

namespace tokenlink {
namespace {

using test::Linted;

const std::string kUser = "https://dash.cloudflare.com/profile/api-tokens?";
const std::string kRoot = "https://dash.cloudflare.com/?to=/:account/api-tokens&";

struct Attack {
  const char* name;
  std::string before, repeated, after;
};

std::string Text(const Attack& attack, size_t size) {
  std::string text = attack.before;
  text.reserve(size + 200);
  while (text.size() < size) text += attack.repeated;
  return text + attack.after;
}

double Seconds(const std::string& text) {
  double best = 1e9;
  // The first run fetches memory; of the others the fastest is the least disturbed.
  Reader reader;
  for (int run = 0; run < 4; ++run) {
    const auto begin = std::chrono::steady_clock::now();
    reader.Reset();
    Error error;
    (void)reader.Read(text, &error);
    Findings findings{ArenaVector<Finding>(reader.arena()), 0};
    EXPECT_TRUE(Lint(reader.reading(), BuiltinCatalog(), reader.arena(), &findings));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    if (run > 0) best = std::min(best, took.count());
  }
  return best;
}

class Hostile : public testing::TestWithParam<Attack> {};

TEST_P(Hostile, CostsLinearTime) {
  constexpr size_t kSmall = 1 << 16;
  constexpr size_t kLarge = 1 << 20;
  const double small = Seconds(Text(GetParam(), kSmall)) / kSmall;
  const double large = Seconds(Text(GetParam(), kLarge)) / kLarge;
  // Below a tenth of a nanosecond a byte nothing was looked at, and the clock decides.
  EXPECT_LT(large, 6 * std::max(small, 1e-10)) << small * 1e9 << " and " << large * 1e9 << " ns a byte";
}

const std::string kValue = "permissionGroupKeys=";

INSTANTIATE_TEST_SUITE_P(
    Input, Hostile,
    testing::Values(
        Attack{"percents", kUser + "name=", "%", ""}, Attack{"escaped_percents", kUser + "name=", "%25", ""},
        Attack{"double_escapes", kUser + "name=", "%2541", ""}, Attack{"raw_lists", kUser + kValue, "[", ""},
        Attack{"encoded_lists", kUser + kValue, "%5B", ""}, Attack{"nested_objects", kUser + kValue, "{\"key\":", ""},
        Attack{"listed_objects", kUser + kValue + "[", "{\"key\":\"a\"},", "{}]"},
        Attack{"shallow_lists", kUser + kValue + "[", "[],", "[]]"}, Attack{"ampersands", kUser, "&", ""},
        Attack{"parameters", kUser, "a&", ""}, Attack{"empty_parameters", kUser, "=&", ""},
        Attack{"repeated_names", kUser, "name=a&", ""}, Attack{"misspelt_names", kUser, "Name=a&", ""},
        Attack{"html_ampersands", kUser, "&amp;", ""}, Attack{"plus_signs", kUser + "name=", "+", ""},
        Attack{"nul_escapes", kUser + kValue + "[\"", "\\u0000", "\"]"},
        Attack{"nul_keys", kUser + kValue + "[{\"key\":\"", "\\u0000", "\",\"type\":\"read\"}]"},
        Attack{"half_surrogates", kUser + kValue + "[\"", "\\uD800", "\"]"},
        Attack{"backslashes", kUser + kValue + "[\"", "\\\\", "\"]"}, Attack{"markdown", kUser + "name=", "\\_", ""},
        Attack{"blanks", kUser + "name=", " ", "x"}, Attack{"tabs", kUser + "name=", "\t", "x"},
        Attack{"line_breaks", kUser + "name=", "\n ", "x"}, Attack{"questions", kRoot, "?", ""},
        Attack{"second_questions", "https://dash.cloudflare.com/?", "to=?&", ""},
        Attack{"unknown_keys", kUser + kValue + "[", "{\"key\":\"zz\",\"type\":\"q\"},", "1]"},
        Attack{"one_key", kUser + kValue + "[", "{\"key\":\"dns\",\"type\":\"edit\"},", "1]"},
        Attack{"members", kUser + kValue + "[{", "\"key\":\"dns\",", "\"type\":\"edit\"}]"},
        Attack{"braces", kUser + "name=", "{a", ""}, Attack{"angles", kUser + "name=", "<a ", ""},
        Attack{"dollars", kUser + "name=", "${", ""}, Attack{"zero_widths", kUser + "name=", "%E2%80%8B", ""},
        Attack{"one_long_name", kUser + "name=", "a", ""}, Attack{"one_long_id", kUser + "accountId=", "0", ""},
        Attack{"one_long_key", kUser + kValue + "[{\"key\":\"", "a", "\",\"type\":\"read\"}]"},
        Attack{"fragments", kUser, "#", ""}, Attack{"slashes", "https://dash.cloudflare.com", "/", ""},
        Attack{"no_link", "", "a", ""}, Attack{"json_space", kUser + kValue + "[", "%20", "]"}),
    [](const testing::TestParamInfo<Attack>& attack) { return std::string(attack.param.name); });

TEST(HostileList, OfAHundredThousandUnknownKeysIsRead) {
  std::string link = kUser + kValue + "[";
  for (int i = 0; i < 100000; ++i)
    link += std::string(i > 0 ? "," : "") + "{\"key\":\"zone_setting" + std::to_string(i) + "\",\"type\":\"reed\"}";
  const auto begin = std::chrono::steady_clock::now();
  const Linted linted(link + "]");
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  EXPECT_TRUE(linted.readable());
  EXPECT_GE(linted.findings.total(), 200000u);
  EXPECT_EQ(linted.findings.list.size(), kMaxFindings);
  EXPECT_LT(took.count(), 10.0);  // a tenth of a second; comparing each with all known keys takes minutes
}

TEST(HostileList, OfADeepNestIsRefusedAtItsLimit) {
  const Linted linted(kUser + kValue + std::string(1 << 20, '['));
  EXPECT_EQ(linted.status, Status::E_JSON);
  EXPECT_GE(linted.error.offset, (kUser + kValue).size() + 1023);
  EXPECT_LE(linted.error.offset, (kUser + kValue).size() + 1024);
}

}  // namespace
}  // namespace tokenlink

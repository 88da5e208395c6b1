// SPDX-License-Identifier: MIT
#include "terminal/nearest.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

char Lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// Edits between two words, a swap of neighbours counting once. Letters' case is no edit.
size_t Distance(std::string_view a, std::string_view b) {
  std::vector<size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const bool same = Lower(a[i - 1]) == Lower(b[j - 1]);
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && Lower(a[i - 1]) == Lower(b[j - 2]) && Lower(a[i - 2]) == Lower(b[j - 1])) {
        now[j] = std::min(now[j], before[j - 2] + 1);
      }
    }
    before.swap(last);
    last.swap(now);
  }
  return last[b.size()];
}

}  // namespace

std::vector<std::string> Nearest(std::string_view word, const std::vector<std::string>& candidates) {
  constexpr size_t kLongestWord = 64;
  std::vector<std::pair<size_t, std::string>> close;
  if (word.empty() || word.size() > kLongestWord) return {};
  for (const std::string& candidate : candidates) {
    if (candidate.empty() || candidate.size() > kLongestWord) continue;
    size_t distance = Distance(word, candidate);
    const size_t allowed = std::max<size_t>(1, std::max(word.size(), candidate.size()) / 3);
    // "deploy" for "deploy-token": no few edits, but one word is the start of the other.
    const std::string_view shorter = word.size() < candidate.size() ? word : std::string_view(candidate);
    if (distance > allowed && shorter.size() >= 3 && candidate.starts_with(word)) distance = allowed;
    if (distance <= allowed) close.emplace_back(distance, candidate);
  }
  std::stable_sort(close.begin(), close.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> names;
  for (const auto& [distance, name] : close) {
    if (names.size() == 3 || distance > close.front().first + 1) break;
    names.push_back(name);
  }
  return names;
}

std::string DidYouMean(std::string_view word, const std::vector<std::string>& candidates) {
  std::vector<std::string> names = Nearest(word, candidates);
  if (names.empty()) return "";
  for (std::string& name : names) name = Quoted(name);
  return "; did you mean " + Joined(names, " or ") + "?";
}

}  // namespace tokenlink_cli

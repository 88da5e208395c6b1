// SPDX-License-Identifier: MIT
#include "terminal/nearest.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <utility>

#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

// Edit distance of two words, in which swapping two neighbours counts once.
size_t Distance(absl::string_view a, absl::string_view b) {
  std::vector<size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = std::min(now[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(now);
  }
  return last[b.size()];
}

// Indices of up to three candidates, nearest first.
std::vector<size_t> Nearest(absl::string_view word, const std::vector<std::string>& candidates) {
  constexpr size_t kLongestWord = 64;
  if (word.empty() || word.size() > kLongestWord) return {};
  const std::string lower = absl::AsciiStrToLower(word);
  std::vector<std::pair<size_t, size_t>> close;  // distance, index
  for (size_t i = 0; i < candidates.size(); ++i) {
    const std::string candidate = absl::AsciiStrToLower(candidates[i]);
    if (candidate.empty() || candidate.size() > kLongestWord) continue;
    const size_t allowed = std::max<size_t>(1, std::max(word.size(), candidate.size()) / 3);
    const size_t distance = Distance(lower, candidate);
    if (distance <= allowed) {
      close.emplace_back(distance, i);
    } else if (word.size() >= 3 && absl::StartsWith(candidate, lower)) {
      close.emplace_back(allowed, i);  // "deploy" for "deploy-token"
    }
  }
  std::sort(close.begin(), close.end());
  std::vector<size_t> nearest;
  for (const auto& [distance, index] : close) {
    if (nearest.size() == 3 || distance > close.front().first + 1) break;
    nearest.push_back(index);
  }
  return nearest;
}

}  // namespace

std::string DidYouMean(absl::string_view word, const std::vector<std::string>& candidates) {
  std::vector<std::string> names;
  for (const size_t index : Nearest(word, candidates)) names.push_back(Quoted(candidates[index]));
  return names.empty() ? "" : absl::StrCat("; did you mean ", Enumerated(names, " or "), "?");
}

}  // namespace tokenlink_cli

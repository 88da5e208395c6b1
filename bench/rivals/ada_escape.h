// SPDX-License-Identifier: MIT
// ada as the jobs use it: the C++ inside the crate ada-url.
#ifndef TOKENLINK_BENCH_RIVALS_ADA_ESCAPE_H_
#define TOKENLINK_BENCH_RIVALS_ADA_ESCAPE_H_

#include <ada.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace tokenlink_bench {

// A bit for every byte that is escaped: all but the RFC 3986 unreserved set, so that results are the same as ours.
constexpr std::array<uint8_t, 32> EscapeSet() {
  std::array<uint8_t, 32> set{};
  for (unsigned c = 0; c < 256; ++c) {
    const bool unreserved = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                            c == '.' || c == '_' || c == '~';
    if (!unreserved) set[c / 8] = static_cast<uint8_t>(set[c / 8] | (1u << (c % 8)));
  }
  return set;
}
inline constexpr std::array<uint8_t, 32> kEscapeSet = EscapeSet();

// ada's append leaves the output alone when nothing is to be escaped.
inline void AdaAppend(std::string_view text, std::string& out) {
  if (!ada::unicode::percent_encode<true>(text, kEscapeSet.data(), out)) out.append(text);
}

}  // namespace tokenlink_bench

#endif  // TOKENLINK_BENCH_RIVALS_ADA_ESCAPE_H_

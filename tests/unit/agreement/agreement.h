// SPDX-License-Identifier: MIT
// Every fast path is registered here with the exact implementation it must agree with. agreement_test.cc tries them all
// on the same texts: where a fast path says yes, both answers are equal.
#ifndef TOKENLINK_TESTS_UNIT_AGREEMENT_AGREEMENT_H_
#define TOKENLINK_TESTS_UNIT_AGREEMENT_AGREEMENT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "link/link.h"
#include "lint/linter.h"
#include "support/guard.h"

namespace tokenlink::test {

// A text right before a page that must not be touched.
class Input {
 public:
  Input(std::string_view text, GuardedPages* pages);
  std::string_view text() const { return text_; }
  // Overwrites the text. What a fast path returns must not depend on it any more.
  void TakeAway();

 private:
  GuardedPages* pages_;
  std::string_view text_;
};

struct FastPath {
  const char* name;  // of the function, "TryReadCanonical"
  // An answer is everything the implementation says, as text: bytes, status, error, offsets, findings. The input is a
  // link, sound or not; a fast path that takes something else derives it from the link, the same for both functions.
  // std::nullopt: the fast path declined.
  std::optional<std::string> (*fast)(Input* link);
  std::string (*exact)(const std::string& link);
};

std::vector<FastPath>& FastPaths();

struct Registration {
  explicit Registration(const FastPath& path) { FastPaths().push_back(path); }
};

// One line for each fast path, in a file of this folder, with two functions Fast and Exact.
#define REGISTER_FAST_PATH(name, fast, exact) \
  const ::tokenlink::test::Registration name##Registration({#name, fast, exact})

// Pieces of answers.
std::string Describe(View view);
std::string Describe(Status status, const Error& error);
std::string Describe(Kind kind, Permissions permissions, View account_id, View zone_id, View name);
std::string Describe(const Findings& findings);

}  // namespace tokenlink::test

#endif  // TOKENLINK_TESTS_UNIT_AGREEMENT_AGREEMENT_H_

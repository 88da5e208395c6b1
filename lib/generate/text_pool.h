// SPDX-License-Identifier: MIT
// The one text that a generated table's TextRefs point into. A string that is part of another takes no room of its own.
#ifndef TOKENLINK_LIB_GENERATE_TEXT_POOL_H_
#define TOKENLINK_LIB_GENERATE_TEXT_POOL_H_

#include <string>
#include <vector>

namespace tokenlink::generate {

class TextPool {
 public:
  // All strings of the tables. Ends the build if they do not fit into TextRefs.
  explicit TextPool(std::vector<std::string> strings);

  // The text as `constexpr char kText[]`.
  void Print() const;
  // A string's TextRef, as an initializer.
  std::string Ref(const std::string& text) const;

 private:
  std::string text_;
};

}  // namespace tokenlink::generate

#endif  // TOKENLINK_LIB_GENERATE_TEXT_POOL_H_

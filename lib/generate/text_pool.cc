// SPDX-License-Identifier: MIT
#include "generate/text_pool.h"

#include <algorithm>
#include <cstdio>

#include "base/text_ref.h"
#include "generate/records.h"

namespace tokenlink::generate {

TextPool::TextPool(std::vector<std::string> strings) {
  // The longest first, so that each string that is part of another comes after it.
  std::sort(strings.begin(), strings.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  for (const std::string& text : strings) {
    if (text.size() > TextRef::kMaxSize) Die("a table", 0, "has a text of " + std::to_string(text.size()) + " bytes");
    if (text_.find(text) == std::string::npos) text_ += text;
  }
  if (text_.size() > TextRef::kMaxAt) Die("a table", 0, "has texts of " + std::to_string(text_.size()) + " bytes");
}

void TextPool::Print() const {
  constexpr size_t kLine = 100;
  printf("constexpr char kText[] =");
  for (size_t at = 0; at < text_.size(); at += kLine) printf("\n    %s", Literal(text_.substr(at, kLine)).c_str());
  printf(";\n");
}

std::string TextPool::Ref(const std::string& text) const {
  const size_t at = text_.find(text);
  if (at == std::string::npos) Die("a table", 0, "has no text " + text);
  return "{" + std::to_string(at) + ", " + std::to_string(text.size()) + "}";
}

}  // namespace tokenlink::generate

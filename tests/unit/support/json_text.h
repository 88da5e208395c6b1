// SPDX-License-Identifier: MIT
// Random JSON with everything odd that the grammar allows; and text that is almost JSON.
#ifndef TOKENLINK_TESTS_UNIT_SUPPORT_JSON_TEXT_H_
#define TOKENLINK_TESTS_UNIT_SUPPORT_JSON_TEXT_H_

#include <string>

#include "support/random.h"

namespace tokenlink::test {

class JsonText {
 public:
  explicit JsonText(Random* random) : random_(random) {}

  std::string Space() { return random_->OneIn(4) ? random_->Text(" \t\n\r", 1 + random_->Below(3)) : ""; }

  // `text` in quotes, with some needless escapes.
  std::string String(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
      if (static_cast<signed char>(c) > 0x1F && c != '"' && c != '\\' && random_->OneIn(12)) {
        char escape[8];
        snprintf(escape, sizeof escape, random_->OneIn(2) ? "\\u%04x" : "\\u%04X", static_cast<unsigned>(c));
        out += escape;
      } else if (c == '/' && random_->OneIn(2)) {
        out += "\\/";
      } else {
        const std::string plain = reference::StringifyString(std::string_view(&c, 1));
        out += plain.substr(1, plain.size() - 2);
      }
    }
    return out + "\"";
  }

  std::string Word() {
    if (random_->OneIn(8)) return String(random_->Unicode(random_->Below(6)));
    if (random_->OneIn(10)) return "\"\\uD83D\\uDE00\\n\\\"\"";
    return String(random_->Text("abcdns_/\"\\{}[],:", random_->Below(8)));
  }

  std::string Value(int depth) {
    switch (random_->Below(depth > 0 ? 9 : 7)) {
      case 0:
        return "true";
      case 1:
        return "false";
      case 2:
        return "null";
      case 3:
        return Number();
      case 7: {
        std::string out = "[" + Space();
        for (size_t i = 0, n = random_->Below(4); i < n; ++i)
          out += (i > 0 ? "," : "") + Space() + Value(depth - 1) + Space();
        return out + "]";
      }
      case 8: {
        std::string out = "{" + Space();
        for (size_t i = 0, n = random_->Below(4); i < n; ++i)
          out += (i > 0 ? "," : "") + Member(Word(), Value(depth - 1));
        return out + "}";
      }
      default:
        return Word();
    }
  }

  // Small ones: simdjson refuses a number that does not fit a double, although its form is right.
  std::string Number() {
    static const char* const kNumbers[] = {"0", "-0", "7", "-12", "0.5", "-3.25", "1e5", "2E-3", "4.5e+1", "100"};
    return kNumbers[random_->Below(10)];
  }

  std::string Member(const std::string& name, const std::string& value) {
    return Space() + name + Space() + ":" + Space() + value + Space();
  }

  // A permission list, with everything odd that is still JSON.
  std::string PermissionList() {
    std::string out = Space() + "[";
    for (size_t i = 0, n = random_->Below(5); i < n; ++i) {
      if (i > 0) out += ",";
      out += Space() + (random_->OneIn(8) ? Value(2) : Permission()) + Space();
    }
    return out + "]" + Space();
  }

  // One to three edits, after which the text may or may not be JSON.
  std::string Mutated(std::string text) {
    for (size_t i = 1 + random_->Below(3); i > 0; --i) {
      const size_t at = text.empty() ? 0 : random_->Below(text.size());
      switch (random_->Below(5)) {
        case 0:
          text.insert(at, 1, random_->Of("[]{},:\"\\ntfu0123456789.eE+-/ \t\x01"));
          break;
        case 1:
          text.erase(at, 1 + random_->Below(3));
          break;
        case 2:
          text.resize(at);
          break;
        case 3:
          if (!text.empty()) text[at] = random_->Of("[]{},:\"\\nu019.e- \x1F");
          break;
        default:
          text.insert(at, text.substr(random_->Below(text.size() + 1), 1 + random_->Below(6)));
      }
    }
    return text;
  }

 private:
  std::string Permission() {
    std::string out = "{";
    for (size_t i = 0, n = random_->Below(5); i < n; ++i) {
      const size_t kind = random_->Below(5);
      const std::string name = kind < 2 ? String("key") : kind < 4 ? String("type") : Word();
      if (i > 0) out += ",";
      out += Member(name, random_->OneIn(6) ? Value(2) : Word());
    }
    return out + Space() + "}";
  }

  Random* random_;
};

}  // namespace tokenlink::test

#endif  // TOKENLINK_TESTS_UNIT_SUPPORT_JSON_TEXT_H_

// SPDX-License-Identifier: MIT
#include "permissions/json_fault.h"

namespace tokenlink {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// One bit a level: whether it is an object.
class Nesting {
 public:
  bool Push(bool object) {
    if (depth_ == kMaxJsonDepth - 1) return false;
    const uint64_t bit = uint64_t{1} << depth_ % 64;
    bits_[depth_ / 64] = object ? bits_[depth_ / 64] | bit : bits_[depth_ / 64] & ~bit;
    ++depth_;
    return true;
  }
  void Pop() { --depth_; }
  bool empty() const { return depth_ == 0; }
  bool in_object() const { return bits_[(depth_ - 1) / 64] >> (depth_ - 1) % 64 & 1; }

 private:
  uint64_t bits_[kMaxJsonDepth / 64] = {};
  size_t depth_ = 0;
};

class Scanner {
 public:
  explicit Scanner(Str json) : json_(json) {}

  JsonFault Run() {
    if (Slice(json_, 0, 3) == "\xEF\xBB\xBF") return {0, "the JSON starts with a byte order mark", false};
    for (;;) {
      if (!Value()) return fault_;
      if (!AfterValue()) return fault_;
      if (done_) return {kNowhere, nullptr, false};
    }
  }

 private:
  bool Fault(size_t offset, const char* what) {
    fault_ = {offset, what, false};
    return false;
  }
  bool Limit(size_t offset, const char* what) {
    fault_ = {offset, what, true};
    return false;
  }
  bool AtEnd() const { return i_ >= json_.size(); }
  char Now() const { return json_[i_]; }
  void Space() { i_ = SkipJsonSpace(json_, i_); }

  // A value; opening brackets are entered until a scalar or an empty container has been read.
  bool Value() {
    for (;;) {
      Space();
      if (AtEnd()) return Fault(i_, nesting_.empty() ? "the text is empty" : "the text ends where a value is expected");
      const char c = Now();
      if (c == '"') return String();
      if (c == '-' || IsDigit(c)) return Number();
      if (c == 't') return Word("true");
      if (c == 'f') return Word("false");
      if (c == 'n') return Word("null");
      if (c != '[' && c != '{') return Fault(i_, "this is not a JSON value");
      const size_t open = i_++;
      Space();
      if (AtEnd()) return Fault(i_, c == '{' ? "an object is not closed" : "a list is not closed");
      if (Now() == (c == '{' ? '}' : ']')) {
        ++i_;
        return true;
      }
      // Counted as simdjson does: an empty container is not a level, and the last level is refused.
      if (!nesting_.Push(c == '{')) return Limit(open, "the nesting is deeper than 1023 levels");
      if (c == '{' && !MemberName()) return false;
    }
  }

  // Commas and closing brackets after a value.
  bool AfterValue() {
    for (;;) {
      Space();
      if (nesting_.empty()) {
        if (Slice(json_, i_, i_ + 6) == "\\u0026") return Fault(i_, "`\\u0026` is JSON's spelling of `&`; replace it");
        if (!AtEnd()) return Fault(i_, "there is text after the end of the JSON");
        done_ = true;
        return true;
      }
      const bool object = nesting_.in_object();
      if (AtEnd()) return Fault(i_, object ? "an object is not closed" : "a list is not closed");
      if (Now() == ',') {
        ++i_;
        Space();
        if (object) return MemberName();
        if (!AtEnd() && Now() == ']') return Fault(i_, "there is a comma before the closing ]");
        return true;
      }
      if (Now() != (object ? '}' : ']')) return Fault(i_, object ? "expected , or }" : "expected , or ]");
      ++i_;
      nesting_.Pop();
    }
  }

  bool MemberName() {
    Space();
    if (AtEnd()) return Fault(i_, "an object is not closed");
    if (Now() != '"') return Fault(i_, "expected a member name in double quotes");
    const size_t name = i_ + 1;
    if (!String()) return false;
    const Str content = Slice(json_, name, i_ - 1);
    Space();
    const bool colon = !AtEnd() && Now() == ':';
    if (!colon && content == "type:") return Fault(name + 4, "the quote after `type` is missing");
    if (!colon && content == "key:") return Fault(name + 3, "the quote after `key` is missing");
    if (!colon) return Fault(i_, "expected a : after the member name");
    ++i_;
    return true;
  }

  // Four hex digits at i, or -1.
  int Unit(size_t i) const {
    if (json_.size() - i < 4) return -1;
    int unit = 0;
    for (size_t k = 0; k < 4; ++k) {
      const int digit = HexValue(json_[i + k]);
      if (digit < 0) return -1;
      unit = unit << 4 | digit;
    }
    return unit;
  }

  bool UnicodeEscape() {
    const size_t start = i_;
    const int unit = Unit(i_ + 2);
    if (unit < 0) return Fault(start, "\\u is not followed by four hex digits");
    i_ += 6;
    if (unit < 0xD800 || unit > 0xDFFF) return true;
    if (unit < 0xDC00 && json_.size() - i_ >= 6 && json_[i_] == '\\' && json_[i_ + 1] == 'u') {
      const int low = Unit(i_ + 2);
      if (low >= 0xDC00 && low <= 0xDFFF) {
        i_ += 6;
        return true;
      }
    }
    return Limit(start, "an escape is half of a surrogate pair");
  }

  bool String() {
    const size_t start = i_++;
    while (!AtEnd()) {
      const unsigned char c = static_cast<unsigned char>(Now());
      if (c == '"') {
        ++i_;
        return true;
      }
      if (c < 0x20) return Fault(i_, "a string contains a control character");
      if (c != '\\') {
        ++i_;
        continue;
      }
      const char next = i_ + 1 < json_.size() ? json_[i_ + 1] : '\0';
      if (next == 'u') {
        if (!UnicodeEscape()) return false;
      } else if (next != '\0' && strchr("\"\\/bfnrt", next) != nullptr) {
        i_ += 2;
      } else {
        return Fault(i_, "a backslash does not start a JSON escape");
      }
    }
    return Fault(start, "a string is not closed");
  }

  void Digits() {
    while (!AtEnd() && IsDigit(Now())) ++i_;
  }

  bool Number() {
    const size_t start = i_;
    if (Now() == '-') ++i_;
    if (AtEnd() || !IsDigit(Now())) return Fault(start, "this is not a number");
    if (Now() == '0') {
      ++i_;
    } else {
      Digits();
    }
    if (!AtEnd() && Now() == '.') {
      ++i_;
      if (AtEnd() || !IsDigit(Now())) return Fault(start, "this is not a number");
      Digits();
    }
    if (!AtEnd() && (Now() == 'e' || Now() == 'E')) {
      ++i_;
      if (!AtEnd() && (Now() == '+' || Now() == '-')) ++i_;
      if (AtEnd() || !IsDigit(Now())) return Fault(start, "this is not a number");
      Digits();
    }
    if (!AtEnd() && IsDigit(Now())) return Fault(start, "a number has a leading zero");
    return true;
  }

  bool Word(Str word) {
    if (Slice(json_, i_, i_ + word.size()) != word) return Fault(i_, "this is not a JSON value");
    i_ += word.size();
    return true;
  }

  Str json_;
  size_t i_ = 0;
  Nesting nesting_;
  JsonFault fault_ = {kNowhere, nullptr, false};
  bool done_ = false;
};

}  // namespace

JsonFault FindJsonFault(Str json) { return Scanner(json).Run(); }

size_t SkipJsonSpace(Str json, size_t i) {
  while (i < json.size() && IsSpace(json[i])) ++i;
  return i;
}

size_t SkipJsonString(Str json, size_t i) {
  for (++i; json[i] != '"'; ++i) {
    if (json[i] == '\\') ++i;
  }
  return i + 1;
}

size_t SkipJsonValue(Str json, size_t i) {
  size_t depth = 0;
  for (;;) {
    const char c = json[i];
    if (c == '"') {
      i = SkipJsonString(json, i);
    } else if (c == '[' || c == '{') {
      ++depth;
      ++i;
    } else if (c == ']' || c == '}') {
      --depth;
      ++i;
    } else if (c == ',' || c == ':' || IsSpace(c)) {
      ++i;
    } else {
      while (i < json.size() && !IsSpace(json[i]) && strchr(",]}", json[i]) == nullptr) ++i;
    }
    if (depth == 0) return i;
  }
}

bool JsonStringIs(Str content, Str plain) {
  size_t i = 0;
  for (char want : plain) {
    if (i >= content.size()) return false;
    if (content[i] != '\\') {
      if (content[i++] != want) return false;
      continue;
    }
    // Of the escapes only \uXXXX can mean a letter.
    if (content[i + 1] != 'u') return false;
    int unit = 0;
    for (size_t k = 2; k < 6; ++k) unit = unit << 4 | HexValue(content[i + k]);
    if (unit != want) return false;
    i += 6;
  }
  return i == content.size();
}

}  // namespace tokenlink

// SPDX-License-Identifier: MIT
// 401 to 405, 408 and 409, the token's name. Spec "Best practices": use descriptive token names.
#include "lint/check_name.h"

#include <iterator>

#include "base/short_text.h"
#include "base/utf8.h"
#include "link/placeholder.h"
#include "lint/name.h"

namespace tokenlink {
namespace {

void PutHex(char32_t c, char (&out)[8]) {
  for (int i = 5; i >= 0; --i, c >>= 4) out[i] = "0123456789ABCDEF"[c & 15];
  out[6] = '\0';
}

Span Raw(const Report& report, const LinkParameter& p, Span decoded) {
  const Str raw = report.raw(p.raw_value);
  return {p.raw_value.begin + EncodedOffset(raw, decoded.begin), p.raw_value.begin + EncodedOffset(raw, decoded.end)};
}

void AddCharacter(Report* report, uint32_t rule, const LinkParameter& p, Span decoded, char32_t c, Str what) {
  char hex[8];
  PutHex(c, hex);
  const char* digits = hex[0] != '0' ? hex : hex[1] != '0' ? hex + 1 : hex + 2;
  report->Add(rule, Raw(*report, p, decoded), -1, View(), "The name contains U+", Str(digits), ", ", what);
}

// One finding for each rule: the first character of its class.
void CheckCharacters(Report* report, const LinkParameter& p) {
  static constexpr struct {
    uint32_t rule;
    ShortText<55> what;
  } kClasses[] = {{0, ""},
                  {kRuleControlInName, "a control character; a link with it cannot be built."},
                  {kRuleBidiInName, "which changes the direction of the text around it."},
                  {kRuleInvisibleInName, "which is invisible."}};
  const OddCharacters found = FindOddCharacters(p.value);
  for (size_t odd = 1; odd < std::size(kClasses); ++odd) {
    if (found.place[odd].size() == 0) continue;
    AddCharacter(report, kClasses[odd].rule, p, found.place[odd], found.code[odd], kClasses[odd].what);
  }
}

void CheckUnfinished(Report* report, const LinkParameter& p) {
  const Span found = FindUnfinished(p.value);
  Span place = Raw(*report, p, found);
  Str word = Slice(p.value, found.begin, found.end);
  if (found.size() == 0 && report->link.status == Status::E_ESCAPE) {
    const Str raw = report->raw(p.raw_value);
    const Span of_raw = FindPlaceholder(raw);  // %s is not an escape
    word = Slice(raw, of_raw.begin, of_raw.end);
    place = {p.raw_value.begin + of_raw.begin, p.raw_value.begin + of_raw.end};
  }
  if (word.empty()) return;
  report->Add(kRuleUnfinishedName, place, -1, View(), "The name contains ", Quoted{word},
              "; if it is meant, ignore this.");
}

void CheckSpaces(Report* report, const LinkParameter& p) {
  const Str name = p.value;
  const size_t first = name.find_first_not_of(' ');
  if (first == Str::npos) return;  // a vague name
  const size_t end = name.find_last_not_of(' ') + 1;
  if (first > 0) {
    report->Add(kRuleSpaceAroundName, Raw(*report, p, {0, first}), -1, Str(""), "The name begins with a space.");
  }
  if (end < name.size()) {
    report->Add(kRuleSpaceAroundName, Raw(*report, p, {end, name.size()}), -1, Str(""), "The name ends with a space.");
  }
}

}  // namespace

void CheckName(Report* report) {
  const Reading& link = report->link;
  if (link.name == nullptr || link.name->value.empty()) {
    const Span at = link.name == nullptr ? Span{link.query_end, link.query_end} : link.name->raw_value;
    report->Add(kRuleNoName, at, -1, View(), "The link does not name the token; whoever opens it has to.");
    return;
  }
  CheckUnfinished(report, *link.name);
  // A name that does not decode to UTF-8 has no characters to check.
  if (FindInvalidUtf8(link.name->value) != kNowhere) return;
  if (IsVagueName(link.name->value) && FindUnfinished(link.name->value).size() == 0) {
    report->Add(kRuleVagueName, link.name->raw_value, -1, View(), "The name ", Quoted{link.name->value},
                " does not say what the token is for.");
  }
  CheckCharacters(report, *link.name);
  CheckSpaces(report, *link.name);
}

}  // namespace tokenlink

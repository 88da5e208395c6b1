// SPDX-License-Identifier: MIT
// What the checks share: the link they look at, and the report they write their findings into.
#ifndef TOKENLINK_LIB_LINT_REPORT_H_
#define TOKENLINK_LIB_LINT_REPORT_H_

#include "lint/linter.h"

namespace tokenlink {

class Report {
 public:
  Report(const Reading& reading, const Catalog& known, Arena* arena, Findings* out)
      : link(reading), catalog(known), arena_(arena), out_(out) {}

  const Reading& link;
  const Catalog& catalog;

  // A finding about bytes of the clean text. `fix` may be absent.
  template <typename... Parts>
  void Add(uint32_t rule, Span clean, int32_t permission, View fix, const Parts&... parts) {
    const size_t begin = link.clean.Origin(clean.begin);
    // The end is where the last byte ends, not where the next one begins: what was cut out after it is not included.
    const size_t end = clean.size() == 0 ? begin : link.clean.OriginEnd(clean.end);
    AddOriginal(rule, {begin, end}, permission, fix, parts...);
  }

  // A finding about bytes of the text as it was given.
  template <typename... Parts>
  void AddOriginal(uint32_t rule, Span original, int32_t permission, View fix, const Parts&... parts) {
    char room[320];
    Writer writer(room, sizeof room);
    (void)(writer << ... << parts);
    Push(rule, original, permission, fix, writer.view());
  }

  // Counts findings of a rule that are not shown.
  void Count(uint32_t rule, size_t times);

  bool Has(uint32_t rule) const;

  // A copy that lives as long as the findings; absent when out of memory.
  View Keep(Str text);
  // A canonical link's bytes for a slice of an encoded value: decoded and encoded anew.
  View Reencoded(Str raw);

  Str clean() const { return link.clean.text(); }
  Str raw(Span span) const { return Slice(link.clean.text(), span.begin, span.end); }
  Arena* arena() { return arena_; }
  bool out_of_memory() const { return out_of_memory_; }
  void set_out_of_memory() { out_of_memory_ = true; }

 private:
  int32_t SeverityOf(const Rule& rule) const {
    return static_cast<int32_t>(link.kind == Kind::kUser ? rule.severity : rule.account_severity);
  }
  void Push(uint32_t rule, Span original, int32_t permission, View fix, Str message);

  Arena* arena_;
  Findings* out_;
  bool out_of_memory_ = false;
  uint32_t pushed_[kRuleSlots] = {};  // findings of each rule
};

// What to delete to remove a parameter: also the & before it or, for the first, after it.
Span WithSeparator(Str text, const Parameter& parameter);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_REPORT_H_

// SPDX-License-Identifier: MIT
#include "lint/report.h"

#include <algorithm>

#include "percent/percent.h"

namespace tokenlink {

bool Report::Has(uint32_t rule) const {
  return std::any_of(out_->list.begin(), out_->list.end(), [&](const Finding& f) { return f.rule == rule; });
}

View Report::Keep(Str text) {
  char* copy = arena_->Bytes(text.size() + 1);
  if (copy == nullptr) {
    out_of_memory_ = true;
    return View();
  }
  if (!text.empty()) memcpy(copy, text.data(), text.size());
  return Str(copy, text.size());
}

View Report::Reencoded(Str raw) {
  char* decoded = arena_->Bytes(raw.size() + 1);
  if (decoded == nullptr) {
    out_of_memory_ = true;
    return View();
  }
  const Decoded result = Decode(raw, true, decoded);
  if (result.fault != kNowhere) return View();
  const Str text(decoded, result.size);
  const size_t size = EncodedSize(text);
  char* encoded = arena_->Bytes(size + 1);
  if (encoded == nullptr) {
    out_of_memory_ = true;
    return View();
  }
  Encode(text, encoded, size);
  return Str(encoded, size);
}

void Report::Count(uint32_t rule, size_t times) { out_->Count(SeverityOf(*FindRule(rule)), times); }

void Report::Push(uint32_t rule, Span original, int32_t permission, View fix, Str message) {
  const std::optional<Rule> known = FindRule(rule);
  Finding finding;
  finding.rule = rule;
  finding.severity = SeverityOf(*known);
  finding.permission = permission;
  finding.flags = known->flags;
  finding.offset = original.begin;
  finding.length = original.size();
  if (++pushed_[RuleSlot(rule)] > kMaxFindings) return out_->Count(finding.severity, 1);
  finding.message = Keep(message);
  finding.fix = fix;
  if (!out_->Add(finding)) out_of_memory_ = true;
}

Span WithSeparator(Str text, const Parameter& parameter) {
  Span span = {parameter.raw_name.begin, parameter.raw_value.end};
  if (span.begin > 0 && text[span.begin - 1] == '&') {
    --span.begin;
  } else if (span.end < text.size() && text[span.end] == '&') {
    ++span.end;
  }
  return span;
}

}  // namespace tokenlink

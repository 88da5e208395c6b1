// SPDX-License-Identifier: MIT
#include "lint/linter.h"

#include <algorithm>

#include "link/build.h"
#include "lint/report.h"
#include "percent/percent.h"

namespace tokenlink {
namespace {

// Whether a rule, by itself, says how a link differs from its canonical form.
bool IsDeviation(uint32_t rule) {
  switch (rule) {
    case kRuleExtraMember:
    case kRuleDuplicateMember:
      return true;
    case kRuleMissingPermissions:
    case kRuleConcreteId:
    case kRuleDeployButton:
    case kRuleTooLong:
    case kRuleSwappedWildcard:
    case kRuleMalformedId:
    case kRulePlaceholder:
    case kRuleDoubleEncoded:
      return false;
    default:
      return rule >= 200 && rule < 400;
  }
}

// The first finding that says why a link is not canonical; null if there is none.
const Finding* FirstDeviation(const Findings& findings) {
  for (const Finding& finding : findings.list) {
    if (IsDeviation(finding.rule)) return &finding;
  }
  return nullptr;
}

// TL399: a difference no other rule has named.
void CheckCanonical(Report* report, const Findings& findings) {
  if (report->link.status != Status::OK || FirstDeviation(findings) != nullptr) return;
  const Request request = report->link.request();
  const size_t bound = BuildBound(request);
  char* canonical = report->arena()->Bytes(bound);
  if (canonical == nullptr) return report->set_out_of_memory();
  size_t size = 0;
  if (Build(request, canonical, bound, &size, nullptr) != Status::OK) return;
  const Str built(canonical, size);
  const Str given = report->link.original;
  if (built == given) return;
  size_t from = 0;
  while (from < built.size() && from < given.size() && built[from] == given[from]) ++from;
  report->AddOriginal(kRuleNotCanonical, {0, given.size()}, -1, built,
                      "The canonical form of this link differs from byte ", from, " on.");
}

}  // namespace

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

void Report::Push(uint32_t rule, Span original, int32_t permission, View fix, Str message) {
  ++out_->total;
  if (out_->list.size() >= kMaxFindings) return;
  const Rule* known = FindRule(rule);
  Finding finding;
  finding.rule = rule;
  finding.severity = static_cast<int32_t>(link.kind == Kind::kAccount ? known->account_severity : known->severity);
  finding.permission = permission;
  finding.offset = original.begin;
  finding.length = original.size();
  finding.message = Keep(message);
  finding.fix = fix;
  if (!out_->list.Push(finding)) out_of_memory_ = true;
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

void SortFindings(Findings* findings) {
  Finding* const begin = findings->list.data();
  std::sort(begin, begin + findings->list.size(), [](const Finding& a, const Finding& b) {
    return a.offset != b.offset ? a.offset < b.offset : a.rule < b.rule;
  });
}

bool Lint(const Reading& reading, const Catalog& catalog, Arena* arena, Findings* out) {
  Report report(reading, catalog, arena, out);
  // A text that leads elsewhere has no parts to speak of.
  if (reading.kind != Kind::kNone) {
    CheckForm(&report);
    CheckEncoding(&report);
    CheckPermissionList(&report);
    CheckName(&report);
    CheckCanonical(&report, *out);
  }
  SortFindings(out);
  return !report.out_of_memory();
}

Status CheckStrict(const Reading& reading, const Findings& findings, Arena* arena, Error* error) {
  const Request request = reading.request();
  const size_t bound = BuildBound(request);
  char* canonical = arena->Bytes(bound + 1);
  if (canonical == nullptr) return Fail(error, Status::E_NOMEM, 0, "out of memory");
  size_t size = 0;
  if (Build(request, canonical, bound, &size, nullptr) == Status::OK && Str(canonical, size) == reading.original) {
    return Status::OK;
  }
  const Finding* why = FirstDeviation(findings);
  if (why == nullptr && findings.list.size() > 0) why = &findings.list[0];
  if (why == nullptr) return Fail(error, Status::E_NOT_CANONICAL, 0, "the link has no canonical form");
  Fail(error, Status::E_NOT_CANONICAL, why->offset, FindRule(why->rule)->sentence);
  if (error != nullptr) error->rule = why->rule;
  return Status::E_NOT_CANONICAL;
}

}  // namespace tokenlink

// SPDX-License-Identifier: MIT
#include "lint/linter.h"

#include <algorithm>

#include "link/build.h"
#include "lint/check_browser.h"
#include "lint/check_encoding.h"
#include "lint/check_form.h"
#include "lint/check_name.h"
#include "lint/check_permissions.h"
#include "lint/report.h"

namespace tokenlink {
namespace {

// The first finding that says why a link is not canonical; null if there is none.
const Finding* FirstDeviation(const Findings& findings) {
  for (const Finding& finding : findings.list) {
    if ((finding.flags & kNonCanonical) != 0) return &finding;
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

// So many of each rule are kept before any others: all of them fit, since there are no more than 62 rules.
constexpr size_t kFirst = 16;
static_assert(62 * kFirst <= kMaxFindings);
constexpr int kRankShift = 24;  // in `flags`, where no rule has a bit

void KeepWorst(ArenaVector<Finding>* list) {
  uint32_t seen[kRuleSlots] = {};
  Finding* const begin = list->data();
  Finding* const end = begin + list->size();
  for (Finding* f = begin; f < end; ++f) {
    const bool first = seen[RuleSlot(f->rule)]++ < kFirst;
    f->flags |= first ? 0 : static_cast<uint32_t>(f->severity) << kRankShift;
  }
  std::nth_element(begin, begin + kMaxFindings, end, [](const Finding& a, const Finding& b) {
    const uint32_t rank = a.flags >> kRankShift;
    return rank != b.flags >> kRankShift ? rank < b.flags >> kRankShift : a.offset < b.offset;
  });
  list->Truncate(kMaxFindings);
  for (Finding* f = begin; f < begin + kMaxFindings; ++f) f->flags &= (1u << kRankShift) - 1;
}

}  // namespace

void SortFindings(Findings* findings) {
  if (findings->list.size() > kMaxFindings) KeepWorst(&findings->list);
  Finding* const begin = findings->list.data();
  std::sort(begin, begin + findings->list.size(), [](const Finding& a, const Finding& b) {
    return a.offset != b.offset ? a.offset < b.offset : a.rule < b.rule;
  });
}

bool Lint(const Reading& reading, const Catalog& catalog, Arena* arena, Findings* out) {
  Report report(reading, catalog, arena, out);
  // A text that leads elsewhere has no parts to speak of.
  if (reading.kind != Kind::kNone) {
    CheckBrowser(&report);
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
  if (why == nullptr && !findings.list.empty()) why = &findings.list[0];
  if (why == nullptr) return Fail(error, Status::E_NOT_CANONICAL, 0, "the link has no canonical form");
  Fail(error, Status::E_NOT_CANONICAL, why->offset, FindRule(why->rule)->sentence);
  if (error != nullptr) error->rule = why->rule;
  return Status::E_NOT_CANONICAL;
}

}  // namespace tokenlink

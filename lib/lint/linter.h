// SPDX-License-Identifier: MIT
// Runs the rules over a link that was read, or that could not be read.
#ifndef TOKENLINK_LIB_LINT_LINTER_H_
#define TOKENLINK_LIB_LINT_LINTER_H_

#include "catalog/catalog.h"
#include "link/reading.h"
#include "lint/rule.h"

namespace tokenlink {

// Laid out as the C ABI freezes it.
struct Finding {
  uint32_t rule = 0;
  int32_t severity = 0;
  int32_t permission = -1;  // index of the permission it is about, or -1
  uint32_t flags = 0;
  size_t offset = 0;  // in the original text
  size_t length = 0;
  View message;
  View fix;  // absent if no fix is certain
};

inline constexpr size_t kMaxFindings = 1000;

struct Findings {
  ArenaVector<Finding> list;  // by offset; of more than kMaxFindings the first of each rule, then the most severe
  size_t counts[3] = {};      // of each severity, errors first; beyond kMaxFindings too

  size_t total() const { return counts[0] + counts[1] + counts[2]; }
  void Count(int32_t severity, size_t times) { counts[severity - static_cast<int32_t>(Severity::kError)] += times; }
  // False when out of memory.
  [[nodiscard]] bool Add(const Finding& finding) { return Count(finding.severity, 1), list.Push(finding); }
};

// All findings of a link, each with its own fix, which FitFixes() makes fit together. False when out of memory.
bool Lint(const Reading& reading, const Catalog& catalog, Arena* arena, Findings* out);

// Keeps kMaxFindings, and sorts them by offset, then by rule.
void SortFindings(Findings* findings);

// Strict reading: OK if a link that was read is canonical to the byte; else E_NOT_CANONICAL with the rule and the
// offset of the first finding that says why.
Status CheckStrict(const Reading& reading, const Findings& findings, Arena* arena, Error* error);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_LINTER_H_

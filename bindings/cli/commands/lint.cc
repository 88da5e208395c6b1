// SPDX-License-Identifier: MIT
#include <absl/strings/str_cat.h>
#include <absl/types/span.h>
#include <unistd.h>

#include "commands/commands.h"
#include "commands/describe.h"
#include "commands/json.h"
#include "commands/links.h"
#include "io/output.h"
#include "library/abi.h"
#include "terminal/diagnostics.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

Json LinkJson(const LintedLink& linted) {
  Json line;
  line["input"] = std::string(linted.input.text);
  line["kind"] = KindJson(linted.link);
  line["findings"] = FindingsJson(linted.link);
  line["error"] = linted.ok() ? Json() : ErrorJson(linted.error);
  return line;
}

std::string LinkText(const LintedLink& linted, const Style& style) {
  const tokenlink_link& link = linted.link;
  Locator locator(linted.input.text, linted.input.line);
  std::string out;
  for (const tokenlink_finding& finding : absl::MakeConstSpan(link.findings, link.finding_count)) {
    out += FindingText(linted.input, finding, &locator, style);
  }
  if (link.finding_total > link.finding_count) {
    absl::StrAppend(&out, linted.input.name, ":", linted.input.line, ": and ",
                    Counted(link.finding_total - link.finding_count, "more finding"), "\n\n");
  }
  return out;
}

bool IsAtThreshold(const FindingCounts& counts, absl::string_view fail_on) {
  if (fail_on == "never") return false;
  return counts.errors > 0 || (fail_on != "error" && counts.warnings > 0) || (fail_on == "info" && counts.notes > 0);
}

}  // namespace

absl::StatusOr<ExitCode> RunLint(const Options& options) {
  const Style style = StyleFor(STDOUT_FILENO, options.color);
  FindingCounts counts;
  uint64_t links = 0;
  Output out;
  const absl::StatusOr<uint64_t> refused = ForEachLink(options, 0, &out, [&](const LintedLink& linted) {
    ++links;
    counts.Add(linted.link);
    out.Write(options.json ? JsonLine(LinkJson(linted)) : LinkText(linted, style));
  });
  if (!refused.ok()) return refused.status();
  PrintError(absl::StrCat(Counted(links, "link"), ": ", counts.text(),
                          *refused > 0 ? absl::StrCat(", ", WithCommas(*refused), " could not be read") : "", "\n"));
  return *refused > 0 ? kUnreadable : IsAtThreshold(counts, options.fail_on) ? kFindings : kClean;
}

}  // namespace tokenlink_cli

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

void WriteJson(const LintedLink& linted, JsonWriter* json) {
  json->Open('{');
  json->Member("input", linted.input.text);
  WriteKind(linted.link, json);
  WriteFindings(linted.link, json);
  if (linted.ok()) {
    json->Name("error");
    json->Null();
  } else {
    WriteError(linted.error, json);
  }
  json->Close('}');
  json->EndLine();
}

// The worst first: why the link could not be read, then errors, warnings and infos.
void AppendText(const LintedLink& linted, const Style& style, std::string* out) {
  const tokenlink_link& link = linted.link;
  if (!linted.ok()) AppendRefusal(linted.input, linted.error, style, out);
  Locator locator(linted.input.text, linted.input.line);
  for (const int32_t severity : {TOKENLINK_SEVERITY_ERROR, TOKENLINK_SEVERITY_WARNING, TOKENLINK_SEVERITY_INFO}) {
    for (const tokenlink_finding& finding : absl::MakeConstSpan(link.findings, link.finding_count)) {
      if (finding.severity == severity) AppendFinding(linted.input, finding, &locator, style, out);
    }
  }
  if (link.finding_total > link.finding_count) {
    absl::StrAppend(out, linted.input.name, ":", linted.input.line, ": and ",
                    Counted(link.finding_total - link.finding_count, "more finding"), "\n\n");
  }
}

bool IsAtThreshold(const FindingCounts& counts, absl::string_view fail_on) {
  if (fail_on == "never") return false;
  return counts.errors > 0 || (fail_on != "error" && counts.warnings > 0) ||
         (fail_on == "info" && counts.notes > counts.advice);
}

}  // namespace

absl::StatusOr<ExitCode> RunLint(const Options& options) {
  const Style style = StyleFor(STDOUT_FILENO, options.color);
  FindingCounts counts;
  uint64_t links = 0, refused = 0;
  Output out;
  JsonWriter json(&out.buffer());
  std::string text;
  const absl::StatusOr<ExitCode> read = ForEachLink(options, 0, &out, [&](const LintedLink& linted) {
    ++links;
    refused += linted.ok() ? 0 : 1;
    counts.Add(linted.link);
    if (options.json) {
      WriteJson(linted, &json);
    } else {
      text.clear();
      AppendText(linted, style, &text);
      out.buffer() += text;
    }
    out.Spill();
  });
  if (!read.ok()) return read.status();
  if (!out.status().ok()) return *read;  // nobody reads on, and no total would be right
  PrintError(absl::StrCat(Counted(links, "link"), ": ", counts.text(),
                          refused > 0 ? absl::StrCat(", ", WithCommas(refused), " could not be read") : "", "\n"));
  return *read == kClean && IsAtThreshold(counts, options.fail_on) ? kFindings : *read;
}

}  // namespace tokenlink_cli

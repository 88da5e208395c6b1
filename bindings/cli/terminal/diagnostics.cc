// SPDX-License-Identifier: MIT
#include "terminal/diagnostics.h"

#include <absl/strings/str_cat.h>

#include <algorithm>

#include "library/status.h"
#include "terminal/excerpt.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

std::string Help(const tokenlink_finding& finding) {
  if (IsAbsent(finding.fix)) return "";
  const std::string fix = Printable(ToView(finding.fix));
  if (fix.empty()) return finding.length == 0 ? "" : "help: remove it\n";
  return absl::StrCat("help: ", finding.length == 0 ? "insert" : "replace with", " `", fix, "`\n");
}

}  // namespace

std::string Locator::At(size_t offset) {
  offset = std::min(offset, text_.size());
  if (offset < offset_) *this = Locator(text_, first_line_);
  while (offset_ < offset) {
    const bool newline = text_[offset_] == '\n';
    size_t next = offset_;
    NextGlyph(text_, &next);
    if (next > offset) break;
    offset_ = next;
    line_ += newline;
    column_ = newline ? 1 : column_ + 1;
  }
  return absl::StrCat(first_line_ + line_, ":", column_);
}

std::string FindingText(const LinkInput& input, const tokenlink_finding& finding, Locator* locator,
                        const Style& style) {
  const std::string label = absl::StrCat(SeverityName(finding.severity), "[", RuleId(finding.rule), "]");
  return absl::StrCat(style.Bold(absl::StrCat(input.name, ":", locator->At(finding.offset), ":")), " ",
                      style.Severity(finding.severity, label), ": ", Printable(ToView(finding.message)), "\n",
                      Excerpt(input.text, finding.offset, finding.length, finding.severity, style), Help(finding),
                      "\n");
}

std::string RefusalText(const LinkInput& input, const ApiError& error, const Style& style) {
  const std::string label = absl::StrCat("error[", tokenlink_status_name(error.status), "]");
  const std::string place = Locator(input.text, input.line).At(error.offset);
  return absl::StrCat(style.Bold(absl::StrCat(input.name, ":", place, ":")), " ",
                      style.Severity(TOKENLINK_SEVERITY_ERROR, label), ": ", Printable(error.sentence()), "\n",
                      Excerpt(input.text, error.offset, 0, TOKENLINK_SEVERITY_ERROR, style), "\n");
}

absl::Status OptionError(absl::string_view option, absl::string_view value, const ApiError& error, const Style& style) {
  return UsageError(option, ": ", Printable(error.sentence()), "\n",
                    Excerpt(value, error.offset, 0, TOKENLINK_SEVERITY_ERROR, style));
}

absl::Status ContentError(absl::string_view file, absl::string_view text, const ApiError& error, const Style& style) {
  const size_t offset = std::min<uint64_t>(error.offset, text.size());
  // npos + 1 is 0: the first line has no line end before it.
  const size_t begin = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;
  const absl::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  return FileError(file, ":", Locator(text).At(offset), ": ", Printable(error.sentence()), "\n",
                   Excerpt(line, offset - begin, 0, TOKENLINK_SEVERITY_ERROR, style));
}

}  // namespace tokenlink_cli

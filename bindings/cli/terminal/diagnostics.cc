// SPDX-License-Identifier: MIT
#include "terminal/diagnostics.h"

#include <absl/strings/str_cat.h>

#include <algorithm>

#include "library/status.h"
#include "terminal/excerpt.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

void AppendHelp(const tokenlink_finding& finding, std::string* out) {
  if (IsAbsent(finding.fix) || (finding.fix.len == 0 && finding.length == 0)) return;
  if (finding.fix.len == 0) {
    *out += "help: remove it\n";
    return;
  }
  *out += finding.length == 0 ? "help: insert `" : "help: replace with `";
  AppendPrintable(ToView(finding.fix), out);
  *out += "`\n";
}

// "<stdin>:3:17: error[TL101]: "; `code` is "TL101".
void AppendHead(const LinkInput& input, size_t offset, int32_t severity, absl::string_view code, Locator* locator,
                const Style& style, std::string* out) {
  absl::StrAppend(out, style.Bold(absl::StrCat(input.name, ":", locator->At(offset), ":")), " ",
                  style.Severity(severity, absl::StrCat(SeverityName(severity), "[", code, "]")), ": ");
}

std::string ExcerptText(absl::string_view text, size_t offset, const Style& style) {
  std::string out;
  AppendExcerpt(text, offset, 0, TOKENLINK_SEVERITY_ERROR, style, &out);
  return out;
}

}  // namespace

std::string Locator::At(size_t offset) {
  offset = std::min(offset, text_.size());
  if (offset < offset_) *this = Locator(text_, first_line_);
  while (offset_ < offset) {
    if (IsPlain(text_[offset_])) {
      ++offset_;
      ++column_;
      continue;
    }
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

void AppendFinding(const LinkInput& input, const tokenlink_finding& finding, Locator* locator, const Style& style,
                   std::string* out) {
  AppendHead(input, finding.offset, finding.severity, RuleId(finding.rule), locator, style, out);
  AppendPrintable(ToView(finding.message), out);
  *out += '\n';
  AppendExcerpt(input.text, finding.offset, finding.length, finding.severity, style, out);
  AppendHelp(finding, out);
  *out += '\n';
}

void AppendRefusal(const LinkInput& input, const ApiError& error, const Style& style, std::string* out) {
  Locator locator(input.text, input.line);
  AppendHead(input, error.offset, TOKENLINK_SEVERITY_ERROR, tokenlink_status_name(error.status), &locator, style, out);
  AppendPrintable(error.sentence(), out);
  *out += '\n';
  AppendExcerpt(input.text, error.offset, 0, TOKENLINK_SEVERITY_ERROR, style, out);
  *out += '\n';
}

absl::Status OptionError(absl::string_view option, absl::string_view value, const ApiError& error, const Style& style) {
  return UsageError(option, ": ", Printable(error.sentence()), "\n", ExcerptText(value, error.offset, style));
}

absl::Status ContentError(absl::string_view file, absl::string_view text, const ApiError& error, const Style& style) {
  const size_t offset = std::min<uint64_t>(error.offset, text.size());
  // npos + 1 is 0: the first line has no line end before it.
  const size_t begin = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;
  const absl::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  return FileError(file, ":", Locator(text).At(offset), ": ", Printable(error.sentence()), "\n",
                   ExcerptText(line, offset - begin, style));
}

}  // namespace tokenlink_cli

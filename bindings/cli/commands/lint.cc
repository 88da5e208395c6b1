// SPDX-License-Identifier: MIT
#include <absl/strings/str_cat.h>
#include <unistd.h>

#include <utility>

#include "commands/commands.h"
#include "commands/describe.h"
#include "commands/json.h"
#include "commands/links.h"
#include "io/output.h"
#include "library/abi.h"
#include "options/request.h"
#include "terminal/diagnostics.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

class Linter {
 public:
  Linter(const Options& options, const tokenlink_catalog* catalog)
      : options_(options),
        reader_(NewReader(catalog)),
        style_(StyleFor(STDOUT_FILENO, options.color)),
        error_style_(StyleFor(STDERR_FILENO, options.color)) {}

  absl::StatusOr<ExitCode> Run() {
    absl::Status status = ForEachLink(options_.words, [this](const LinkInput& input) {
      Lint(input);
      return out_.status();
    });
    status.Update(out_.Commit());
    if (!status.ok()) return status;
    PrintError(absl::StrCat(Counted(links_, "link"), ": ", counts_.text(),
                            refused_ > 0 ? absl::StrCat(", ", WithCommas(refused_), " could not be read") : "", "\n"));
    return refused_ > 0 ? kUnreadable : AtThreshold() ? kFindings : kClean;
  }

 private:
  void Lint(const LinkInput& input) {
    auto link = Sized<tokenlink_link>();
    ApiError error;
    error.status = tokenlink_lint(reader_.get(), input.text.data(), input.text.size(), 0, &link, &error);
    const bool read = error.status == TOKENLINK_OK;
    ++links_;
    refused_ += !read;
    counts_.Add(link);
    if (options_.json) {
      Json line;
      line["input"] = std::string(input.text);
      line["kind"] = link.kind == 0 ? Json() : Json(std::string(KindName(link.kind)));
      line["findings"] = FindingsJson(link);
      line["error"] = read ? Json() : ErrorJson(error);
      return out_.Write(JsonLine(line));
    }
    Locator locator(input.text, input.line);
    for (size_t i = 0; i < link.finding_count; ++i) {
      out_.Write(FindingText(input, link.findings[i], &locator, style_));
    }
    if (link.finding_total > link.finding_count) {
      out_.Write(absl::StrCat(input.name, ":", input.line, ": and ",
                              Counted(link.finding_total - link.finding_count, "more finding"), "\n\n"));
    }
    if (read) return;
    out_.Flush();  // keeps the order of the two streams on a terminal
    PrintError(RefusalText(input, error, error_style_));
  }

  bool AtThreshold() const {
    if (options_.fail_on == "never") return false;
    size_t count = counts_.errors;
    if (options_.fail_on != "error") count += counts_.warnings;
    if (options_.fail_on == "info") count += counts_.notes;
    return count > 0;
  }

  const Options& options_;
  const Reader reader_;
  const Style style_, error_style_;
  Output out_;
  FindingCounts counts_;
  uint64_t links_ = 0, refused_ = 0;
};

}  // namespace

absl::StatusOr<ExitCode> RunLint(const Options& options) {
  const absl::StatusOr<Catalog> catalog = LoadCatalog(options);
  if (!catalog.ok()) return catalog.status();
  return Linter(options, catalog->get()).Run();
}

}  // namespace tokenlink_cli

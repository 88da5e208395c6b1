// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <iostream>

#include "commands/commands.h"
#include "commands/describe.h"
#include "commands/json.h"
#include "commands/links.h"
#include "io/errors.h"
#include "io/output.h"
#include "library/abi.h"
#include "options/request.h"
#include "terminal/diagnostics.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

class Linter {
 public:
  explicit Linter(const Options& options)
      : options_(options),
        catalog_(LoadCatalog(options)),
        reader_(NewReader(catalog_.get())),
        style_(StyleFor(STDOUT_FILENO, options.color)),
        error_style_(StyleFor(STDERR_FILENO, options.color)) {}

  int Run() {
    ForEachLink(options_.words, [this](const LinkInput& input) { One(input); });
    out_.Commit();
    std::string closing = Counted(links_, "link") + ": " + counts_.text();
    if (refused_ > 0) closing += ", " + WithCommas(refused_) + " could not be read";
    std::cerr << closing << "\n";
    if (refused_ > 0) return kUnreadable;
    return AtThreshold() ? kFindings : kClean;
  }

 private:
  void One(const LinkInput& input) {
    auto link = Sized<tokenlink_link>();
    ApiError error;
    error.status = tokenlink_lint(reader_.get(), input.text.data(), input.text.size(), 0, &link, &error);
    const bool read = error.status == TOKENLINK_OK;
    ++links_;
    refused_ += !read;
    counts_.Add(link);
    if (options_.json) {
      Json line;
      line["input"] = input.text;
      line["kind"] = link.kind == 0 ? Json() : Json(KindName(link.kind));
      line["findings"] = FindingsJson(link);
      line["error"] = read ? Json() : ErrorJson(error);
      return out_.Write(JsonLine(line));
    }
    Locator locator(input.text, input.line);
    for (size_t i = 0; i < link.finding_count; ++i) {
      out_.Write(FindingText(input, link.findings[i], &locator, style_));
    }
    if (link.finding_total > link.finding_count) {
      out_.Write(input.name + ":" + std::to_string(input.line) + ": and " +
                 Counted(link.finding_total - link.finding_count, "more finding") + "\n\n");
    }
    if (read) return;
    out_.Flush();  // so that on a terminal the two streams keep their order
    std::cerr << RefusalText(input, error, error_style_);
  }

  bool AtThreshold() const {
    if (options_.fail_on == "never") return false;
    size_t count = counts_.errors;
    if (options_.fail_on != "error") count += counts_.warnings;
    if (options_.fail_on == "info") count += counts_.notes;
    return count > 0;
  }

  const Options& options_;
  const Catalog catalog_;
  const Reader reader_;
  const Style style_, error_style_;
  Output out_;
  FindingCounts counts_;
  uint64_t links_ = 0, refused_ = 0;
};

}  // namespace

int RunLint(const Options& options) { return Linter(options).Run(); }

}  // namespace tokenlink_cli

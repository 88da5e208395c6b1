// SPDX-License-Identifier: MIT
#include "commands/links.h"

#include <absl/strings/str_cat.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "io/line_reader.h"
#include "io/source.h"
#include "library/status.h"
#include "options/request.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

// Far more than the library reads: a link that is too long is refused like others, and does not end the run.
constexpr size_t kMaxLine = size_t{256} << 20;
static_assert(kMaxLine > TOKENLINK_MAX_INPUT);

// A link has :// in it.
bool IsFile(const std::string& word) {
  struct stat about;
  return word.find("://") == std::string::npos && stat(word.c_str(), &about) == 0 && S_ISREG(about.st_mode);
}

class Run {
 public:
  Run(const Options& options, Catalog catalog, uint32_t flags, Output* out,
      absl::FunctionRef<void(const LintedLink&)> visit)
      : options_(options),
        catalog_(std::move(catalog)),
        reader_(NewReader(catalog_.get())),
        flags_(flags),
        out_(*out),
        visit_(visit) {}

  absl::Status Arguments() {
    bool stdin_was_read = false;
    for (size_t i = 0; i < options_.words.size(); ++i) {
      if (options_.words[i] != "-") {
        if (IsFile(options_.words[i])) {
          return UsageError(Quoted(options_.words[i]), " is a file; pipe its links, or `tokenlink ", options_.command,
                            " - < FILE` reads one link a line");
        }
        Link({options_.words[i], absl::StrCat("argument ", i + 1), 1});
      } else if (!stdin_was_read) {
        stdin_was_read = true;
        absl::Status status = Stdin();
        if (!status.ok()) return status;
      }
    }
    return absl::OkStatus();
  }

  absl::Status Stdin() {
    Source source("-");
    source.BeforeWaiting([this] { out_.Flush(); });
    LineReader lines(&source, kMaxLine);
    absl::string_view line;
    while (lines.Next(&line)) {
      Link({line, source.name(), lines.number()});
      if (!out_.status().ok()) return out_.status();
    }
    if (lines.dropped_byte_order_mark()) {
      PrintError("<stdin> begins with a byte order mark, which was not read as part of the first link\n");
    }
    return lines.status();
  }

  bool has_refused() const { return has_refused_; }

 private:
  void Link(const LinkInput& input) {
    LintedLink linted{input, catalog_.get(), Sized<tokenlink_link>(), {}};
    tokenlink_lint(reader_.get(), input.text.data(), input.text.size(), flags_, &linted.link, &linted.error);
    visit_(linted);
    has_refused_ |= !linted.ok();
  }

  const Options& options_;
  const Catalog catalog_;
  const Reader reader_;
  const uint32_t flags_;
  Output& out_;
  const absl::FunctionRef<void(const LintedLink&)> visit_;
  bool has_refused_ = false;
};

}  // namespace

absl::StatusOr<ExitCode> ForEachLink(const Options& options, uint32_t flags, Output* out,
                                     absl::FunctionRef<void(const LintedLink&)> visit) {
  if (options.words.empty() && isatty(STDIN_FILENO)) {
    return UsageError("no link is given; write one as an argument, or - to read lines");
  }
  absl::StatusOr<Catalog> catalog = LoadCatalog(options);
  if (!catalog.ok()) return catalog.status();
  Run run(options, *std::move(catalog), flags, out, visit);
  absl::Status status = options.words.empty() ? run.Stdin() : run.Arguments();
  if (IsClosedPipe(status)) return kUnreadable;
  const absl::Status written = out->Commit();
  // What was read to the end is known, even if nobody wanted all of it.
  if (!IsClosedPipe(written)) status.Update(written);
  if (!status.ok()) return status;
  return run.has_refused() ? kUnreadable : kClean;
}

void PrintRefusal(const LintedLink& linted, const Style& style, Output* out) {
  out->Flush();  // keeps the order of the two streams on a terminal
  std::string text;
  AppendRefusal(linted.input, linted.error, style, &text);
  PrintError(text);
}

}  // namespace tokenlink_cli

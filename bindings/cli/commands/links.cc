// SPDX-License-Identifier: MIT
#include "commands/links.h"

#include <absl/strings/str_cat.h>
#include <unistd.h>

#include "io/line_reader.h"
#include "io/source.h"
#include "library/status.h"
#include "tokenlink.h"

namespace tokenlink_cli {
namespace {

using Visit = absl::FunctionRef<absl::Status(const LinkInput&)>;

absl::Status VisitStdin(Visit visit) {
  Source source("-");
  // One byte more than the library reads, so that the library is the one to refuse a link that is too long.
  LineReader lines(&source, size_t{TOKENLINK_MAX_INPUT} + 1);
  LinkInput input{{}, source.name(), 0};
  while (lines.Next(&input.text)) {
    input.line = lines.number();
    const absl::Status status = visit(input);
    if (!status.ok()) return status;
  }
  return lines.status();
}

}  // namespace

absl::Status ForEachLink(const std::vector<std::string>& words, Visit visit) {
  if (words.empty()) {
    if (isatty(STDIN_FILENO)) return UsageError("no link is given; write one as an argument, or - to read lines");
    return VisitStdin(visit);
  }
  bool stdin_was_read = false;
  for (size_t i = 0; i < words.size(); ++i) {
    absl::Status status;
    if (words[i] != "-") {
      status = visit({words[i], absl::StrCat("argument ", i + 1), 1});
    } else if (!stdin_was_read) {
      stdin_was_read = true;
      status = VisitStdin(visit);
    }
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace tokenlink_cli

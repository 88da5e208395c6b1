// SPDX-License-Identifier: MIT
#include "commands/links.h"

#include <unistd.h>

#include "io/errors.h"
#include "io/source.h"
#include "tokenlink.h"

namespace tokenlink_cli {
namespace {

void VisitStdin(const std::function<void(const LinkInput&)>& visit) {
  Source source("-");
  // One byte more than the library reads: it is the one to say that a link is too long.
  LineReader lines(&source, size_t{TOKENLINK_MAX_INPUT} + 1);
  LinkInput input{{}, source.name(), 0};
  while (lines.Next(&input.text)) {
    if (input.text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    input.line = lines.number();
    visit(input);
  }
}

}  // namespace

void ForEachLink(const std::vector<std::string>& words, const std::function<void(const LinkInput&)>& visit) {
  if (words.empty()) {
    if (isatty(STDIN_FILENO)) throw UsageError("no link is given; write one as an argument, or - to type them");
    return VisitStdin(visit);
  }
  bool stdin_was_read = false;
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] != "-") {
      visit({words[i], "argument " + std::to_string(i + 1), 1});
    } else if (!stdin_was_read) {
      stdin_was_read = true;
      VisitStdin(visit);
    }
  }
}

}  // namespace tokenlink_cli

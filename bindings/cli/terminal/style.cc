// SPDX-License-Identifier: MIT
#include "terminal/style.h"

#include <absl/strings/str_cat.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

#include "tokenlink.h"

namespace tokenlink_cli {
namespace {

absl::string_view Variable(const char* name) { return absl::NullSafeStringView(std::getenv(name)); }

bool IsSmartTerminal(int fd) { return isatty(fd) != 0 && Variable("TERM") != "dumb"; }

int Columns(int fd) {
  winsize size;
  return ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : Style::kColumns;
}

}  // namespace

std::string Style::Severity(int32_t severity, absl::string_view text) const {
  return Paint(severity == TOKENLINK_SEVERITY_ERROR     ? "1;31"
               : severity == TOKENLINK_SEVERITY_WARNING ? "1;33"
                                                        : "1;36",
               text);
}

std::string Style::Paint(absl::string_view code, absl::string_view text) const {
  return color_ ? absl::StrCat("\x1b[", code, "m", text, "\x1b[0m") : std::string(text);
}

Style StyleFor(int fd, absl::string_view choice) {
  const bool colors = IsSmartTerminal(fd) && Variable("NO_COLOR").empty();
  return Style(choice == "auto" ? colors : choice == "always", Columns(fd));
}

bool IsInteractive(int fd) { return IsSmartTerminal(fd) && Variable("CI").empty(); }

}  // namespace tokenlink_cli

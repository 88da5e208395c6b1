// SPDX-License-Identifier: MIT
#include "terminal/style.h"

#include <unistd.h>

#include <cstdlib>

#include "tokenlink.h"

namespace tokenlink_cli {
namespace {

bool IsSet(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

bool IsDumb() {
  const char* term = std::getenv("TERM");
  return term != nullptr && std::string_view(term) == "dumb";
}

}  // namespace

std::string Style::Severity(int32_t severity, std::string_view text) const {
  return Paint(severity == TOKENLINK_ERROR ? "1;31" : severity == TOKENLINK_WARNING ? "1;33" : "1;36", text);
}

std::string Style::Paint(std::string_view code, std::string_view text) const {
  std::string out;
  if (!color_) return out.append(text);
  return out.append("\x1b[").append(code).append("m").append(text).append("\x1b[0m");
}

Style StyleFor(int fd, const std::string& choice) {
  if (choice != "auto") return Style(choice == "always");
  return Style(isatty(fd) != 0 && !IsSet("NO_COLOR") && !IsDumb());
}

bool IsInteractive(int fd) { return isatty(fd) != 0 && !IsSet("CI") && !IsDumb(); }

}  // namespace tokenlink_cli

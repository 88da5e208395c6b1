// SPDX-License-Identifier: MIT
//
// Colours, where there is a terminal that wants them.
#ifndef TOKENLINK_CLI_TERMINAL_STYLE_H_
#define TOKENLINK_CLI_TERMINAL_STYLE_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace tokenlink_cli {

// One stream's colours; every method returns its text unchanged where the stream has none.
class Style {
 public:
  explicit Style(bool color) : color_(color) {}

  std::string Bold(std::string_view text) const { return Paint("1", text); }
  std::string Dim(std::string_view text) const { return Paint("2", text); }
  std::string Severity(int32_t severity, std::string_view text) const;

 private:
  std::string Paint(std::string_view code, std::string_view text) const;

  bool color_;
};

// `choice` is --color; NO_COLOR and TERM=dumb count where it is "auto".
Style StyleFor(int fd, const std::string& choice);

// A terminal that understands carriage returns and is looked at by a person.
bool IsInteractive(int fd);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TERMINAL_STYLE_H_

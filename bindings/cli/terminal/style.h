// SPDX-License-Identifier: MIT
//
// How a stream shows text: whether in colours, and how wide.
#ifndef TOKENLINK_CLI_TERMINAL_STYLE_H_
#define TOKENLINK_CLI_TERMINAL_STYLE_H_

#include <absl/strings/string_view.h>

#include <cstdint>
#include <string>

namespace tokenlink_cli {

class Style {
 public:
  static constexpr int kColumns = 104;  // where no terminal says

  explicit Style(bool color, int columns = kColumns) : color_(color), columns_(columns) {}

  int columns() const { return columns_; }

  // Without colours these return their text unchanged.

  std::string Bold(absl::string_view text) const { return Paint("1", text); }
  std::string Dim(absl::string_view text) const { return Paint("2", text); }
  std::string Severity(int32_t severity, absl::string_view text) const;

 private:
  std::string Paint(absl::string_view code, absl::string_view text) const;

  bool color_;
  int columns_;
};

// `choice` is the value of --color; NO_COLOR and TERM=dumb matter only for "auto".
Style StyleFor(int fd, absl::string_view choice);

// Whether a person watches `fd` on a terminal that understands carriage returns.
bool IsInteractive(int fd);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TERMINAL_STYLE_H_

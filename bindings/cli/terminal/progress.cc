// SPDX-License-Identifier: MIT
#include "terminal/progress.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

size_t TerminalColumns() {
  winsize size;
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

void Progress::Update(uint64_t bytes, uint64_t rows, uint64_t failed) {
  if (!enabled_) return;
  const absl::Duration now = elapsed();
  if (now < next_) return;
  next_ = now + absl::Milliseconds(100);
  // A line as wide as the terminal would wrap, and \r would no longer return to its start.
  PrintError(absl::StrCat("\r", Line(bytes, rows, failed).substr(0, TerminalColumns() - 1), "\x1b[K"));
  drawn_ = true;
}

void Progress::Clear() {
  if (drawn_) PrintError("\r\x1b[K");
  drawn_ = false;
}

uint64_t Progress::PerSecond(uint64_t rows) const {
  return static_cast<uint64_t>(static_cast<double>(rows) / absl::ToDoubleSeconds(elapsed()));
}

std::string Progress::Line(uint64_t bytes, uint64_t rows, uint64_t failed) const {
  std::string line;
  if (total_ && *total_ > 0) {
    constexpr size_t kBar = 20;
    const double part = std::min(1.0, static_cast<double>(bytes) / static_cast<double>(*total_));
    const auto filled = static_cast<size_t>(part * kBar);
    line = absl::StrFormat("[%s%s] %d%%  %.1f/%.1f MB  ", std::string(filled, '#'), std::string(kBar - filled, '.'),
                           static_cast<int>(part * 100), static_cast<double>(bytes) / 1e6,
                           static_cast<double>(*total_) / 1e6);
  } else {
    line = absl::StrCat(Counted(rows, "row"), "  ");
  }
  absl::StrAppend(&line, WithCommas(PerSecond(rows)), " rows/s");
  if (failed > 0) absl::StrAppend(&line, "  ", WithCommas(failed), " failed");
  return line;
}

}  // namespace tokenlink_cli

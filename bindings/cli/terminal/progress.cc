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

// "0:42", "1:02:03"
std::string TimeText(absl::Duration time) {
  const int64_t seconds = absl::ToInt64Seconds(time);
  const int64_t minutes = seconds / 60, hours = minutes / 60;
  return hours > 0 ? absl::StrFormat("%d:%02d:%02d", hours, minutes % 60, seconds % 60)
                   : absl::StrFormat("%d:%02d", minutes, seconds % 60);
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

// The most important first: a narrow terminal shows only the start.
std::string Progress::Line(uint64_t bytes, uint64_t rows, uint64_t failed) const {
  const std::string failures = failed == 0 ? "" : absl::StrCat("  ", WithCommas(failed), " failed");
  const std::string speed = absl::StrCat("  ", WithCommas(PerSecond(rows)), " rows/s");
  if (!total_ || *total_ == 0) return absl::StrCat(Counted(rows, "row"), failures, speed);
  constexpr size_t kBar = 20;
  const double done = static_cast<double>(bytes), all = static_cast<double>(*total_);
  const double part = std::min(1.0, done / all);
  const auto filled = static_cast<size_t>(part * kBar);
  const std::string left = bytes == 0 ? "" : absl::StrCat("  ", TimeText(elapsed() * (1 / part - 1)), " left");
  return absl::StrFormat("[%s%s] %d%%%s%s%s  %.1f/%.1f MB", std::string(filled, '#'), std::string(kBar - filled, '.'),
                         static_cast<int>(part * 100), failures, left, speed, done / 1e6, all / 1e6);
}

}  // namespace tokenlink_cli

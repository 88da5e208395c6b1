// SPDX-License-Identifier: MIT
#include "terminal/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

std::string Megabytes(uint64_t bytes) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", static_cast<double>(bytes) / 1e6);
  return text;
}

size_t TerminalColumns() {
  winsize size;
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

Progress::Progress(bool enabled, std::optional<uint64_t> total) : enabled_(enabled), total_(total) {}

void Progress::Update(uint64_t bytes, uint64_t rows, uint64_t failed) {
  if (!enabled_) return;
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  next_ = now + std::chrono::milliseconds(100);
  // A line as wide as the terminal would wrap, and the next \r would no longer reach its start.
  const std::string line = "\r" + Line(bytes, rows, failed).substr(0, TerminalColumns() - 1) + "\x1b[K";
  [[maybe_unused]] const ssize_t ignored = write(STDERR_FILENO, line.data(), line.size());
  drawn_ = true;
}

void Progress::Clear() {
  if (!drawn_) return;
  [[maybe_unused]] const ssize_t ignored = write(STDERR_FILENO, "\r\x1b[K", 4);
  drawn_ = false;
}

double Progress::seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

std::string Progress::Line(uint64_t bytes, uint64_t rows, uint64_t failed) const {
  std::string line;
  if (total_ && *total_ > 0) {
    constexpr size_t kBar = 20;
    const double part = std::min(1.0, static_cast<double>(bytes) / static_cast<double>(*total_));
    const auto filled = static_cast<size_t>(part * kBar);
    line = "[" + std::string(filled, '#') + std::string(kBar - filled, '.') + "] " +
           std::to_string(static_cast<int>(part * 100)) + "%  " + Megabytes(bytes) + "/" + Megabytes(*total_) + " MB  ";
  } else {
    line = Counted(rows, "row") + "  ";
  }
  line += WithCommas(static_cast<uint64_t>(static_cast<double>(rows) / seconds())) + " rows/s";
  if (failed > 0) line += "  " + WithCommas(failed) + " failed";
  return line;
}

}  // namespace tokenlink_cli

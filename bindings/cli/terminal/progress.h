// SPDX-License-Identifier: MIT
//
// One line on stderr that shows how far a long run has come.
#ifndef TOKENLINK_CLI_TERMINAL_PROGRESS_H_
#define TOKENLINK_CLI_TERMINAL_PROGRESS_H_

#include <absl/time/time.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace tokenlink_cli {

class Progress {
 public:
  // `total` is the size of the input in bytes, if it is known.
  Progress(bool enabled, std::optional<uint64_t> total) : enabled_(enabled), total_(total) {}
  ~Progress() { Clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Reads the clock, and redraws at most ten times a second, starting one second into the run.
  void Update(uint64_t bytes, uint64_t rows, uint64_t failed);
  void Clear();  // removes the line; call it before writing anything else to stderr

  absl::Duration elapsed() const { return absl::FromChrono(Clock::now() - start_); }
  uint64_t PerSecond(uint64_t rows) const;

 private:
  using Clock = std::chrono::steady_clock;  // absl::Now() is the wall clock, which may be set back

  std::string Line(uint64_t bytes, uint64_t rows, uint64_t failed) const;

  const bool enabled_;
  const std::optional<uint64_t> total_;
  const Clock::time_point start_ = Clock::now();
  absl::Duration next_ = absl::Seconds(1);
  bool drawn_ = false;
};

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TERMINAL_PROGRESS_H_

// SPDX-License-Identifier: MIT
//
// One line on stderr that says how far a long run is, for a person who watches.
#ifndef TOKENLINK_CLI_TERMINAL_PROGRESS_H_
#define TOKENLINK_CLI_TERMINAL_PROGRESS_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace tokenlink_cli {

class Progress {
 public:
  // `total` is the input's size in bytes where it is known.
  Progress(bool enabled, std::optional<uint64_t> total);
  ~Progress() { Clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Cheap: looks at the clock, and draws ten times a second once the run has lasted a second.
  void Update(uint64_t bytes, uint64_t rows, uint64_t failed);
  void Clear();  // takes the line away, before anything else is written to stderr

  double seconds() const;

 private:
  using Clock = std::chrono::steady_clock;

  std::string Line(uint64_t bytes, uint64_t rows, uint64_t failed) const;

  const bool enabled_;
  const std::optional<uint64_t> total_;
  const Clock::time_point start_ = Clock::now();
  Clock::time_point next_ = start_ + std::chrono::seconds(1);
  bool drawn_ = false;
};

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TERMINAL_PROGRESS_H_

// SPDX-License-Identifier: MIT
#include "io/line_reader.h"

#include <absl/strings/strip.h>

#include <algorithm>
#include <cstring>

#include "library/status.h"
#include "terminal/text.h"

namespace tokenlink_cli {

LineReader::LineReader(Source* source, size_t max_line, size_t padding)
    : source_(source), max_line_(max_line), padding_(padding), status_(source->status()) {}

bool LineReader::Next(absl::string_view* line) {
  while (status_.ok() && NextOrBlank(line)) {
    if (line->find_first_not_of(" \t\r") != absl::string_view::npos) return true;
  }
  return false;
}

bool LineReader::NextOrBlank(absl::string_view* line) {
  const void* found;
  while ((found = std::memchr(buffer_.data() + scanned_, '\n', end_ - scanned_)) == nullptr && !at_end_) {
    scanned_ = end_;
    if (end_ - begin_ > max_line_) {
      status_ = FileError(source_->name(), ":", number_ + 1, ": the line is longer than ",
                          Counted(max_line_ >> 20, "MiB", "MiB"));
      return false;
    }
    at_end_ = !Fill();
    status_ = source_->status();
    if (!status_.ok()) return false;
  }
  if (found == nullptr && begin_ == end_) return false;
  const size_t stop = found != nullptr ? static_cast<size_t>(static_cast<const char*>(found) - buffer_.data()) : end_;
  *line = absl::string_view(buffer_).substr(begin_, stop - begin_);
  if (number_ == 0) status_ = DropByteOrderMark(line, source_->name());
  absl::ConsumeSuffix(line, "\r");
  begin_ = scanned_ = std::min(stop + 1, end_);
  ++number_;
  return status_.ok();
}

bool LineReader::Fill() {
  std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  scanned_ -= begin_;
  begin_ = 0;
  const size_t wanted = end_ + Source::kBlock + padding_;
  // Doubling keeps a line of many megabytes from being copied once per block.
  if (buffer_.size() < wanted) buffer_.resize(std::max(wanted, buffer_.size() * 2));
  const size_t got = source_->Read(buffer_.data() + end_, buffer_.size() - padding_ - end_);
  end_ += got;
  return got > 0;
}

}  // namespace tokenlink_cli

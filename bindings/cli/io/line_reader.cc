// SPDX-License-Identifier: MIT
#include "io/line_reader.h"

#include <absl/strings/strip.h>

#include <algorithm>
#include <cstring>

#include "library/status.h"

namespace tokenlink_cli {

LineReader::LineReader(Source* source, size_t max_line, size_t padding)
    : source_(source), max_line_(max_line), padding_(padding), status_(source->status()) {}

bool LineReader::Next(absl::string_view* line) {
  while (status_.ok() && NextOrBlank(line)) {
    if (line->find_first_not_of(" \t\r") != absl::string_view::npos) return true;
  }
  return false;
}

bool LineReader::HasNext() const { return at_end_ || FindEnd() != nullptr || source_->IsReady(); }

// The next LF that was read; null if there is none.
const char* LineReader::FindEnd() const {
  return static_cast<const char*>(std::memchr(buffer_.data() + scanned_, '\n', end_ - scanned_));
}

bool LineReader::NextOrBlank(absl::string_view* line) {
  SkipRest();
  const char* found;
  while ((found = FindEnd()) == nullptr && !at_end_ && end_ - begin_ <= max_line_) {
    scanned_ = end_;
    at_end_ = !Fill();
  }
  status_ = source_->status();
  if (!status_.ok() || (found == nullptr && begin_ == end_)) return false;
  const size_t stop = found != nullptr ? static_cast<size_t>(found - buffer_.data()) : end_;
  *line = absl::string_view(buffer_).substr(begin_, stop - begin_);
  if (number_ == 0) {
    const size_t given = line->size();
    status_ = DropByteOrderMark(line, source_->name());
    dropped_mark_ = line->size() < given;
  }
  is_cut_ = line->size() > max_line_;
  has_rest_ = found == nullptr && !at_end_;
  if (is_cut_) {
    *line = line->substr(0, max_line_);
  } else {
    absl::ConsumeSuffix(line, "\r");
  }
  begin_ = scanned_ = std::min(stop + 1, end_);
  ++number_;
  return status_.ok();
}

void LineReader::SkipRest() {
  while (has_rest_) {
    const char* const found = FindEnd();
    begin_ = scanned_ = found != nullptr ? static_cast<size_t>(found - buffer_.data()) + 1 : end_;
    has_rest_ = found == nullptr && !at_end_;
    if (has_rest_) at_end_ = !Fill();
  }
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

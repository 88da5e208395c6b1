// SPDX-License-Identifier: MIT
#include "io/source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "io/errors.h"
#include "terminal/text.h"
#include "tokenlink.h"

namespace tokenlink_cli {

Source::Source(const std::string& path) : fd_(STDIN_FILENO), name_(path == "-" ? "<stdin>" : Printable(path)) {
  if (path != "-") fd_ = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat about;
  if (fd_ < 0 || fstat(fd_, &about) != 0) throw FileError("cannot read " + name_ + ": " + std::strerror(errno));
  if (S_ISREG(about.st_mode)) size_ = static_cast<uint64_t>(about.st_size);
}

Source::~Source() {
  if (fd_ > STDERR_FILENO) close(fd_);
}

size_t Source::Read(char* out, size_t size) {
  for (;;) {
    const ssize_t got = read(fd_, out, size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw FileError("cannot read " + name_ + ": " + std::strerror(errno));
    bytes_read_ += static_cast<uint64_t>(got);
    return static_cast<size_t>(got);
  }
}

LineReader::LineReader(Source* source, size_t longest_line, size_t padding)
    : source_(source), longest_line_(longest_line), padding_(padding) {}

bool LineReader::Next(std::string_view* line) {
  for (;;) {
    const void* found = std::memchr(buffer_.data() + scanned_, '\n', end_ - scanned_);
    if (found == nullptr && !at_end_) {
      scanned_ = end_;
      if (end_ - begin_ > longest_line_) {
        throw FileError(source_->name() + ":" + std::to_string(number_ + 1) + ": the line is longer than " +
                        Counted(longest_line_ >> 20, "MiB", "MiB"));
      }
      at_end_ = !Fill();
      continue;
    }
    if (found == nullptr && begin_ == end_) return false;
    const size_t stop = found != nullptr ? static_cast<size_t>(static_cast<const char*>(found) - buffer_.data()) : end_;
    *line = std::string_view(buffer_).substr(begin_, stop - begin_);
    if (number_ == 0) DropByteOrderMark(line, source_->name());
    if (line->ends_with('\r')) line->remove_suffix(1);
    begin_ = scanned_ = std::min(stop + 1, end_);
    ++number_;
    return true;
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

std::string ReadFile(const std::string& path) {
  Source source(path);
  std::string text;
  for (;;) {
    const size_t before = text.size();
    if (before > TOKENLINK_MAX_INPUT) throw FileError(source.name() + " is larger than 256 MiB");
    text.resize(before + Source::kBlock);
    const size_t got = source.Read(text.data() + before, Source::kBlock);
    text.resize(before + got);
    if (got == 0) return text;
  }
}

void DropByteOrderMark(std::string_view* text, const std::string& name) {
  if (text->starts_with("\xEF\xBB\xBF")) text->remove_prefix(3);
  if (text->starts_with("\xFF\xFE") || text->starts_with("\xFE\xFF")) {
    throw FileError(name + ": the text is UTF-16; save it as UTF-8 and try again");
  }
}

}  // namespace tokenlink_cli

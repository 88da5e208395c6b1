// SPDX-License-Identifier: MIT
#include "io/source.h"

#include <absl/strings/match.h>
#include <absl/strings/strip.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "library/status.h"
#include "terminal/text.h"
#include "tokenlink.h"

namespace tokenlink_cli {

Source::Source(const std::string& path) : fd_(STDIN_FILENO), name_(path == "-" ? "<stdin>" : Printable(path)) {
  if (path != "-") fd_ = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat about;
  if (fd_ < 0 || fstat(fd_, &about) != 0) {
    Fail();
  } else if (S_ISREG(about.st_mode)) {
    size_ = static_cast<uint64_t>(about.st_size);
  }
}

Source::~Source() {
  if (fd_ > STDERR_FILENO) close(fd_);
}

void Source::Fail() { status_ = FileError("cannot read ", name_, ": ", std::strerror(errno)); }

size_t Source::Read(char* out, size_t size) {
  if (before_waiting_ && !IsReady()) before_waiting_();
  while (status_.ok()) {
    const ssize_t got = read(fd_, out, size);
    if (got >= 0) {
      bytes_read_ += static_cast<uint64_t>(got);
      return static_cast<size_t>(got);
    }
    if (errno != EINTR) Fail();
  }
  return 0;
}

bool Source::IsReady() const {
  pollfd about = {fd_, POLLIN, 0};
  return poll(&about, 1, 0) != 0;  // 1 also at the end and after an error
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  Source source(path);
  std::string text;
  for (;;) {
    const size_t before = text.size();
    if (before > TOKENLINK_MAX_INPUT) {
      return FileError(source.name(), " is larger than ", Counted(TOKENLINK_MAX_INPUT >> 20, "MiB", "MiB"));
    }
    text.resize(before + Source::kBlock);
    const size_t got = source.Read(text.data() + before, Source::kBlock);
    text.resize(before + got);
    if (got > 0) continue;
    if (!source.status().ok()) return source.status();
    return text;
  }
}

absl::Status DropByteOrderMark(absl::string_view* text, absl::string_view name) {
  absl::ConsumePrefix(text, "\xEF\xBB\xBF");
  if (absl::StartsWith(*text, "\xFF\xFE") || absl::StartsWith(*text, "\xFE\xFF")) {
    return FileError(name, ": the text is UTF-16; save it as UTF-8 and try again");
  }
  return absl::OkStatus();
}

}  // namespace tokenlink_cli

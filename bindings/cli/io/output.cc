// SPDX-License-Identifier: MIT
#include "io/output.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

#include "io/destination.h"
#include "library/status.h"
#include "terminal/text.h"

namespace tokenlink_cli {

Output::Output(const std::string& path) : fd_(STDOUT_FILENO), name_("standard output") {
  if (path == "-") return;
  name_ = Printable(path);
  Open(path);
  if (fd_ < 0) Fail();
}

void Output::Open(const std::string& path) {
  fd_ = -1;
  const std::optional<Destination> target = FindDestination(path);
  if (!target) return;
  if (target->is_replaceable()) {
    is_staged_ = true;
    fd_ = staged_.Open(*target);
    return;
  }
  owns_fd_ = true;
  // A copy of our own descriptor keeps its place in the file; another's file is added to, not overwritten.
  fd_ = target->descriptor >= 0
            ? fcntl(target->descriptor, F_DUPFD_CLOEXEC, 3)
            : open(target->path.c_str(), O_WRONLY | O_CLOEXEC | (target->is_open_file ? O_APPEND : 0));
}

Output::~Output() {
  if (owns_fd_ && fd_ >= 0) close(fd_);
}

void Output::Fail() {
  if (status_.ok()) status_ = FileError("cannot write ", name_, ": ", std::strerror(errno));
}

void Output::Flush() {
  absl::string_view rest = buffer_.view();
  while (!rest.empty() && status_.ok()) {
    const ssize_t written = write(fd_, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<size_t>(written));
    } else if (errno == EPIPE) {
      status_ = ClosedPipe();
    } else if (errno != EINTR) {
      Fail();
    }
  }
  buffer_.Clear();
}

absl::Status Output::Commit() {
  Flush();
  if (is_staged_ && status_.ok() && !staged_.Commit()) Fail();
  return status_;
}

}  // namespace tokenlink_cli

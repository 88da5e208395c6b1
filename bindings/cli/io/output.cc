// SPDX-License-Identifier: MIT
#include "io/output.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstring>
#include <utility>

#include "library/status.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

// A signal handler may call unlink() and little else, so the path is kept in a plain array.
char g_temporary[PATH_MAX];
volatile sig_atomic_t g_has_temporary = 0;

void OnSignal(int number) {
  if (g_has_temporary) unlink(g_temporary);
  signal(number, SIG_DFL);
  raise(number);
}

}  // namespace

Output::Output(const std::string& path) : fd_(STDOUT_FILENO), name_("standard output") {
  if (path == "-") return;
  name_ = Printable(path);
  struct stat existing;
  const bool exists = stat(path.c_str(), &existing) == 0;
  if (exists && !S_ISREG(existing.st_mode)) {
    // A device or a pipe must not be replaced by a file.
    fd_ = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd_ < 0) Fail();
    return;
  }
  char resolved[PATH_MAX];
  target_ = exists && realpath(path.c_str(), resolved) != nullptr ? resolved : path;
  const mode_t mask = umask(0);
  umask(mask);
  OpenTemporary(exists ? existing.st_mode & 07777 : 0666 & ~mask);
}

Output::~Output() { Discard(); }

void Output::Fail() {
  if (status_.ok()) status_ = FileError("cannot write ", name_, ": ", std::strerror(errno));
}

void Output::OpenTemporary(mode_t mode) {
  std::string path = target_ + ".tokenlink-XXXXXX";
  if (path.size() >= sizeof g_temporary) {
    errno = ENAMETOOLONG;
    return Fail();
  }
  fd_ = mkostemp(path.data(), O_CLOEXEC);
  if (fd_ < 0) return Fail();
  temporary_ = std::move(path);
  std::memcpy(g_temporary, temporary_.c_str(), temporary_.size() + 1);
  g_has_temporary = 1;
  if (fchmod(fd_, mode) != 0) Fail();
}

void Output::Discard() {
  if (fd_ > STDERR_FILENO) close(fd_);
  fd_ = -1;
  if (temporary_.empty()) return;
  unlink(temporary_.c_str());
  g_has_temporary = 0;
  temporary_.clear();
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
  if (temporary_.empty() || !status_.ok()) return status_;
  if (close(std::exchange(fd_, -1)) != 0 || rename(temporary_.c_str(), target_.c_str()) != 0) {
    Fail();
    return status_;
  }
  g_has_temporary = 0;
  temporary_.clear();
  return status_;
}

void RemoveTemporariesOnSignals() {
  struct sigaction action;
  std::memset(&action, 0, sizeof action);
  action.sa_handler = OnSignal;
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before;
    // A shell starts background jobs with SIGINT ignored, nohup its program with SIGHUP ignored; both stay so.
    if (sigaction(number, nullptr, &before) == 0 && before.sa_handler == SIG_IGN) continue;
    sigaction(number, &action, nullptr);
  }
}

}  // namespace tokenlink_cli

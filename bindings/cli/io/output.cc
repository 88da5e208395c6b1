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

#include "io/errors.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

// A handler may call unlink() and look at volatile memory, and little else: so the path lies in a plain array.
char g_temporary[PATH_MAX];
volatile sig_atomic_t g_has_temporary = 0;

void OnSignal(int number) {
  if (g_has_temporary) unlink(g_temporary);
  signal(number, SIG_DFL);
  raise(number);
}

std::string Because(const std::string& what) { return what + ": " + std::strerror(errno); }

}  // namespace

Output::Output() : fd_(STDOUT_FILENO), what_("standard output") {}

Output::Output(const std::string& path) : Output() {
  if (path == "-") return;
  what_ = Printable(path);
  struct stat existing;
  const bool exists = stat(path.c_str(), &existing) == 0;
  if (exists && !S_ISREG(existing.st_mode)) {
    // A device or a pipe has no place to rename to, and must not be replaced by a file.
    fd_ = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd_ < 0) throw FileError(Because("cannot write " + what_));
    return;
  }
  char resolved[PATH_MAX];
  target_ = exists && realpath(path.c_str(), resolved) != nullptr ? resolved : path;
  const mode_t mask = umask(0);
  umask(mask);
  OpenTemporary(exists ? existing.st_mode & 07777 : 0666 & ~mask);
}

void Output::OpenTemporary(mode_t mode) {
  temporary_ = target_ + ".tokenlink-XXXXXX";
  if (temporary_.size() >= sizeof g_temporary) throw FileError(what_ + ": the path is too long");
  fd_ = mkostemp(temporary_.data(), O_CLOEXEC);
  if (fd_ < 0) {
    const int reason = errno;
    temporary_.clear();
    errno = reason;
    throw FileError(Because("cannot write " + what_));
  }
  std::memcpy(g_temporary, temporary_.c_str(), temporary_.size() + 1);
  g_has_temporary = 1;
  if (fchmod(fd_, mode) != 0) {
    const std::string message = Because("cannot write " + what_);
    Discard();
    throw FileError(message);
  }
}

Output::~Output() { Discard(); }

void Output::Discard() {
  if (fd_ > STDERR_FILENO) close(fd_);
  fd_ = -1;
  if (temporary_.empty()) return;
  unlink(temporary_.c_str());
  g_has_temporary = 0;
  temporary_.clear();
}

void Output::Flush() {
  const char* at = buffer_.data();
  const char* end = at + buffer_.size();
  while (at < end) {
    const ssize_t written = write(fd_, at, static_cast<size_t>(end - at));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EPIPE) throw BrokenPipe();
    if (written < 0) throw FileError(Because("cannot write " + what_));
    at += written;
  }
  buffer_.Clear();
}

void Output::Commit() {
  Flush();
  if (temporary_.empty()) return;
  if (close(fd_) != 0) {
    fd_ = -1;
    throw FileError(Because("cannot write " + what_));
  }
  fd_ = -1;
  if (rename(temporary_.c_str(), target_.c_str()) != 0) throw FileError(Because("cannot write " + what_));
  g_has_temporary = 0;
  temporary_.clear();
}

void RemoveTemporariesOnSignals() {
  struct sigaction action;
  std::memset(&action, 0, sizeof action);
  action.sa_handler = OnSignal;
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before;
    // A shell starts background jobs with SIGINT ignored (nohup: SIGHUP); that is to stay so.
    if (sigaction(number, nullptr, &before) == 0 && before.sa_handler == SIG_IGN) continue;
    sigaction(number, &action, nullptr);
  }
}

}  // namespace tokenlink_cli

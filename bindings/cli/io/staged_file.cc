// SPDX-License-Identifier: MIT
#include "io/staged_file.h"

#include <absl/strings/str_cat.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstring>
#include <utility>

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

bool Announce(const std::string& path) {
  if (path.size() >= sizeof g_temporary) {
    errno = ENAMETOOLONG;
    return false;
  }
  std::memcpy(g_temporary, path.c_str(), path.size() + 1);
  g_has_temporary = 1;
  return true;
}

std::string InProc(int fd) { return absl::StrCat("/proc/self/fd/", fd); }

mode_t NewFileMode() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

// Some file systems have nothing to wait for, and say so by one of these.
bool Sync(int fd) { return fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP || errno == ENOSYS; }

}  // namespace

int StagedFile::Open(const Destination& target) {
  target_ = target.path;
  if (!OpenUnnamed() && !OpenTemporary()) return -1;
  // Ownership first: changing it may clear bits of the mode. Only root may give a file away; a group often may be kept.
  if (target.status && fchown(fd_, target.status->st_uid, target.status->st_gid) != 0) {
    static_cast<void>(fchown(fd_, static_cast<uid_t>(-1), target.status->st_gid) == 0);
  }
  const mode_t mode = target.status ? target.status->st_mode & 07777 : NewFileMode();
  return fchmod(fd_, mode) == 0 ? fd_ : -1;
}

bool StagedFile::OpenUnnamed() {
  const size_t slash = target_.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : target_.substr(0, slash + 1);
  fd_ = open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
  if (fd_ < 0) return false;
  // Without /proc it could never get a name.
  if (access(InProc(fd_).c_str(), F_OK) == 0) return true;
  close(std::exchange(fd_, -1));
  return false;
}

bool StagedFile::OpenTemporary() {
  std::string path = target_ + ".tokenlink-XXXXXX";
  fd_ = mkostemp(path.data(), O_CLOEXEC);
  if (fd_ < 0) return false;
  temporary_ = std::move(path);
  return Announce(temporary_);
}

bool StagedFile::LinkTemporary() {
  for (int i = 0; i < 1000; ++i) {
    std::string path = absl::StrCat(target_, ".tokenlink-", getpid(), "-", i);
    if (!Announce(path)) return false;
    if (linkat(AT_FDCWD, InProc(fd_).c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) == 0) {
      temporary_ = std::move(path);
      return true;
    }
    g_has_temporary = 0;  // if there is such a file, it is another's
    if (errno != EEXIST) return false;
  }
  return false;
}

bool StagedFile::Rename() {
  if (rename(temporary_.c_str(), target_.c_str()) != 0) return false;
  g_has_temporary = 0;
  temporary_.clear();
  return true;
}

bool StagedFile::Commit() {
  if (!Sync(fd_)) return false;
  if (temporary_.empty() && !LinkTemporary()) return false;
  return close(std::exchange(fd_, -1)) == 0 && Rename();
}

void StagedFile::Discard() {
  if (fd_ >= 0) close(std::exchange(fd_, -1));
  if (temporary_.empty()) return;
  unlink(temporary_.c_str());
  g_has_temporary = 0;
  temporary_.clear();
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

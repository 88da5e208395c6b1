// SPDX-License-Identifier: MIT
#include "io/destination.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/string_view.h>
#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>
#include <climits>

namespace tokenlink_cli {
namespace {

constexpr int kMostLinks = 40;  // as the kernel allows

std::string Folder(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

std::string LastName(const std::string& path) { return path.substr(path.rfind('/') + 1); }

// A symbolic link in /proc is the name of an open file. Following its text would lead to another opening of that file,
// at offset 0 and without O_APPEND, or to a file that is gone.
bool IsOpenFile(const std::string& folder) {
  struct statfs about;
  return statfs(folder.c_str(), &about) == 0 && about.f_type == PROC_SUPER_MAGIC;
}

int OwnDescriptor(const std::string& folder, const std::string& name) {
  struct stat theirs, ours;
  int number;
  const bool is_ours = stat(folder.c_str(), &theirs) == 0 && stat("/proc/self/fd", &ours) == 0 &&
                       theirs.st_dev == ours.st_dev && theirs.st_ino == ours.st_ino;
  return is_ours && absl::SimpleAtoi(name, &number) ? number : -1;
}

}  // namespace

std::optional<Destination> FindDestination(std::string path) {
  for (int links = 0; links <= kMostLinks; ++links) {
    struct stat about;
    if (lstat(path.c_str(), &about) != 0) {
      if (errno != ENOENT) return std::nullopt;
      return Destination{std::move(path), std::nullopt};
    }
    if (!S_ISLNK(about.st_mode)) return Destination{std::move(path), about};
    const std::string folder = Folder(path);
    if (IsOpenFile(folder)) {
      const int descriptor = OwnDescriptor(folder, LastName(path));
      return Destination{std::move(path), about, true, descriptor};
    }
    char text[PATH_MAX];
    const ssize_t size = readlink(path.c_str(), text, sizeof text);
    if (size < 0) return std::nullopt;
    const absl::string_view target(text, static_cast<size_t>(size));
    path = absl::StrCat(!target.empty() && target[0] == '/' ? "" : folder == "." ? "./" : folder, target);
  }
  errno = ELOOP;
  return std::nullopt;
}

}  // namespace tokenlink_cli

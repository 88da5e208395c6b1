// SPDX-License-Identifier: MIT
// What starting costs, each time in a process of its own: loading a library up to the end of its first call, and a
// whole program. usage: start ROUNDS PROGRAM LIBRARY [PREVIOUS_LIBRARY] > JSON
#include <dlfcn.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "absl/random/random.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "tokenlink.h"

namespace {

using Clock = std::chrono::steady_clock;

double Since(Clock::time_point begin) { return std::chrono::duration<double, std::nano>(Clock::now() - begin).count(); }

template <typename Function>
Function Find(void* library, const char* name) {
  return reinterpret_cast<Function>(library != nullptr ? dlsym(library, name) : nullptr);
}

// The table and its first build. Only what every library of ABI 1 has is used, so that an earlier one can be compared.
bool BuildOnce(void* library) {
  const auto get_api = Find<decltype(&tokenlink_get_api)>(library, "tokenlink_get_api");
  const tokenlink_api* api = nullptr;
  if (get_api == nullptr || get_api(1, 0, &api, nullptr) != TOKENLINK_OK) return false;
  const tokenlink_permission dns = {TOKENLINK_STR("dns"), TOKENLINK_STR("edit")};
  tokenlink_request request = {};
  request.struct_size = sizeof request;
  request.kind = TOKENLINK_KIND_USER;
  request.permissions = &dns;
  request.permission_count = 1;
  request.name = TOKENLINK_STR("Checkout deploy");
  char link[TOKENLINK_MAX_LINK];
  size_t size = 0;
  return api->build(&request, link, sizeof link, &size, nullptr) == TOKENLINK_OK && size > 0;
}

bool EscapeOnceByUriparser(void* library) {
  using Escape = char* (*)(const char*, const char*, char*, int, int);
  const char text[] = "Checkout deploy";
  char out[3 * sizeof text];
  const auto escape = Find<Escape>(library, "uriEscapeExA");
  return escape != nullptr && escape(text, text + sizeof text - 1, out, 0, 0) != nullptr;
}

bool EscapeOnceByCurl(void* library) {
  const auto escape = Find<char* (*)(void*, const char*, int)>(library, "curl_easy_escape");
  return escape != nullptr && escape(nullptr, "Checkout deploy", 15) != nullptr;
}

struct Contender {
  const char* name;
  std::vector<std::string> command;
  bool says_its_time;  // on standard output, in nanoseconds; else the process is timed from start to end
  std::string fault = {};
  std::vector<double> ns = {};
};

// Runs a command once; false if it fails.
bool Run(const Contender& contender, double* ns) {
  std::vector<char*> argv;
  for (const std::string& word : contender.command) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  int ends[2];
  if (pipe(ends) != 0) return false;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  posix_spawn_file_actions_addclose(&actions, ends[1]);
  const auto begin = Clock::now();
  pid_t child = 0;
  int status = posix_spawn(&child, argv[0], &actions, nullptr, argv.data(), environ);
  if (status == 0) waitpid(child, &status, 0);
  *ns = Since(begin);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  char output[256];
  const ssize_t size = std::max<ssize_t>(read(ends[0], output, sizeof output), 0);
  close(ends[0]);
  if (status != 0) return false;
  return !contender.says_its_time || absl::SimpleAtod({output, static_cast<size_t>(size)}, ns);
}

void WriteJob(const char* id, std::vector<Contender> contenders, int rounds) {
  absl::BitGen random;
  for (int round = 0; round < rounds; ++round) {
    std::shuffle(contenders.begin(), contenders.end(), random);
    for (Contender& contender : contenders) {
      double ns = 0;
      if (!contender.fault.empty()) continue;
      if (Run(contender, &ns)) {
        contender.ns.push_back(ns);
      } else {
        contender.fault = contender.command.back() + " cannot be run";
      }
    }
  }
  std::printf("{\"job\": \"%s\", \"contenders\": [", id);
  const char* comma = "";
  for (const Contender& c : contenders) {
    std::printf("%s\n  {\"name\": \"%s\", \"version\": \"\", \"fault\": ", comma, c.name);
    std::printf(c.fault.empty() ? "null" : "\"%s\"", c.fault.c_str());
    std::printf(", \"ns\": [%s]}", absl::StrJoin(c.ns, ", ").c_str());
    comma = ",";
  }
  std::printf("]}");
}

// The child: loads one library, calls it once, and says how long that took.
int LoadOnce(const char* path, const char* call) {
  const auto begin = Clock::now();
  void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  const bool done = std::strcmp(call, "build") == 0       ? BuildOnce(library)
                    : std::strcmp(call, "uriparser") == 0 ? EscapeOnceByUriparser(library)
                                                          : EscapeOnceByCurl(library);
  std::printf("%.0f", Since(begin));
  return done ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 4 && std::strcmp(argv[1], "--once") == 0) return LoadOnce(argv[2], argv[3]);
  if (argc != 4 && argc != 5) return 3;
  const int rounds = std::atoi(argv[1]);
  const auto load = [&](const char* name, const std::string& path, const char* call) {
    return Contender{name, {argv[0], "--once", path, call}, true};
  };
  Contender previous = load("previous library", argc == 5 ? argv[4] : "", "build");
  if (argc == 4) previous.fault = "no previous library was given: --before FILE";

  std::printf("{\"rounds\": %d, \"jobs\": [\n", rounds);
  WriteJob("load and first call",
           {load("tokenlink", argv[3], "build"), previous, load("uriparser", "liburiparser.so.1", "uriparser"),
            load("libcurl", "libcurl.so.4", "curl")},
           rounds);
  std::printf(",\n");
  WriteJob("start of the program",
           {{"tokenlink version", {argv[2], "version"}, false}, {"/bin/true", {"/bin/true"}, false}}, rounds);
  std::printf("\n]}\n");
  return 0;
}

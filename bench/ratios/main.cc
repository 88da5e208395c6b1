// SPDX-License-Identifier: MIT
// Every job, one after the other: check, then measure. usage: ratios [--rounds N] [--seed N] [--only JOB] > JSON
#include <sched.h>

#include <cstdlib>
#include <cstring>
#include <string>

#include "rivals/rival.h"

namespace tokenlink_bench {

// In rivals/tokenlink.cc: what only we do.
void AddLint(Job& job, const Texts& links);
void AddFill(Job& job, const std::string& prefix, const Texts& names, size_t bytes);

namespace {

constexpr size_t kFill = 64u << 20;
constexpr size_t kLong = 64u << 10;
constexpr size_t kLongTexts = 4;  // of 64 KiB each: long enough not to be learnt, and more would measure the memory

size_t rounds = 101;
uint64_t seed = 1;
std::string only;
const char* comma = "";

// A job is made, checked, measured and written, then its memory is gone.
template <typename Fill>
void Run(const char* id, Texts expected, Fill fill, size_t most_rounds = SIZE_MAX) {
  if (!only.empty() && std::string_view(id).find(only) == std::string_view::npos) return;
  Job job(id, std::move(expected));
  fill(job);
  job.Check();
  job.Measure(std::min(rounds, most_rounds), seed);
  std::printf("%s\n", comma);
  job.Write(stdout);
  std::fflush(stdout);
  comma = ",";
}

template <typename Function, typename... Arguments>
void AddAll(Job& job, Function Rival::*function, const Arguments&... arguments) {
  for (const Rival* rival : AllRivals()) {
    if (rival->*function != nullptr) (rival->*function)(job, arguments...);
  }
}

Texts Encoded(const Texts& texts) {
  Texts encoded;
  for (const std::string& t : texts) encoded.push_back(Encode(t));
  return encoded;
}

template <typename Function>
Texts Map(const Requests& requests, Function function) {
  Texts all;
  for (size_t i = 0; i < requests.size(); ++i) all.push_back(function(requests[i], i));
  return all;
}

Texts Links(const Requests& requests) {
  return Map(requests, [](const Request& r, size_t) { return Link(r); });
}

Texts Summaries(const Requests& requests) {
  return Map(requests, [](const Request& r, size_t) { return Summary(r); });
}

void Coding(const std::string& name, const Texts& texts) {
  const Texts encoded = Encoded(texts);
  Run(("encode " + name).c_str(), encoded, [&](Job& job) { AddAll(job, &Rival::encode, texts); });
  Run(("decode " + name).c_str(), texts, [&](Job& job) { AddAll(job, &Rival::decode, encoded); });
}

void Parsing(const char* id, const Requests& requests, const Texts& links) {
  Run(id, Summaries(requests), [&](Job& job) { AddAll(job, &Rival::parse, links); });
}

void CodingJobs() {
  Coding("ASCII names", AsciiNames(kInputs));
  Coding("Japanese names", JapaneseNames(kInputs));
  Coding("permission JSON", Map(DocumentedRequests(kInputs), [](const Request& r, size_t) { return Json(r); }));
  Coding("64 KiB Markdown", Windows(Markdown(4 * kLong), kLong, kLongTexts));
  Coding("64 KiB Japanese", Windows(Japanese(4 * kLong), kLong, kLongTexts));
}

void BuildingJobs() {
  const Requests documented = DocumentedRequests(kInputs);
  Run("build documented", Links(documented), [&](Job& job) { AddAll(job, &Rival::build, documented); });
  const Requests free = FreeRequests(kInputs);
  Run("build free", Links(free), [&](Job& job) { AddAll(job, &Rival::build, free); });

  // One set of three permissions, as a company would roll out.
  Request set = documented[0];
  set.permissions = {{"dns", "edit"}, {"zone", "read"}, {"cache", "purge"}};
  const std::string prefix = LinkPrefix(set);
  const auto rendered = [&prefix](const Texts& names) {
    Texts links;
    for (const std::string& name : names) links.push_back(prefix + Encode(name));
    return links;
  };
  const Texts ascii = AsciiNames(kInputs);
  const Texts japanese = JapaneseNames(kInputs);
  Run("render ASCII names", rendered(ascii), [&](Job& job) { AddAll(job, &Rival::render, prefix, ascii); });
  Run("render Japanese names", rendered(japanese), [&](Job& job) { AddAll(job, &Rival::render, prefix, japanese); });

  std::string filled;
  for (size_t i = 0;; i = (i + 1) % kInputs) {
    const std::string line = prefix + Encode(ascii[i]) + '\n';
    if (filled.size() + line.size() > kFill) break;
    filled += line;
  }
  Run(
      "fill 64 MiB", {std::move(filled)},
      [&](Job& job) {
        AddFill(job, prefix, ascii, kFill);
        kMemcpy.build(job, {});
      },
      41);
}

void ParsingJobs() {
  const Requests documented = DocumentedRequests(kInputs);
  Parsing("parse canonical", documented, Links(documented));
  const Requests mixed = MixedRequests(kInputs);
  Parsing("parse canonical, mixed", mixed, Links(mixed));

  constexpr Oddity kOddities[] = {Oddity::kOrder, Oddity::kLowerHex, Oddity::kSpaces, Oddity::kPlus};
  Parsing("parse legal", documented,
          Map(documented, [&](const Request& r, size_t i) { return OddLink(r, kOddities[i % 4]); }));
  constexpr const char* kNames[] = {"parse legal, other order", "parse legal, lower-case hex",
                                    "parse legal, spaces in the JSON", "parse legal, + for space"};
  for (size_t o = 0; o < 4; ++o) {
    Parsing(kNames[o], documented, Map(documented, [&](const Request& r, size_t) { return OddLink(r, kOddities[o]); }));
  }

  const auto lint = [](const char* id, const Requests& requests) {
    const Texts links = Links(requests);
    Run(id, Summaries(requests), [&](Job& job) {
      AddLint(job, links);
      kTokenlink.parse(job, links);
    });
  };
  lint("lint canonical", CleanRequests(kInputs));
  lint("lint canonical, with findings", documented);
}

}  // namespace
}  // namespace tokenlink_bench

int main(int argc, char** argv) {
  using namespace tokenlink_bench;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--rounds") == 0) rounds = std::strtoull(argv[i + 1], nullptr, 10);
    if (std::strcmp(argv[i], "--seed") == 0) seed = std::strtoull(argv[i + 1], nullptr, 10);
    if (std::strcmp(argv[i], "--only") == 0) only = argv[i + 1];
  }
  // Pinned to the last processor this process may use: the first one has the interrupts.
  cpu_set_t allowed, one;
  CPU_ZERO(&one);
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) {
    for (int cpu = CPU_SETSIZE - 1; cpu >= 0 && CPU_COUNT(&one) == 0; --cpu) {
      if (CPU_ISSET(cpu, &allowed)) CPU_SET(cpu, &one);
    }
    sched_setaffinity(0, sizeof one, &one);
  }
  std::printf("{\"rounds\": %zu, \"jobs\": [", rounds);
  CodingJobs();
  BuildingJobs();
  ParsingJobs();
  std::printf("\n]}\n");
  return 0;
}

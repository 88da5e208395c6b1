// SPDX-License-Identifier: MIT
#include "ratios/job.h"

#include <algorithm>
#include <chrono>
#include <random>

#include "absl/random/random.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace tokenlink_bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double kSliceNs = 500e3;

double Time(const Contender& contender, size_t first, size_t calls) {
  const auto begin = Clock::now();
  contender.run(first, calls);
  return std::chrono::duration<double, std::nano>(Clock::now() - begin).count();
}

// How many calls fill a slice; also warms the contender up.
size_t CallsPerSlice(const Contender& contender) {
  size_t calls = 1;
  for (;;) {
    const double ns = std::max(Time(contender, 0, calls), 1.0);
    if (ns > kSliceNs / 4) return std::max<size_t>(1, static_cast<size_t>(static_cast<double>(calls) * kSliceNs / ns));
    calls *= 2;
  }
}

std::string Quote(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    // Results may be cut inside a character: what is not ASCII is not shown.
    out += c >= 0x20 && c < 0x7F ? c : '?';
  }
  return out + "\"";
}

}  // namespace

void Job::Check() {
  for (Contender& contender : contenders_) {
    for (size_t i = 0; i < expected_.size() && contender.fault.empty(); ++i) {
      if (i % contender.per_call == 0) contender.run(i / contender.per_call, 1);
      if (const std::string result = contender.result(i); result != expected_[i]) {
        contender.fault =
            absl::StrCat("input ", i, ": ", result.substr(0, 400), " is not ", expected_[i].substr(0, 400));
      }
    }
    if (!contender.fault.empty()) {
      std::fprintf(stderr, "%s: %s: %s\n", id_.c_str(), contender.name.c_str(), contender.fault.c_str());
    }
  }
}

void Job::Measure(size_t rounds, uint64_t seed) {
  struct Runner {
    Contender* contender;
    size_t calls;   // a slice
    size_t all;     // calls that take all inputs
    size_t cursor;  // slices go on where the last one ended, so that slow contenders see all inputs too
  };
  std::vector<Runner> runners;
  for (Contender& contender : contenders_) {
    if (!contender.fault.empty()) continue;
    runners.push_back({&contender, CallsPerSlice(contender), expected_.size() / contender.per_call, 0});
  }
  absl::BitGen random(std::seed_seq{seed});
  for (size_t round = 0; round < rounds; ++round) {
    std::shuffle(runners.begin(), runners.end(), random);
    for (Runner& runner : runners) {
      const double ns = Time(*runner.contender, runner.cursor, runner.calls);
      runner.cursor = (runner.cursor + runner.calls) % runner.all;
      const size_t inputs = runner.calls * runner.contender->per_call;
      runner.contender->ns.push_back(ns / static_cast<double>(inputs));
    }
  }
}

void Job::Write(std::FILE* out) const {
  size_t bytes = 0;
  for (const std::string& e : expected_) bytes += e.size();
  std::fprintf(out, "{\"job\": %s, \"inputs\": %zu, \"result_bytes\": %.1f, \"contenders\": [", Quote(id_).c_str(),
               expected_.size(), static_cast<double>(bytes) / static_cast<double>(expected_.size()));
  const char* comma = "";
  for (const Contender& c : contenders_) {
    std::fprintf(out, "%s\n  {\"name\": %s, \"version\": %s, \"fault\": %s, \"ns\": [", comma, Quote(c.name).c_str(),
                 Quote(c.version).c_str(), c.fault.empty() ? "null" : Quote(c.fault).c_str());
    std::fprintf(out, "%s]}", absl::StrJoin(c.ns, ", ").c_str());
    comma = ",";
  }
  std::fprintf(out, "]}");
}

}  // namespace tokenlink_bench

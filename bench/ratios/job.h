// SPDX-License-Identifier: MIT
// A job and its contenders. All contenders of a job have the same inputs and the same expected results; those whose
// results differ are not timed. They run in one process, in slices of half a millisecond, in an order that is shuffled
// every round, so that a slow moment of the machine falls on all of them alike: the ratio of two times of the same
// round is what is reported.
#ifndef TOKENLINK_BENCH_RATIOS_JOB_H_
#define TOKENLINK_BENCH_RATIOS_JOB_H_

#include <cstddef>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tokenlink_bench {

struct Contender {
  std::string name;     // what goals.tsv calls it
  std::string version;  // of its library
  size_t per_call = 1;  // inputs that one call takes
  std::function<void(size_t first_call, size_t calls)> run;
  std::function<std::string(size_t input)> result;  // after a call that took this input

  std::string fault;       // why it was not timed
  std::vector<double> ns;  // per input, one of each round
};

// Makes the compiler believe that everything the pointer leads to is read.
inline void Keep(void* state) { asm volatile("" : : "r"(state) : "memory"); }

class Job {
 public:
  Job(std::string id, std::vector<std::string> expected) : id_(std::move(id)), expected_(std::move(expected)) {}

  const std::string& id() const { return id_; }
  const std::vector<std::string>& expected() const { return expected_; }
  const std::vector<Contender>& contenders() const { return contenders_; }

  // `op(state, i)` is one call for input i (for inputs from i * per_call on); `result(state, i)` is what it left for
  // input i. The loop is compiled around `op`, so that nothing is added to a contender's calls.
  template <typename State, typename Op, typename Result>
  void Add(std::string name, std::string version, std::shared_ptr<State> state, Op op, Result result,
           size_t per_call = 1) {
    const size_t calls = expected_.size() / per_call;
    Contender contender;
    contender.name = std::move(name);
    contender.version = std::move(version);
    contender.per_call = per_call;
    contender.run = [state, op, calls](size_t first, size_t count) {
      State& s = *state;
      for (size_t i = first; count > 0; --count) {
        op(s, i);
        Keep(&s);
        if (++i == calls) i = 0;
      }
    };
    contender.result = [state, result](size_t i) { return std::string(result(*state, i)); };
    contenders_.push_back(std::move(contender));
  }

  // Compares every contender's result for every input.
  void Check();
  void Measure(size_t rounds, uint64_t seed);
  // One JSON object, without a line end.
  void Write(std::FILE* out) const;

 private:
  std::string id_;
  std::vector<std::string> expected_;
  std::vector<Contender> contenders_;
};

}  // namespace tokenlink_bench

#endif  // TOKENLINK_BENCH_RATIOS_JOB_H_

// SPDX-License-Identifier: MIT
// What is measured: 1024 different inputs of each sort, from a seed, so that every run and every machine has the same,
// and the plain reference the contenders' results are compared with before anything is timed.
#ifndef TOKENLINK_BENCH_INPUTS_H_
#define TOKENLINK_BENCH_INPUTS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tokenlink_bench {

// Enough that a branch predictor cannot learn them.
inline constexpr size_t kInputs = 1024;

struct Permission {
  std::string key, type;
};

struct Request {
  std::vector<Permission> permissions;
  std::string name;
  bool account = false;  // the account form; it has no scope
};

// SplitMix64: the same numbers whatever the standard library.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t Next();
  size_t Below(size_t n) { return static_cast<size_t>(Next() % n); }

 private:
  uint64_t state_;
};

// Names of 2 to 5 words, 25 bytes in the mean. None has a byte of !*'(), which ECMAScript's encodeURIComponent keeps
// and RFC 3986 does not, nor a comma or a quote, so that a line of names is a table of one column.
std::vector<std::string> AsciiNames(size_t count);
std::vector<std::string> JapaneseNames(size_t count);  // Japanese, emoji and mixed

// Sets of 1 to 6 (2.5 in the mean) permissions that the documentation lists, with names.
std::vector<Request> DocumentedRequests(size_t count);
std::vector<Request> MixedRequests(size_t count);  // every fifth name is Japanese, every fourth link an account's
std::vector<Request> FreeRequests(size_t count);   // keys that no catalog has
// Documented requests whose links have no finding.
std::vector<Request> CleanRequests(size_t count);

std::string Markdown(size_t size);  // a documentation page: a third of its bytes is escaped
std::string Japanese(size_t size);  // running text, cut at a character
// Texts that start at different places of one long text, so that they differ but cost the same.
std::vector<std::string> Windows(const std::string& text, size_t size, size_t count);

// The plain reference.
std::string Encode(std::string_view text);
std::string Json(const Request& request);
std::string Link(const Request& request);
std::string LinkPrefix(const Request& request);  // all of it up to the name's value

// How a link is legal without being canonical.
enum class Oddity { kOrder, kLowerHex, kSpaces, kPlus };
std::string OddLink(const Request& request, Oddity oddity);

// What a parser got from a link, in one text, to compare parsers by.
std::string Summary(const Request& request);

}  // namespace tokenlink_bench

#endif  // TOKENLINK_BENCH_INPUTS_H_

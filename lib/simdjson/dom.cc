// SPDX-License-Identifier: MIT
// Compiles simdjson into the core and calls its parsers directly. The dispatcher in simdjson::dom::parser would do the
// same, but it reads the environment (SIMDJSON_FORCE_IMPLEMENTATION, which a user may have set for another program) and
// keeps alive a third of the code that nothing here calls.
//
// No permission contains a number, so number parsing, with its 20 KB of tables and code, is left out.
#define SIMDJSON_SKIPNUMBERPARSING

#include "simdjson/dom.h"

#define simdjson tokenlink_simdjson
#include "simdjson.cpp"
#undef simdjson

#include <atomic>
#include <new>

namespace tokenlink {
namespace {

namespace simd = tokenlink_simdjson;
using Parser = simd::internal::dom_parser_implementation;

#if SIMDJSON_IMPLEMENTATION_HASWELL
// CPUID traps in virtual machines and takes microseconds there, so the answer is kept. Two threads that ask at once
// both store the same.
bool CpuHasHaswell() {
  enum : int { kUnknown, kNo, kYes };
  static std::atomic<int> known{kUnknown};
  int answer = known.load(std::memory_order_relaxed);
  if (answer == kUnknown) {
    using Set = simd::internal::instruction_set;
    constexpr uint32_t kNeeded = Set::AVX2 | Set::PCLMULQDQ | Set::BMI1 | Set::BMI2;
    answer = (simd::internal::detect_supported_architectures() & kNeeded) == kNeeded ? kYes : kNo;
    known.store(answer, std::memory_order_relaxed);
  }
  return answer == kYes;
}
#endif

Parser* NewParser() {
#if SIMDJSON_IMPLEMENTATION_ARM64
  return new (std::nothrow) simd::arm64::dom_parser_implementation();
#else
#if SIMDJSON_IMPLEMENTATION_HASWELL
  if (CpuHasHaswell()) return new (std::nothrow) simd::haswell::dom_parser_implementation();
#endif
  return new (std::nothrow) simd::fallback::dom_parser_implementation();
#endif
}

}  // namespace

simd::error_code JsonDom::Reserve(size_t size) {
  constexpr size_t kSmallest = 32;  // simdjson refuses to work on less
  if (size < kSmallest) size = kSmallest;
  if (parser_ == nullptr) {
    parser_.reset(NewParser());
    if (parser_ == nullptr) return simd::MEMALLOC;
    const simd::error_code code = parser_->set_max_depth(simd::DEFAULT_MAX_DEPTH);
    if (code != simd::SUCCESS) return code;
  }
  if (parser_->capacity() < size) {
    const simd::error_code code = parser_->set_capacity(size);
    if (code != simd::SUCCESS) return code;
  }
  return document_.capacity() < size ? document_.allocate(size) : simd::SUCCESS;
}

simd::error_code JsonDom::Parse(std::string_view json, dom::element* root) {
  simd::error_code code = Reserve(json.size());
  if (code != simd::SUCCESS) return code;
  code = parser_->parse(reinterpret_cast<const uint8_t*>(json.data()), json.size(), document_);
  if (code == simd::SUCCESS) *root = document_.root();
  return code;
}

bool JsonDom::has_numbers() const {
  // Entry 0 is the root, which holds the number of entries; a number takes two.
  const uint64_t* tape = document_.tape.get();
  const size_t end = static_cast<size_t>(tape[0] & simd::internal::JSON_VALUE_MASK);
  for (size_t i = 1; i < end; ++i) {
    if (static_cast<char>(tape[i] >> 56) == static_cast<char>(simd::internal::tape_type::INT64)) return true;
  }
  return false;
}

}  // namespace tokenlink

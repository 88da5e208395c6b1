// SPDX-License-Identifier: MIT
// Our own curves: every kernel of the core, encoding and decoding, over lengths from 1 byte to 1 MiB.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <string>
#include <vector>

#include "inputs.h"
#include "kernel/choose.h"

namespace {

using tokenlink::Kernel;

constexpr size_t kLongest = 1u << 20;

// A text of which every call gets another piece, so that short lengths are not one string over and over.
struct Source {
  const char* name;
  std::string text;
};

std::string Repeat(const std::vector<std::string>& parts, const char* between) {
  std::string text;
  for (size_t i = 0; text.size() < 2 * kLongest; ++i) text += parts[i % parts.size()] + between;
  return text;
}

std::vector<Source> Sources() {
  std::vector<std::string> json;
  for (const auto& r : tokenlink_bench::DocumentedRequests(tokenlink_bench::kInputs)) {
    json.push_back(tokenlink_bench::Json(r));
  }
  return {{"names", Repeat(tokenlink_bench::AsciiNames(tokenlink_bench::kInputs), " ")},
          {"json", Repeat(json, ",")},
          {"japanese", tokenlink_bench::Japanese(2 * kLongest)}};
}

// Pieces of `size` bytes that fill 64 KiB, at most 1024 of them. No piece of an encoded text begins inside an escape.
std::vector<std::string> Pieces(const std::string& text, size_t size, bool encoded) {
  const size_t count = std::clamp<size_t>((64u << 10) / size, 1, 1024);
  tokenlink_bench::Random random(size);
  std::vector<std::string> pieces;
  while (pieces.size() < count) {
    size_t begin = random.Below(text.size() - size - 8);
    if (encoded) {
      while (text[begin - (begin > 0)] == '%' || (begin > 1 && text[begin - 2] == '%')) ++begin;
    }
    std::string piece = text.substr(begin, size);
    // An escape that is cut at the end becomes letters: the length is what counts.
    if (encoded) {
      for (size_t i = piece.size(); i-- > 0 && i + 2 >= piece.size();) {
        if (piece[i] == '%') piece.replace(i, std::string::npos, piece.size() - i, 'x');
      }
    }
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

void Account(benchmark::State& state, size_t size) {
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(size));
}

void Encode(benchmark::State& state, Kernel kernel, const std::string& text) {
  const size_t size = static_cast<size_t>(state.range(0));
  const std::vector<std::string> pieces = Pieces(text, size, false);
  std::vector<char> out(3 * size + 64);
  size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(kernel.encode(pieces[i].data(), size, out.data(), out.size()));
    benchmark::ClobberMemory();
    if (++i == pieces.size()) i = 0;
  }
  Account(state, size);
}

void Decode(benchmark::State& state, Kernel kernel, const std::string& text) {
  const size_t size = static_cast<size_t>(state.range(0));
  const std::vector<std::string> pieces = Pieces(text, size, true);
  std::vector<char> out(size + 64);
  size_t i = 0;
  size_t fault = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(kernel.decode(pieces[i].data(), size, false, out.data(), out.size(), &fault));
    benchmark::ClobberMemory();
    if (++i == pieces.size()) i = 0;
  }
  if (fault != SIZE_MAX) state.SkipWithError("a fault in a text without one");
  Account(state, size);
}

void Copy(benchmark::State& state, const std::string& text) {
  const size_t size = static_cast<size_t>(state.range(0));
  const std::vector<std::string> pieces = Pieces(text, size, false);
  std::vector<char> out(size + 64);
  size_t i = 0;
  for (auto _ : state) {
    memcpy(out.data(), pieces[i].data(), size);
    benchmark::ClobberMemory();
    if (++i == pieces.size()) i = 0;
  }
  Account(state, size);
}

// One call for a short name when nothing of ours is in the first two levels of cache, as in a program that does other
// things: 4 MiB are written before each call.
void Cold(benchmark::State& state, Kernel kernel, const std::string& text) {
  using Clock = std::chrono::steady_clock;
  const std::vector<std::string> pieces = Pieces(text, static_cast<size_t>(state.range(0)), false);
  std::vector<char> others(4u << 20);
  std::vector<char> out(3 * pieces[0].size() + 64);
  size_t i = 0;
  unsigned sees = 0;
  for (auto _ : state) {
    for (size_t k = 0; k < others.size(); k += 64) ++others[k];
    const std::string& piece = pieces[i];
    benchmark::DoNotOptimize(piece[0] + out[0]);
    benchmark::ClobberMemory();
    const auto begin = Clock::now();
    benchmark::DoNotOptimize(kernel.encode_text(piece.data(), piece.size(), out.data(), out.size(), &sees));
    state.SetIterationTime(std::chrono::duration<double>(Clock::now() - begin).count());
    if (++i == pieces.size()) i = 0;
  }
  Account(state, pieces[0].size());
}

// Every kernel has to give the reference's answer before it is timed.
bool Right(Kernel kernel, const std::string& text) {
  for (size_t size = 0; size < 300; ++size) {
    const std::string_view piece = std::string_view(text).substr(size, size);
    const std::string expected = tokenlink_bench::Encode(piece);
    std::vector<char> out(3 * size + 64);
    const size_t encoded = kernel.encode(piece.data(), size, out.data(), out.size());
    if (std::string_view(out.data(), encoded) != expected) return false;
    size_t fault = 0;
    const size_t decoded = kernel.decode(expected.data(), expected.size(), false, out.data(), out.size(), &fault);
    if (fault != SIZE_MAX || std::string_view(out.data(), decoded) != piece) return false;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  static const std::vector<Source> sources = Sources();
  static std::vector<std::string> encoded;
  for (const Source& s : sources) encoded.push_back(tokenlink_bench::Encode(s.text));
  const tokenlink::KernelList list = tokenlink::Kernels();
  const auto add = [](const std::string& name, auto... arguments) {
    benchmark::RegisterBenchmark(name.c_str(), arguments...)->RangeMultiplier(2)->Range(1, kLongest);
  };
  for (size_t s = 0; s < sources.size(); ++s) {
    const std::string& text = sources[s].text;
    const std::string& coded = encoded[s];
    const std::string name = sources[s].name;
    add("copy/memcpy/" + name, [&text](benchmark::State& state) { Copy(state, text); });
    for (size_t k = 0; k < list.count; ++k) {
      const Kernel kernel = list.kernels[k];
      if (!kernel.supported()) continue;
      if (!Right(kernel, text)) {
        std::fprintf(stderr, "%s: wrong results, not timed\n", kernel.name());
        continue;
      }
      const std::string where = std::string("/") + kernel.name() + "/" + name;
      add("encode" + where, [&text, kernel](benchmark::State& state) { Encode(state, kernel, text); });
      if (s == 0) {
        benchmark::RegisterBenchmark(("cold" + where).c_str(), Cold, kernel, text)
            ->Arg(25)
            ->Iterations(400)
            ->UseManualTime();
      }
      add("decode" + where, [&coded, kernel](benchmark::State& state) { Decode(state, kernel, coded); });
    }
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

// SPDX-License-Identifier: MIT
// libcurl's coder. It hands out memory of its own; there is no other form.
#include <curl/curl.h>

#include "rivals/rival.h"

namespace tokenlink_bench {
namespace {

struct State {
  CURL* handle = curl_easy_init();
  char* out = nullptr;
  int size = 0;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    curl_free(out);
    curl_easy_cleanup(handle);
  }
  std::string_view view() const { return {out, static_cast<size_t>(size)}; }
};

void Encode(Job& job, const Texts& texts) {
  job.Add(
      "libcurl", LIBCURL_VERSION, std::make_shared<State>(),
      [&texts](State& s, size_t i) {
        curl_free(s.out);
        s.out = curl_easy_escape(s.handle, texts[i].data(), static_cast<int>(texts[i].size()));
      },
      [](const State& s, size_t) { return std::string_view(s.out); });
}

void Decode(Job& job, const Texts& texts) {
  job.Add(
      "libcurl", LIBCURL_VERSION, std::make_shared<State>(),
      [&texts](State& s, size_t i) {
        curl_free(s.out);
        s.out = curl_easy_unescape(s.handle, texts[i].data(), static_cast<int>(texts[i].size()), &s.size);
      },
      [](const State& s, size_t) { return s.view(); });
}

}  // namespace

const Rival kCurl = {&Encode, &Decode, nullptr, nullptr, nullptr};

}  // namespace tokenlink_bench

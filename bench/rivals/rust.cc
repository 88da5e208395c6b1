// SPDX-License-Identifier: MIT
// The rivals in Rust; rust/src has what they do.
#include "rivals/rival.h"

extern "C" {
struct RivalState;
struct RivalText {
  const char* ptr;
  size_t len;
};
struct RivalPermission {
  RivalText key, type;
};
RivalState* rival_state_new();
void rival_state_free(RivalState* state);
RivalText rival_encode_reused(RivalState* state, RivalText text);
RivalText rival_encode_string(RivalState* state, RivalText text);
RivalText rival_decode_reused(RivalState* state, RivalText text);
RivalText rival_decode_utf8(RivalState* state, RivalText text);
RivalText rival_build_reused(RivalState* state, const RivalPermission* permissions, size_t count, RivalText name);
RivalText rival_build_format(RivalState* state, const RivalPermission* permissions, size_t count, RivalText name);
RivalText rival_render_reused(RivalState* state, RivalText prefix, RivalText name);
RivalText rival_render_format(RivalState* state, RivalText prefix, RivalText name);
void rival_parse(RivalState* state, RivalText text);
void rival_parse_views(RivalState* state, RivalText text);
void rival_parse_ada(RivalState* state, RivalText text);
RivalText rival_summary(RivalState* state);
RivalText rival_viewed_summary(RivalState* state);
}

namespace tokenlink_bench {
namespace {

constexpr char kPercent[] = RIVAL_PERCENT_ENCODING_VERSION;
constexpr char kWithJson[] = RIVAL_SERDE_JSON_VERSION " + " RIVAL_PERCENT_ENCODING_VERSION;
constexpr char kUrl[] = RIVAL_URL_VERSION " + " RIVAL_SERDE_JSON_VERSION;
constexpr char kAdaUrl[] = RIVAL_ADA_URL_VERSION " + " RIVAL_SERDE_JSON_VERSION;

struct State {
  RivalState* rust = rival_state_new();
  RivalText out{nullptr, 0};

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { rival_state_free(rust); }
};
constexpr auto kOut = [](const State& s, size_t) { return std::string_view(s.out.ptr, s.out.len); };

RivalText View(const std::string& text) { return {text.data(), text.size()}; }

template <RivalText (*function)(RivalState*, RivalText)>
void AddText(Job& job, const char* name, const Texts& texts) {
  job.Add(
      name, kPercent, std::make_shared<State>(),
      [&texts](State& s, size_t i) { s.out = function(s.rust, View(texts[i])); }, kOut);
}

void Encode(Job& job, const Texts& texts) {
  AddText<rival_encode_reused>(job, "Rust percent-encoding (reused)", texts);
  AddText<rival_encode_string>(job, "Rust percent-encoding to_string", texts);
}

void Decode(Job& job, const Texts& texts) {
  AddText<rival_decode_reused>(job, "Rust percent-encoding (reused)", texts);
  AddText<rival_decode_utf8>(job, "Rust percent-encoding decode_utf8", texts);
}

void Build(Job& job, const Requests& requests) {
  auto converted = std::make_shared<std::vector<std::vector<RivalPermission>>>();
  for (const Request& r : requests) {
    converted->emplace_back();
    for (const Permission& p : r.permissions) converted->back().push_back({View(p.key), View(p.type)});
  }
  job.Add(
      "Rust serde_json + percent-encoding (reused)", kWithJson, std::make_shared<State>(),
      [converted, &requests](State& s, size_t i) {
        const auto& p = (*converted)[i];
        s.out = rival_build_reused(s.rust, p.data(), p.size(), View(requests[i].name));
      },
      kOut);
  job.Add(
      "Rust serde_json + percent-encoding format!", kWithJson, std::make_shared<State>(),
      [converted, &requests](State& s, size_t i) {
        const auto& p = (*converted)[i];
        s.out = rival_build_format(s.rust, p.data(), p.size(), View(requests[i].name));
      },
      kOut);
}

void Render(Job& job, const std::string& prefix, const Texts& names) {
  job.Add(
      "Rust percent-encoding (reused)", kPercent, std::make_shared<State>(),
      [prefix, &names](State& s, size_t i) { s.out = rival_render_reused(s.rust, View(prefix), View(names[i])); },
      kOut);
  job.Add(
      "Rust percent-encoding format!", kPercent, std::make_shared<State>(),
      [prefix, &names](State& s, size_t i) { s.out = rival_render_format(s.rust, View(prefix), View(names[i])); },
      kOut);
}

template <void (*function)(RivalState*, RivalText), RivalText (*summary)(RivalState*)>
void AddParse(Job& job, const char* name, const char* version, const Texts& links) {
  job.Add(
      name, version, std::make_shared<State>(), [&links](State& s, size_t i) { function(s.rust, View(links[i])); },
      [](const State& s, size_t) {
        const RivalText text = summary(s.rust);
        return std::string(text.ptr, text.len);
      });
}

void Parse(Job& job, const Texts& links) {
  AddParse<rival_parse, rival_summary>(job, "Rust url + serde_json", kUrl, links);
  AddParse<rival_parse_views, rival_viewed_summary>(job, "Rust url + serde_json (reused, views)", kUrl, links);
  AddParse<rival_parse_ada, rival_summary>(job, "Rust ada-url + serde_json", kAdaUrl, links);
}

}  // namespace

const Rival kRust = {&Encode, &Decode, &Build, &Render, &Parse};

}  // namespace tokenlink_bench

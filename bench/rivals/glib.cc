// SPDX-License-Identifier: MIT
// GLib, with nlohmann-json to read the list.
#include <glib.h>

#include <nlohmann/json.hpp>

#include "rivals/rival.h"

namespace tokenlink_bench {
namespace {

const std::string kVersion = std::to_string(GLIB_MAJOR_VERSION) + "." + std::to_string(GLIB_MINOR_VERSION) + "." +
                             std::to_string(GLIB_MICRO_VERSION);

struct State {
  char* out = nullptr;
  OwnedLink link;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { g_free(out); }
};
constexpr auto kOut = [](const State& s, size_t) { return std::string_view(s.out == nullptr ? "" : s.out); };

void Encode(Job& job, const Texts& texts) {
  job.Add(
      "GLib", kVersion, std::make_shared<State>(),
      [&texts](State& s, size_t i) {
        g_free(s.out);
        s.out = g_uri_escape_string(texts[i].c_str(), nullptr, FALSE);
      },
      kOut);
}

void Decode(Job& job, const Texts& texts) {
  job.Add(
      "GLib", kVersion, std::make_shared<State>(),
      [&texts](State& s, size_t i) {
        g_free(s.out);
        s.out = g_uri_unescape_segment(texts[i].data(), texts[i].data() + texts[i].size(), nullptr);
      },
      kOut);
}

std::string Value(GHashTable* params, const char* name) {
  const void* value = g_hash_table_lookup(params, name);
  return value == nullptr ? "" : static_cast<const char*>(value);
}

bool ParseLink(State& s, const std::string& text) {
  GUri* uri = g_uri_parse(text.c_str(), G_URI_FLAGS_ENCODED_QUERY, nullptr);
  if (uri == nullptr) return false;
  OwnedLink link;
  link.account = std::string_view(g_uri_get_path(uri)) != "/profile/api-tokens";
  GHashTable* params = g_uri_parse_params(g_uri_get_query(uri), -1, "&", G_URI_PARAMS_WWW_FORM, nullptr);
  bool good = params != nullptr;
  if (good) {
    link.account_id = Value(params, "accountId");
    link.zone_id = Value(params, "zoneId");
    link.name = Value(params, "name");
    const nlohmann::json list = nlohmann::json::parse(Value(params, "permissionGroupKeys"), nullptr, false);
    good = list.is_array();
    for (size_t i = 0; good && i < list.size(); ++i) {
      link.permissions.emplace_back(list[i].at("key").get<std::string>(), list[i].at("type").get<std::string>());
    }
    g_hash_table_unref(params);
  }
  g_uri_unref(uri);
  s.link = std::move(link);
  return good;
}

void Parse(Job& job, const Texts& links) {
  job.Add(
      "GLib + nlohmann", kVersion, std::make_shared<State>(),
      [&links](State& s, size_t i) {
        if (!ParseLink(s, links[i])) s.link = OwnedLink();
      },
      [](const State& s, size_t) { return SummaryOf(s.link); });
}

}  // namespace

const Rival kGlib = {&Encode, &Decode, nullptr, nullptr, &Parse};

}  // namespace tokenlink_bench

// SPDX-License-Identifier: MIT
// Boost.URL, with nlohmann-json where there is JSON to write or read.
#include <boost/url.hpp>
#include <boost/version.hpp>
#include <nlohmann/json.hpp>

#include "rivals/rival.h"

namespace tokenlink_bench {
namespace {

namespace urls = boost::urls;

const std::string kVersion = std::to_string(BOOST_VERSION / 100000) + "." + std::to_string(BOOST_VERSION / 100 % 1000);
const std::string kWithJson = kVersion + " + " + std::to_string(NLOHMANN_JSON_VERSION_MAJOR) + "." +
                              std::to_string(NLOHMANN_JSON_VERSION_MINOR) + "." +
                              std::to_string(NLOHMANN_JSON_VERSION_PATCH);

struct State {
  std::vector<char> buffer;
  size_t size = 0;
  std::string out;
  OwnedLink link;
};
constexpr auto kOut = [](const State& s, size_t) { return std::string_view(s.out); };
constexpr auto kBuffer = [](const State& s, size_t) { return std::string_view(s.buffer.data(), s.size); };

std::shared_ptr<State> Room(size_t bytes) {
  auto state = std::make_shared<State>();
  state->buffer.resize(bytes);
  return state;
}

void Encode(Job& job, const Texts& texts) {
  size_t longest = 0;
  for (const std::string& t : texts) longest = std::max(longest, t.size());
  job.Add(
      "Boost.URL buffer", kVersion, Room(3 * longest),
      [&texts](State& s, size_t i) {
        s.size = urls::encode(s.buffer.data(), s.buffer.size(), texts[i], urls::unreserved_chars);
      },
      kBuffer);
  job.Add(
      "Boost.URL string", kVersion, Room(0),
      [&texts](State& s, size_t i) { s.out = urls::encode(texts[i], urls::unreserved_chars); }, kOut);
}

void Decode(Job& job, const Texts& texts) {
  job.Add(
      "Boost.URL (reused)", kVersion, Room(0),
      [&texts](State& s, size_t i) {
        // Checks the escapes, then decodes.
        const auto view = urls::make_pct_string_view(texts[i]);
        if (view) view->decode({}, urls::string_token::assign_to(s.out));
      },
      kOut);
  job.Add(
      "Boost.URL string", kVersion, Room(0),
      [&texts](State& s, size_t i) { s.out = urls::pct_string_view(texts[i]).decode(); }, kOut);
}

void Build(Job& job, const Requests& requests) {
  job.Add(
      "nlohmann + Boost.URL", kWithJson, Room(0),
      [&requests](State& s, size_t i) {
        nlohmann::json list = nlohmann::json::array();
        for (const Permission& p : requests[i].permissions) list.push_back({{"key", p.key}, {"type", p.type}});
        s.out = std::string(kUserHead) + urls::encode(list.dump(), urls::unreserved_chars) + std::string(kUserScope) +
                urls::encode(requests[i].name, urls::unreserved_chars);
      },
      kOut);
}

void Render(Job& job, const std::string& prefix, const Texts& names) {
  job.Add(
      "Boost.URL buffer", kVersion, Room(prefix.size() + 4096),
      [prefix, &names](State& s, size_t i) {
        prefix.copy(s.buffer.data(), prefix.size());
        s.size = prefix.size() + urls::encode(s.buffer.data() + prefix.size(), s.buffer.size() - prefix.size(),
                                              names[i], urls::unreserved_chars);
      },
      kBuffer);
}

bool ParseLink(State& s, const std::string& text) {
  const auto url = urls::parse_uri(text);
  if (!url) return false;
  OwnedLink link;
  link.account = url->path() != "/profile/api-tokens";
  urls::encoding_opts options;
  options.space_as_plus = true;
  for (const auto& param : url->params(options)) {
    if (param.key == "permissionGroupKeys") {
      const nlohmann::json list = nlohmann::json::parse(param.value, nullptr, false);
      if (!list.is_array()) return false;
      for (const auto& item : list) {
        link.permissions.emplace_back(item.at("key").get<std::string>(), item.at("type").get<std::string>());
      }
    } else if (param.key == "accountId") {
      link.account_id = param.value;
    } else if (param.key == "zoneId") {
      link.zone_id = param.value;
    } else if (param.key == "name") {
      link.name = param.value;
    }
  }
  s.link = std::move(link);
  return true;
}

void Parse(Job& job, const Texts& links) {
  job.Add(
      "Boost.URL + nlohmann", kWithJson, Room(0),
      [&links](State& s, size_t i) {
        if (!ParseLink(s, links[i])) s.link = OwnedLink();
      },
      [](const State& s, size_t) { return SummaryOf(s.link); });
}

}  // namespace

const Rival kBoost = {&Encode, &Decode, &Build, &Render, &Parse};

}  // namespace tokenlink_bench

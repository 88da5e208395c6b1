// SPDX-License-Identifier: MIT
// Reading with ada and simdjson: as their manuals say, and with everything reused and nothing copied.
#include <optional>

#include "rivals/ada_escape.h"
#include "rivals/rival.h"
#include "simdjson.h"

namespace tokenlink_bench {
namespace {

constexpr char kVersion[] = ADA_VERSION " + " SIMDJSON_VERSION;

struct Dom {
  simdjson::dom::parser parser;
  OwnedLink link;
};

std::string Value(const ada::url_search_params& params, std::string_view name) {
  const std::optional<std::string_view> value = const_cast<ada::url_search_params&>(params).get(name);
  return std::string(value.value_or(""));
}

bool ParseDom(Dom& d, std::string_view text) {
  const auto url = ada::parse<ada::url_aggregator>(text);
  if (!url) return false;
  const ada::url_search_params params(url->get_search());
  OwnedLink link;
  link.account = url->get_pathname() != "/profile/api-tokens";
  link.account_id = Value(params, "accountId");
  link.zone_id = Value(params, "zoneId");
  link.name = Value(params, "name");
  simdjson::dom::array list;
  if (d.parser.parse(Value(params, "permissionGroupKeys")).get(list)) return false;
  for (const simdjson::dom::element item : list) {
    std::string_view key, type;
    if (item["key"].get(key) || item["type"].get(type)) return false;
    link.permissions.emplace_back(key, type);
  }
  d.link = std::move(link);
  return true;
}

struct OnDemand {
  simdjson::ondemand::parser parser;
  std::optional<ada::url_search_params> params;
  std::string json;
  ViewedLink link;
};

bool ParseOnDemand(OnDemand& d, std::string_view text) {
  const auto url = ada::parse<ada::url_aggregator>(text);
  if (!url) return false;
  d.params.emplace(url->get_search());
  ViewedLink& link = d.link;
  link.permissions.clear();
  link.account = url->get_pathname() != "/profile/api-tokens";
  link.account_id = d.params->get("accountId").value_or("");
  link.zone_id = d.params->get("zoneId").value_or("");
  link.name = d.params->get("name").value_or("");
  const std::string_view list = d.params->get("permissionGroupKeys").value_or("");
  d.json.assign(list);
  if (d.json.capacity() < list.size() + simdjson::SIMDJSON_PADDING) {
    d.json.reserve(2 * (list.size() + simdjson::SIMDJSON_PADDING));
  }
  simdjson::ondemand::document document;
  if (d.parser.iterate(d.json.data(), d.json.size(), d.json.capacity()).get(document)) return false;
  simdjson::ondemand::array array;
  if (document.get_array().get(array)) return false;
  for (auto item : array) {
    simdjson::ondemand::object object;
    std::string_view key, type;
    if (item.get_object().get(object) || object["key"].get_string().get(key) || object["type"].get_string().get(type)) {
      return false;
    }
    link.permissions.emplace_back(key, type);
  }
  return true;
}

void Parse(Job& job, const Texts& links) {
  job.Add(
      "ada + simdjson", kVersion, std::make_shared<Dom>(),
      [&links](Dom& d, size_t i) {
        if (!ParseDom(d, links[i])) d.link = OwnedLink();
      },
      [](const Dom& d, size_t) { return SummaryOf(d.link); });
  job.Add(
      "ada + simdjson (reused, views)", kVersion, std::make_shared<OnDemand>(),
      [&links](OnDemand& d, size_t i) {
        if (!ParseOnDemand(d, links[i])) d.link = ViewedLink();
      },
      [](const OnDemand& d, size_t) { return SummaryOf(d.link); });
}

}  // namespace

const Rival kAdaSimdjson = {nullptr, nullptr, nullptr, nullptr, &Parse};

}  // namespace tokenlink_bench

// SPDX-License-Identifier: MIT
#include "commands/json.h"

#include "terminal/text.h"

namespace tokenlink_cli {

Json TextOf(tokenlink_str text) { return std::string(ToView(text)); }
Json TextOrNull(tokenlink_str text) { return IsAbsent(text) ? Json() : TextOf(text); }

Json KindJson(const tokenlink_link& link) { return link.kind == 0 ? Json() : Json(std::string(KindName(link.kind))); }

Json PermissionsJson(const tokenlink_permission* permissions, size_t count) {
  Json list = Json::array();
  for (size_t i = 0; i < count; ++i) {
    Json item;
    item["key"] = TextOrNull(permissions[i].key);
    item["type"] = TextOrNull(permissions[i].type);
    list.push_back(std::move(item));
  }
  return list;
}

Json FindingsJson(const tokenlink_link& link) {
  Json list = Json::array();
  for (size_t i = 0; i < link.finding_count; ++i) {
    const tokenlink_finding& finding = link.findings[i];
    Json item;
    item["rule"] = RuleId(finding.rule);
    item["severity"] = std::string(SeverityName(finding.severity));
    item["offset"] = finding.offset;
    item["length"] = finding.length;
    item["message"] = TextOf(finding.message);
    item["fix"] = TextOrNull(finding.fix);
    list.push_back(std::move(item));
  }
  return list;
}

Json ErrorJson(const ApiError& error) {
  Json item;
  item["code"] = tokenlink_status_name(error.status);
  item["offset"] = error.offset;
  item["message"] = std::string(error.sentence());
  return item;
}

std::string JsonLine(const Json& value) {
  return TerminalSafeJson(value.dump(-1, ' ', false, Json::error_handler_t::replace)) + "\n";
}

}  // namespace tokenlink_cli

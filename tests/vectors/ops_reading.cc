// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>

#include "ops.h"

namespace vectors {
namespace {

const char* KindName(int32_t kind) {
  return kind == TOKENLINK_KIND_USER      ? "user"
         : kind == TOKENLINK_KIND_ACCOUNT ? "account"
         : kind == TOKENLINK_KIND_DEPLOY  ? "deploy"
                                          : "none";
}

const char* SeverityName(int32_t severity) {
  return severity == TOKENLINK_SEVERITY_ERROR     ? "error"
         : severity == TOKENLINK_SEVERITY_WARNING ? "warning"
         : severity == TOKENLINK_SEVERITY_INFO    ? "info"
                                                  : "none";
}

std::string RuleId(uint32_t number) { return "TL" + std::to_string(number); }

Json FromLink(const tokenlink_link& link) {
  Json extra = Json::array();
  for (size_t i = 0; i < link.extra_count; ++i) {
    extra.push_back(Json::array({FromStr(link.extra[i].name), FromStr(link.extra[i].value)}));
  }
  return {{"kind", KindName(link.kind)},
          {"permissions", FromPermissions(link.permissions, link.permission_count)},
          {"account_id", FromStr(link.account_id)},
          {"zone_id", FromStr(link.zone_id)},
          {"name", FromStr(link.name)},
          {"extra", extra}};
}

std::string CompareLink(const Json& output, const Json& got) {
  for (const auto& [field, value] : output.items()) {
    Json expected = value;
    if (field == "permissions") {
      expected = Permissions(value);
    } else if (field == "extra") {
      expected = Json::array();
      for (const Json& pair : value) expected.push_back(Json::array({Text(pair.at(0)), Text(pair.at(1))}));
    } else if (field != "kind" && !value.is_null()) {
      expected = Text(value);
    }
    const std::string wrong = Compare(field.c_str(), expected, got.at(field));
    if (!wrong.empty()) return wrong;
  }
  return "";
}

Json FromFinding(const tokenlink_finding& finding) {
  return {{"rule", RuleId(finding.rule)}, {"severity", SeverityName(finding.severity)}, {"offset", finding.offset},
          {"length", finding.length},     {"message", FromStr(finding.message)},        {"fix", FromStr(finding.fix)}};
}

Json FromFindings(const tokenlink_link& link) {
  Json list = Json::array();
  for (size_t i = 0; i < link.finding_count; ++i) list.push_back(FromFinding(link.findings[i]));
  return list;
}

// What holds for every finding, whatever a case expects.
std::string CheckFindings(const tokenlink_link& link, size_t size, const tokenlink_api& api) {
  if (link.finding_total < link.finding_count || link.finding_count > 1000) return "finding_count is out of bounds";
  if (link.error_count + link.warning_count + link.info_count != link.finding_total) return "the counts do not add up";
  size_t before = 0;
  size_t errors = 0;
  for (size_t i = 0; i < link.finding_count; ++i) {
    const tokenlink_finding& finding = link.findings[i];
    errors += finding.severity == TOKENLINK_SEVERITY_ERROR ? 1 : 0;
    if (errors > link.error_count) return "error_count is less than there are errors";
    const std::string id = RuleId(finding.rule);
    tokenlink_rule rule = {};
    rule.struct_size = sizeof rule;
    if (api.rule_find(finding.rule, &rule) != TOKENLINK_OK) return id + " is no rule";
    const int32_t severity = link.kind == TOKENLINK_KIND_USER ? rule.severity : rule.account_severity;
    if (finding.severity != severity) return Compare((id + " severity").c_str(), severity, finding.severity);
    if (finding.offset > size || finding.length > size - finding.offset) return id + " lies outside the link";
    if (finding.offset < before) return id + " is not in order";
    before = finding.offset;
    if (finding.message.len == 0) return id + " has no message";
    if (finding.permission < -1 || finding.permission >= static_cast<int64_t>(link.permission_count)) {
      return id + " names a permission that is not there";
    }
  }
  return "";
}

bool Matches(const Json& expected, const Json& got) {
  for (const auto& [field, value] : expected.items()) {
    const Json want = field == "fix" && !value.is_null() ? Json(Text(value)) : value;
    if (got.at(field) != want) return false;
  }
  return true;
}

std::string CompareFindings(const Json& item, const tokenlink_link& link) {
  const Json got = FromFindings(link);
  std::set<std::string> rules;
  for (const Json& expected : item.at("findings")) {
    rules.insert(expected.at("rule").get<std::string>());
    if (std::none_of(got.begin(), got.end(), [&](const Json& one) { return Matches(expected, one); })) {
      return Compare("missing finding", expected, got);
    }
  }
  if (item.at("result") == "invalid") return "";
  for (const Json& one : got) {
    if (one.at("severity") == "info" && !item.value("exact", false)) continue;
    if (rules.count(one.at("rule")) == 0) return Compare("finding too many", item.at("findings"), one);
  }
  return "";
}

// The link as the middle row of three: it is read as it is read alone, and its neighbours are unharmed.
std::string CheckRows(const std::string& link, tokenlink_status status, const Json& alone, const tokenlink_api& api,
                      tokenlink_reader* reader) {
  const std::string good =
      "https://dash.cloudflare.com/?to=/:account/"
      "api-tokens&permissionGroupKeys=%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22read%22%7D%5D&name=x";
  const std::string data = good + link + good;
  const uint32_t offsets[] = {0, static_cast<uint32_t>(good.size()), static_cast<uint32_t>(good.size() + link.size()),
                              static_cast<uint32_t>(data.size())};
  const tokenlink_column column = {data.data(), data.size(), offsets, nullptr, 0, TOKENLINK_LAYOUT_OFFSETS32, 0};
  tokenlink_parsed_rows rows = {};
  rows.struct_size = sizeof rows;
  if (api.parse_rows(reader, &column, 0, 3, 0, &rows, nullptr) != TOKENLINK_OK || rows.row_count != 3) {
    return "parse_rows failed as a whole";
  }
  if (rows.statuses[1] != status) {
    return Compare("parse_rows status", api.status_name(status), api.status_name(rows.statuses[1]));
  }
  if (rows.statuses[0] != TOKENLINK_OK || rows.statuses[2] != TOKENLINK_OK) return "parse_rows harms a neighbour";
  if (rows.rows_failed != (status == TOKENLINK_OK ? 0u : 1u)) return "parse_rows counts wrong";
  for (int row = 0; row < 3; ++row) {
    if (row == 1 && status != TOKENLINK_OK) continue;
    const uint32_t begin = rows.permission_offsets[row], end = rows.permission_offsets[row + 1];
    const Json got = {{"kind", KindName(rows.kinds[row])},
                      {"permissions", FromPermissions(rows.permissions + begin, end - begin)},
                      {"account_id", FromStr(rows.account_ids[row])},
                      {"zone_id", FromStr(rows.zone_ids[row])},
                      {"name", FromStr(rows.names[row])}};
    Json expected = alone;
    expected.erase("extra");
    if (row != 1) {
      expected = {{"kind", "account"},
                  {"permissions", {{{"key", "dns"}, {"type", "read"}}}},
                  {"account_id", nullptr},
                  {"zone_id", nullptr},
                  {"name", "x"}};
    }
    const std::string wrong = Compare("parse_rows", expected, got);
    if (!wrong.empty()) return wrong;
  }
  return "";
}

std::string CheckStrict(const Json& item, const std::string& link, const tokenlink_api& api, tokenlink_reader* reader) {
  tokenlink_link out = {};
  out.struct_size = sizeof out;
  tokenlink_error error = NewError();
  const tokenlink_status status = api.parse(reader, link.data(), link.size(), TOKENLINK_STRICT, &out, &error);
  if (item.at("result") == "invalid") return status == TOKENLINK_OK ? "strict reads what is refused otherwise" : "";
  const bool valid = item.at("result") == "valid";
  if (status != (valid ? TOKENLINK_OK : TOKENLINK_E_NOT_CANONICAL)) {
    return Compare("strict status", valid ? "OK" : "E_NOT_CANONICAL", api.status_name(status)) + "  " + error.detail;
  }
  tokenlink_rule rule = {};
  rule.struct_size = sizeof rule;
  if (!valid && api.rule_find(error.rule, &rule) != TOKENLINK_OK) return "strict names no rule";
  return "";
}

}  // namespace

std::string RunReading(const Json& item, const tokenlink_api& api) {
  const std::string text = Text(item.at("input"));
  const Reader reader(api);
  tokenlink_link link = {};
  link.struct_size = sizeof link;
  tokenlink_error error = NewError();
  const tokenlink_status status = api.parse(reader.get(), text.data(), text.size(), 0, &link, &error);
  std::string wrong = CompareStatus(item, api, status, error);
  if (!wrong.empty()) return wrong;
  if (error.offset > text.size()) return "error.offset lies outside the link";
  if (link.finding_count != 0) return "parse has findings";
  const Json parsed = FromLink(link);
  if (item.contains("output") && !(wrong = CompareLink(item.at("output"), parsed)).empty()) return wrong;

  tokenlink_error again = NewError();
  const tokenlink_status linted = api.lint(reader.get(), text.data(), text.size(), 0, &link, &again);
  if (linted != status) return Compare("lint status", api.status_name(status), api.status_name(linted));
  if (again.offset != error.offset) return Compare("lint error.offset", error.offset, again.offset);
  if (!(wrong = Compare("lint reads otherwise", parsed, FromLink(link))).empty()) return wrong;
  if (!(wrong = CheckFindings(link, text.size(), api)).empty()) return wrong;
  if (item.at("result") == "acceptable" && link.finding_count == 0) return "tolerated, but nothing is reported";
  if (item.at("op") == "lint" && !(wrong = CompareFindings(item, link)).empty()) return wrong;

  if (!(wrong = CheckStrict(item, text, api, reader.get())).empty()) return wrong;
  return CheckRows(text, status, parsed, api, reader.get());
}

std::string CheckLintRequest(const tokenlink_request& request, const tokenlink_api& api, const std::string& link,
                             tokenlink_status built) {
  const Reader reader(api), other(api);
  tokenlink_link linted = TOKENLINK_LINK_INIT;
  tokenlink_error error = NewError();
  const tokenlink_status status = api.lint_request(reader.get(), &request, 0, &linted, &error);
  if (status != built) return Compare("lint_request status", api.status_name(built), api.status_name(status));
  if (status != TOKENLINK_OK) return "";
  tokenlink_link expected = TOKENLINK_LINK_INIT;
  api.lint(other.get(), link.data(), link.size(), 0, &expected, nullptr);
  std::string wrong = Compare("lint_request canonical", link, FromStr(linted.canonical));
  if (wrong.empty()) wrong = Compare("lint_request", FromLink(expected), FromLink(linted));
  if (wrong.empty()) wrong = Compare("lint_request findings", FromFindings(expected), FromFindings(linted));
  return wrong;
}

std::string RunPermissions(const Json& item, const tokenlink_api& api) {
  const std::string text = Text(item.at("input"));
  const Reader reader(api);
  const tokenlink_permission* permissions = nullptr;
  size_t count = 0;
  tokenlink_error error = NewError();
  const tokenlink_status status =
      api.permissions_read(reader.get(), text.data(), text.size(), 0, &permissions, &count, &error);
  const std::string wrong = CompareStatus(item, api, status, error);
  if (!wrong.empty() || status != TOKENLINK_OK) return wrong;
  return Compare("output", Permissions(item.at("output")), FromPermissions(permissions, count));
}

std::string RunPreset(const Json& item, const tokenlink_api& api) {
  const std::string name = Text(item.at("input"));
  tokenlink_preset preset = {};
  preset.struct_size = sizeof preset;
  const tokenlink_status status = api.preset_find(name.data(), name.size(), &preset);
  if (item.at("result") == "invalid") return Compare("status", item.at("status"), api.status_name(status));
  if (status != TOKENLINK_OK) return Compare("status", "OK", api.status_name(status));
  const Json got = {{"name", FromStr(preset.name)},
                    {"group", FromStr(preset.group)},
                    {"use_case", FromStr(preset.use_case)},
                    {"token_name", FromStr(preset.token_name)},
                    {"permissions", FromPermissions(preset.permissions, preset.permission_count)}};
  return Compare("output", item.at("output"), got);
}

}  // namespace vectors

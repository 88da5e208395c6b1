// SPDX-License-Identifier: MIT
#include <functional>

#include "ops.h"

namespace vectors {
namespace {

// Calls a function of the "caller's buffer" kind with the size it asks for, with none, and with one byte too few.
using Call = std::function<tokenlink_status(char* out, size_t cap, size_t* need, tokenlink_error* error)>;

std::string CheckOutput(const Json& item, const tokenlink_api& api, size_t enough, const Call& call) {
  std::string out(enough, '\xAA');
  size_t need = ~size_t{0};
  tokenlink_error error = NewError();
  const tokenlink_status status = call(out.data(), out.size(), &need, &error);
  std::string wrong = CompareStatus(item, api, status, error);
  if (!wrong.empty() || status != TOKENLINK_OK) return wrong;
  if (need > enough) return "needs " + std::to_string(need) + " bytes where " + std::to_string(enough) + " are enough";
  wrong = Compare("output", Text(item.at("output")), out.substr(0, need));
  if (!wrong.empty() || need == 0) return wrong;
  for (const size_t cap : {size_t{0}, need - 1}) {
    size_t again = 0;
    error = NewError();
    const tokenlink_status small = call(cap == 0 ? nullptr : out.data(), cap, &again, &error);
    if (small != TOKENLINK_E_BUFFER) return Compare("status of a small buffer", "E_BUFFER", api.status_name(small));
    if (again != need) return Compare("*need with a small buffer", need, again);
  }
  return "";
}

}  // namespace

std::string RunPercent(const Json& item, const tokenlink_api& api) {
  const std::string text = Text(item.at("input"));
  if (item.at("op") == "encode") {
    return CheckOutput(item, api, TOKENLINK_ENCODE_BOUND(text.size()),
                       [&](char* out, size_t cap, size_t* need, tokenlink_error* error) {
                         return api.encode(text.data(), text.size(), out, cap, need, error);
                       });
  }
  const uint32_t flags = item.value("plus_is_space", false) ? TOKENLINK_PLUS_IS_SPACE : 0;
  return CheckOutput(item, api, text.size(), [&](char* out, size_t cap, size_t* need, tokenlink_error* error) {
    return api.decode(text.data(), text.size(), flags, out, cap, need, error);
  });
}

std::string RunBuild(const Json& item, const tokenlink_api& api) {
  Request request(item.at("input"), api);
  size_t enough = TOKENLINK_MAX_LINK;
  if (item.at("result") == "valid") {
    enough = api.build_bound(request.get());
    if (enough == 0 || enough > TOKENLINK_MAX_LINK) return Compare("build_bound", TOKENLINK_MAX_LINK, enough);
  }
  tokenlink_status status = TOKENLINK_OK;
  const std::string wrong =
      CheckOutput(item, api, enough, [&](char* out, size_t cap, size_t* need, tokenlink_error* error) {
        const tokenlink_status one = api.build(request.get(), out, cap, need, error);
        if (one != TOKENLINK_E_BUFFER) status = one;
        return one;
      });
  if (!wrong.empty()) return wrong;
  const std::string link = status == TOKENLINK_OK ? Text(item.at("output")) : "";
  return CheckLintRequest(*request.get(), api, link, status);
}

std::string RunCanonicalize(const Json& item, const tokenlink_api& api) {
  const std::string link = Text(item.at("input"));
  const Reader reader(api);
  const auto canonicalize = [&](const std::string& text) {
    return [&api, &reader, text](char* out, size_t cap, size_t* need, tokenlink_error* error) {
      return api.canonicalize(reader.get(), text.data(), text.size(), 0, out, cap, need, error);
    };
  };
  std::string wrong = CheckOutput(item, api, TOKENLINK_MAX_LINK, canonicalize(link));
  if (!wrong.empty() || item.at("result") == "invalid") return wrong;
  // A canonical link is a fixed point, and strict reading takes it.
  const std::string canonical = Text(item.at("output"));
  wrong = CheckOutput(item, api, TOKENLINK_MAX_LINK, canonicalize(canonical));
  if (!wrong.empty()) return "once more: " + wrong;
  tokenlink_link out = TOKENLINK_LINK_INIT;
  const tokenlink_status strict =
      api.parse(reader.get(), canonical.data(), canonical.size(), TOKENLINK_STRICT, &out, nullptr);
  wrong = Compare("strict reading of the canonical link", "OK", api.status_name(strict));
  // Reading gives the canonical form beside what was read.
  for (const auto read : {api.parse, api.lint}) {
    if (!wrong.empty()) break;
    read(reader.get(), link.data(), link.size(), TOKENLINK_WITH_CANONICAL, &out, nullptr);
    wrong = Compare("link.canonical", canonical, FromStr(out.canonical));
  }
  return wrong;
}

namespace {

struct Rows {
  std::vector<std::vector<std::string>> values;  // row by row
  std::vector<Json> links;                       // a string, or {"status": NAME}
};

std::string RenderEach(const Rows& rows, const tokenlink_api& api, const tokenlink_template* tmpl) {
  for (size_t i = 0; i < rows.values.size(); ++i) {
    std::vector<tokenlink_str> values;
    for (const std::string& value : rows.values[i]) values.push_back(Str(value));
    Json item = {{"result", "valid"}, {"output", rows.links[i]}};
    if (rows.links[i].is_object()) item = {{"result", "invalid"}, {"status", rows.links[i].at("status")}};
    const std::string wrong =
        CheckOutput(item, api, TOKENLINK_MAX_LINK, [&](char* out, size_t cap, size_t* need, tokenlink_error* error) {
          return api.template_render(tmpl, values.data(), values.size(), out, cap, need, error);
        });
    if (!wrong.empty()) return "row " + std::to_string(i) + ": " + wrong;
  }
  return "";
}

// The reason that a batch gives for a row is the error of rendering that row alone.
std::string CompareReason(const std::vector<std::string>& row, size_t number, const tokenlink_row_error& reason,
                          const tokenlink_api& api, const tokenlink_template* tmpl) {
  std::vector<tokenlink_str> values;
  for (const std::string& value : row) values.push_back(Str(value));
  std::string out(TOKENLINK_MAX_LINK, '\0');
  size_t need = 0;
  tokenlink_error alone = NewError();
  api.template_render(tmpl, values.data(), values.size(), out.data(), out.size(), &need, &alone);
  const Json expected = {number, alone.status, alone.part, alone.index, alone.offset, alone.detail};
  const Json got = {reason.row, reason.status, reason.part, reason.index, reason.offset, reason.detail};
  return Compare("row_errors", expected, got);
}

// All rows, called again and again with a buffer that is just large enough for the largest single row.
std::string RenderRows(const Rows& rows, size_t column_count, uint32_t terminator, const tokenlink_api& api,
                       const tokenlink_template* tmpl) {
  std::vector<std::string> data(column_count);
  std::vector<std::vector<uint32_t>> offsets(column_count, {0});
  for (const auto& row : rows.values) {
    for (size_t c = 0; c < column_count; ++c) {
      data[c] += row[c];
      offsets[c].push_back(static_cast<uint32_t>(data[c].size()));
    }
  }
  std::vector<tokenlink_column> columns;
  for (size_t c = 0; c < column_count; ++c) {
    columns.push_back({data[c].data(), data[c].size(), offsets[c].data(), nullptr, 0, TOKENLINK_LAYOUT_OFFSETS32, 0});
  }
  const size_t total = rows.values.size();
  std::string out(TOKENLINK_MAX_LINK + 1, '\xAA');
  size_t done = 0, failed = 0;
  Json got = Json::array();
  while (done < total) {
    std::vector<uint32_t> ends(total - done + 1);
    std::vector<tokenlink_status> statuses(total - done);
    std::vector<tokenlink_row_error> reasons(1);  // full after each row that fails
    tokenlink_batch batch = TOKENLINK_BATCH_INIT;
    batch.terminator = terminator;
    batch.columns = columns.data();
    batch.column_count = column_count;
    batch.first_row = done;
    batch.row_count = total - done;
    batch.out = out.data();
    batch.out_cap = out.size();
    batch.out_offsets = ends.data();
    batch.statuses = statuses.data();
    batch.row_errors = reasons.data();
    batch.row_error_cap = reasons.size();
    const tokenlink_status status = api.template_render_rows(tmpl, &batch, nullptr);
    if (status != (batch.rows_done == total - done ? TOKENLINK_OK : TOKENLINK_E_BUFFER) || batch.rows_done == 0) {
      return std::string("render_rows: ") + api.status_name(status) + " after " + std::to_string(batch.rows_done) +
             " rows";
    }
    for (size_t k = 0; k < batch.rows_done; ++k) {
      std::string link = out.substr(ends[k], ends[k + 1] - ends[k]);
      if (statuses[k] != TOKENLINK_OK) {
        if (!link.empty()) {
          return "render_rows: a row that failed is not empty";
        }
        ++failed;
        const std::string wrong = CompareReason(rows.values[done + k], done + k, reasons[0], api, tmpl);
        if (!wrong.empty()) return wrong;
        got.push_back({{"status", api.status_name(statuses[k])}});
        continue;
      }
      if (terminator != 0) {
        if (link.empty() || link.back() != static_cast<char>(terminator))
          return "render_rows: the terminator is missing";
        link.pop_back();
      }
      got.push_back(link);
    }
    if (batch.rows_failed != failed) return Compare("rows_failed", failed, batch.rows_failed);
    failed = 0;
    done += batch.rows_done;
  }
  return Compare("render_rows", rows.links, got);
}

}  // namespace

std::string RunTemplate(const Json& item, const tokenlink_api& api) {
  Request request(item.at("input").at("request"), api);
  tokenlink_template* tmpl = nullptr;
  tokenlink_error error = NewError();
  const tokenlink_status status = api.template_new(request.get(), &tmpl, &error);
  std::string wrong = CompareStatus(item, api, status, error);
  if (!wrong.empty() || status != TOKENLINK_OK) {
    if (wrong.empty() && tmpl != nullptr) wrong = "refused, yet it left a template";
    return wrong;
  }
  Rows rows;
  for (const Json& row : item.at("input").at("rows")) {
    rows.values.emplace_back();
    for (const Json& value : row) rows.values.back().push_back(Text(value));
  }
  for (const Json& link : item.at("output").at("links")) {
    rows.links.push_back(link.contains("status") ? link : Json(Text(link)));
  }
  Json expected = Json::array(), columns = Json::array();
  for (const Json& name : item.at("output").at("columns")) expected.push_back(Text(name));
  const size_t count = api.template_column_count(tmpl);
  for (size_t i = 0; i < count; ++i) {
    tokenlink_str name = {};
    api.template_column_name(tmpl, i, &name);
    columns.push_back(FromStr(name));
  }
  wrong = Compare("columns", expected, columns);
  if (wrong.empty()) wrong = RenderEach(rows, api, tmpl);
  if (wrong.empty()) wrong = RenderRows(rows, count, 0, api, tmpl);
  if (wrong.empty()) wrong = RenderRows(rows, count, '\n', api, tmpl);
  api.template_free(tmpl);
  return wrong;
}

}  // namespace vectors

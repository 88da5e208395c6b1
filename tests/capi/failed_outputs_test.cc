// SPDX-License-Identifier: MIT
// A host that ignores a status must not act on the output of an earlier call: on every status but OK and E_BUFFER,
// *need is 0, a handle is NULL and an output struct is zero apart from its struct_size.
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "check.h"
#include "samples.h"

namespace {

constexpr unsigned char kOld = 0x5A;

// A struct full of an earlier call's bytes.
template <typename Struct>
Struct Used() {
  Struct value;
  std::memset(static_cast<void*>(&value), kOld, sizeof value);
  value.struct_size = sizeof value;
  return value;
}

template <typename Struct>
bool IsZero(const Struct& value) {
  Struct zero;
  std::memset(static_cast<void*>(&zero), 0, sizeof zero);
  zero.struct_size = sizeof zero;
  return std::memcmp(&value, &zero, sizeof zero) == 0;
}

char out[TOKENLINK_MAX_LINK];

void CheckNeed() {
  const auto fails = [](tokenlink_status expected, const std::function<tokenlink_status(size_t*)>& call) {
    size_t need = 77;
    CHECK(call(&need) == expected);
    CHECK(need == 0);
  };
  tokenlink_reader* reader = sample_reader(nullptr);
  const auto bad = [](auto change) {
    tokenlink_request request = sample_request();
    change(&request);
    return request;
  };
  fails(TOKENLINK_E_ARGUMENT, [](size_t* need) { return tokenlink_encode(nullptr, 1, out, 9, need, nullptr); });
  fails(TOKENLINK_E_ARGUMENT, [](size_t* need) { return tokenlink_encode("a", 1, nullptr, 9, need, nullptr); });
  fails(TOKENLINK_E_ARGUMENT, [](size_t* need) { return tokenlink_decode(nullptr, 1, 0, out, 9, need, nullptr); });
  fails(TOKENLINK_E_ARGUMENT, [](size_t* need) { return tokenlink_decode("a", 1, 2, out, 9, need, nullptr); });
  fails(TOKENLINK_E_ESCAPE, [](size_t* need) { return tokenlink_decode("a%", 2, 0, out, 9, need, nullptr); });
  fails(TOKENLINK_E_ESCAPE, [](size_t* need) { return tokenlink_decode("a%", 2, 0, out, 0, need, nullptr); });
  fails(TOKENLINK_E_ARGUMENT, [](size_t* need) { return tokenlink_build(nullptr, out, 9, need, nullptr); });
  tokenlink_request request = bad([](tokenlink_request* r) { r->kind = 9; });
  fails(TOKENLINK_E_KIND, [&](size_t* need) { return tokenlink_build(&request, out, sizeof out, need, nullptr); });
  request = bad([](tokenlink_request* r) { r->name = sample_str("a\nb"); });
  fails(TOKENLINK_E_NAME, [&](size_t* need) { return tokenlink_build(&request, out, sizeof out, need, nullptr); });
  fails(TOKENLINK_E_NAME, [&](size_t* need) { return tokenlink_build(&request, out, 1, need, nullptr); });
  fails(TOKENLINK_E_SCHEME,
        [&](size_t* need) { return tokenlink_canonicalize(reader, "x", 1, 0, out, sizeof out, need, nullptr); });
  fails(TOKENLINK_E_JSON, [&](size_t* need) {
    return tokenlink_canonicalize(reader, SAMPLE_BAD_LINK, std::strlen(SAMPLE_BAD_LINK), 0, out, sizeof out, need,
                                  nullptr);
  });
  fails(TOKENLINK_E_ARGUMENT,
        [&](size_t* need) { return tokenlink_canonicalize(reader, "x", 1, 8, out, sizeof out, need, nullptr); });
  tokenlink_reader_free(reader);

  tokenlink_template* tmpl = nullptr;
  const tokenlink_request pattern = sample_pattern();
  CHECK(tokenlink_template_new(&pattern, &tmpl, nullptr) == TOKENLINK_OK);
  tokenlink_str values[2] = {sample_str("nonsense"), sample_str("x")};
  fails(TOKENLINK_E_ACCOUNT_ID,
        [&](size_t* need) { return tokenlink_template_render(tmpl, values, 2, out, sizeof out, need, nullptr); });
  fails(TOKENLINK_E_VALUES,
        [&](size_t* need) { return tokenlink_template_render(tmpl, values, 1, out, sizeof out, need, nullptr); });
  fails(TOKENLINK_E_ARGUMENT,
        [&](size_t* need) { return tokenlink_template_render(tmpl, nullptr, 2, out, sizeof out, need, nullptr); });
  // An error struct that is none takes nothing from this.
  tokenlink_error none = sample_error();
  none.struct_size = 4;
  fails(TOKENLINK_E_ARGUMENT, [&](size_t* need) { return tokenlink_encode("a", 1, out, 9, need, &none); });
  fails(TOKENLINK_E_ARGUMENT, [&](size_t* need) { return tokenlink_build(&pattern, out, 9, need, &none); });
  tokenlink_template_free(tmpl);
}

void CheckHandles() {
  auto* const used = reinterpret_cast<char*>(&out);
  auto* tmpl = reinterpret_cast<tokenlink_template*>(used);
  tokenlink_request request = sample_pattern();
  request.name = sample_str("{");
  CHECK(tokenlink_template_new(&request, &tmpl, nullptr) == TOKENLINK_E_PATTERN && tmpl == nullptr);
  tmpl = reinterpret_cast<tokenlink_template*>(used);
  CHECK(tokenlink_template_new(nullptr, &tmpl, nullptr) == TOKENLINK_E_ARGUMENT && tmpl == nullptr);

  auto* reader = reinterpret_cast<tokenlink_reader*>(used);
  tokenlink_reader_options options = TOKENLINK_READER_OPTIONS_INIT;
  options.flags = 1;
  CHECK(tokenlink_reader_new(&options, &reader, nullptr) == TOKENLINK_E_ARGUMENT && reader == nullptr);
  reader = reinterpret_cast<tokenlink_reader*>(used);
  options.flags = 0;
  options.struct_size = 5000;
  CHECK(tokenlink_reader_new(&options, &reader, nullptr) == TOKENLINK_E_ARGUMENT && reader == nullptr);

  auto* catalog = reinterpret_cast<tokenlink_catalog*>(used);
  CHECK(tokenlink_catalog_new(nullptr, "[", 1, &catalog, nullptr) == TOKENLINK_E_JSON && catalog == nullptr);
  catalog = reinterpret_cast<tokenlink_catalog*>(used);
  CHECK(tokenlink_catalog_new(nullptr, nullptr, 1, &catalog, nullptr) == TOKENLINK_E_ARGUMENT && catalog == nullptr);
  catalog = reinterpret_cast<tokenlink_catalog*>(used);
  tokenlink_catalog_options catalog_options = TOKENLINK_CATALOG_OPTIONS_INIT;
  catalog_options.flags = 1;
  CHECK(tokenlink_catalog_new(&catalog_options, "[]", 2, &catalog, nullptr) == TOKENLINK_E_ARGUMENT &&
        catalog == nullptr);

  const tokenlink_api* api = reinterpret_cast<const tokenlink_api*>(used);
  CHECK(tokenlink_get_api(9, 0, &api, nullptr) == TOKENLINK_E_ABI && api == nullptr);

  tokenlink_reader* sound = sample_reader(nullptr);
  const auto* list = reinterpret_cast<const tokenlink_permission*>(used);
  size_t count = 77;
  CHECK(tokenlink_permissions_read(sound, "dns", 3, 0, &list, &count, nullptr) != TOKENLINK_OK);
  CHECK(list == nullptr && count == 0);
  list = reinterpret_cast<const tokenlink_permission*>(used), count = 77;
  CHECK(tokenlink_permissions_read(sound, nullptr, 3, 0, &list, &count, nullptr) == TOKENLINK_E_ARGUMENT);
  CHECK(list == nullptr && count == 0);
  list = reinterpret_cast<const tokenlink_permission*>(used), count = 77;
  CHECK(tokenlink_permissions_read(nullptr, "a:b", 3, 0, &list, &count, nullptr) == TOKENLINK_E_ARGUMENT);
  CHECK(list == nullptr && count == 0);
  tokenlink_reader_free(sound);
}

void CheckLinks() {
  tokenlink_reader* reader = sample_reader(nullptr);
  const auto sample = [](const char* text) { return std::string(text); };
  for (const auto function : {tokenlink_parse, tokenlink_lint}) {
    auto link = Used<tokenlink_link>();
    CHECK(function(reader, "x", 1, 0x80, &link, nullptr) == TOKENLINK_E_ARGUMENT && IsZero(link));
    link = Used<tokenlink_link>();
    CHECK(function(nullptr, "x", 1, 0, &link, nullptr) == TOKENLINK_E_ARGUMENT && IsZero(link));
    link = Used<tokenlink_link>();
    CHECK(function(reader, nullptr, 1, 0, &link, nullptr) == TOKENLINK_E_ARGUMENT && IsZero(link));
    link = Used<tokenlink_link>();
    CHECK(function(reader, "x", 1, 0, &link, nullptr) == TOKENLINK_E_SCHEME && IsZero(link));
    // A link that cannot be read tells its kind, and nothing that was not read.
    link = Used<tokenlink_link>();
    const std::string broken = sample(SAMPLE_BAD_LINK);
    CHECK(function(reader, broken.data(), broken.size(), TOKENLINK_WITH_CANONICAL, &link, nullptr) == TOKENLINK_E_JSON);
    CHECK(link.kind == TOKENLINK_KIND_USER);
    link.kind = 0;
    link.findings = nullptr;
    link.finding_count = link.finding_total = link.error_count = link.warning_count = link.info_count = 0;
    CHECK(IsZero(link));
    // One that is not canonical is complete.
    link = Used<tokenlink_link>();
    const std::string odd = sample(SAMPLE_ORDINARY_LINK);
    CHECK(function(reader, odd.data(), odd.size(), TOKENLINK_STRICT | TOKENLINK_WITH_CANONICAL, &link, nullptr) ==
          TOKENLINK_E_NOT_CANONICAL);
    CHECK(link.permission_count == 2 && link.account_id.len == 32 && link.canonical.len == std::strlen(SAMPLE_LINK));
  }
  auto link = Used<tokenlink_link>();
  tokenlink_request request = sample_request();
  request.kind = TOKENLINK_KIND_DEPLOY;
  CHECK(tokenlink_lint_request(reader, &request, 0, &link, nullptr) == TOKENLINK_E_KIND && IsZero(link));
  link = Used<tokenlink_link>();
  CHECK(tokenlink_lint_request(reader, nullptr, 0, &link, nullptr) == TOKENLINK_E_ARGUMENT && IsZero(link));

  auto rows = Used<tokenlink_parsed_rows>();
  CHECK(tokenlink_parse_rows(reader, nullptr, 0, 1, 0, &rows, nullptr) == TOKENLINK_E_ARGUMENT && IsZero(rows));
  tokenlink_reader_free(reader);
}

void CheckEntries() {
  auto key = Used<tokenlink_key>();
  CHECK(tokenlink_catalog_find(nullptr, "nope", 4, &key) == TOKENLINK_E_NOT_FOUND && IsZero(key));
  key = Used<tokenlink_key>();
  CHECK(tokenlink_catalog_at(nullptr, ~size_t{0}, &key) == TOKENLINK_E_NOT_FOUND && IsZero(key));
  key = Used<tokenlink_key>();
  CHECK(tokenlink_catalog_find(nullptr, nullptr, 4, &key) == TOKENLINK_E_ARGUMENT && IsZero(key));
  auto wrong = Used<tokenlink_wrong_key>();
  CHECK(tokenlink_wrong_key_find("dns", 3, &wrong) == TOKENLINK_E_NOT_FOUND && IsZero(wrong));
  auto preset = Used<tokenlink_preset>();
  CHECK(tokenlink_preset_find("dns", 3, &preset) == TOKENLINK_E_NOT_FOUND && IsZero(preset));
  auto rule = Used<tokenlink_rule>();
  CHECK(tokenlink_rule_find(1, &rule) == TOKENLINK_E_NOT_FOUND && IsZero(rule));
  tokenlink_str name = {out, 77};
  CHECK(tokenlink_template_column_name(nullptr, 0, &name) == TOKENLINK_E_ARGUMENT && name.ptr == nullptr &&
        name.len == 0);
}

void CheckBatch() {
  tokenlink_template* tmpl = nullptr;
  const tokenlink_request pattern = sample_pattern();
  CHECK(tokenlink_template_new(&pattern, &tmpl, nullptr) == TOKENLINK_OK);
  tokenlink_batch batch = sample_batch();
  batch.rows_done = batch.rows_failed = batch.row_error_count = 77;
  CHECK(tokenlink_template_render_rows(tmpl, &batch, nullptr) == TOKENLINK_E_VALUES);
  CHECK(batch.rows_done == 0 && batch.rows_failed == 0 && batch.row_error_count == 0);
  batch.rows_done = batch.rows_failed = batch.row_error_count = 77;
  CHECK(tokenlink_template_render_rows(nullptr, &batch, nullptr) == TOKENLINK_E_ARGUMENT);
  CHECK(batch.rows_done == 0 && batch.rows_failed == 0 && batch.row_error_count == 0);
  tokenlink_template_free(tmpl);
}

}  // namespace

int main() {
  CheckNeed();
  CheckHandles();
  CheckLinks();
  CheckEntries();
  CheckBatch();
  return finish("failed_outputs");
}

// SPDX-License-Identifier: MIT
// What the library knows must be consistent: lists in order, find and at agreeing, advice that leads to a key that
// exists, and for every rule an example that has the finding and a fixed one that does not.
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>

#include "check.h"
#include "samples.h"

namespace {

template <typename Struct>
Struct New() {
  Struct value;
  std::memset(&value, 0, sizeof value);
  value.struct_size = sizeof value;
  return value;
}

std::string ToString(const tokenlink_str& text) { return text.ptr == nullptr ? "" : std::string(text.ptr, text.len); }

// The rows of a table of lib/catalog/.
size_t Rows(const std::string& file) {
  std::ifstream in(CATALOG_FOLDER "/" + file);
  size_t rows = 0;
  for (std::string line; std::getline(in, line);) rows += !line.empty() && line[0] != '#';
  return rows;
}

bool Knows(const tokenlink_catalog* catalog, const std::string& key) {
  auto found = New<tokenlink_key>();
  return tokenlink_catalog_find(catalog, key.data(), key.size(), &found) == TOKENLINK_OK;
}

// Lists entries by index: sorted, unique, and found again by their names.
template <typename Struct, typename At, typename Find>
void CheckList(size_t count, tokenlink_str Struct::*name, bool sorted, const At& at, const Find& find) {
  std::string before;
  CHECK(count > 0);
  for (size_t i = 0; i < count; ++i) {
    auto entry = New<Struct>(), again = New<Struct>();
    CHECK(at(i, &entry) == TOKENLINK_OK);
    const std::string id = ToString(entry.*name);
    CHECK(!id.empty() && (!sorted || before < id));
    before = id;
    CHECK(find(id.data(), id.size(), &again) == TOKENLINK_OK);
    CHECK(ToString(again.*name) == id);
    CHECK(find(id.data(), id.size() - 1, &again) != TOKENLINK_OK || ToString(again.*name) != id);
  }
  auto entry = New<Struct>();
  CHECK(at(count, &entry) == TOKENLINK_E_NOT_FOUND);
  CHECK(at(~size_t{0}, &entry) == TOKENLINK_E_NOT_FOUND);
}

void CheckLists() {
  CheckList(
      tokenlink_catalog_count(nullptr), &tokenlink_key::key, true,
      [](size_t i, tokenlink_key* out) { return tokenlink_catalog_at(nullptr, i, out); },
      [](const char* s, size_t n, tokenlink_key* out) { return tokenlink_catalog_find(nullptr, s, n, out); });
  CheckList(tokenlink_wrong_key_count(), &tokenlink_wrong_key::key, true, tokenlink_wrong_key_at,
            tokenlink_wrong_key_find);
  CheckList(tokenlink_preset_count(), &tokenlink_preset::name, false, tokenlink_preset_at, tokenlink_preset_find);
  CHECK(tokenlink_catalog_count(nullptr) == Rows("permissions.tsv"));
  CHECK(tokenlink_wrong_key_count() == Rows("wrong_keys.tsv"));
  CHECK(tokenlink_preset_count() == 8);  // spec "Common permission templates"
}

void CheckKeys() {
  size_t documented = 0;
  for (size_t i = 0; i < tokenlink_catalog_count(nullptr); ++i) {
    auto key = New<tokenlink_key>();
    auto wrong = New<tokenlink_wrong_key>();
    CHECK(tokenlink_catalog_at(nullptr, i, &key) == TOKENLINK_OK);
    CHECK(key.type_count > 0 && key.scope.len > 0 && key.label.len > 0 && key.evidence.len > 0);
    CHECK(tokenlink_wrong_key_find(key.key.ptr, key.key.len, &wrong) == TOKENLINK_E_NOT_FOUND);
    const bool in_table = ToString(key.evidence) == "documented";
    CHECK(in_table == (key.section.len > 0) && in_table == (key.description.len > 0));
    documented += in_table ? 1 : 0;
  }
  CHECK(documented == 27);  // spec "Permission reference": 14 + 8 + 5
}

void CheckWrongKeys() {
  for (size_t i = 0; i < tokenlink_wrong_key_count(); ++i) {
    auto wrong = New<tokenlink_wrong_key>();
    CHECK(tokenlink_wrong_key_at(i, &wrong) == TOKENLINK_OK);
    CHECK(wrong.why.len > 0 && wrong.advice.len > 0);
    if (wrong.use_key.len == 0) continue;
    CHECK(Knows(nullptr, ToString(wrong.use_key)));
    if (wrong.use_type.len == 0) continue;
    auto key = New<tokenlink_key>();
    CHECK(tokenlink_catalog_find(nullptr, wrong.use_key.ptr, wrong.use_key.len, &key) == TOKENLINK_OK);
    bool offered = false;
    for (size_t t = 0; t < key.type_count; ++t) offered |= ToString(key.types[t]) == ToString(wrong.use_type);
    CHECK(offered);
  }
}

size_t Count(tokenlink_reader* reader, const tokenlink_str& text, uint32_t rule) {
  tokenlink_link link = sample_out();
  tokenlink_lint(reader, text.ptr, text.len, 0, &link, nullptr);
  size_t count = 0;
  for (size_t i = 0; i < link.finding_count; ++i) count += link.findings[i].rule == rule ? 1 : 0;
  return count;
}

void CheckRules() {
  tokenlink_reader* reader = nullptr;
  CHECK(tokenlink_reader_new(nullptr, &reader, nullptr) == TOKENLINK_OK);
  uint32_t before = 0;
  for (size_t i = 0; i < tokenlink_rule_count(); ++i) {
    auto rule = New<tokenlink_rule>(), again = New<tokenlink_rule>();
    CHECK(tokenlink_rule_at(i, &rule) == TOKENLINK_OK);
    CHECK(rule.number > before);
    before = rule.number;
    CHECK(tokenlink_rule_find(rule.number, &again) == TOKENLINK_OK && again.number == rule.number);
    CHECK(ToString(rule.id) == "TL" + std::to_string(rule.number));
    CHECK(rule.slug.len > 0 && rule.sentence.len > 0 && rule.explanation.len > 0);
    CHECK(rule.severity >= TOKENLINK_SEVERITY_ERROR && rule.severity <= TOKENLINK_SEVERITY_INFO);
    CHECK(rule.account_severity >= TOKENLINK_SEVERITY_ERROR && rule.account_severity <= TOKENLINK_SEVERITY_INFO);
    const unsigned long failed = check_failed;
    // In brackets: words for what no line of text can show.
    CHECK(rule.bad.len > 0 && (rule.bad.ptr[0] == '(' || Count(reader, rule.bad, rule.number) > 0));
    CHECK(rule.good.len > 0 && Count(reader, rule.good, rule.number) == 0);
    if (check_failed != failed) std::printf("  in the examples of TL%u\n", rule.number);
  }
  auto rule = New<tokenlink_rule>();
  CHECK(tokenlink_rule_at(tokenlink_rule_count(), &rule) == TOKENLINK_E_NOT_FOUND);
  for (const uint32_t number : {0u, 100u, before + 1, 0xFFFFFFFFu}) {
    CHECK(tokenlink_rule_find(number, &rule) == TOKENLINK_E_NOT_FOUND);
  }
  tokenlink_reader_free(reader);
}

// A user's catalog: added keys are known, a key of the same name takes the built-in one's place, the rest stays.
void CheckUserCatalog() {
  const std::string json =
      "[{\"key\":\"aaa_mine\",\"types\":[\"read\",\"fly\"],\"scope\":\"zone\",\"label\":\"Mine\",\"note\":\"n\"},"
      "{\"key\":\"dns\",\"types\":[\"read\"],\"label\":\"Ours\"},{\"key\":\"zzz\",\"types\":[\"edit\"]}]";
  tokenlink_catalog* catalog = nullptr;
  CHECK(tokenlink_catalog_new(nullptr, json.data(), json.size(), &catalog, nullptr) == TOKENLINK_OK);
  CHECK(tokenlink_catalog_count(catalog) == tokenlink_catalog_count(nullptr) + 2);
  CheckList(
      tokenlink_catalog_count(catalog), &tokenlink_key::key, true,
      [&](size_t i, tokenlink_key* out) { return tokenlink_catalog_at(catalog, i, out); },
      [&](const char* s, size_t n, tokenlink_key* out) { return tokenlink_catalog_find(catalog, s, n, out); });
  CHECK(!Knows(nullptr, "aaa_mine"));
  auto key = New<tokenlink_key>();
  CHECK(tokenlink_catalog_find(catalog, "dns", 3, &key) == TOKENLINK_OK && ToString(key.label) == "Ours");
  CHECK(key.type_count == 1 && ToString(key.evidence) == "user");
  tokenlink_reader* reader = nullptr;
  reader = sample_reader(catalog);
  CHECK(reader != nullptr);
  const std::string head = "https://dash.cloudflare.com/?to=/:account/api-tokens&name=x&permissionGroupKeys=";
  const auto count = [&](const char* list, uint32_t rule) {
    const std::string link = head + list;
    return Count(reader, {link.data(), link.size()}, rule);
  };
  CHECK(count("[{\"key\":\"aaa_mine\",\"type\":\"fly\"}]", 101) == 0);
  CHECK(count("[{\"key\":\"aaa_mine\",\"type\":\"fly\"}]", 112) == 0);
  CHECK(count("[{\"key\":\"dns\",\"type\":\"edit\"}]", 111) == 1);
  CHECK(count("[{\"key\":\"bbb\",\"type\":\"read\"}]", 101) == 1);
  tokenlink_reader_free(reader);
  tokenlink_catalog_free(catalog);

  for (const char* bad :
       {"", "{}", "[1]", "[{}]", "[{\"key\":\"a\"}]", "[{\"key\":\"\",\"types\":[\"read\"]}]",
        "[{\"key\":\"a\",\"types\":[]}]", "[{\"key\":\"a\",\"types\":[1]}]", "[{\"key\":\"a\",\"types\":[\"\"]}]",
        "[{\"key\":1,\"types\":[\"read\"]}]", "[{\"key\":\"a\",\"types\":\"read\"}]",
        "[{\"key\":\"a\",\"types\":[\"read\"]}", "[{\"key\":\"a\xFF\",\"types\":[\"read\"]}]"}) {
    tokenlink_error error = sample_error();
    catalog = nullptr;
    const tokenlink_status status = tokenlink_catalog_new(nullptr, bad, std::strlen(bad), &catalog, &error);
    CHECK(status == TOKENLINK_E_CATALOG || status == TOKENLINK_E_JSON || status == TOKENLINK_E_UTF8);
    CHECK(catalog == nullptr && error.status == status && error.detail[0] != 0);
    if (catalog != nullptr) std::printf("  for %s\n", bad);
  }
}

}  // namespace

int main() {
  CheckLists();
  CheckKeys();
  CheckWrongKeys();
  CheckRules();
  CheckUserCatalog();
  return finish("knowledge");
}

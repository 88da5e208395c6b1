// SPDX-License-Identifier: MIT
// Arrow's arrays as they lie in memory: offsets of either width, nulls, slices; links rendered into Arrow's layout; and
// columns whose parts contradict each other, where a row fails alone and nothing is read outside.
#include <cstring>
#include <string>
#include <vector>

#include "check.h"
#include "guarded.h"
#include "samples.h"

namespace {

constexpr const char* kNull = nullptr;

// A column of either width with `before` elements in front of row 0, as a sliced Arrow array has them.
template <typename Offset>
struct ArrowColumn {
  std::string data;
  std::vector<Offset> offsets = {0};
  std::vector<uint8_t> validity;
  size_t before;

  ArrowColumn(const std::vector<const char*>& rows, size_t elements_before) : before(elements_before) {
    std::vector<const char*> all(before, "junk");
    all.insert(all.end(), rows.begin(), rows.end());
    validity.assign(all.size() / 8 + 1, 0);
    for (size_t i = 0; i < all.size(); ++i) {
      if (all[i] != kNull) {
        data += all[i];
        validity[i / 8] = static_cast<uint8_t>(validity[i / 8] | 1u << (i % 8));
      }
      offsets.push_back(static_cast<Offset>(data.size()));
    }
  }

  tokenlink_column column() const {
    tokenlink_column made = TOKENLINK_COLUMN_INIT;
    made.data = data.data();
    made.size = data.size();
    made.offsets = offsets.data();
    made.validity = validity.data();
    made.first = before;
    made.layout = sizeof(Offset) == 8 ? TOKENLINK_LAYOUT_OFFSETS64 : TOKENLINK_LAYOUT_OFFSETS32;
    return made;
  }
};

const std::vector<const char*> kAccounts = {SAMPLE_ID, "*", kNull, SAMPLE_ID, "nope", SAMPLE_ID, SAMPLE_ID};
const std::vector<const char*> kTeams = {"red", "", "green", kNull, "blue", "\xE6\x9D\xB1\xE4\xBA\xAC", "a\nb"};
const tokenlink_status kExpected[] = {TOKENLINK_OK,           TOKENLINK_OK, TOKENLINK_E_VALUES, TOKENLINK_E_VALUES,
                                      TOKENLINK_E_ACCOUNT_ID, TOKENLINK_OK, TOKENLINK_E_NAME};

tokenlink_template* NewTemplate() {
  tokenlink_template* tmpl = nullptr;
  const tokenlink_request pattern = sample_pattern();
  CHECK(tokenlink_template_new(&pattern, &tmpl, nullptr) == TOKENLINK_OK);
  return tmpl;
}

std::string RenderAlone(const tokenlink_template* tmpl, size_t row, tokenlink_error* error) {
  const tokenlink_str values[] = {sample_str(kAccounts[row]), sample_str(kTeams[row])};
  std::string link(TOKENLINK_MAX_LINK, '\0');
  size_t need = 0;
  (void)tokenlink_template_render(tmpl, values, 2, &link[0], link.size(), &need, error);
  link.resize(need);
  return link;
}

template <typename In, typename Out>
void CheckRendering(size_t before, size_t start, size_t out_row, bool terminate_failed) {
  tokenlink_template* tmpl = NewTemplate();
  const ArrowColumn<In> accounts(kAccounts, before), teams(kTeams, before + 3);
  const tokenlink_column columns[] = {accounts.column(), teams.column()};
  const size_t rows = kTeams.size(), total = accounts.data.size() + teams.data.size();
  const size_t bound = tokenlink_template_bound(tmpl, total, rows);
  std::string out(start + bound, '\x5A');
  std::vector<Out> offsets(out_row + rows + 1, Out{77});
  std::vector<tokenlink_status> statuses(out_row + rows, -77);
  std::vector<uint8_t> validity((out_row + rows) / 8 + 1, 0xA5);
  std::vector<tokenlink_row_error> errors(rows);
  tokenlink_batch batch = sample_batch();
  batch.flags = terminate_failed ? TOKENLINK_TERMINATE_FAILED : 0;
  batch.columns = columns;
  batch.column_count = 2;
  batch.row_count = rows;
  batch.out = &out[0];
  batch.out_cap = out.size();
  batch.out_start = start;
  batch.out_layout = sizeof(Out) == 8 ? TOKENLINK_LAYOUT_OFFSETS64 : TOKENLINK_LAYOUT_OFFSETS32;
  batch.out_row = out_row;
  batch.terminator = '\n';
  batch.out_offsets = offsets.data();
  batch.statuses = statuses.data();
  batch.out_validity = validity.data();
  batch.row_errors = errors.data();
  batch.row_error_cap = errors.size();
  CHECK(tokenlink_template_render_rows(tmpl, &batch, nullptr) == TOKENLINK_OK);
  CHECK(batch.rows_done == rows && batch.rows_failed == 4 && batch.row_error_count == 4);
  CHECK(out.find_first_not_of('\x5A') == start);
  CHECK(offsets[out_row] == start);
  for (size_t i = 0; i < out_row; ++i) {
    CHECK(offsets[i] == 77 && statuses[i] == -77);
    CHECK((validity[i / 8] >> (i % 8) & 1) == (0xA5 >> (i % 8) & 1));
  }
  size_t failed = 0;
  for (size_t i = 0; i < rows; ++i) {
    const size_t k = out_row + i;
    CHECK(statuses[k] == kExpected[i]);
    CHECK((validity[k / 8] >> (k % 8) & 1) == (kExpected[i] == TOKENLINK_OK));
    CHECK(offsets[k] <= offsets[k + 1]);
    const std::string link = out.substr(offsets[k], offsets[k + 1] - offsets[k]);
    if (kExpected[i] == TOKENLINK_OK) {
      CHECK(link == RenderAlone(tmpl, i, nullptr) + "\n");
      continue;
    }
    CHECK(link == (terminate_failed ? "\n" : ""));
    const tokenlink_row_error& error = errors[failed++];
    CHECK(error.row == i && error.status == kExpected[i] && error.detail[0] != 0);
    if (kExpected[i] == TOKENLINK_E_VALUES) {
      CHECK(error.part == TOKENLINK_PART_COLUMN && error.index == (kAccounts[i] == kNull ? 0 : 1));
      CHECK(std::strstr(error.detail, kAccounts[i] == kNull ? "account" : "team") != nullptr);
      continue;
    }
    // The reason is what rendering the row alone would have said.
    tokenlink_error alone = sample_error();
    (void)RenderAlone(tmpl, i, &alone);
    CHECK(error.part == alone.part && error.index == alone.index && error.offset == alone.offset);
    CHECK(std::strcmp(error.detail, alone.detail) == 0);
    CHECK(error.part == (kExpected[i] == TOKENLINK_E_NAME ? TOKENLINK_PART_NAME : TOKENLINK_PART_ACCOUNT_ID));
  }
  tokenlink_template_free(tmpl);
}

// A single column, the way of most batches, with a null in it.
template <typename In>
void CheckOneColumn() {
  tokenlink_request request = sample_request();
  request.account_id = sample_str("");
  request.name = sample_str("{team}");
  tokenlink_template* tmpl = nullptr;
  CHECK(tokenlink_template_new(&request, &tmpl, nullptr) == TOKENLINK_OK);
  const std::vector<const char*> rows = {"a", kNull, "b", "", "c"};
  const ArrowColumn<In> teams(rows, 5);
  const tokenlink_column column = teams.column();
  std::string out(4096, '\0');
  uint32_t offsets[6];
  tokenlink_status statuses[5];
  tokenlink_batch batch = sample_batch();
  batch.columns = &column;
  batch.column_count = 1;
  batch.row_count = 5;
  batch.out = &out[0];
  batch.out_cap = out.size();
  batch.out_offsets = offsets;
  batch.statuses = statuses;
  CHECK(tokenlink_template_render_rows(tmpl, &batch, nullptr) == TOKENLINK_OK);
  CHECK(batch.rows_done == 5 && batch.rows_failed == 1 && statuses[1] == TOKENLINK_E_VALUES);
  // An empty value is no null: the link then has no name.
  CHECK(statuses[3] == TOKENLINK_OK &&
        out.substr(offsets[3], offsets[4] - offsets[3]).find("name") == std::string::npos);
  tokenlink_template_free(tmpl);
}

// A row that is out of bounds fails alone; one that is not used is not looked at.
template <typename In>
void CheckContradictions() {
  tokenlink_template* tmpl = NewTemplate();
  const std::string ids = std::string(SAMPLE_ID) + SAMPLE_ID + SAMPLE_ID + SAMPLE_ID;
  const In id_offsets[] = {0, 32, 64, 96, 128};
  const In decreasing[] = {0, 3, 2, 4, 5}, beyond[] = {0, 1, 2, 3, 6}, far[] = {0, 1, 2, 3, static_cast<In>(-1)};
  const size_t wrong_row[] = {1, 3, 3};
  const In* const given[] = {decreasing, beyond, far};
  for (int n = 0; n < 3; ++n) {
    Guarded teams(std::string("abcde"), Guarded::Side::kEnd);
    tokenlink_column columns[2] = {sample_column(ids.data(), ids.size(), nullptr),
                                   sample_column(teams.data(), 5, nullptr)};
    columns[0].offsets = id_offsets;
    columns[1].offsets = given[n];
    columns[0].layout = columns[1].layout = sizeof(In) == 8 ? TOKENLINK_LAYOUT_OFFSETS64 : TOKENLINK_LAYOUT_OFFSETS32;
    std::string out(8192, '\0');
    uint32_t offsets[5];
    tokenlink_status statuses[4];
    tokenlink_row_error errors[1];
    tokenlink_batch batch = sample_batch();
    batch.columns = columns;
    batch.column_count = 2;
    batch.row_count = 4;
    batch.out = &out[0];
    batch.out_cap = out.size();
    batch.out_offsets = offsets;
    batch.statuses = statuses;
    batch.row_errors = errors;
    batch.row_error_cap = 1;
    CHECK(tokenlink_template_render_rows(tmpl, &batch, nullptr) == TOKENLINK_OK);
    CHECK(batch.rows_failed == 1 && statuses[wrong_row[n]] == TOKENLINK_E_ARGUMENT);
    CHECK(errors[0].row == wrong_row[n] && errors[0].part == TOKENLINK_PART_COLUMN && errors[0].index == 1);
    batch.row_count = wrong_row[n];
    CHECK(tokenlink_template_render_rows(tmpl, &batch, nullptr) == TOKENLINK_OK && batch.rows_failed == 0);
    batch.row_count = 4;
    batch.first_row = ~size_t{0};
    CHECK(tokenlink_template_render_rows(tmpl, &batch, nullptr) == TOKENLINK_E_ARGUMENT && batch.rows_done == 0);
    // No data at all, and rows that claim to have some.
    batch.first_row = 0;
    columns[1].data = nullptr;
    columns[1].size = 0;
    CHECK(tokenlink_template_render_rows(tmpl, &batch, nullptr) == TOKENLINK_E_BUFFER && batch.rows_done == 1);
    CHECK(statuses[0] == TOKENLINK_E_ARGUMENT && batch.row_error_count == 1);
  }
  tokenlink_template_free(tmpl);
}

// Reasons that do not fit stop the batch, so that none is lost.
void CheckFullReasons() {
  tokenlink_template* tmpl = NewTemplate();
  const ArrowColumn<uint32_t> accounts(kAccounts, 0), teams(kTeams, 0);
  const tokenlink_column columns[] = {accounts.column(), teams.column()};
  std::string out(TOKENLINK_MAX_LINK + 1, '\0');
  for (size_t cap = 1; cap <= 3; ++cap) {
    std::vector<uint32_t> offsets(kTeams.size() + 1);
    std::vector<tokenlink_status> statuses(kTeams.size());
    std::vector<tokenlink_row_error> errors(cap);
    std::vector<size_t> rows;
    tokenlink_batch batch = sample_batch();
    batch.columns = columns;
    batch.column_count = 2;
    batch.row_count = kTeams.size();
    batch.out = &out[0];
    batch.out_cap = out.size();
    batch.out_offsets = offsets.data();
    batch.statuses = statuses.data();
    batch.row_errors = errors.data();
    batch.row_error_cap = cap;
    tokenlink_status status = TOKENLINK_E_BUFFER;
    for (int calls = 0; status == TOKENLINK_E_BUFFER && calls < 20; ++calls) {
      status = tokenlink_template_render_rows(tmpl, &batch, nullptr);
      CHECK(status == TOKENLINK_OK || status == TOKENLINK_E_BUFFER);
      CHECK(batch.row_error_count <= cap && batch.rows_failed == batch.row_error_count);
      for (size_t i = 0; i < batch.row_error_count; ++i) rows.push_back(static_cast<size_t>(errors[i].row));
      batch.first_row += batch.rows_done;
      batch.out_row += batch.rows_done;
      batch.row_count -= batch.rows_done;
    }
    CHECK(status == TOKENLINK_OK);
    CHECK((rows == std::vector<size_t>{2, 3, 4, 6}));
    for (size_t i = 0; i < kTeams.size(); ++i) CHECK(statuses[i] == kExpected[i]);
  }
  tokenlink_template_free(tmpl);
}

template <typename In>
void CheckParsing() {
  tokenlink_reader* reader = sample_reader(nullptr);
  const std::vector<const char*> links = {SAMPLE_LINK,     kNull, SAMPLE_ODD_LINK,
                                          SAMPLE_BAD_LINK, "",    SAMPLE_ORDINARY_LINK};
  const tokenlink_status expected[] = {TOKENLINK_OK,     TOKENLINK_E_VALUES, TOKENLINK_OK,
                                       TOKENLINK_E_JSON, TOKENLINK_E_SCHEME, TOKENLINK_OK};
  const ArrowColumn<In> column(links, 9);
  const tokenlink_column given = column.column();
  tokenlink_parsed_rows rows = sample_rows();
  CHECK(tokenlink_parse_rows(reader, &given, 0, links.size(), 0, &rows, nullptr) == TOKENLINK_OK);
  CHECK(rows.row_count == links.size() && rows.rows_failed == 3);
  for (size_t i = 0; i < links.size(); ++i) {
    CHECK(rows.statuses[i] == expected[i]);
    CHECK((rows.error_details[i].ptr != nullptr) == (expected[i] != TOKENLINK_OK));
    if (links[i] == kNull || expected[i] == TOKENLINK_OK) continue;
    tokenlink_reader* other = sample_reader(nullptr);
    tokenlink_link link = sample_out();
    tokenlink_error error = sample_error();
    CHECK(tokenlink_parse(other, links[i], std::strlen(links[i]), 0, &link, &error) == expected[i]);
    CHECK(std::string(rows.error_details[i].ptr, rows.error_details[i].len) == error.detail);
    CHECK(rows.error_offsets[i] == error.offset);
    tokenlink_reader_free(other);
  }
  CHECK(tokenlink_parse_rows(reader, &given, 0, links.size(), TOKENLINK_STRICT, &rows, nullptr) == TOKENLINK_OK);
  CHECK(rows.statuses[0] == TOKENLINK_OK && rows.statuses[5] == TOKENLINK_E_NOT_CANONICAL && rows.error_rules[5] > 0);
  CHECK(rows.error_rules[0] == 0 && rows.permission_offsets[6] - rows.permission_offsets[5] == 2);

  // Offsets that contradict the data fail their rows alone.
  const In offsets[] = {0, 5, 4, 9, static_cast<In>(-1)};
  Guarded text(std::string("https://x"), Guarded::Side::kEnd);
  tokenlink_column wrong = sample_column(text.data(), 9, nullptr);
  wrong.offsets = offsets;
  wrong.layout = given.layout;
  CHECK(tokenlink_parse_rows(reader, &wrong, 0, 4, 0, &rows, nullptr) == TOKENLINK_OK && rows.rows_failed == 4);
  CHECK(rows.statuses[0] != TOKENLINK_E_ARGUMENT && rows.statuses[1] == TOKENLINK_E_ARGUMENT);
  CHECK(rows.statuses[2] != TOKENLINK_E_ARGUMENT && rows.statuses[3] == TOKENLINK_E_ARGUMENT);
  CHECK(tokenlink_parse_rows(reader, &wrong, ~size_t{0}, 2, 0, &rows, nullptr) == TOKENLINK_E_ARGUMENT);
  tokenlink_reader_free(reader);
}

// template_bound() is enough whatever the values are, and never so large that it wraps.
void CheckBound() {
  tokenlink_request request = sample_request();
  request.name = sample_str("{team} {{{team}}} {other}");
  tokenlink_template* tmpl = nullptr;
  CHECK(tokenlink_template_new(&request, &tmpl, nullptr) == TOKENLINK_OK);
  CHECK(tokenlink_template_bound(tmpl, ~size_t{0}, 1) == TOKENLINK_MAX_LINK + 1);
  CHECK(tokenlink_template_bound(tmpl, ~size_t{0}, ~size_t{0} / 2) == ~size_t{0});
  CHECK(tokenlink_template_bound(tmpl, 1, ~size_t{0}) == ~size_t{0});
  CHECK(tokenlink_template_bound(tmpl, 0, 0) == 0);
  for (size_t length = 0; length < 60; ++length) {
    const std::string value(length, '"');
    const tokenlink_str values[] = {{value.data(), length}, {value.data(), length / 2}};
    size_t need = 0;
    CHECK(tokenlink_template_render(tmpl, values, 2, nullptr, 0, &need, nullptr) == TOKENLINK_E_BUFFER);
    CHECK(tokenlink_template_bound(tmpl, length + length / 2, 1) >= need + 1);
  }
  tokenlink_template_free(tmpl);
}

}  // namespace

int main() {
  for (size_t before = 0; before < 9; ++before) {
    CheckRendering<uint32_t, uint32_t>(before, before * 3, before, before % 2 == 0);
    CheckRendering<uint32_t, uint64_t>(before, before * 5, 8 - before, before % 2 == 1);
    CheckRendering<uint64_t, uint32_t>(before, 0, before, true);
    CheckRendering<uint64_t, uint64_t>(before, 1, 2, false);
  }
  CheckOneColumn<uint32_t>();
  CheckOneColumn<uint64_t>();
  CheckContradictions<uint32_t>();
  CheckContradictions<uint64_t>();
  CheckFullReasons();
  CheckParsing<uint32_t>();
  CheckParsing<uint64_t>();
  CheckBound();
  return finish("columns");
}

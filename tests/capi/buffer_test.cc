// SPDX-License-Identifier: MIT
// A buffer that is too small: the same *need for every size of it, E_BUFFER, and never a byte past `cap`. And
// render_rows, which stops between rows, gives the same links whatever the buffer's size.
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "check.h"
#include "samples.h"

namespace {

using Call = std::function<tokenlink_status(char* out, size_t cap, size_t* need)>;

void CheckEveryCap(const char* name, const Call& call) {
  const unsigned long failed = check_failed;
  size_t whole = 0;
  std::string expected(TOKENLINK_MAX_LINK, '\0');
  CHECK(call(&expected[0], expected.size(), &whole) == TOKENLINK_OK);
  CHECK(whole > 0 && whole <= expected.size());
  expected.resize(whole);
  for (size_t cap = 0; cap <= whole + 40; ++cap) {
    std::string block(whole + 128, '\x5A');
    size_t need = ~size_t{0};
    const tokenlink_status status = call(&block[0], cap, &need);
    CHECK(need == whole);
    CHECK(status == (cap < whole ? TOKENLINK_E_BUFFER : TOKENLINK_OK));
    CHECK(block.find_first_not_of('\x5A', cap) == std::string::npos);
    if (cap >= whole) CHECK(block.compare(0, whole, expected) == 0);
  }
  if (check_failed != failed) std::printf("  in %s\n", name);
}

void CheckCalls() {
  const std::string odd = SAMPLE_LINK;
  const std::string encoded(97, '"');
  CheckEveryCap("encode", [&](char* out, size_t cap, size_t* need) {
    return tokenlink_encode(odd.data(), odd.size(), out, cap, need, nullptr);
  });
  CheckEveryCap("encode, all escapes", [&](char* out, size_t cap, size_t* need) {
    return tokenlink_encode(encoded.data(), encoded.size(), out, cap, need, nullptr);
  });
  CheckEveryCap("decode", [&](char* out, size_t cap, size_t* need) {
    return tokenlink_decode(odd.data(), odd.size(), TOKENLINK_PLUS_IS_SPACE, out, cap, need, nullptr);
  });
  tokenlink_request request = sample_request();
  CheckEveryCap(
      "build", [&](char* out, size_t cap, size_t* need) { return tokenlink_build(&request, out, cap, need, nullptr); });
  tokenlink_request account = sample_request();
  account.kind = TOKENLINK_KIND_ACCOUNT;
  account.account_id = {nullptr, 0};
  CheckEveryCap("build, account", [&](char* out, size_t cap, size_t* need) {
    return tokenlink_build(&account, out, cap, need, nullptr);
  });
  tokenlink_reader* reader = nullptr;
  CHECK(tokenlink_reader_new(nullptr, &reader, nullptr) == TOKENLINK_OK);
  CheckEveryCap("canonicalize", [&](char* out, size_t cap, size_t* need) {
    return tokenlink_canonicalize(reader, SAMPLE_LINK, std::strlen(SAMPLE_LINK), 0, out, cap, need, nullptr);
  });
  tokenlink_reader_free(reader);
  const tokenlink_request pattern = sample_pattern();
  tokenlink_template* tmpl = nullptr;
  CHECK(tokenlink_template_new(&pattern, &tmpl, nullptr) == TOKENLINK_OK);
  const tokenlink_str values[] = {sample_str(SAMPLE_ID), sample_str("Blue \"Team\"")};
  CheckEveryCap("render", [&](char* out, size_t cap, size_t* need) {
    return tokenlink_template_render(tmpl, values, 2, out, cap, need, nullptr);
  });
  tokenlink_template_free(tmpl);
}

// "out may be text itself"
void CheckDecodeInPlace() {
  for (size_t length = 0; length < 200; ++length) {
    std::string plain;
    for (size_t i = 0; i < length; ++i) plain += "ab \"%+\xC3\xA9z"[(i * 7 + length) % 9];
    std::string text(TOKENLINK_ENCODE_BOUND(length) + 1, '\0');
    size_t need = 0;
    CHECK(tokenlink_encode(plain.data(), plain.size(), &text[0], text.size(), &need, nullptr) == TOKENLINK_OK);
    CHECK(tokenlink_decode(text.data(), need, 0, &text[0], need, &need, nullptr) == TOKENLINK_OK);
    CHECK(text.compare(0, need, plain) == 0 && need == length);
  }
}

// Input and output that overlap are refused instead of giving wrong bytes with TOKENLINK_OK.
void CheckOverlap() {
  char block[64];
  size_t need = 0;
  const auto encode = [&](size_t text, size_t size, size_t out, size_t cap) {
    std::memset(block, '"', sizeof block);
    return tokenlink_encode(block + text, size, block + out, cap, &need, nullptr);
  };
  CHECK(encode(0, 8, 0, 64) == TOKENLINK_E_ARGUMENT && need == 0);
  CHECK(encode(0, 8, 7, 24) == TOKENLINK_E_ARGUMENT && need == 0);
  CHECK(encode(20, 8, 0, 21) == TOKENLINK_E_ARGUMENT && need == 0);
  CHECK(encode(20, 8, 0, 20) == TOKENLINK_E_BUFFER && need == 24);
  CHECK(encode(30, 8, 0, 30) == TOKENLINK_OK && need == 24);
  CHECK(encode(0, 8, 8, 24) == TOKENLINK_OK && need == 24);
  CHECK(encode(4, 0, 0, 64) == TOKENLINK_OK && need == 0);
  CHECK(tokenlink_decode(block, 8, 0, block + 1, 8, &need, nullptr) == TOKENLINK_E_ARGUMENT && need == 0);
  CHECK(tokenlink_decode(block + 1, 8, 0, block, 8, &need, nullptr) == TOKENLINK_E_ARGUMENT && need == 0);
  CHECK(tokenlink_decode(block, 8, 0, block + 8, 8, &need, nullptr) == TOKENLINK_OK && need == 8);
}

struct Table {
  std::vector<std::string> accounts, teams;
  std::string data[2];
  std::vector<uint32_t> offsets[2] = {{0}, {0}};
  tokenlink_column columns[2];

  void Add(const std::string& account, const std::string& team) {
    accounts.push_back(account);
    teams.push_back(team);
    data[0] += account;
    data[1] += team;
    for (int c = 0; c < 2; ++c) {
      offsets[c].push_back(static_cast<uint32_t>(data[c].size()));
      columns[c] = sample_column(data[c].data(), data[c].size(), offsets[c].data());
    }
  }
};

// Each row alone, as the truth that the batches are held against. A row that fails gives "!" and its status.
std::vector<std::string> RenderAlone(const tokenlink_template* tmpl, const Table& table) {
  std::vector<std::string> links;
  std::string out(TOKENLINK_MAX_LINK, '\0');
  for (size_t i = 0; i < table.teams.size(); ++i) {
    const tokenlink_str values[] = {{table.accounts[i].data(), table.accounts[i].size()},
                                    {table.teams[i].data(), table.teams[i].size()}};
    size_t need = 0;
    const tokenlink_status status = tokenlink_template_render(tmpl, values, 2, &out[0], out.size(), &need, nullptr);
    links.push_back(status == TOKENLINK_OK ? out.substr(0, need) : "!" + std::to_string(status));
  }
  return links;
}

void CheckBatch(const tokenlink_template* tmpl, const Table& table, const std::vector<std::string>& expected,
                size_t cap, uint32_t terminator) {
  const size_t total = table.teams.size();
  size_t done = 0, idle = 0;
  while (done < total && idle == 0) {
    std::vector<uint32_t> ends(total - done + 2, 0xDEADBEEF);
    std::vector<tokenlink_status> statuses(total - done + 1, -77);
    std::string out(cap + 64, '\x5A');
    tokenlink_batch batch = sample_batch();
    batch.terminator = terminator;
    batch.columns = table.columns;
    batch.column_count = 2;
    batch.first_row = done;
    batch.row_count = total - done;
    batch.out = &out[0];
    batch.out_cap = cap;
    batch.out_offsets = ends.data();
    batch.statuses = statuses.data();
    const tokenlink_status status = tokenlink_template_render_rows(tmpl, &batch, nullptr);
    CHECK(batch.first_row == done && batch.row_count == total - done);
    CHECK(batch.rows_done <= batch.row_count);
    CHECK(status == (batch.rows_done == batch.row_count ? TOKENLINK_OK : TOKENLINK_E_BUFFER));
    CHECK(out.find_first_not_of('\x5A', cap) == std::string::npos);
    CHECK(ends.back() == 0xDEADBEEF && statuses.back() == -77);
    CHECK(ends[0] == 0);
    size_t failed = 0;
    for (size_t k = 0; k < batch.rows_done; ++k) {
      const std::string& want = expected[done + k];
      CHECK(ends[k] <= ends[k + 1] && ends[k + 1] <= cap);
      std::string link = out.substr(ends[k], ends[k + 1] - ends[k]);
      if (want[0] == '!') {
        ++failed;
        CHECK("!" + std::to_string(statuses[k]) == want);
        CHECK(link.empty());
      } else {
        CHECK(statuses[k] == TOKENLINK_OK);
        CHECK(link == (terminator != 0 ? want + static_cast<char>(terminator) : want));
      }
    }
    CHECK(batch.rows_failed == failed);
    if (batch.rows_done == 0) {
      // It stopped at once: only a row that does not fit may do that.
      CHECK(expected[done].size() + (terminator != 0 ? 1 : 0) > cap);
      idle = 1;
    }
    done += batch.rows_done;
  }
  CHECK(done == total || cap <= TOKENLINK_MAX_LINK);
}

void CheckBatches() {
  tokenlink_template* tmpl = nullptr;
  const tokenlink_request pattern = sample_pattern();
  CHECK(tokenlink_template_new(&pattern, &tmpl, nullptr) == TOKENLINK_OK);
  Table table;
  table.Add(SAMPLE_ID, "red");
  table.Add(SAMPLE_ID, "bad\nteam");
  table.Add("nonsense", "green");
  table.Add("*", std::string(100, '"'));
  table.Add("", "blank");
  table.Add(SAMPLE_ID, std::string(20000, 'x'));
  table.Add(SAMPLE_ID, "last");
  const std::vector<std::string> expected = RenderAlone(tmpl, table);
  size_t sum = 0;
  for (const std::string& link : expected) sum += link.size() + 1;
  for (const uint32_t terminator : {0u, 1u, static_cast<uint32_t>('\n'), 255u, TOKENLINK_TERMINATOR_NUL}) {
    for (size_t cap = 0; cap <= sum + 3; ++cap) CheckBatch(tmpl, table, expected, cap, terminator);
    CheckBatch(tmpl, table, expected, TOKENLINK_MAX_LINK + 1, terminator);
  }
  tokenlink_template_free(tmpl);
}

// Room for TOKENLINK_MAX_LINK + 1 bytes always makes progress: the longest link there is, and its terminator.
void CheckLongestRow() {
  tokenlink_request pattern = sample_pattern();
  tokenlink_template* tmpl = nullptr;
  CHECK(tokenlink_template_new(&pattern, &tmpl, nullptr) == TOKENLINK_OK);
  Table probe;
  probe.Add(SAMPLE_ID, "");
  const size_t base = RenderAlone(tmpl, probe)[0].size();
  Table table;
  table.Add(SAMPLE_ID, std::string(TOKENLINK_MAX_LINK - base, 'x'));
  table.Add(SAMPLE_ID, std::string(TOKENLINK_MAX_LINK - base, 'y'));
  const std::vector<std::string> expected = RenderAlone(tmpl, table);
  CHECK(expected[0].size() == TOKENLINK_MAX_LINK);
  CheckBatch(tmpl, table, expected, TOKENLINK_MAX_LINK + 1, '\n');
  CheckBatch(tmpl, table, expected, TOKENLINK_MAX_LINK + 1, 0);
  tokenlink_template_free(tmpl);
}

}  // namespace

int main() {
  CheckCalls();
  CheckDecodeInPlace();
  CheckOverlap();
  CheckBatches();
  CheckLongestRow();
  return finish("buffer");
}

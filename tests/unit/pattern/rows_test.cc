// SPDX-License-Identifier: MIT
// Many rows at once: columns in, one buffer out. Every test renders exactly and by the facade, and compares.
#include "pattern/rows.h"

#include <gtest/gtest.h>

#include "pattern/render.h"
#include "pattern/table.h"
#include "support/allocations.h"
#include "support/guard.h"

namespace tokenlink {
namespace {

using test::BatchOptions;
using test::Cells;
using test::OwnedColumn;
using test::Rendered;

const Permission kDns[] = {{Str("dns"), Str("read")}};
constexpr const char* kId = "023e105f4ecef8ad9ca31a8372d0c353";

Request Patterns() {
  Request request;
  request.kind = Kind::kUser;
  request.permissions = kDns;
  request.account_id = "{account}";
  request.name = "{team} deploy";
  return request;
}

class Rows : public testing::Test {
 protected:
  void Add(std::optional<std::string> account, std::optional<std::string> team) {
    accounts_.push_back(std::move(account));
    teams_.push_back(std::move(team));
  }
  void AddSamples() {
    Add("*", "Payments");
    Add("x", "one bad row");
    Add(kId, "Caf\xC3\xA9 \xF0\x9F\x98\x80");
    Add("*", "");
    Add("*", "line\nbreak");
    Add("*", "\xFF");
    Add(kId, "last");
  }
  size_t count() const { return teams_.size(); }

  Rendered Render(BatchOptions options) {
    if (options.row_count == 0) options.row_count = count() - options.first_row;
    OwnedColumn accounts(accounts_, kOffsets32, 0, false);
    OwnedColumn teams(teams_, kOffsets32, 0, false);
    return RenderColumns({accounts.view(), teams.view()}, options);
  }
  Rendered RenderColumns(const std::vector<Column>& columns, const BatchOptions& options) {
    const Rendered exact = both_.Exact(columns, options);
    Rendered fast = both_.Facade(columns, options);
    EXPECT_EQ(test::Describe(fast), test::Describe(exact));
    EXPECT_TRUE(exact.neighbours_untouched && fast.neighbours_untouched);
    return fast;
  }

  // A row's link, rendered alone.
  std::string Single(size_t row, Status* status) {
    const View values[] = {View(Str(*accounts_[row])), View(Str(*teams_[row]))};
    char out[kMaxLink];
    size_t need = 0;
    *status = tokenlink::Render(both_.exact, values, 2, out, sizeof out, &need, nullptr);
    return std::string(out, need);
  }

  test::BothWays both_{Patterns()};
  Cells accounts_, teams_;
};

TEST_F(Rows, AreRenderedAsIfEachWereAlone) {
  AddSamples();
  for (uint32_t terminator : {0u, uint32_t{'\n'}, 255u, kTerminatorNul}) {
    BatchOptions options;
    options.terminator = terminator;
    const Rendered r = Render(options);
    ASSERT_EQ(r.status, Status::OK);
    EXPECT_EQ(r.batch.rows_done, count());
    EXPECT_EQ(r.batch.rows_failed, 3u);
    for (size_t row = 0; row < count(); ++row) {
      Status status;
      std::string expected = Single(row, &status);
      if (status == Status::OK && terminator != 0) expected.push_back(static_cast<char>(terminator));
      EXPECT_EQ(r.statuses[row], static_cast<int32_t>(status)) << row;
      EXPECT_EQ(r.link(row), expected) << row;
    }
  }
}

TEST_F(Rows, AFailedRowLosesItsLine) {
  AddSamples();
  BatchOptions options;
  options.terminator = '\n';
  options.flags = kTerminateFailed;
  const Rendered r = Render(options);
  for (size_t row : {1u, 4u, 5u}) EXPECT_EQ(r.link(row), "\n");
  const std::string all = r.all();
  EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), static_cast<ptrdiff_t>(count()));
}

TEST_F(Rows, DoNotSpoilTheirNeighbours) {
  for (int i = 0; i < 50; ++i) Add("*", "team " + std::to_string(i));
  const std::string good = Render({}).all();
  const size_t cut = Render({}).offsets[25];
  teams_[25] = "\n";
  const Rendered r = Render({});
  EXPECT_EQ(r.batch.rows_failed, 1u);
  EXPECT_EQ(r.link(25), "");
  EXPECT_EQ(r.all().substr(0, cut), good.substr(0, cut));
  EXPECT_EQ(r.all().substr(cut), good.substr(good.size() - (r.all().size() - cut)));
}

TEST_F(Rows, AStreamGoesOnWhereAFullBufferStopped) {
  AddSamples();
  test::GuardedPages pages(8192);
  for (uint32_t terminator : {0u, uint32_t{'\n'}}) {
    BatchOptions whole_options;
    whole_options.terminator = terminator;
    const Rendered whole = Render(whole_options);
    size_t longest = 0;
    for (size_t row = 0; row < count(); ++row) longest = std::max(longest, whole.link(row).size());
    // Every capacity with room for the longest row gives the same bytes, in however many calls.
    for (size_t cap = longest; cap <= whole.all().size() + 1; ++cap) {
      std::string pieces;
      size_t failed = 0;
      for (size_t first = 0; first < count();) {
        BatchOptions options = whole_options;
        options.first_row = options.out_row = first;
        options.cap = cap;
        options.out = pages.Last(cap);
        const Rendered r = Render(options);
        ASSERT_TRUE(r.status == Status::OK || r.status == Status::E_BUFFER);
        ASSERT_EQ(r.status == Status::OK, r.batch.rows_done == count() - first);
        ASSERT_GT(r.batch.rows_done, 0u) << cap;
        pieces += r.all();
        first += r.batch.rows_done;
        failed += r.batch.rows_failed;
      }
      ASSERT_EQ(pieces, whole.all()) << cap;
      ASSERT_EQ(failed, 3u);
    }
  }
}

TEST_F(Rows, SayThatNoneIsDoneWhenTheFirstDoesNotFit) {
  Add("*", "Payments");
  Status status;
  const size_t size = Single(0, &status).size();
  test::GuardedPages pages(8192);
  for (uint32_t terminator : {0u, uint32_t{'\n'}}) {
    BatchOptions options;
    options.terminator = terminator;
    const size_t enough = size + (terminator != 0 ? 1 : 0);
    for (options.cap = 0; options.cap < enough; ++options.cap) {
      options.out = pages.Last(options.cap);
      const Rendered r = Render(options);
      ASSERT_EQ(r.status, Status::E_BUFFER) << options.cap;
      ASSERT_EQ(r.batch.rows_done, 0u);
      ASSERT_EQ(r.offsets[0], 0u);
    }
    options.out = pages.Last(options.cap);
    EXPECT_EQ(Render(options).batch.rows_done, 1u);
  }
}

TEST_F(Rows, NeedNoRoomToFail) {
  Add("x", "bad id");
  Add("*", "a\nb");
  BatchOptions options;
  options.cap = 0;
  options.terminator = '\n';
  const Rendered r = Render(options);
  EXPECT_EQ(r.status, Status::OK);
  EXPECT_EQ(r.batch.rows_failed, 2u);
  options.flags = kTerminateFailed;
  EXPECT_EQ(Render(options).status, Status::E_BUFFER) << "but to be terminated";
}

TEST_F(Rows, GoIntoTheMiddleOfAnArrowArray) {
  AddSamples();
  const Rendered plain = Render({});
  for (uint32_t layout : {kOffsets32, kOffsets64}) {
    BatchOptions options;
    options.out_layout = layout;
    options.out_start = 1000;
    options.out_row = 13;
    options.validity = true;
    const Rendered r = Render(options);
    EXPECT_EQ(r.all(), plain.all());
    for (size_t k = 0; k <= count(); ++k) EXPECT_EQ(r.offsets[k], plain.offsets[k] + 1000);
    EXPECT_EQ(r.valid, std::vector<bool>({true, false, true, true, false, false, true}));
  }
}

TEST_F(Rows, TellWhyEachFailed) {
  AddSamples();
  BatchOptions options;
  options.first_row = 1;
  const Rendered r = Render(options);
  ASSERT_EQ(r.batch.row_error_count, 3u);
  const RowError& id = r.row_errors[0];
  EXPECT_EQ(id.row, 1u);
  EXPECT_EQ(id.status, static_cast<int32_t>(Status::E_ACCOUNT_ID));
  EXPECT_EQ(id.part, static_cast<uint32_t>(Part::kAccountId));
  EXPECT_EQ(id.index, 0);
  EXPECT_EQ(id.offset, 0u);
  const RowError& name = r.row_errors[1];
  EXPECT_EQ(name.row, 4u);
  EXPECT_EQ(name.status, static_cast<int32_t>(Status::E_NAME));
  EXPECT_EQ(name.part, static_cast<uint32_t>(Part::kName));
  EXPECT_EQ(name.index, 1);
  EXPECT_EQ(name.offset, 4u);
  EXPECT_NE(Str(name.detail).find("control character"), Str::npos);
}

TEST_F(Rows, StopWhenTheirErrorsAreFullAndGoOn) {
  AddSamples();
  const Rendered whole = Render({});
  std::vector<uint64_t> rows;
  std::string links;
  for (size_t first = 0, calls = 0; first < count(); ++calls) {
    ASSERT_LT(calls, 10u);
    BatchOptions options;
    options.first_row = first;
    options.row_error_cap = 1;
    const Rendered r = Render(options);
    ASSERT_EQ(r.status == Status::E_BUFFER, first + r.batch.rows_done < count());
    if (r.batch.row_error_count > 0) rows.push_back(r.row_errors[0].row);
    links += r.all();
    first += r.batch.rows_done;
  }
  EXPECT_EQ(rows, std::vector<uint64_t>({1, 4, 5}));
  EXPECT_EQ(links, whole.all());
  BatchOptions none;
  none.row_error_cap = 0;
  EXPECT_EQ(Render(none).batch.rows_done, 1u);
  none.row_error_cap = std::nullopt;
  EXPECT_EQ(Render(none).batch.rows_done, count());
}

TEST_F(Rows, RefuseACallThatIsWrong) {
  AddSamples();
  OwnedColumn accounts(accounts_, kOffsets32, 0, false);
  OwnedColumn teams(teams_, kOffsets32, 0, false);
  const std::vector<Column> columns = {accounts.view(), teams.view()};
  const auto refused = [&](auto spoil) {
    for (bool exact : {false, true}) {
      const Rendered r = test::RunBatch(columns, {.row_count = 3}, [&](Batch* b, Error* e) {
        std::vector<Column> own = columns;
        b->columns = own.data();
        spoil(b, own.data());
        return exact ? RenderRows(both_.exact, b, e) : both_.facade->RenderRows(b, e);
      });
      EXPECT_EQ(r.batch.rows_done, 0u);
      if (r.status != r.error.status) return Status::OK;
      if (exact) return r.status;
    }
    return Status::OK;
  };
  constexpr size_t kMost = static_cast<size_t>(-1);
  EXPECT_EQ(refused([](Batch* b, Column*) { b->column_count = 1; }), Status::E_VALUES);
  EXPECT_EQ(refused([](Batch* b, Column*) { b->columns = nullptr; }), Status::E_ARGUMENT);
  EXPECT_EQ(refused([](Batch* b, Column*) { b->flags = 2; }), Status::E_ARGUMENT);
  EXPECT_EQ(refused([](Batch* b, Column*) { b->terminator = 257; }), Status::E_ARGUMENT);
  EXPECT_EQ(refused([](Batch* b, Column*) { b->out_layout = 2; }), Status::E_ARGUMENT);
  EXPECT_EQ(refused([](Batch* b, Column*) { b->out_start = b->out_cap + 1; }), Status::E_ARGUMENT);
  EXPECT_EQ(refused([](Batch* b, Column*) { b->out = nullptr; }), Status::E_ARGUMENT);
  EXPECT_EQ(refused([](Batch* b, Column*) { b->out_offsets = nullptr; }), Status::E_ARGUMENT);
  EXPECT_EQ(refused([](Batch* b, Column*) { b->statuses = nullptr; }), Status::E_ARGUMENT);
  EXPECT_EQ(refused([=](Batch* b, Column*) { b->first_row = kMost, b->row_count = 2; }), Status::E_ARGUMENT);
  EXPECT_EQ(refused([=](Batch* b, Column*) { b->out_row = kMost - 1; }), Status::E_ARGUMENT);
  EXPECT_EQ(refused([=](Batch*, Column* c) { c[1].first = kMost; }), Status::E_ARGUMENT);
  EXPECT_EQ(refused([](Batch*, Column* c) { c[1].offsets = nullptr; }), Status::E_ARGUMENT);
  EXPECT_EQ(refused([](Batch*, Column* c) { c[1].layout = 2; }), Status::E_ARGUMENT);
  EXPECT_EQ(refused([](Batch*, Column* c) { c[1].reserved = 1; }), Status::E_ARGUMENT);
}

TEST_F(Rows, NoneMeansNoColumnIsLookedAt) {
  const std::vector<Column> empty(2, Column{nullptr, 0, nullptr, nullptr, 0, kOffsets32, 0});
  const Rendered r = both_.Facade(empty, {.row_count = 0, .cap = 0, .out_row = 3});
  EXPECT_EQ(r.status, Status::OK);
  EXPECT_EQ(r.offsets[0], 0u);
}

TEST_F(Rows, AllocateNothing) {
  for (int i = 0; i < 1000; ++i) Add(kId, "team " + std::to_string(i));
  OwnedColumn accounts(accounts_, kOffsets64, 3, true);
  OwnedColumn teams(teams_, kOffsets32, 0, false);
  const std::vector<Column> columns = {accounts.view(), teams.view()};
  const Rendered r = test::RunBatch(columns, {.row_count = 1000, .cap = 400000}, [this](Batch* b, Error* e) {
    const size_t before = test::Allocations();
    const Status status = both_.facade->RenderRows(b, e);
    EXPECT_EQ(test::Allocations(), before);
    return status;
  });
  EXPECT_EQ(r.batch.rows_done, 1000u);
}

}  // namespace
}  // namespace tokenlink

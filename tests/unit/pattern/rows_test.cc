// SPDX-License-Identifier: MIT
// Many rows at once: columns in, one buffer out.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "pattern/template.h"
#include "support/allocations.h"
#include "support/guard.h"

namespace tokenlink {
namespace {

const Permission kDns[] = {{Str("dns"), Str("read")}};

class Rows : public testing::Test {
 protected:
  Rows() {
    Request request;
    request.kind = Kind::kUser;
    request.permissions = kDns;
    request.name = "{team} deploy";
    request.account_id = "{account}";
    made_.reset(Template::New(request, nullptr));
  }

  void Add(Str account, Str team) {
    accounts_ += account;
    teams_ += team;
    account_offsets_.push_back(static_cast<uint32_t>(accounts_.size()));
    team_offsets_.push_back(static_cast<uint32_t>(teams_.size()));
  }
  void AddSamples() {
    Add("*", "Payments");
    Add("x", "one bad row");
    Add("023e105f4ecef8ad9ca31a8372d0c353", "Caf\xC3\xA9 \xF0\x9F\x98\x80");
    Add("*", "");
    Add("*", "line\nbreak");
    Add("*", "\xFF");
    Add("*", "last");
  }
  size_t count() const { return team_offsets_.size() - 1; }

  // Renders rows [first, first + rows) into `out`.
  Status Render(size_t first, size_t rows, char* out, size_t cap, int32_t terminator, Batch* batch) {
    columns_[0] = {accounts_.data(), account_offsets_.data()};
    columns_[1] = {teams_.data(), team_offsets_.data()};
    out_offsets_.assign(rows + 1, 77);
    statuses_.assign(rows, -7);
    *batch = Batch();
    batch->terminator = terminator;
    batch->columns = columns_;
    batch->first_row = first;
    batch->row_count = rows;
    batch->out = out;
    batch->out_cap = cap;
    batch->out_offsets = out_offsets_.data();
    batch->statuses = statuses_.data();
    Error error;
    const Status status = made_->RenderRows(batch, &error);
    EXPECT_EQ(status, status == Status::OK ? Status::OK : error.status);
    return status;
  }

  // Each row's link by the way of a single row.
  std::string Single(size_t row, Status* status) {
    const View values[] = {Slice(accounts_, account_offsets_[row], account_offsets_[row + 1]),
                           Slice(teams_, team_offsets_[row], team_offsets_[row + 1])};
    char out[kMaxLink];
    size_t need = 0;
    *status = made_->Render(values, out, sizeof out, &need, nullptr);
    return std::string(out, need);
  }

  std::unique_ptr<Template> made_;
  std::string accounts_, teams_;
  std::vector<uint32_t> account_offsets_{0}, team_offsets_{0};
  Column columns_[2];
  std::vector<uint32_t> out_offsets_;
  std::vector<int32_t> statuses_;
};

TEST_F(Rows, AreRenderedAsIfEachStoodAlone) {
  AddSamples();
  for (int32_t terminator : {-1, 0, static_cast<int32_t>('\n')}) {
    std::vector<char> out(8192);
    Batch batch;
    ASSERT_EQ(Render(0, count(), out.data(), out.size(), terminator, &batch), Status::OK);
    EXPECT_EQ(batch.rows_done, count());
    EXPECT_EQ(batch.rows_failed, 3u);
    EXPECT_EQ(out_offsets_[0], 0u);
    for (size_t row = 0; row < count(); ++row) {
      Status status;
      std::string expected = Single(row, &status);
      if (status == Status::OK && terminator >= 0) expected.push_back(static_cast<char>(terminator));
      EXPECT_EQ(statuses_[row], static_cast<int32_t>(status)) << row;
      EXPECT_EQ(std::string(out.data() + out_offsets_[row], out_offsets_[row + 1] - out_offsets_[row]), expected)
          << row;
    }
  }
}

TEST_F(Rows, DoNotSpoilTheirNeighbours) {
  for (int i = 0; i < 50; ++i) Add("*", "team " + std::to_string(i));
  std::vector<char> good(32768), mixed(32768);
  Batch batch;
  ASSERT_EQ(Render(0, count(), good.data(), good.size(), -1, &batch), Status::OK);
  const std::string all(good.data(), out_offsets_.back());
  teams_[team_offsets_[25]] = '\n';
  ASSERT_EQ(Render(0, count(), mixed.data(), mixed.size(), -1, &batch), Status::OK);
  EXPECT_EQ(batch.rows_failed, 1u);
  EXPECT_EQ(out_offsets_[25], out_offsets_[26]);
  const std::string others(mixed.data(), out_offsets_.back());
  EXPECT_EQ(others.substr(0, out_offsets_[25]), all.substr(0, out_offsets_[25]));
  EXPECT_EQ(others.substr(out_offsets_[25]), all.substr(all.size() - (others.size() - out_offsets_[25])));
}

TEST_F(Rows, GoOnWhereAFullBufferStopped) {
  AddSamples();
  test::GuardedPages pages(8192);
  for (int32_t terminator : {-1, static_cast<int32_t>('\n')}) {
    std::vector<char> out(8192);
    Batch batch;
    ASSERT_EQ(Render(0, count(), out.data(), out.size(), terminator, &batch), Status::OK);
    const std::string whole(out.data(), out_offsets_.back());
    size_t longest = 0;
    for (size_t row = 0; row < count(); ++row)
      longest = std::max<size_t>(longest, out_offsets_[row + 1] - out_offsets_[row]);
    // Every capacity that takes the longest row renders the same bytes, in however many calls.
    for (size_t cap = longest; cap <= whole.size() + 1; ++cap) {
      std::string pieces;
      size_t failed = 0;
      for (size_t first = 0; first < count();) {
        const Status status = Render(first, count() - first, pages.Last(cap), cap, terminator, &batch);
        ASSERT_TRUE(status == Status::OK || status == Status::E_BUFFER);
        ASSERT_EQ(status == Status::OK, batch.rows_done == count() - first);
        ASSERT_GT(batch.rows_done, 0u) << cap;
        pieces.append(pages.Last(cap), out_offsets_[batch.rows_done]);
        for (size_t k = batch.rows_done; k < statuses_.size(); ++k) ASSERT_EQ(statuses_[k], -7) << "untouched";
        first += batch.rows_done;
        failed += batch.rows_failed;
      }
      ASSERT_EQ(pieces, whole) << cap;
      ASSERT_EQ(failed, 3u);
    }
  }
}

TEST_F(Rows, SayThatNoneIsDoneWhenTheFirstDoesNotFit) {
  Add("*", "Payments");
  Status status;
  const size_t size = Single(0, &status).size();
  test::GuardedPages pages(8192);
  for (int32_t terminator : {-1, static_cast<int32_t>('\n')}) {
    const size_t enough = size + (terminator >= 0 ? 1 : 0);
    Batch batch;
    for (size_t cap = 0; cap < enough; ++cap) {
      ASSERT_EQ(Render(0, 1, pages.Last(cap), cap, terminator, &batch), Status::E_BUFFER) << cap;
      ASSERT_EQ(batch.rows_done, 0u);
      ASSERT_EQ(out_offsets_[0], 0u);
    }
    ASSERT_EQ(Render(0, 1, pages.Last(enough), enough, terminator, &batch), Status::OK);
    EXPECT_EQ(batch.rows_done, 1u);
  }
}

TEST_F(Rows, NeedNoRoomToFail) {
  Add("x", "bad id");
  Add("*", "a\nb");
  Batch batch;
  EXPECT_EQ(Render(0, 2, nullptr, 0, '\n', &batch), Status::OK);
  EXPECT_EQ(batch.rows_done, 2u);
  EXPECT_EQ(batch.rows_failed, 2u);
  EXPECT_EQ(Render(0, 0, nullptr, 0, '\n', &batch), Status::OK);
  EXPECT_EQ(batch.rows_done, 0u);
}

TEST_F(Rows, RefuseOffsetsThatRunBackwards) {
  AddSamples();
  team_offsets_[1] = team_offsets_[2] + 5;
  std::vector<char> out(8192);
  Batch batch;
  ASSERT_EQ(Render(0, count(), out.data(), out.size(), -1, &batch), Status::OK);
  EXPECT_EQ(statuses_[1], static_cast<int32_t>(Status::E_ARGUMENT));
  EXPECT_EQ(statuses_[2], 0);
  EXPECT_EQ(statuses_[6], 0);
}

TEST_F(Rows, AllocateNothing) {
  for (int i = 0; i < 1000; ++i) Add("*", "team " + std::to_string(i));
  std::vector<char> out(400000);
  Batch batch;
  ASSERT_EQ(Render(0, count(), out.data(), out.size(), '\n', &batch), Status::OK);
  const size_t before = test::Allocations();
  EXPECT_EQ(made_->RenderRows(&batch, nullptr), Status::OK);
  EXPECT_EQ(test::Allocations(), before);
}

}  // namespace
}  // namespace tokenlink

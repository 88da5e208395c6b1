// SPDX-License-Identifier: MIT
// Columns as other programs hand them over: slices, nulls, 64-bit offsets, and offsets that lie.
#include <gtest/gtest.h>
#include <sys/mman.h>

#include "pattern/table.h"
#include "support/guard.h"
#include "support/random.h"

namespace tokenlink {
namespace {

using test::BatchOptions;
using test::Cells;
using test::OwnedColumn;
using test::Rendered;

const Permission kDns[] = {{Str("dns"), Str("read")}};

test::BothWays Named(Str name) { return test::BothWays({Kind::kUser, kDns, View(), View(), name}); }

Rendered Both(const test::BothWays& tmpl, const std::vector<Column>& columns, const BatchOptions& options) {
  const Rendered exact = tmpl.Exact(columns, options);
  Rendered facade = tmpl.Facade(columns, options);
  EXPECT_EQ(test::Describe(facade), test::Describe(exact));
  EXPECT_TRUE(exact.neighbours_untouched && facade.neighbours_untouched);
  return facade;
}

Cells Teams(size_t count) {
  Cells cells;
  for (size_t i = 0; i < count; ++i) cells.push_back("team " + std::to_string(i));
  return cells;
}

TEST(Arrow, ASliceBeginsInTheMiddleOfItsBitmap) {
  const test::BothWays tmpl = Named("{team} now");
  Cells cells = Teams(300);
  const std::string whole = Both(tmpl, {OwnedColumn(cells, kOffsets32, 0, false).view()}, {.row_count = 300}).all();
  for (const uint32_t layout : {kOffsets32, kOffsets64}) {
    for (const size_t first : {0u, 1u, 7u, 8u, 13u}) {
      for (const uint32_t out_layout : {kOffsets32, kOffsets64}) {
        OwnedColumn slice(cells, layout, first, true);
        const BatchOptions options = {.row_count = 300, .out_layout = out_layout, .out_row = 3, .validity = true};
        EXPECT_EQ(Both(tmpl, {slice.view()}, options).all(), whole);
      }
    }
  }
}

TEST(Arrow, ANullFailsItsRowAndNamesItsColumn) {
  const test::BothWays one = Named("{team}");
  const test::BothWays two = Named("{team} {env}");
  for (const uint32_t layout : {kOffsets32, kOffsets64}) {
    Cells cells = Teams(40);
    for (const size_t null : {0u, 8u, 9u, 31u, 39u}) cells[null] = std::nullopt;
    OwnedColumn teams(cells, layout, 5, true);
    OwnedColumn environments(Teams(40), kOffsets32, 0, false);
    for (const bool both : {false, true}) {
      std::vector<Column> columns = {teams.view()};
      if (both) columns.push_back(environments.view());
      const Rendered r = Both(both ? two : one, columns, {.row_count = 40, .validity = true});
      ASSERT_EQ(r.status, Status::OK);
      EXPECT_EQ(r.batch.rows_failed, 5u);
      ASSERT_EQ(r.batch.row_error_count, 5u);
      const RowError& error = r.row_errors[1];
      EXPECT_EQ(error.row, 8u);
      EXPECT_EQ(error.status, static_cast<int32_t>(Status::E_VALUES));
      EXPECT_EQ(error.part, static_cast<uint32_t>(Part::kColumn));
      EXPECT_EQ(error.index, 0);
      EXPECT_NE(Str(error.detail).find("`team`"), Str::npos) << error.detail;
      EXPECT_FALSE(r.valid[8]);
      EXPECT_EQ(r.link(8), "");
      EXPECT_TRUE(r.valid[10]);
    }
  }
}

TEST(Arrow, ALyingOffsetFailsItsRowAlone) {
  test::GuardedPages pages(4096);
  for (const Str name : {Str("{team}"), Str("{team} of {team}")}) {
    const test::BothWays tmpl = Named(name);
    for (const uint32_t layout : {kOffsets32, kOffsets64}) {
      for (const uint64_t lie : {uint64_t{0}, uint64_t{0xFFFFFFFF}, uint64_t{0xFFFFFFF0}, uint64_t{200}}) {
        OwnedColumn teams(Teams(10), layout, 0, false);
        teams.offsets()[5] = layout == kOffsets64 && lie > 200 ? lie << 8 : lie;
        Column column = teams.view();
        const std::string data = teams.data();
        column.data = pages.PutLast(data).data();  // a byte read past its end ends the program
        const Rendered r = Both(tmpl, {column}, {.row_count = 10});
        ASSERT_EQ(r.status, Status::OK);
        EXPECT_EQ(r.batch.rows_failed, lie == 0 ? 1u : 2u);
        EXPECT_EQ(r.row_errors[0].status, static_cast<int32_t>(Status::E_ARGUMENT));
        EXPECT_EQ(r.row_errors[0].part, static_cast<uint32_t>(Part::kColumn));
        EXPECT_EQ(r.row_errors[0].index, 0);
        EXPECT_EQ(r.row_errors[0].row, 4u);
        for (const size_t k : {0u, 3u, 6u, 9u}) EXPECT_EQ(r.statuses[k], 0);
      }
    }
  }
}

TEST(Arrow, RowsWithoutDataFailAndDoNotCrash) {
  for (const Str name : {Str("{team} now"), Str("{team} of {team}")}) {
    const test::BothWays tmpl = Named(name);
    for (const uint32_t layout : {kOffsets32, kOffsets64}) {
      OwnedColumn teams({"", "a", "", "b"}, layout, 0, false);
      Column column = teams.view();
      column.data = nullptr;
      EXPECT_EQ(Both(tmpl, {column}, {.row_count = 4}).status, Status::E_ARGUMENT) << "NULL with a size";
      column.size = 0;
      const Rendered r = Both(tmpl, {column}, {.row_count = 4});
      EXPECT_EQ(r.statuses[0], 0);
      EXPECT_EQ(r.statuses[1], static_cast<int32_t>(Status::E_ARGUMENT));
      EXPECT_EQ(r.statuses[3], static_cast<int32_t>(Status::E_ARGUMENT));
      OwnedColumn empty({"", "", ""}, layout, 0, false);
      column.offsets = empty.view().offsets;
      EXPECT_EQ(Both(tmpl, {column}, {.row_count = 3}).batch.rows_failed, 0u);
    }
  }
}

TEST(Arrow, ALastElementHasNoBitmapOrOffsetsPastIt) {
  test::GuardedPages bits(4096);
  test::GuardedPages offsets(8192);
  const test::BothWays tmpl = Named("{team}");
  for (size_t count = 1; count < 40; ++count) {
    for (const uint32_t layout : {kOffsets32, kOffsets64}) {
      OwnedColumn teams(Teams(count), layout, 0, true);
      Column column = teams.view();
      column.validity = reinterpret_cast<const uint8_t*>(
          bits.PutLast(Str(reinterpret_cast<const char*>(column.validity), (count + 7) / 8)).data());
      const size_t width = layout == kOffsets64 ? 8 : 4;
      column.offsets = offsets.PutLast(Str(static_cast<const char*>(column.offsets), (count + 1) * width)).data();
      EXPECT_EQ(Both(tmpl, {column}, {.row_count = count}).batch.rows_failed, 0u);
    }
  }
}

TEST(Arrow, LargeUtf8HasDataPastFourGibibytes) {
  // Memory that is reserved and, but for its last bytes, never touched.
  constexpr size_t kSize = (size_t{5} << 30);
  void* const memory = mmap(nullptr, kSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) GTEST_SKIP() << "no 5 GiB of address space";
  char* const data = static_cast<char*>(memory);
  memcpy(data + kSize - 8, "platform", 8);
  const uint64_t offsets[] = {kSize - 8, kSize - 4, kSize};
  const Column column = {data, kSize, offsets, nullptr, 0, kOffsets64, 0};
  const Rendered r = Both(Named("{team}"), {column}, {.row_count = 2});
  EXPECT_EQ(r.batch.rows_failed, 0u);
  EXPECT_TRUE(r.link(0).ends_with("&name=plat"));
  EXPECT_TRUE(r.link(1).ends_with("&name=form"));
  munmap(memory, kSize);
}

TEST(Arrow, ABoundIsNeverTooSmall) {
  test::Random random(5);
  const Str id = "023e105f4ecef8ad9ca31a8372d0c353";
  const struct {
    Str account, zone, name;
  } patterns[] = {{"", "", "{team}"},
                  {"{a}", "", "{team} x {team}"},
                  {"{a}", "{z}", "{a}{team}{a}"},
                  {"{a}{z}", "all", "{{ %%"},
                  {"*", "{z}", "\xE2\x82\xAC{z}"},
                  {"{a}", "{a}", "{a}"},
                  {"", "", "only text, no rows"}};
  for (const auto& pattern : patterns) {
    const test::BothWays tmpl({Kind::kUser, kDns, pattern.account, pattern.zone, pattern.name});
    ASSERT_EQ(tmpl.status, Status::OK);
    for (int round = 0; round < 100; ++round) {
      const size_t rows = random.Below(20);
      size_t bytes = 0;
      std::vector<OwnedColumn> owned;
      std::vector<Column> columns;
      for (size_t i = 0; i < tmpl.exact.column_count(); ++i) {
        Cells cells;
        const Str column = tmpl.exact.column_name(i);
        for (size_t row = 0; row < rows; ++row) {
          cells.push_back(column == "team" ? random.Text(" %\xE2", random.Below(30)) : std::string(id));
          if (column != "team" && random.OneIn(3)) cells.back() = column == "a" ? "*" : "all";
          bytes += cells.back()->size();
        }
        owned.emplace_back(cells, kOffsets32, 0, false);
      }
      for (OwnedColumn& column : owned) columns.push_back(column.view());
      BatchOptions options = {.row_count = rows, .out_start = random.Below(50), .terminator = 10, .flags = 1};
      options.cap = options.out_start + tmpl.facade->Bound(bytes, rows);
      EXPECT_EQ(Both(tmpl, columns, options).status, Status::OK);
    }
  }
}

TEST(Arrow, ABoundThatOverflowsIsTheLargest) {
  const test::BothWays tmpl = Named("{team}");
  constexpr size_t kMost = static_cast<size_t>(-1);
  EXPECT_EQ(tmpl.exact.Bound(kMost, kMost), kMost);
  EXPECT_EQ(tmpl.exact.Bound(kMost, kMost / kMaxLink), kMost);
  EXPECT_EQ(tmpl.exact.Bound(0, 0), 0u);
  EXPECT_EQ(tmpl.exact.Bound(kMost, 2), 2 * (kMaxLink + 1)) << "no link is longer than that";
}

}  // namespace
}  // namespace tokenlink

// SPDX-License-Identifier: MIT
// The rows of a batch, in every kernel: each row comes out as it does alone.
#include <algorithm>
#include <vector>

#include "kernel/kernels.h"
#include "support/guard.h"
#include "support/random.h"

namespace tokenlink {
namespace {

using test::GuardedPages;
using test::Random;

class EncodeRows : public test::KernelTest {};
INSTANTIATE_TEST_SUITE_P(Kernel, EncodeRows, test::AllKernels(), test::KernelName);

struct Table {
  std::string data;
  std::vector<uint32_t> offsets{0};
};

Table RandomTable(Random* random) {
  Table table;
  for (size_t n = 1 + random->Below(40); n > 0; --n) {
    const size_t size = random->Below(random->OneIn(9) ? 300 : 50);
    const char* alphabet = random->OneIn(60) ? "ab \x01" : random->OneIn(60) ? "\xE6\x9D\xB1" : "Team DNS-edit ";
    std::string text = random->Text(alphabet, size);
    if (random->OneIn(3)) text += "\xE6\x9D\xB1\xE4\xBA\xAC";
    if (random->OneIn(30)) text += "\xC2\x85";
    table.data += text;
    table.offsets.push_back(static_cast<uint32_t>(table.data.size()));
  }
  // An offset that is too large makes the next row decrease.
  uint32_t& one = table.offsets[random->Below(table.offsets.size())];
  if (random->OneIn(20)) one = static_cast<uint32_t>(std::min(table.data.size(), size_t{one} + 60));
  return table;
}

// The row as plain code makes it; false where it is not plain or there is too little room for it.
bool Expected(const RowsToEncode& rows, size_t row, size_t room, std::string* out) {
  const size_t begin = rows.offsets[row];
  const size_t end = rows.offsets[row + 1];
  if (begin > end || end > rows.last || end - begin > rows.size_limit ||
      room < rows.head_size + rows.tail_size + 3 * (end - begin))
    return false;
  const Str text(rows.data + begin, end - begin);
  unsigned traits = 0;
  std::string encoded(3 * text.size(), '#');
  encoded.resize(Portable::encode_text(text.data(), text.size(), encoded.data(), encoded.size(), &traits));
  if ((traits & kHasControl) != 0 ||
      ((traits & kHasNonAscii) != 0 && Portable::check_utf8(text.data(), text.size()) != 0))
    return false;
  const size_t size = rows.head_size + encoded.size();
  if (size <= rows.size_floor || size > rows.size_limit) return false;
  *out = std::string(rows.head, rows.head_size) + encoded + std::string(rows.tail, rows.tail_size);
  return true;
}

TEST_P(EncodeRows, StopsAtTheFirstRowThatIsNotPlainAndGivesTheOthersAsIfAlone) {
  Random random(31);
  GuardedPages pages(1 << 16);
  size_t whole = 0;
  size_t cut = 0;
  for (int round = 0; round < 20000; ++round) {
    const Table table = RandomTable(&random);
    const Str data = pages.PutLast(table.data);
    const std::string head = random.Text("https://dash?&=%5B", random.Below(300)) + std::string(kSlack, '#');
    const std::string tail = random.Text("&x=1\n", random.Below(2) == 0 ? random.Below(2) : random.Below(90));
    std::vector<char> out(random.Below(30000) + 40, 'Z');
    std::vector<uint32_t> ends(table.offsets.size(), 99);
    std::vector<int32_t> statuses(table.offsets.size(), 99);
    RowsToEncode rows;
    rows.head = head.data();
    rows.head_size = head.size() - kSlack;
    rows.tail = tail.data();
    rows.tail_size = tail.size();
    rows.data = data.data();
    rows.offsets = table.offsets.data();
    rows.last = table.data.size() - (random.OneIn(9) ? random.Below(table.data.size() + 1) : 0);
    rows.count = table.offsets.size() - 1;
    rows.size_floor = random.OneIn(2) ? 0 : rows.head_size;
    rows.size_limit = random.OneIn(4) ? rows.head_size + random.Below(200) : 16384;
    rows.out = out.data();
    rows.cap = out.size() - 40;
    rows.out_offsets = ends.data();
    rows.statuses = statuses.data();
    size_t used = random.Below(rows.cap + 1);
    std::string expected(used, 'Z');
    size_t done = 0;
    std::vector<uint32_t> expected_ends(ends);
    for (std::string link; done < rows.count && Expected(rows, done, rows.cap - expected.size(), &link); ++done) {
      expected += link;
      expected_ends[done + 1] = static_cast<uint32_t>(expected.size());
    }
    ASSERT_EQ(kernel().encode_rows(rows, &used), done) << round;
    ASSERT_EQ(used, expected.size());
    ASSERT_EQ(Str(out.data(), used), expected);
    ASSERT_EQ(ends, expected_ends);
    for (size_t i = 0; i < statuses.size(); ++i) ASSERT_EQ(statuses[i], i < done ? 0 : 99);
    for (size_t i = rows.cap; i < out.size(); ++i) ASSERT_EQ(out[i], 'Z');
    ++(done == rows.count ? whole : cut);
  }
  // Both must occur, or nothing was tested.
  EXPECT_GT(whole, 1000u);
  EXPECT_GT(cut, 1000u);
}

}  // namespace
}  // namespace tokenlink

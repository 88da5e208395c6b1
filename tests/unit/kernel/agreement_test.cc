// SPDX-License-Identifier: MIT
// Every function of every kernel gives the answer of the portable kernel. The other tests of this folder hold each
// function against its reference; this one takes all of them through the same texts, so that a new kernel has no
// function that nobody looks at.
#include <vector>

#include "kernel/kernels.h"
#include "reference/percent.h"
#include "support/random.h"

namespace tokenlink {
namespace {

using test::Random;

class Agreement : public test::KernelTest {};
INSTANTIATE_TEST_SUITE_P(Kernel, Agreement, test::AllKernels(), test::KernelName);

// All that a kernel says about a text, as one string.
std::string Answers(Kernel kernel, const std::string& text, Random random) {
  std::string answers;
  const auto add = [&answers](size_t number) { answers += std::to_string(number) + " "; };
  const auto add_text = [&answers](const std::vector<char>& out, size_t size) {
    answers.append(out.data(), size);
    answers += " ";
  };
  const char* const in = text.data();
  const size_t size = text.size();
  std::vector<char> out(3 * size + random.Below(100));
  add(kernel.encoded_size(in, size));
  add_text(out, kernel.encode(in, size, out.data(), out.size()));
  unsigned traits = 0;
  add_text(out, kernel.encode_text(in, size, out.data(), out.size(), &traits));
  add(traits);
  const unsigned utf8 = kernel.check_utf8(in, size);
  add((utf8 & kIllFormed) != 0 ? kIllFormed : utf8);
  for (const bool plus : {false, true}) {
    size_t fault = 0;
    const size_t cap = size + random.Below(70);
    out.resize(cap + 1);
    add_text(out, kernel.decode(in, size, plus, out.data(), cap, &fault));
    add(fault);
  }
  traits = 0;
  const size_t value = kernel.read_value(in, size, out.data(), out.size(), &traits);
  add(value);
  if (value != kNoValue) {
    add(traits);
    add_text(out, value);
  }
  const std::string head = random.Text("https://?=&", random.Below(150));
  const std::string padded = head + std::string(kSlack, '#');
  out.resize(head.size() + 3 * size + random.Below(100));
  const size_t framed = kernel.encode_framed(padded.data(), head.size(), in, size, size, out.data(), out.size());
  add(framed);
  if (framed != kNoValue) add_text(out, framed);
  std::vector<uint32_t> offsets{0};
  while (offsets.back() < size)
    offsets.push_back(offsets.back() + 1 + static_cast<uint32_t>(random.Below(size - offsets.back())));
  std::vector<uint32_t> ends(offsets.size());
  std::vector<int32_t> statuses(offsets.size(), 7);
  out.resize(random.Below(offsets.size() * (head.size() + 8) + 3 * size + 1) + 1);
  const RowsToEncode rows = {.head = padded.data(),
                             .head_size = head.size(),
                             .tail = "\n",
                             .tail_size = random.Below(2),
                             .data = in,
                             .offsets = offsets.data(),
                             .last = size,
                             .count = offsets.size() - 1,
                             .size_floor = random.Below(2) * head.size(),
                             .size_limit = head.size() + random.Below(300),
                             .out = out.data(),
                             .cap = out.size(),
                             .out_offsets = ends.data(),
                             .statuses = statuses.data()};
  size_t used = 0;
  add(kernel.encode_rows(rows, &used));
  add_text(out, used);
  for (size_t i = 0; i < ends.size(); ++i) add(ends[i] + static_cast<size_t>(statuses[i]));
  return answers;
}

TEST_P(Agreement, IsCompleteOnTextsOfEverySort) {
  Random random(61);
  const Str alphabets[] = {"abc-._~09", "Team DNS, zone: ", "a b\xC3\xA9\xE6\x9D\xB1", "%41%c3%A9+ ",
                           "%%2fF0 \x01\x7F\x80"};
  for (int round = 0; round < 60000; ++round) {
    const size_t size = random.Below(random.OneIn(10) ? 400 : 70);
    std::string text = random.OneIn(6) ? random.Bytes(size) : random.Text(alphabets[random.Below(5)], size);
    if (random.OneIn(3)) text = reference::Encode(text);
    const Random same = random;
    ASSERT_EQ(Answers(kernel(), text, same), Answers(Kernel(Kernel::Isa::kPortable), text, same)) << text;
    random.Below(1000);
  }
}

}  // namespace
}  // namespace tokenlink

// SPDX-License-Identifier: MIT
// A service that reads hostile links must be able to bound what a reader reads and what it keeps.
#include <malloc.h>

#include <cstring>
#include <string>

#include "check.h"
#include "samples.h"

namespace {

tokenlink_reader* NewReader(size_t max_input, size_t keep_memory) {
  tokenlink_reader_options options = TOKENLINK_READER_OPTIONS_INIT;
  options.max_input = max_input;
  options.keep_memory = keep_memory;
  tokenlink_reader* reader = nullptr;
  CHECK(tokenlink_reader_new(&options, &reader, nullptr) == TOKENLINK_OK);
  return reader;
}

std::string LinkOf(size_t size) {
  std::string link =
      "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=[{\"key\":\"dns\",\"type\":\"read\"}]";
  link += "&x=" + std::string(size - link.size() - 3, 'y');
  return link;
}

tokenlink_status Parse(tokenlink_reader* reader, const std::string& text) {
  tokenlink_link link = sample_out();
  return tokenlink_parse(reader, text.data(), text.size(), 0, &link, nullptr);
}

void CheckMaxInput() {
  const std::string most = LinkOf(TOKENLINK_MAX_INPUT), over = LinkOf(TOKENLINK_MAX_INPUT + 1);
  tokenlink_reader* reader = NewReader(0, 0);
  CHECK(Parse(reader, most) == TOKENLINK_OK && Parse(reader, over) == TOKENLINK_E_TOO_LONG);
  tokenlink_link link = sample_out();
  tokenlink_error error = sample_error();
  size_t need = 0;
  CHECK(tokenlink_lint(reader, over.data(), over.size(), 0, &link, &error) == TOKENLINK_E_TOO_LONG);
  CHECK(std::strstr(error.detail, "1048576") != nullptr);
  CHECK(tokenlink_canonicalize(reader, over.data(), over.size(), 0, nullptr, 0, &need, nullptr) ==
        TOKENLINK_E_TOO_LONG);
  const uint32_t offsets[] = {0, static_cast<uint32_t>(over.size())};
  const tokenlink_column column = sample_column(over.data(), over.size(), offsets);
  tokenlink_parsed_rows rows = sample_rows();
  CHECK(tokenlink_parse_rows(reader, &column, 0, 1, 0, &rows, nullptr) == TOKENLINK_OK);
  CHECK(rows.statuses[0] == TOKENLINK_E_TOO_LONG);
  tokenlink_reader_free(reader);

  reader = NewReader(TOKENLINK_MAX_INPUT + 1, 0);
  CHECK(Parse(reader, over) == TOKENLINK_OK);
  tokenlink_reader_free(reader);

  // A smaller limit holds on every path, for canonical links too.
  const std::string canonical = SAMPLE_LINK;
  reader = NewReader(canonical.size(), 0);
  CHECK(Parse(reader, canonical) == TOKENLINK_OK && Parse(reader, canonical + "x") == TOKENLINK_E_TOO_LONG);
  tokenlink_reader_free(reader);

  tokenlink_reader_options options = TOKENLINK_READER_OPTIONS_INIT;
  options.max_input = (size_t{256} << 20) + 1;
  tokenlink_reader* none = nullptr;
  CHECK(tokenlink_reader_new(&options, &none, nullptr) == TOKENLINK_E_ARGUMENT && none == nullptr);
}

// A sanitizer has a malloc of its own, which mallinfo2() knows nothing of.
#ifndef __SANITIZE_ADDRESS__
size_t InUse() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

// One link of a megabyte must not leave a pool of readers with many megabytes each.
void CheckKeptMemory() {
  std::string list = "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=[{}";
  while (list.size() < TOKENLINK_MAX_INPUT - 8) list += ",{}";
  list += "]";
  const size_t before = InUse();
  tokenlink_reader* reader = NewReader(0, size_t{64} << 10);
  tokenlink_link link = sample_out();
  CHECK(tokenlink_lint(reader, list.data(), list.size(), 0, &link, nullptr) == TOKENLINK_OK);
  const size_t peak = InUse() - before;
  CHECK(Parse(reader, SAMPLE_LINK) == TOKENLINK_OK);
  const size_t kept = InUse() - before;
  CHECK(peak > size_t{1} << 20);
  CHECK(kept <= (size_t{64} << 10) + 16384);
  std::printf("  peak %zu bytes for a link of %zu, %zu kept\n", peak, list.size(), kept);
  tokenlink_reader_free(reader);
  CHECK(InUse() <= before + 16384);
}

#endif

}  // namespace

int main() {
  CheckMaxInput();
#ifndef __SANITIZE_ADDRESS__
  CheckKeptMemory();
#endif
  return finish("reader_options");
}

// SPDX-License-Identifier: MIT
// A fix must mend: put in place of the bytes it names, it must not break the link and must not leave the finding there.
// Every link of the vectors is linted, and every fix of every finding is tried alone.
#include <cstdio>
#include <exception>
#include <string>

#include "tokenlink.h"
#include "vector.h"

namespace {

struct Linted {
  tokenlink_status status;
  tokenlink_link link;
};

Linted Lint(tokenlink_reader* reader, const std::string& text) {
  Linted linted = {};
  linted.link.struct_size = sizeof linted.link;
  linted.status = tokenlink_lint(reader, text.data(), text.size(), 0, &linted.link, nullptr);
  return linted;
}

size_t CountRule(const tokenlink_link& link, uint32_t rule) {
  size_t count = 0;
  for (size_t i = 0; i < link.finding_count; ++i) count += link.findings[i].rule == rule ? 1 : 0;
  return count;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 1;
  size_t passed = 0, failed = 0;
  tokenlink_reader *first = nullptr, *second = nullptr;
  tokenlink_reader_new(nullptr, &first, nullptr);
  tokenlink_reader_new(nullptr, &second, nullptr);
  try {
    for (const vectors::File& file : vectors::LoadFolder(argv[1])) {
      for (const vectors::Json& item : file.cases) {
        if (item.at("op") != "lint" && item.at("op") != "parse") continue;
        const std::string link = vectors::Text(item.at("input"));
        const Linted before = Lint(first, link);
        for (size_t i = 0; i < before.link.finding_count; ++i) {
          const tokenlink_finding& finding = before.link.findings[i];
          if (finding.fix.ptr == nullptr) continue;
          std::string mended = link;
          mended.replace(finding.offset, finding.length, std::string(finding.fix.ptr, finding.fix.len));
          const Linted after = Lint(second, mended);
          const bool broken = before.status == TOKENLINK_OK && after.status != TOKENLINK_OK;
          const bool still_there = CountRule(after.link, finding.rule) >= CountRule(before.link, finding.rule);
          if (!broken && !still_there) {
            ++passed;
            continue;
          }
          ++failed;
          std::printf("FAIL %s: TL%u, %s after its fix\n    %.600s\n    %.600s\n",
                      item.at("id").get<std::string>().c_str(), finding.rule,
                      broken ? tokenlink_status_name(after.status) : "still there", link.c_str(), mended.c_str());
        }
      }
    }
  } catch (const std::exception& e) {
    std::printf("FAIL %s\n", e.what());
    ++failed;
  }
  tokenlink_reader_free(first);
  tokenlink_reader_free(second);
  std::printf("fixes: %zu passed, %zu failed\n", passed, failed);
  return failed == 0 && passed > 0 ? 0 : 1;
}

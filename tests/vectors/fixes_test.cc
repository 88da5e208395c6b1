// SPDX-License-Identifier: MIT
// A fix that does not fix. Every fix of every finding in the vectors is applied alone: it must not break the link and
// must remove the finding. Then all fixes of one lint are applied, from the last to the first: that must leave no
// finding with a fix, and none that was not there before.
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

std::string FixAll(std::string text, const tokenlink_link& link) {
  for (size_t i = link.finding_count; i-- > 0;) {
    const tokenlink_finding& finding = link.findings[i];
    if (finding.fix.ptr != nullptr)
      text.replace(finding.offset, finding.length, std::string(finding.fix.ptr, finding.fix.len));
  }
  return text;
}

// What is wrong after all fixes, as a sentence; empty if nothing is.
std::string Complaint(const Linted& before, const Linted& after) {
  if (before.status == TOKENLINK_OK && after.status != TOKENLINK_OK) return tokenlink_status_name(after.status);
  for (size_t i = 0; i < after.link.finding_count; ++i) {
    const tokenlink_finding& finding = after.link.findings[i];
    const std::string rule = "TL" + std::to_string(finding.rule);
    if (finding.fix.ptr != nullptr) return rule + " has a fix again";
    if (CountRule(before.link, finding.rule) == 0) return rule + " is new";
  }
  return "";
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
        const std::string fixed = FixAll(link, before.link);
        const std::string complaint = Complaint(before, Lint(second, fixed));
        ++(complaint.empty() ? passed : failed);
        if (!complaint.empty()) {
          std::printf("FAIL %s: %s after all fixes\n    %.600s\n    %.600s\n", item.at("id").get<std::string>().c_str(),
                      complaint.c_str(), link.c_str(), fixed.c_str());
        }
        for (size_t i = 0; i < before.link.finding_count; ++i) {
          const tokenlink_finding& finding = before.link.findings[i];
          if (finding.fix.ptr == nullptr) continue;
          std::string one = link;
          one.replace(finding.offset, finding.length, std::string(finding.fix.ptr, finding.fix.len));
          const Linted after = Lint(second, one);
          const bool broken = before.status == TOKENLINK_OK && after.status != TOKENLINK_OK;
          const bool still_there = CountRule(after.link, finding.rule) >= CountRule(before.link, finding.rule);
          if (!broken && !still_there) {
            ++passed;
            continue;
          }
          ++failed;
          std::printf("FAIL %s: TL%u, %s after its fix\n    %.600s\n    %.600s\n",
                      item.at("id").get<std::string>().c_str(), finding.rule,
                      broken ? tokenlink_status_name(after.status) : "still there", link.c_str(), one.c_str());
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

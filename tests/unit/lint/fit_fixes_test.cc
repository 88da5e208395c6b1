// SPDX-License-Identifier: MIT
// The fixes of one lint, applied together as the header says: from the last to the first, without looking.
#include "lint/fit_fixes.h"

#include <gtest/gtest.h>

#include <string>

#include "agreement/samples.h"
#include "facade/read.h"
#include "support/lint_samples.h"

namespace tokenlink {
namespace {

using test::Random;

class Workshop {
 public:
  // Applies the fixes of a link, checks everything that a program may count on, and returns the result.
  std::string FixAll(const std::string& link) {
    LinkResult before, after;
    Error error;
    const Status status = first_.Lint(link, 0, &before, &error);
    std::string fixed = link;
    size_t end = kNowhere;  // where the fix before begins
    bool any = false;
    for (size_t i = before.finding_count; i-- > 0;) {
      const Finding& finding = before.findings[i];
      if (finding.fix.absent()) continue;
      EXPECT_TRUE(end == kNowhere || (finding.offset < end && finding.offset + finding.length <= end))
          << "TL" << finding.rule << " conflicts in " << link;
      fixed.replace(finding.offset, finding.length, std::string(Str(finding.fix)));
      end = finding.offset;
      any = true;
    }
    if (!any) return fixed;
    ++fixed_;
    const std::string story = "\n  before " + testing::PrintToString(link) + "\n  after  " + testing::PrintToString(fixed);
    const Status now = second_.Lint(fixed, 0, &after, &error);
    EXPECT_TRUE(status != Status::OK || now == Status::OK) << error.detail << story;
    for (size_t i = 0; i < after.finding_count; ++i) {
      const uint32_t rule = after.findings[i].rule;
      EXPECT_TRUE(after.findings[i].fix.absent()) << "TL" << rule << " has a fix again" << story;
      bool was_there = false;
      for (size_t k = 0; k < before.finding_count; ++k) was_there |= before.findings[k].rule == rule;
      EXPECT_TRUE(was_there) << "TL" << rule << " is new" << story;
    }
    return fixed;
  }

  size_t fixed() const { return fixed_; }

 private:
  ReadSession first_{ReadOptions()}, second_{ReadOptions()};
  size_t fixed_ = 0;
};

TEST(FitFixes, EndsInOnePassOnEveryVector) {
  Workshop workshop;
  for (const std::string& link : test::VectorInputs()) {
    workshop.FixAll(link);
    if (HasFailure()) return;
  }
  EXPECT_GT(workshop.fixed(), 200u);
}

TEST(FitFixes, EndsInOnePassOnEveryBadExample) {
  Workshop workshop;
  for (const Rule& rule : Rules()) workshop.FixAll(test::BadExample(rule));
  EXPECT_GT(workshop.fixed(), 20u);
}

TEST(FitFixes, EndsInOnePassOnMutatedLinks) {
  Workshop workshop;
  Random random(21);
  for (int round = 0; round < 20000; ++round) {
    workshop.FixAll(test::MutatedLink(&random));
    workshop.FixAll(test::Mutated(test::MutatedLink(&random), &random));
    workshop.FixAll(test::Mutated(test::WrittenLink(&random), &random));
    workshop.FixAll(test::PiecedLink(&random));
    if (HasFailure()) return;
  }
  EXPECT_GT(workshop.fixed(), 30000u);
}

const std::string kUser = "https://dash.cloudflare.com/profile/api-tokens?";
const std::string kReadDns = "permissionGroupKeys=%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22read%22%7D%5D";
const std::string kId = "023e105f4ecef8ad9ca31a8372d0c353";

TEST(FitFixes, RenamesAnIdWithoutInsertingASecondOne) {
  Workshop workshop;
  EXPECT_EQ(workshop.FixAll(kUser + kReadDns + "&accountID=" + kId + "&zoneId=all&name=DNS%20Check"),
            kUser + kReadDns + "&accountId=" + kId + "&zoneId=all&name=DNS%20Check");
}

TEST(FitFixes, InsertsBothMissingIdsAtOnePlace) {
  Workshop workshop;
  EXPECT_EQ(workshop.FixAll(kUser + kReadDns + "&name=DNS%20Check"),
            kUser + kReadDns + "&accountId=%2A&zoneId=all&name=DNS%20Check");
}

TEST(FitFixes, EncodesRawJsonWithWhiteSpaceOnce) {
  Workshop workshop;
  EXPECT_EQ(workshop.FixAll(kUser + "permissionGroupKeys=[{\"key\": \"dns\", \"type\": \"read\"}]&accountId=*&zoneId=*"),
            kUser + kReadDns + "&accountId=%2A&zoneId=all");
}

TEST(FitFixes, UndoesEveryLevelOfEscaping) {
  Workshop workshop;
  EXPECT_EQ(workshop.FixAll(kUser + kReadDns + "&amp;amp;accountId=%2A&amp;zoneId=all&name=DNS%252520Check"),
            kUser + kReadDns + "&accountId=%2A&zoneId=all&name=DNS%20Check");
}

TEST(FitFixes, MakesNoPermissionTwice) {
  Workshop workshop;
  EXPECT_EQ(workshop.FixAll(kUser +
                            "permissionGroupKeys=%5B%7B%22key%22%3A%22zone_dns%22%2C%22type%22%3A%22read%22%7D%2C%7B%22key"
                            "%22%3A%22dns%22%2C%22type%22%3A%22read%22%7D%5D&accountId=%2A&zoneId=all&name=DNS%20Check"),
            kUser + kReadDns + "&accountId=%2A&zoneId=all&name=DNS%20Check");
}

// More levels than anybody means take no time, and leave nothing half done.
TEST(FitFixes, GivesUpOnEscapesWithoutEnd) {
  Workshop workshop;
  std::string link = kUser + kReadDns + "&accountId=%2A&zoneId=all&name=DNS%";
  for (int i = 0; i < 100; ++i) link += "25";
  EXPECT_EQ(workshop.FixAll(link + "20Check"), link + "20Check");
}

}  // namespace
}  // namespace tokenlink

// SPDX-License-Identifier: MIT
// The property that every fast path has: where it says yes, its answer is that of the exact implementation.
#include "agreement/agreement.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "agreement/samples.h"
#include "lint/rule.h"
#include "support/lint_samples.h"

namespace tokenlink::test {
namespace {

class Judge {
 public:
  explicit Judge(const FastPath& path) : path_(path) {}

  // False after a disagreement.
  bool Agrees(const std::string& text) {
    ++tried_;
    Input input(text, &pages_);
    const std::optional<std::string> fast = path_.fast(&input);
    if (!fast.has_value()) return true;
    ++taken_;
    const std::string exact = path_.exact(text);
    if (*fast == exact) return true;
    ADD_FAILURE() << path_.name << " disagrees about " << testing::PrintToString(text) << "\n fast:  " << *fast
                  << "\n exact: " << exact;
    return false;
  }

  size_t tried() const { return tried_; }
  size_t taken() const { return taken_; }

 private:
  const FastPath& path_;
  GuardedPages pages_{4 * kMaxLink * 16};
  size_t tried_ = 0;
  size_t taken_ = 0;
};

// Runs a source of texts through every fast path.
using Source = std::function<void(const std::function<bool(const std::string&)>& each)>;

// How many texts each fast path took.
std::map<std::string, size_t> ExpectAgreement(const Source& source) {
  std::map<std::string, size_t> taken;
  for (const FastPath& path : FastPaths()) {
    Judge judge(path);
    source([&](const std::string& text) { return judge.Agrees(text); });
    taken[path.name] = judge.taken();
    testing::Test::RecordProperty(path.name, std::to_string(judge.taken()) + " of " + std::to_string(judge.tried()));
  }
  return taken;
}

// Runs `make` `rounds` times, until the first disagreement.
Source Repeat(uint64_t seed, size_t rounds, const std::function<std::string(Random*)>& make) {
  return [=](const std::function<bool(const std::string&)>& each) {
    Random random(seed);
    for (size_t i = 0; i < rounds; ++i) {
      if (each(make(&random))) continue;
      ADD_FAILURE() << "seed " << seed << ", round " << i;
      return;
    }
  };
}

TEST(Agreement, OnEveryVectorAndTheirMutations) {
  const std::vector<std::string> inputs = VectorInputs();
  ASSERT_GT(inputs.size(), 500u);
  const auto taken = ExpectAgreement([&](const auto& each) {
    Random random(11);
    for (const std::string& input : inputs) {
      if (!each(input)) return;
      for (int n = 0; n < 20; ++n) {
        if (!each(Mutated(input, &random))) return;
      }
    }
  });
  // A fast path that takes nothing was not tried.
  for (const auto& [name, count] : taken) EXPECT_GT(count, 0u) << name;
}

TEST(Agreement, OnLinksAtTheLimits) {
  ExpectAgreement([](const auto& each) {
    for (const std::string& link : LinksAtTheLimits()) {
      if (!each(link)) return;
    }
  });
}

TEST(Agreement, OnBuiltLinks) {
  const auto taken = ExpectAgreement(Repeat(20261123, 20000, BuiltLink));
  EXPECT_GT(taken.at("TryReadCanonical"), 19000u);
  EXPECT_GT(taken.at("TryLint"), 1000u);
}

TEST(Agreement, OnBuiltLinksThatWereChanged) {
  const auto taken =
      ExpectAgreement(Repeat(42, 100000, [](Random* random) { return Mutated(BuiltLink(random), random); }));
  EXPECT_GT(taken.at("TryReadCanonical"), 1000u);
  EXPECT_LT(taken.at("TryReadCanonical"), 90000u);
}

TEST(Agreement, OnCanonicalLinksThatAskForOddThings) {
  const auto taken = ExpectAgreement(Repeat(20261127, 20000, FaultyLink));
  EXPECT_GT(taken.at("TryReadCanonical"), 14000u);
  EXPECT_GT(taken.at("TryLint"), 10000u);
  ExpectAgreement(Repeat(20261128, 20000, [](Random* random) { return Mutated(FaultyLink(random), random); }));
}

// Otherwise the test above would say little about the rule.
TEST(Agreement, IsTriedWithEveryRuleAboutCanonicalLinks) {
  const auto lint = std::find_if(FastPaths().begin(), FastPaths().end(),
                                 [](const FastPath& path) { return path.name == std::string_view("TryLint"); });
  ASSERT_NE(lint, FastPaths().end());
  std::map<uint32_t, size_t> hits;
  GuardedPages pages(2 * kMaxLink);
  Random random(9);
  for (int n = 0; n < 10000; ++n) {
    Input input(FaultyLink(&random), &pages);
    const std::string findings = lint->fast(&input).value_or("");
    for (const Rule& rule : Rules()) {
      hits[rule.number] += findings.find("\n" + std::to_string(rule.number) + " ") != std::string::npos;
    }
  }
  for (uint32_t rule : {kRuleUnknownKey,          kRuleRenamedKey,       kRuleWrongKey,
                        kRuleLevelInKey,          kRuleUndocumentedKey,  kRuleGroupIdKey,
                        kRuleDuplicatePermission, kRuleReadBesideEdit,   kRuleUserKeyOnAccountLink,
                        kRuleTypeNotOffered,      kRuleUnknownType,      kRuleWriteType,
                        kRuleScopeInType,         kRuleUndocumentedType, kRulePlaceholder,
                        kRuleConcreteId,          kRuleNoName,           kRuleVagueName,
                        kRuleInvisibleInName,     kRuleBidiInName,       kRuleMintsTokens,
                        kRuleEditEverywhere}) {
    EXPECT_GT(hits[rule], 20u) << rule;
  }
}

TEST(Agreement, OnLinksWrittenInAnyWay) {
  const auto taken = ExpectAgreement(Repeat(20270101, 20000, WrittenLink));
  EXPECT_EQ(taken.at("TryReadReordered"), 20000u);
}

TEST(Agreement, OnLinksThatDifferInOneByte) {
  Random random(2);
  std::vector<std::string> links = WrittenLinks(&random);
  const auto taken = ExpectAgreement([&](const auto& each) {
    for (const std::string& link : links) {
      ForEachOneByteChange(link, [&](const std::string& changed) { (void)each(changed); });
      if (testing::Test::HasFailure()) return;
    }
  });
  EXPECT_GT(taken.at("TryReadReordered"), 10000u);
}

TEST(Agreement, OnListsOfAnyShape) {
  const auto taken = ExpectAgreement(Repeat(4, 50000, OddListLink));
  EXPECT_GT(taken.at("TryReadReordered"), 5000u);
}

TEST(Agreement, OnLinksPutTogetherFromPieces) {
  const auto taken = ExpectAgreement(Repeat(3, 200000, PiecedLink));
  EXPECT_GT(taken.at("TryReadReordered"), 2000u);
}

TEST(Agreement, OnLinksThatDocumentsHaveSpoiled) { ExpectAgreement(Repeat(20, 30000, MutatedLink)); }

}  // namespace

Input::Input(std::string_view text, GuardedPages* pages) : pages_(pages), text_(pages->PutLast(text)) {}

void Input::TakeAway() { memset(pages_->Last(text_.size()), '?', text_.size()); }

std::vector<FastPath>& FastPaths() {
  static std::vector<FastPath> paths;
  return paths;
}

std::string Describe(View view) { return view.absent() ? "(none)" : "'" + std::string(view.ptr, view.len) + "'"; }

std::string Describe(Status status, const Error& error) {
  if (status == Status::OK) return StatusName(0);
  return std::string(StatusName(static_cast<int32_t>(status))) + " " + std::to_string(error.rule) + " at " +
         std::to_string(static_cast<uint32_t>(error.part)) + "[" + std::to_string(error.index) + "] " +
         std::to_string(error.offset) + ": " + error.detail;
}

std::string Describe(Kind kind, Permissions permissions, View account_id, View zone_id, View name) {
  std::string text = std::to_string(static_cast<int>(kind));
  for (const Permission& p : permissions) text += " " + Describe(p.key) + ":" + Describe(p.type);
  return text + " | " + Describe(account_id) + " | " + Describe(zone_id) + " | " + Describe(name);
}

std::string Describe(const Findings& findings) {
  std::string text;
  for (size_t count : findings.counts) text += std::to_string(count) + " ";
  for (const Finding& f : findings.list) {
    text += "\n" + std::to_string(f.rule) + " " + std::to_string(f.severity) + " " + std::to_string(f.permission) +
            " " + std::to_string(f.offset) + "+" + std::to_string(f.length) + " " + Describe(f.message) + " / " +
            Describe(f.fix);
  }
  return text;
}

}  // namespace tokenlink::test

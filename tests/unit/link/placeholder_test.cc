// SPDX-License-Identifier: MIT
#include "link/placeholder.h"

#include <gtest/gtest.h>

#include <string>

#include "support/guard.h"
#include "support/random.h"

namespace tokenlink {
namespace {

Str FindIn(Str text, bool whole = false) {
  if (whole) return IsPlaceholder(text) ? text : Str();
  const Span found = FindPlaceholder(text);
  return Slice(text, found.begin, found.end);
}

TEST(Placeholder, IsFoundWhereSomebodyForgotToFillIn) {
  const struct {
    Str text, placeholder;
  } facts[] = {{"{team} deploy", "{team}"},
               {"deploy {{team}} now", "{{team}}"},
               {"for <your name>", "<your name>"},
               {"$NAME token", "$NAME"},
               {"a ${TEAM_NAME} b", "${TEAM_NAME}"},
               {"token $name", "$name"},
               {"%s token", "%s"},
               {"token %d", "%d"},
               {"token %v.", "%v"},
               {"[TOKEN_NAME]", "[TOKEN_NAME]"},
               {"[ENCODED_PERMISSIONS]", "[ENCODED_PERMISSIONS]"},
               {"...", "..."},
               {"\xE2\x80\xA6", "\xE2\x80\xA6"},
               {"{a} and {b}", "{a}"},
               {"{ {team}", "{team}"}};
  for (const auto& fact : facts) EXPECT_EQ(FindIn(fact.text), fact.placeholder) << fact.text;
}

TEST(Placeholder, IsNotSeenInOrdinaryText) {
  for (Str text : {Str(""),
                   Str("$5 plan"),
                   Str("100%"),
                   Str("50% off"),
                   Str("100% sure"),
                   Str("a < b"),
                   Str("a > b"),
                   Str("{}"),
                   Str("<>"),
                   Str("[]"),
                   Str("[a]"),
                   Str("[x] done"),
                   Str("$"),
                   Str("$$"),
                   Str("%"),
                   Str("%sure"),
                   Str("%done"),
                   Str("and so on..."),
                   Str("wait ... what"),
                   Str("[{\"key\":\"dns\"}]"),
                   Str("{team"),
                   Str("team}"),
                   Str("${team"),
                   Str("[A]"),
                   Str("${}"),
                   Str("a{b"),
                   Str("DNS Read Token"),
                   Str("50%-off"),
                   Str("C&A"),
                   Str("{\n}")}) {
    EXPECT_EQ(FindIn(text), "") << text;
  }
}

TEST(Placeholder, MustBeTheWholeTextWhereAListIsMeant) {
  EXPECT_EQ(FindIn("{team}", true), "{team}");
  EXPECT_EQ(FindIn("[ENCODED_PERMISSIONS]", true), "[ENCODED_PERMISSIONS]");
  EXPECT_EQ(FindIn("{team} x", true), "");
  EXPECT_EQ(FindIn("x {team}", true), "");
  EXPECT_EQ(FindIn("[{\"key\":\"dns\",\"type\":\"read\"}]", true), "");
  EXPECT_EQ(FindIn("[]", true), "");
}

TEST(Placeholder, ReadsNothingPastTheText) {
  test::GuardedPages pages(4096);
  test::Random random(16);
  for (int round = 0; round < 20000; ++round) {
    const Str text = pages.PutLast(random.Text("{}<>[]$%sdvA_a .", random.Below(10)));
    const Span found = FindPlaceholder(text);
    ASSERT_LE(found.end, text.size());
    if (IsPlaceholder(text)) {
      ASSERT_EQ(found.size(), text.size()) << text;
    }
  }
}

}  // namespace
}  // namespace tokenlink

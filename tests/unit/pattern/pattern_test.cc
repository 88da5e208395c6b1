// SPDX-License-Identifier: MIT
#include "pattern/pattern.h"

#include <gtest/gtest.h>

#include <string>

#include "reference/percent.h"
#include "support/guard.h"

namespace tokenlink {
namespace {

struct Compiled {
  explicit Compiled(Str source) : columns(&arena), pattern(&arena) {
    status = CompilePattern(source, &arena, &columns, &pattern, &error);
  }
  // Columns as <0:team>, literals as they are.
  std::string Show() const {
    std::string out;
    for (const Piece& piece : pattern.pieces) {
      out += piece.column == kLiteral
                 ? std::string(piece.text)
                 : "<" + std::to_string(piece.column) + ":" + std::string(Str(columns[piece.column])) + ">";
    }
    return out;
  }
  Arena arena;
  ArenaVector<View> columns;
  Pattern pattern;
  Error error;
  Status status;
};

TEST(Pattern, SplitsIntoLiteralsAndColumns) {
  const struct {
    Str source;
    const char* shown;
    size_t columns;
  } facts[] = {
      {"", "", 0},
      {"deploy", "deploy", 0},
      {"{team}", "<0:team>", 1},
      {"{team} deploy", "<0:team> deploy", 1},
      {"a{team}b{env}c", "a<0:team>b<1:env>c", 2},
      {"{a}{b}{a}{a}", "<0:a><1:b><0:a><0:a>", 2},
      {"{b}{a}", "<0:b><1:a>", 2},
      {"{ team }", "<0: team >", 1},
      {"{{", "{", 0},
      {"}}", "}", 0},
      {"{{team}}", "{team}", 0},
      {"{{{team}}}", "{<0:team>}", 1},
      {"a{{b{c}d}}e", "a{b<0:c>d}e", 1},
      {"{{{{}}}}", "{{}}", 0},
      {"{caf\xC3\xA9}\xE2\x82\xAC", "<0:caf\xC3\xA9>\xE2\x82\xAC", 1},
  };
  for (const auto& fact : facts) {
    const Compiled compiled(fact.source);
    EXPECT_EQ(compiled.status, Status::OK) << fact.source;
    EXPECT_EQ(compiled.Show(), fact.shown) << fact.source;
    EXPECT_EQ(compiled.columns.size(), fact.columns) << fact.source;
    EXPECT_EQ(compiled.pattern.constant, fact.columns == 0) << fact.source;
    for (const Piece& piece : compiled.pattern.pieces)
      EXPECT_EQ(piece.encoded, reference::Encode(piece.text)) << fact.source;
  }
}

TEST(Pattern, HoldsAConstantInOnePiece) {
  for (const char* source : {"", "a", "{{a}}b{{"}) {
    const Compiled compiled(source);
    EXPECT_LE(compiled.pattern.pieces.size(), 1u) << source;
    EXPECT_EQ(compiled.pattern.text(), compiled.Show()) << source;
  }
}

TEST(Pattern, SaysWhereABraceIsWrong) {
  const struct {
    Str source;
    size_t offset;
  } facts[] = {{"{", 0},       {"{team", 0},   {"ab{team", 2}, {"{}", 0},   {"a{}b", 1}, {"}", 0},  {"a}b", 1},
               {"{team}}", 6}, {"{te{am}", 0}, {"{{team}", 6}, {"{a}{", 3}, {"}}}", 2},  {"{{{", 2}};
  for (const auto& fact : facts) {
    const Compiled compiled(fact.source);
    EXPECT_EQ(compiled.status, Status::E_PATTERN) << fact.source;
    EXPECT_EQ(compiled.error.offset, fact.offset) << fact.source;
    EXPECT_GT(strlen(compiled.error.detail), 10u);
  }
  EXPECT_EQ(Compiled("{{{team}").Show(), "{<0:team>");
}

TEST(Pattern, KeepsItsTextWhenTheSourceIsGone) {
  std::string source = "{team} deploy";
  const Compiled compiled(source);
  source.assign(source.size(), '#');
  EXPECT_EQ(compiled.Show(), "<0:team> deploy");
}

TEST(Pattern, SharesColumnsBetweenPatterns) {
  Arena arena;
  ArenaVector<View> columns(&arena);
  Pattern first(&arena), second(&arena);
  ASSERT_EQ(CompilePattern("{a}{b}", &arena, &columns, &first, nullptr), Status::OK);
  ASSERT_EQ(CompilePattern("{c}{b}", &arena, &columns, &second, nullptr), Status::OK);
  ASSERT_EQ(columns.size(), 3u);
  EXPECT_EQ(second.pieces[0].column, 2u);
  EXPECT_EQ(second.pieces[1].column, 1u);
}

TEST(Pattern, ReadsNothingPastItsSource) {
  test::GuardedPages pages(4096);
  for (Str source : {Str("{"), Str("}"), Str("{{"), Str("}}"), Str("{a"), Str("{a}"), Str("a"), Str("")}) {
    (void)Compiled(pages.PutLast(source));
  }
}

}  // namespace
}  // namespace tokenlink

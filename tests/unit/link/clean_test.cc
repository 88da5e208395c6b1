// SPDX-License-Identifier: MIT
#include "link/clean.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/guard.h"
#include "support/random.h"

namespace tokenlink {
namespace {

using test::GuardedPages;
using test::Random;

struct Cleaned {
  explicit Cleaned(std::string original) : text(std::move(original)), clean(&arena) { ok = clean.Run(text); }
  std::string text;
  Arena arena;
  CleanText clean;
  bool ok;
};

std::string Clean(std::string text) { return std::string(Cleaned(std::move(text)).clean.text()); }

TEST(Clean, UndoesWhatDocumentsDo) {
  const struct {
    const char *original, *clean;
  } facts[] = {
      {"https://a/?x=1", "https://a/?x=1"},
      {"", ""},
      {" \t\r\n", ""},
      {"  https://a/?x \n", "https://a/?x"},
      {"\x01https://a/?x\x1F", "https://a/?x"},
      {"a?x=1&amp;y=2&#38;z=3&#x26;u=4&#X26;v", "a?x=1&y=2&z=3&u=4&v"},
      {"a?x=&quot;b&#34;c&#x22;d&#X22;", "a?x=\"b\"c\"d\""},
      {"a?x=1&ampy=2&lt;&amp", "a?x=1&ampy=2&lt;&amp"},
      {"a?x=\\_\\*\\[\\]\\&", "a?x=_*[]&"},
      {"a?x=\\\"\\\\\\/\\n", "a?x=\\\"\\\\\\/\\n"},  // JSON's own escapes stay
      {"a?x=\\&amp;", "a?x=&amp;"},                  // an escaped & starts no entity
      {"a?x=1\n  &y=2", "a?x=1&y=2"},
      {"a?x=1 \t\r\n\r\n  &y=2", "a?x=1&y=2"},
      {"a?x=1 2", "a?x=1 2"},  // a space alone is part of the name
      {"a?x=1\t2", "a?x=12"},
      {"ht\ntps://a", "https://a"},
      {"a?x=%5\nB", "a?x=%5B"},
      {"a\\_b?c\\_d", "a\\_b?c_d"},  // before the query a browser takes a backslash for a slash
      {"https://evil\\.example/?x", "https://evil\\.example/?x"},
      {"a?x\\", "a?x\\"},
  };
  for (const auto& fact : facts) EXPECT_EQ(Clean(fact.original), fact.clean) << testing::PrintToString(fact.original);
}

TEST(Clean, GivesBackTheOriginalWhenThereIsNothingToUndo) {
  const Cleaned cleaned("https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys=%5B%5D");
  EXPECT_EQ(cleaned.clean.text().data(), cleaned.text.data());
  EXPECT_TRUE(cleaned.clean.edits().empty());
  EXPECT_EQ(cleaned.clean.Origin(7), 7u);
}

TEST(Clean, TellsOfEveryEdit) {
  const Cleaned cleaned(" a?x=1&amp;y=\\_ \n&z ");
  ASSERT_EQ(cleaned.clean.edits().size(), 5u);
  const struct {
    EditKind kind;
    Str text;
  } expected[] = {{EditKind::kWhiteSpace, " "},
                  {EditKind::kHtmlEntity, "&amp;"},
                  {EditKind::kMarkdownEscape, "\\_"},
                  {EditKind::kWhiteSpace, " \n"},
                  {EditKind::kWhiteSpace, " "}};
  for (size_t i = 0; i < 5; ++i) {
    const Edit& edit = cleaned.clean.edits()[i];
    EXPECT_EQ(edit.kind, expected[i].kind) << i;
    EXPECT_EQ(Slice(cleaned.text, edit.offset, edit.offset + edit.length), expected[i].text) << i;
  }
}

// What clean byte `c` was made of: the byte itself, or an escape or entity that starts with what Origin() names.
bool Becomes(Str original, size_t at, char c) {
  if (at >= original.size()) return false;
  if (original[at] == c) return true;
  if (original[at] == '\\') return at + 1 < original.size() && original[at + 1] == c;
  for (Str entity : {Str("&amp;"), Str("&#38;"), Str("&#x26;"), Str("&#X26;")}) {
    if (Slice(original, at, at + entity.size()) == entity) return c == '&';
  }
  for (Str entity : {Str("&quot;"), Str("&#34;"), Str("&#x22;"), Str("&#X22;")}) {
    if (Slice(original, at, at + entity.size()) == entity) return c == '"';
  }
  return false;
}

TEST(Clean, KnowsTheOriginalByteOfEveryByte) {
  static const char* const kPieces[] = {"a", "b?", "&amp;", "&#38;", "&quot;", "&#X22;", "\\_", "\\&",  "\\",
                                        " ", "\t", "\n",    "\r\n ", "&",      "x=1",    "%5B", "amp;", "\xC3\xA9"};
  Random random(15);
  for (int round = 0; round < 50000; ++round) {
    std::string text;
    for (size_t i = random.Below(25); i > 0; --i) text += kPieces[random.Below(std::size(kPieces))];
    const Cleaned cleaned(text);
    const Str clean = cleaned.clean.text();
    size_t last = 0;
    for (size_t i = 0; i < clean.size(); ++i) {
      const size_t origin = cleaned.clean.Origin(i);
      ASSERT_TRUE(Becomes(text, origin, clean[i])) << testing::PrintToString(text) << " clean byte " << i;
      ASSERT_TRUE(i == 0 || origin > last) << testing::PrintToString(text);
      last = origin;
    }
    ASSERT_LE(cleaned.clean.Origin(clean.size()), text.size());
    // Put back together, the edits account for every byte.
    size_t removed = 0;
    for (const Edit& edit : cleaned.clean.edits()) removed += edit.length - edit.kept;
    ASSERT_EQ(clean.size() + removed, text.size()) << testing::PrintToString(text);
  }
}

TEST(Clean, ReadsNothingPastTheText) {
  GuardedPages pages(4096);
  for (Str text :
       {Str("a?&am"), Str("a?&"), Str("a?\\"), Str("a?x \t"), Str("\n"), Str("a?&#X2"), Str("a \n"), Str("&quot")}) {
    Arena arena;
    CleanText clean(&arena);
    EXPECT_TRUE(clean.Run(pages.PutLast(text)));
  }
}

TEST(Clean, TakesLinearTimeForBlanks) {
  // Each blank could begin a line break; looked for from every one of them that would be quadratic.
  std::string text = "a?" + std::string(4000000, ' ') + "b";
  EXPECT_EQ(Clean(text).size(), text.size());
}

}  // namespace
}  // namespace tokenlink

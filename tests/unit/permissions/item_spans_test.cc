// SPDX-License-Identifier: MIT
#include "permissions/item_spans.h"

#include <gtest/gtest.h>

#include <string>

#include "permissions/list_reader.h"
#include "simdjson.h"
#include "support/json_text.h"

namespace tokenlink {
namespace {

using test::JsonText;
using test::Random;

// The meaning of a JSON string's content, or of any JSON value.
std::string Meaning(simdjson::dom::parser* parser, Str content) {
  const std::string quoted = "\"" + std::string(content) + "\"";
  std::string_view text;
  EXPECT_EQ(parser->parse(quoted).get_string().get(text), simdjson::SUCCESS) << quoted;
  return std::string(text);
}

TEST(ItemSpans, GiveBackExactlyWhatSimdjsonRead) {
  Random random(14);
  JsonText text(&random);
  simdjson::dom::parser judge;
  JsonParser parser;
  size_t items_seen = 0;
  for (int round = 0; round < 60000; ++round) {
    const std::string json = text.PermissionList();
    std::string padded = json + std::string(kJsonPadding, ' ');
    Arena arena;
    ArenaVector<Permission> permissions(&arena);
    ArenaVector<ItemSpans> items(&arena);
    Error error;
    ASSERT_EQ(ReadPermissionList(&parser, Str(padded.data(), json.size()), &arena, &permissions, &error), Status::OK)
        << json << error.detail;
    ASSERT_TRUE(LocateItems(json, &items));
    ASSERT_EQ(items.size(), permissions.size()) << json;
    for (size_t i = 0; i < items.size(); ++i, ++items_seen) {
      const ItemSpans& spans = items[i];
      const Str item = Slice(json, spans.item.begin, spans.item.end);
      simdjson::dom::element element;
      ASSERT_EQ(judge.parse(std::string(item)).get(element), simdjson::SUCCESS) << json << " -> " << item;
      ASSERT_EQ(spans.object, element.is_object());
      ASSERT_EQ(spans.string, element.is_string());
      ASSERT_EQ(Meaning(&judge, Slice(json, spans.key.begin, spans.key.end)), Str(permissions[i].key)) << json;
      ASSERT_EQ(Meaning(&judge, Slice(json, spans.type.begin, spans.type.end)), Str(permissions[i].type)) << json;
      for (const Span& member : {spans.extra, spans.repeated}) {
        if (member.size() == 0) continue;
        const std::string object = "{" + std::string(Slice(json, member.begin, member.end)) + "}";
        simdjson::dom::object one;
        ASSERT_EQ(judge.parse(object).get_object().get(one), simdjson::SUCCESS) << json << " -> " << object;
        ASSERT_EQ(one.size(), 1u);
        const std::string_view name = (*one.begin()).key;
        ASSERT_EQ(name != "key" && name != "type", &member == &spans.extra || member.begin == spans.extra.begin)
            << json;
      }
    }
  }
  EXPECT_GT(items_seen, 50000u);
}

TEST(ItemSpans, TellExtraAndRepeatedMembers) {
  const Str json = " [ {\"x\" : [1] , \"key\":\"a\",\"type\":\"b\",\"key\" : \"c\"}, \"dns\" , 7]";
  Arena arena;
  ArenaVector<ItemSpans> items(&arena);
  ASSERT_TRUE(LocateItems(json, &items));
  ASSERT_EQ(items.size(), 3u);
  auto at = [&](Span span) { return Slice(json, span.begin, span.end); };
  EXPECT_EQ(at(items[0].extra), "\"x\" : [1]");
  EXPECT_EQ(at(items[0].repeated), "\"key\" : \"c\"");
  EXPECT_EQ(at(items[0].key), "c");
  EXPECT_EQ(at(items[0].type), "b");
  EXPECT_EQ(at(items[1].item), "\"dns\"");
  EXPECT_EQ(at(items[1].key), "dns");
  EXPECT_EQ(items[1].type.size(), 0u);
  EXPECT_EQ(at(items[2].item), "7");
}

TEST(HasJsonSpace, LooksOutsideStringsAlone) {
  EXPECT_FALSE(HasJsonSpace("[{\"key\":\"a b\\\" c\",\"type\":\" \"}]"));
  EXPECT_TRUE(HasJsonSpace("[{\"key\": \"a\"}]"));
  EXPECT_TRUE(HasJsonSpace("[]\n"));
  EXPECT_TRUE(HasJsonSpace("\t[]"));
  EXPECT_FALSE(HasJsonSpace("[]"));
}

}  // namespace
}  // namespace tokenlink

// SPDX-License-Identifier: MIT
#include "catalog/user_catalog.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>

#include "base/utf8.h"
#include "catalog/catalog.h"
#include "catalog/nearest.h"
#include "support/allocations.h"

namespace tokenlink {
namespace {

struct Freed {
  void operator()(const Catalog* catalog) const { FreeCatalog(catalog); }
};
using Owned = std::unique_ptr<const Catalog, Freed>;

Owned New(Str json) {
  Error error;
  Owned catalog(NewCatalog(json, &error));
  EXPECT_NE(catalog, nullptr) << error.detail;
  return catalog;
}

TEST(UserCatalog, AddsItsKeysToTheKnownOnes) {
  const Owned catalog =
      New("[{\"key\":\"brand_new\",\"types\":[\"read\",\"tune\"],\"scope\":\"zone\",\"label\":\"Brand "
          "New\",\"note\":\"from us\"}]");
  EXPECT_EQ(catalog->size, BuiltinCatalog().size + 1);
  const KeyEntry entry = catalog->Find("brand_new");
  ASSERT_TRUE(entry);
  EXPECT_TRUE(entry.Offers("tune"));
  EXPECT_TRUE(catalog->KnowsType("tune"));
  EXPECT_FALSE(BuiltinCatalog().KnowsType("tune"));
  EXPECT_EQ(entry.scope(), "zone");
  EXPECT_EQ(entry.label(), "Brand New");
  EXPECT_EQ(entry.note(), "from us");
  EXPECT_EQ(entry.evidence(), "user");
  EXPECT_FALSE(entry.documented());
  EXPECT_TRUE(catalog->Find("dns"));
  EXPECT_EQ(FindNearest(*catalog, "brand_mew").key(), "brand_new");
  for (size_t i = 1; i < catalog->size; ++i) EXPECT_LT((*catalog)[i - 1].key(), (*catalog)[i].key());
}

TEST(UserCatalog, TakesThePlaceOfAKnownKey) {
  const Owned catalog =
      New("[{\"key\":\"cache\",\"types\":[\"purge\"]},{\"key\":\"cache\",\"types\":[\"edit\",\"edit\"]}]");
  EXPECT_EQ(catalog->size, BuiltinCatalog().size);
  EXPECT_TRUE(catalog->Find("cache").Offers("edit"));
  EXPECT_FALSE(catalog->Find("cache").Offers("purge"));
  EXPECT_EQ(catalog->Find("cache").evidence(), "user");
  EXPECT_EQ(catalog->Find("cache").label(), "cache");
  EXPECT_FALSE(BuiltinCatalog().Find("cache").Offers("edit"));
}

TEST(UserCatalog, MayBeEmpty) {
  const Owned catalog = New(" [] ");
  EXPECT_EQ(catalog->size, BuiltinCatalog().size);
  EXPECT_EQ(catalog->known_type_count, BuiltinCatalog().known_type_count);
}

TEST(UserCatalog, OutlivesItsFile) {
  std::string json = "[{\"key\":\"brand_new\",\"types\":[\"read\"]}]";
  const Owned catalog = New(json);
  json.assign(json.size(), '#');
  EXPECT_TRUE(catalog->Find("brand_new"));
}

TEST(UserCatalog, RefusesMalformedRowsWithASentence) {
  const struct {
    const char* json;
    Status status;
    const char* says;
  } facts[] = {
      {"", Status::E_JSON, "JSON"},
      {"[", Status::E_JSON, "JSON"},
      {"[]x", Status::E_JSON, "after"},
      {"{\"key\":\"a\",\"types\":[\"read\"]}", Status::E_CATALOG, "list"},
      {"[\"dns\"]", Status::E_CATALOG, "entry 1"},
      {"[{}]", Status::E_CATALOG, "no key"},
      {"[{\"key\":\"a\",\"types\":[\"read\"]},{\"key\":\"\",\"types\":[\"read\"]}]", Status::E_CATALOG, "entry 2"},
      {"[{\"key\":\"a\"}]", Status::E_CATALOG, "no types"},
      {"[{\"key\":\"a\",\"types\":[]}]", Status::E_CATALOG, "no types"},
      {"[{\"key\":\"a\",\"types\":\"read\"}]", Status::E_CATALOG, "types"},
      {"[{\"key\":\"a\",\"types\":[1]}]", Status::E_CATALOG, "type"},
      {"[{\"key\":\"a\",\"types\":[\"\"]}]", Status::E_CATALOG, "type"},
      {"[{\"key\":1,\"types\":[\"read\"]}]", Status::E_CATALOG, "string"},
      {"[{\"key\":\"a\",\"types\":[\"read\"],\"label\":null}]", Status::E_CATALOG, "string"},
      {"[{\"key\":\"a\",\"types\":[\"read\"],\"lable\":\"A\"}]", Status::E_CATALOG, "`lable`"},
      {"[{\"key\":\"a\xFF\",\"types\":[\"read\"]}]", Status::E_UTF8, "UTF-8"},
  };
  for (const auto& fact : facts) {
    Error error;
    const Owned catalog(NewCatalog(fact.json, &error));
    EXPECT_EQ(catalog, nullptr) << fact.json;
    EXPECT_EQ(error.status, fact.status) << fact.json;
    EXPECT_NE(Str(error.detail).find(fact.says), Str::npos) << fact.json << ": " << error.detail;
    EXPECT_EQ(FindInvalidUtf8(error.detail), kNowhere);
  }
}

TEST(UserCatalog, ReadsTenThousandRowsFast) {
  std::string json = "[";
  for (int i = 0; i < 10000; ++i) {
    json += std::string(i > 0 ? "," : "") + "{\"key\":\"user_key_" + std::to_string(i * 7919 % 10000) +
            "\",\"types\":[\"read\",\"edit\"]}";
  }
  json += "]";
  const auto begin = std::chrono::steady_clock::now();
  const Owned catalog = New(json);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  EXPECT_EQ(catalog->size, BuiltinCatalog().size + 10000);
  for (int i = 0; i < 10000; ++i) ASSERT_TRUE(catalog->Find("user_key_" + std::to_string(i)));
  EXPECT_LT(took.count(), 2.0);  // some milliseconds; a quadratic merge takes minutes under a sanitizer
}

TEST(UserCatalog, TurnsEveryFailedAllocationIntoAStatus) {
  const Str json = "[{\"key\":\"brand_new\",\"types\":[\"read\",\"edit\"]}]";
  for (bool for_good : {false, true}) {
    bool happened = true;
    for (size_t n = 1; happened; ++n) {
      ASSERT_LT(n, 100u);
      Error error;
      const Catalog* catalog;
      {
        test::FailingAllocation failing(n, for_good);
        catalog = NewCatalog(json, &error);
        happened = failing.happened();
      }
      // An arena that cannot merge its blocks goes on without; everything else is told.
      if (catalog == nullptr) {
        EXPECT_EQ(error.status, Status::E_NOMEM) << n;
      }
      if (!happened) {
        EXPECT_NE(catalog, nullptr);
      }
      if (catalog != nullptr) FreeCatalog(catalog);
    }
  }
}

}  // namespace
}  // namespace tokenlink

// SPDX-License-Identifier: MIT
#include "catalog/catalog.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "support/allocations.h"

namespace tokenlink {
namespace {

const KeyEntry& Entry(Str key) {
  const KeyEntry* entry = BuiltinCatalog().Find(key);
  if (entry != nullptr) return *entry;
  ADD_FAILURE() << key << " is not in the catalog";
  return BuiltinCatalog().keys[0];
}

TEST(Catalog, HasEveryKeyOnceAndInOrder) {
  const Catalog& catalog = BuiltinCatalog();
  ASSERT_EQ(catalog.key_count, 190u);
  for (size_t i = 0; i < catalog.key_count; ++i) {
    const KeyEntry& entry = catalog.keys[i];
    if (i > 0) {
      EXPECT_LT(Str(catalog.keys[i - 1].key), Str(entry.key));
    }
    EXPECT_EQ(catalog.Find(entry.key), &entry);
    EXPECT_GT(entry.type_count, 0u) << Str(entry.key);
    EXPECT_GT(entry.label.len, 0u) << Str(entry.key);
    EXPECT_GT(entry.scope.len, 0u) << Str(entry.key);
    for (size_t t = 0; t < entry.type_count; ++t) EXPECT_TRUE(catalog.KnowsType(entry.types[t])) << Str(entry.types[t]);
    const std::set<Str> evidence = {"documented", "official link", "dashboard label", "oauth scope"};
    EXPECT_TRUE(evidence.count(entry.evidence) > 0) << Str(entry.key) << ": " << Str(entry.evidence);
  }
  for (size_t i = 1; i < catalog.type_count; ++i) EXPECT_LT(Str(catalog.types[i - 1]), Str(catalog.types[i]));
}

TEST(Catalog, FindsNothingThatIsNotThere) {
  for (Str key : {Str(""), Str("DNS"), Str("dns "), Str("dn"), Str("dnss"), Str("zzz"), Str("dns\0", 4), Str("\xFF")}) {
    EXPECT_EQ(BuiltinCatalog().Find(key), nullptr) << key;
  }
  EXPECT_FALSE(BuiltinCatalog().KnowsType("write"));
  EXPECT_FALSE(BuiltinCatalog().KnowsType(""));
  EXPECT_TRUE(BuiltinCatalog().KnowsType("evaluate"));
}

TEST(Catalog, SaysWhatTheDocumentedTableSays) {
  const struct {
    Str key, section, description, use_cases;
  } facts[] = {
      {"account_api_tokens", "Account", "API token management", "Token automation"},
      {"workers_kv_storage", "Account", "Workers KV storage", "Data storage"},
      {"page", "Account", "Cloudflare Pages", "Page deployments"},
      {"billing", "Account", "Billing information", "Cost tracking, invoicing"},
      {"dns", "Zone", "DNS records", "Domain management"},
      {"cache", "Zone", "Cache purging", "Content updates"},
      {"ssl_and_certificates", "Zone", "SSL/TLS certificates", "Certificate management"},
      {"access_acct", "Access", "Access organizations", "Identity management"},
      {"teams", "Access", "Zero Trust", "Gateway, CASB, DLP"},
  };
  for (const auto& fact : facts) {
    const KeyEntry& entry = Entry(fact.key);
    EXPECT_TRUE(entry.documented()) << fact.key;
    EXPECT_EQ(Str(entry.section), fact.section);
    EXPECT_EQ(Str(entry.description), fact.description);
    EXPECT_EQ(Str(entry.use_cases), fact.use_cases);
    EXPECT_EQ(Str(entry.evidence), "documented");
  }
}

TEST(Catalog, HasTheDocumentedTableWhole) {
  size_t account = 0, zone = 0, access = 0;
  const Catalog& catalog = BuiltinCatalog();
  for (size_t i = 0; i < catalog.key_count; ++i) {
    const KeyEntry& entry = catalog.keys[i];
    account += Str(entry.section) == "Account";
    zone += Str(entry.section) == "Zone";
    access += Str(entry.section) == "Access";
    EXPECT_EQ(entry.documented(), entry.description.len > 0 && entry.use_cases.len > 0) << Str(entry.key);
  }
  EXPECT_EQ(account, 14u);
  EXPECT_EQ(zone, 8u);
  EXPECT_EQ(access, 5u);
}

TEST(Catalog, KeepsBothFactsWhereTableAndFieldDiffer) {
  for (Str key : {Str("workers_routes"), Str("logs")}) {
    const KeyEntry& entry = Entry(key);
    EXPECT_EQ(Str(entry.section), "Account") << key;
    EXPECT_EQ(Str(entry.scope), "zone") << key;
    EXPECT_NE(Str(entry.note).find("Account"), Str::npos) << key;
  }
}

TEST(Catalog, KnowsWhichTypeGoesWithWhichKey) {
  EXPECT_TRUE(Entry("cache").Offers("purge"));
  EXPECT_FALSE(Entry("cache").Offers("edit"));
  EXPECT_FALSE(Entry("cache").Offers("read"));
  EXPECT_TRUE(Entry("analytics").Offers("read"));
  EXPECT_FALSE(Entry("analytics").Offers("edit"));
  EXPECT_TRUE(Entry("access").Offers("revoke"));
  EXPECT_TRUE(Entry("flagship_app").Offers("evaluate"));
  EXPECT_FALSE(Entry("dns").Offers("dns"));
  for (Str type : {Str("read"), Str("edit"), Str("revoke"), Str("run"), Str("purge")})
    EXPECT_TRUE(IsDocumentedType(type));
  for (Str type : {Str("write"), Str("evaluate"), Str("Read"), Str("")}) EXPECT_FALSE(IsDocumentedType(type)) << type;
}

TEST(WrongKeys, AreUnknownAndTheirAdviceIsKnown) {
  ASSERT_EQ(WrongKeys().size(), 37u);
  Str last;
  for (const WrongKey& wrong : WrongKeys()) {
    EXPECT_LT(last, Str(wrong.key));
    last = wrong.key;
    EXPECT_EQ(BuiltinCatalog().Find(wrong.key), nullptr) << last;
    EXPECT_EQ(FindWrongKey(wrong.key), &wrong);
    const std::set<Str> whys = {"renamed", "guess", "level"};
    EXPECT_TRUE(whys.count(wrong.why) > 0) << last;
    EXPECT_GT(wrong.advice.len, 0u) << last;
    if (wrong.use_key.len == 0) continue;
    const KeyEntry& use = Entry(wrong.use_key);
    EXPECT_TRUE(wrong.use_type.len == 0 || use.Offers(wrong.use_type)) << last;
    EXPECT_NE(Str(wrong.advice).find(wrong.use_key), Str::npos) << last;
  }
  EXPECT_EQ(FindWrongKey("dns"), nullptr);
}

TEST(WrongKeys, KnowTheRenamedOnes) {
  const struct {
    Str key, use_key, use_type;
  } facts[] = {{"zone_dns", "dns", ""},
               {"workers_kv", "workers_kv_storage", ""},
               {"workers_script", "workers_scripts", ""},
               {"cache_purge", "cache", "purge"}};
  for (const auto& fact : facts) {
    const WrongKey* wrong = FindWrongKey(fact.key);
    ASSERT_NE(wrong, nullptr) << fact.key;
    EXPECT_EQ(Str(wrong->why), "renamed");
    EXPECT_EQ(Str(wrong->use_key), fact.use_key);
    EXPECT_EQ(Str(wrong->use_type), fact.use_type);
  }
}

TEST(Nearest, SuggestsTheKeyThatWasMeant) {
  const struct {
    Str typo, meant;
  } facts[] = {{"zone_setting", "zone_settings"},
               {"dsn", "dns"},
               {"worker_scripts", "workers_scripts"},
               {"workers_scirpts", "workers_scripts"},
               {"page_rule", "page_rules"},
               {"firewall_service", "firewall_services"},
               {"account_analytic", "account_analytics"},
               {"acount_settings", "account_settings"},
               {"ssl_and_certificate", "ssl_and_certificates"},
               {"queue", "queues"},
               {"strem", "stream"},
               {"DNS", "dns"},
               {"Workers_Routes", "workers_routes"},
               {"biling", "billing"},
               {"workers_kv_store", "workers_kv_storage"},
               {"acess", "access"}};
  for (const auto& fact : facts) {
    const KeyEntry* nearest = BuiltinCatalog().Nearest(fact.typo);
    ASSERT_NE(nearest, nullptr) << fact.typo;
    EXPECT_EQ(Str(nearest->key), fact.meant) << fact.typo;
  }
}

TEST(Nearest, SuggestsNothingForNonsense) {
  for (Str key :
       {Str(""), Str("xyzzyplugh"), Str("completely_different_words"), Str("qqqqqqqqqq"), Str("{\"\xFF\x01\"}")}) {
    const KeyEntry* nearest = BuiltinCatalog().Nearest(key);
    EXPECT_EQ(nearest, nullptr) << key << " -> " << (nearest != nullptr ? Str(nearest->key) : Str());
  }
  for (size_t size : {47u, 48u, 49u, 50u, 1000u, 1000000u}) {
    EXPECT_EQ(BuiltinCatalog().Nearest(std::string(size, '!')), nullptr) << size;
  }
}

TEST(Nearest, SuggestsAKeyForItself) {
  const Catalog& catalog = BuiltinCatalog();
  for (size_t i = 0; i < catalog.key_count; ++i) EXPECT_EQ(catalog.Nearest(catalog.keys[i].key), &catalog.keys[i]);
}

TEST(Presets, AreThoseOfTheSpec) {
  ASSERT_EQ(Presets().size(), 8u);
  for (const Preset& preset : Presets()) {
    EXPECT_EQ(FindPreset(preset.name), &preset);
    EXPECT_GT(preset.permission_count, 0u);
    for (size_t i = 0; i < preset.permission_count; ++i) {
      const KeyEntry& entry = Entry(preset.permissions[i].key);
      EXPECT_TRUE(entry.documented() && entry.Offers(preset.permissions[i].type)) << Str(entry.key);
    }
  }
  const Preset* full = FindPreset("workers-full");
  ASSERT_NE(full, nullptr);
  EXPECT_EQ(Str(full->token_name), "Workers Full Access Token");
  EXPECT_EQ(Str(full->group), "Workers development");
  ASSERT_EQ(full->permission_count, 3u);
  EXPECT_EQ(Str(full->permissions[1].key), "workers_kv_storage");
  EXPECT_EQ(FindPreset("no-such-preset"), nullptr);
}

TEST(Catalog, AllocatesNothing) {
  const size_t before = test::Allocations();
  (void)BuiltinCatalog().Find("dns");
  (void)BuiltinCatalog().Nearest("dsn");
  (void)FindWrongKey("zone_dns");
  (void)FindPreset("dns-read");
  EXPECT_EQ(test::Allocations(), before);
}

}  // namespace
}  // namespace tokenlink

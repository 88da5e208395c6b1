// SPDX-License-Identifier: MIT
#include "catalog/catalog.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "catalog/nearest.h"
#include "support/allocations.h"

namespace tokenlink {
namespace {

KeyEntry Entry(Str key) {
  const KeyEntry entry = BuiltinCatalog().Find(key);
  if (entry) return entry;
  ADD_FAILURE() << key << " is not in the catalog";
  return BuiltinCatalog()[0];
}

TEST(Catalog, HasEveryKeyOnceAndInOrder) {
  const Catalog& catalog = BuiltinCatalog();
  ASSERT_EQ(catalog.size, 189u);
  for (size_t i = 0; i < catalog.size; ++i) {
    const KeyEntry entry = catalog[i];
    if (i > 0) {
      EXPECT_LT(catalog[i - 1].key(), entry.key());
    }
    EXPECT_EQ(catalog.Find(entry.key()), entry);
    EXPECT_GT(entry.type_count(), 0u) << entry.key();
    EXPECT_GT(entry.label().size(), 0u) << entry.key();
    EXPECT_GT(entry.scope().size(), 0u) << entry.key();
    for (size_t t = 0; t < entry.type_count(); ++t) EXPECT_TRUE(catalog.KnowsType(entry.type(t))) << entry.type(t);
    const std::set<Str> evidence = {"documented", "official link", "dashboard label", "oauth scope"};
    EXPECT_TRUE(evidence.count(entry.evidence()) > 0) << entry.key() << ": " << entry.evidence();
  }
  for (size_t i = 1; i < catalog.known_type_count; ++i) {
    EXPECT_LT(catalog.known_types[i - 1].In(catalog.text), catalog.known_types[i].In(catalog.text));
  }
}

TEST(Catalog, FindsNothingThatIsNotThere) {
  for (Str key : {Str(""), Str("DNS"), Str("dns "), Str("dn"), Str("dnss"), Str("zzz"), Str("dns\0", 4), Str("\xFF")}) {
    EXPECT_FALSE(BuiltinCatalog().Find(key)) << key;
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
    const KeyEntry entry = Entry(fact.key);
    EXPECT_TRUE(entry.documented()) << fact.key;
    EXPECT_EQ(entry.section(), fact.section);
    EXPECT_EQ(entry.description(), fact.description);
    EXPECT_EQ(entry.use_cases(), fact.use_cases);
    EXPECT_EQ(entry.evidence(), "documented");
  }
}

TEST(Catalog, HasTheDocumentedTableWhole) {
  size_t account = 0, zone = 0, access = 0;
  const Catalog& catalog = BuiltinCatalog();
  for (size_t i = 0; i < catalog.size; ++i) {
    const KeyEntry entry = catalog[i];
    account += entry.section() == "Account";
    zone += entry.section() == "Zone";
    access += entry.section() == "Access";
    EXPECT_EQ(entry.documented(), entry.description().size() > 0 && entry.use_cases().size() > 0) << entry.key();
  }
  EXPECT_EQ(account, 14u);
  EXPECT_EQ(zone, 8u);
  EXPECT_EQ(access, 5u);
}

TEST(Catalog, KeepsBothFactsWhereTableAndFieldDiffer) {
  for (Str key : {Str("workers_routes"), Str("logs")}) {
    const KeyEntry entry = Entry(key);
    EXPECT_EQ(entry.section(), "Account") << key;
    EXPECT_EQ(entry.scope(), "zone") << key;
    EXPECT_NE(entry.note().find("Account"), Str::npos) << key;
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
  for (const WrongKey wrong : WrongKeys()) {
    EXPECT_LT(last, Str(wrong.key));
    last = wrong.key;
    EXPECT_FALSE(BuiltinCatalog().Find(wrong.key)) << last;
    ASSERT_TRUE(FindWrongKey(wrong.key)) << last;
    EXPECT_EQ(Str(FindWrongKey(wrong.key)->advice), Str(wrong.advice));
    const std::set<Str> whys = {"renamed", "guess", "level"};
    EXPECT_TRUE(whys.count(wrong.why) > 0) << last;
    EXPECT_GT(wrong.advice.len, 0u) << last;
    if (wrong.use_key.len == 0) continue;
    const KeyEntry use = Entry(wrong.use_key);
    EXPECT_TRUE(wrong.use_type.len == 0 || use.Offers(wrong.use_type)) << last;
    EXPECT_NE(Str(wrong.advice).find(wrong.use_key), Str::npos) << last;
  }
  EXPECT_FALSE(FindWrongKey("dns"));
}

TEST(WrongKeys, KnowTheRenamedOnes) {
  const struct {
    Str key, use_key, use_type;
  } facts[] = {{"zone_dns", "dns", ""}, {"workers_kv", "workers_kv_storage", ""}, {"cache_purge", "cache", "purge"}};
  for (const auto& fact : facts) {
    const std::optional<WrongKey> wrong = FindWrongKey(fact.key);
    ASSERT_TRUE(wrong) << fact.key;
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
    const KeyEntry nearest = FindNearest(BuiltinCatalog(), fact.typo);
    ASSERT_TRUE(nearest) << fact.typo;
    EXPECT_EQ(nearest.key(), fact.meant) << fact.typo;
  }
}

TEST(Nearest, SuggestsNothingForNonsense) {
  for (Str key :
       {Str(""), Str("xyzzyplugh"), Str("completely_different_words"), Str("qqqqqqqqqq"), Str("{\"\xFF\x01\"}")}) {
    const KeyEntry nearest = FindNearest(BuiltinCatalog(), key);
    EXPECT_FALSE(nearest) << key << " -> " << (nearest ? nearest.key() : Str());
  }
  for (size_t size : {47u, 48u, 49u, 50u, 1000u, 1000000u}) {
    EXPECT_FALSE(FindNearest(BuiltinCatalog(), std::string(size, '!'))) << size;
  }
}

TEST(Nearest, SuggestsAKeyForItself) {
  const Catalog& catalog = BuiltinCatalog();
  for (size_t i = 0; i < catalog.size; ++i) EXPECT_EQ(FindNearest(catalog, catalog[i].key()), catalog[i]);
}

TEST(Presets, AreThoseOfTheSpec) {
  ASSERT_EQ(Presets().size(), 8u);
  for (const Preset preset : Presets()) {
    ASSERT_TRUE(FindPreset(preset.name));
    EXPECT_EQ(FindPreset(preset.name)->permissions, preset.permissions);
    EXPECT_GT(preset.permission_count, 0u);
    for (size_t i = 0; i < preset.permission_count; ++i) {
      const KeyEntry entry = Entry(preset.permissions[i].key);
      EXPECT_TRUE(entry.documented() && entry.Offers(preset.permissions[i].type)) << entry.key();
    }
  }
  const std::optional<Preset> full = FindPreset("workers-full");
  ASSERT_TRUE(full);
  EXPECT_EQ(Str(full->token_name), "Workers Full Access Token");
  EXPECT_EQ(Str(full->group), "Workers development");
  ASSERT_EQ(full->permission_count, 3u);
  EXPECT_EQ(Str(full->permissions[1].key), "workers_kv_storage");
  EXPECT_FALSE(FindPreset("no-such-preset"));
}

TEST(Catalog, AllocatesNothing) {
  const size_t before = test::Allocations();
  (void)BuiltinCatalog().Find("dns");
  (void)FindNearest(BuiltinCatalog(), "dsn");
  (void)FindWrongKey("zone_dns");
  (void)FindPreset("dns-read");
  EXPECT_EQ(test::Allocations(), before);
}

}  // namespace
}  // namespace tokenlink

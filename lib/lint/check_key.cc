// SPDX-License-Identifier: MIT
#include "lint/check_key.h"

#include "base/charset.h"
#include "base/short_text.h"
#include "catalog/nearest.h"
#include "link/placeholder.h"
#include "lint/privilege.h"

namespace tokenlink {
namespace {

// Finding the nearest key compares with all of them, so a link with thousands of unknown keys gets only this many
// hints.
constexpr size_t kMostSuggestions = 16;

constexpr struct {
  ShortText<7> ending;
  ShortText<6> type;
} kLevels[] = {{"_read", "read"},     {"_edit", "edit"}, {"_write", "edit"},
               {"_revoke", "revoke"}, {"_run", "run"},   {"_purge", "purge"}};

// Suggests another key, and another type if `type` has one that differs.
void AddReplacement(const ListView& list, size_t index, uint32_t rule, Str key, Str type, Str why) {
  const Permission& permission = list.permissions[index];
  const bool new_type = !type.empty() && !key.empty() && Str(permission.type) != type && permission.type.len > 0;
  const View both = new_type ? list.KeyAndType(index, key, type) : View();
  const Span span = both.absent() ? list.items[index].key : list.KeyToType(index);
  const View fix = new_type ? both : key.empty() ? View() : list.Word(key);
  list.Add(rule, span, index, fix, Quoted{permission.key}, why);
}

void CheckWrongKey(const ListView& list, size_t index, const WrongKey& wrong) {
  const Str why = wrong.why;
  const uint32_t rule = why == "renamed" ? kRuleRenamedKey : why == "level" ? kRuleLevelInKey : kRuleWrongKey;
  char room[200];
  Writer text(room, sizeof room);
  text << (why == "renamed" ? Str(" was renamed; the old name is reported to be dropped. ")
           : why == "level" ? Str(" includes the access level, which belongs in the type. ")
                            : Str(" is not a known key; reported to be dropped. "))
       << Str(wrong.advice);
  AddReplacement(list, index, rule, wrong.use_key, wrong.use_type, text.view());
}

// dns_read and so on, beyond the wrong keys that are known one by one.
bool CheckLevel(const ListView& list, size_t index) {
  const Str key = list.permissions[index].key;
  for (const auto& level : kLevels) {
    if (key.size() <= level.ending.size() || From(key, key.size() - level.ending.size()) != level.ending) continue;
    const KeyEntry entry = list.catalog().Find(Slice(key, 0, key.size() - level.ending.size()));
    if (!entry || !entry.Offers(level.type)) return false;
    char room[160];
    Writer text(room, sizeof room);
    text << Str(" includes the access level, which belongs in the type. Use key ") << entry.key() << Str(" with type ")
         << level.type << Str(".");
    AddReplacement(list, index, kRuleLevelInKey, entry.key(), level.type, text.view());
    return true;
  }
  return false;
}

// The known key that differs in capitals, hyphens and blanks alone.
KeyEntry SameLetters(const Catalog& catalog, Str key) {
  char room[64];
  while (!key.empty() && key.front() == ' ') key.remove_prefix(1);
  while (!key.empty() && key.back() == ' ') key.remove_suffix(1);
  if (key.size() > sizeof room) return KeyEntry();
  for (size_t i = 0; i < key.size(); ++i) {
    const char c = LowerAscii(key[i]);
    room[i] = c == '-' || c == ' ' || c == '.' ? '_' : c;
  }
  return catalog.Find(Str(room, key.size()));
}

void CheckUnknown(ListView* list, size_t index) {
  const Str key = list->permissions[index].key;
  const Span span = list->items[index].key;
  if (IsPlaceholder(key)) {
    list->Add(kRulePlaceholder, span, index, View(), "A placeholder was left in the link: ", Quoted{key}, ".");
    return;
  }
  if (const KeyEntry same = SameLetters(list->catalog(), key)) {
    list->Add(kRuleUnknownKey, span, index, list->Word(same.key()), Quoted{key}, " is not a known key; ", same.key(),
              " is.");
    return;
  }
  const KeyEntry nearest = list->suggestions++ < kMostSuggestions ? FindNearest(list->catalog(), key) : KeyEntry();
  if (!nearest) {
    list->Add(kRuleUnknownKey, span, index, View(), Quoted{key}, " is not a known key; it will not be filled in.");
    return;
  }
  list->Add(kRuleUnknownKey, span, index, View(), Quoted{key}, " is not a known key; did you mean ", nearest.key(),
            "?");
}

}  // namespace

void CheckKey(ListView* list, size_t index) {
  const Permission& permission = list->permissions[index];
  const Str key = permission.key;
  const Span span = list->items[index].key;
  if (key.empty()) return;
  if (IsHexId(key)) {
    list->Add(kRuleGroupIdKey, span, index, View(), Quoted{key},
              list->kind() == Kind::kAccount ? " is a permission group id; user links do not accept it."
                                             : " is a permission group id; only account links accept it.");
    return;
  }
  const KeyEntry entry = list->catalog().Find(key);
  if (!entry) {
    const std::optional<WrongKey> wrong = FindWrongKey(key);
    if (wrong) return CheckWrongKey(*list, index, *wrong);
    if (!CheckLevel(*list, index)) CheckUnknown(list, index);
    return;
  }
  if (!entry.documented() && entry.evidence() != "user") {
    list->Add(kRuleUndocumentedKey, span, index, View(), Quoted{key}, " (", entry.label(),
              ") is not in the documented table; it is known from: ", entry.evidence(), ".");
  }
  if (list->kind() == Kind::kAccount && entry.scope() == "user") {
    list->Add(kRuleUserKeyOnAccountLink, span, index, View(), Quoted{key}, " (", entry.label(),
              ") belongs to a user; a token owned by an account cannot have it.");
  }
  if (MintsTokens(permission)) {
    list->Add(kRuleMintsTokens, span, index, View(), "Anyone who holds a token with ", Quoted{key}, kCanMint);
  }
}

}  // namespace tokenlink

// SPDX-License-Identifier: MIT
#include "lint/check_type.h"

#include "link/placeholder.h"

namespace tokenlink {
namespace {

bool IsScopeWord(Str type) {
  return type == "account" || type == "accounts" || type == "zone" || type == "zones" || type == "user" ||
         type == "organization";
}

// "read, edit or revoke"
Str Offered(const KeyEntry& entry, char* room, size_t size) {
  Writer text(room, size);
  for (size_t i = 0; i < entry.type_count(); ++i) {
    if (i > 0) text << (i + 1 == entry.type_count() ? Str(" or ") : Str(", "));
    text << entry.type(i);
  }
  return text.view();
}

// The offered type that differs in capitals alone.
Str SameLetters(const KeyEntry& entry, Str type) {
  for (size_t i = 0; i < entry.type_count(); ++i) {
    if (EqualIgnoringCase(entry.type(i), type)) return entry.type(i);
  }
  return Str();
}

void CheckWrite(const ListView& list, size_t index, const KeyEntry& entry) {
  const bool certain = !entry || entry.Offers("edit");
  list.Add(kRuleWriteType, list.items[index].type, index, certain ? list.Word("edit") : View(),
           "`write` is the API's term; links use `edit`.");
}

void CheckKnownKey(const ListView& list, size_t index, const KeyEntry& entry) {
  const Str type = list.permissions[index].type;
  const Span span = list.items[index].type;
  if (entry.Offers(type)) {
    if (!IsDocumentedType(type) && entry.evidence() != "user") {
      list.Add(kRuleUndocumentedType, span, index, View(), "The type ", Quoted{type}, " of ", entry.key(),
               " is not one of the documented five.");
    }
    return;
  }
  char room[120];
  const Str offered = Offered(entry, room, sizeof room);
  const Str same = SameLetters(entry, type);
  const Str only = entry.type_count() == 1 ? entry.type(0) : same;
  list.Add(list.catalog().KnowsType(type) ? kRuleTypeNotOffered : kRuleUnknownType, span, index,
           only.empty() ? View() : list.Word(only), entry.key(), " is not offered with ", Quoted{type}, ", only with ",
           offered, ".");
}

}  // namespace

void CheckType(const ListView& list, size_t index) {
  const Permission& permission = list.permissions[index];
  const Str type = permission.type;
  const Span span = list.items[index].type;
  if (type.empty() || permission.key.len == 0) return;
  const KeyEntry entry = list.catalog().Find(permission.key);
  if (entry && entry.Offers(type)) return CheckKnownKey(list, index, entry);
  if (type == "write") return CheckWrite(list, index, entry);
  if (IsScopeWord(type)) {
    list.Add(kRuleScopeInType, span, index, View(), Quoted{type},
             " is a scope; the type is an access level such as read or edit.");
    return;
  }
  if (IsPlaceholder(type)) {
    list.Add(kRulePlaceholder, span, index, View(), "A placeholder was left in the link: ", Quoted{type}, ".");
    return;
  }
  if (entry) return CheckKnownKey(list, index, entry);
  // With an unknown key only a type that no key has can be judged.
  if (!list.catalog().KnowsType(type)) {
    list.Add(kRuleUnknownType, span, index, View(), "No key is offered with ", Quoted{type}, ".");
  }
}

}  // namespace tokenlink

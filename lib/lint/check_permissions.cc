// SPDX-License-Identifier: MIT
// The list: its shape, and repeated permissions. What is wrong with a single key or type is in
// check_key.cc and check_type.cc.
#include "lint/check_permissions.h"

#include <algorithm>

#include "lint/check_key.h"
#include "lint/check_type.h"
#include "lint/list_view.h"

namespace tokenlink {
namespace {

void CheckShape(const ListView& list, size_t index) {
  const ItemSpans& item = list.items[index];
  const Permission& permission = list.permissions[index];
  if (item.string) {
    list.Add(kRuleBareString, item.item, index, View(), "The list item ", Quoted{permission.key},
             " is a bare string; it must be {\"key\":...,\"type\":...}.");
    return;
  }
  if (permission.key.len == 0) {
    list.Add(kRuleMissingKey, item.item, index, View(),
             "The list item has no key, or one that is empty or not a string.");
  } else if (permission.type.len == 0) {
    list.Add(kRuleMissingType, item.item, index, View(), "The permission ", Quoted{permission.key},
             " has no type, or one that is empty or not a string.");
  }
  if (item.extra.size() > 0) {
    list.Add(kRuleExtraMember, item.extra, index, View(), "Only key and type are documented; nothing is known to read ",
             Quoted{list.Text(item.extra)}, ".");
  }
  if (item.repeated.size() > 0) {
    list.Add(kRuleDuplicateMember, item.repeated, index, View(), "The member is repeated; the last one counts.");
  }
}

// What to delete to remove an item: it and the comma before it, or the comma after it if it is the first.
Span ItemWithComma(const ListView& list, size_t index) {
  if (index > 0) return {list.items[index - 1].item.end, list.items[index].item.end};
  return {list.items[0].item.begin, list.items.size() > 1 ? list.items[1].item.begin : list.items[0].item.end};
}

bool Less(const Permission& a, const Permission& b) {
  const int keys = Str(a.key).compare(b.key);
  return keys != 0 ? keys < 0 : Str(a.type) < Str(b.type);
}

// [begin, end) of `order`: the permissions of one key, sorted by type, then by place.
void CheckGroup(const ListView& list, const uint32_t* begin, const uint32_t* end) {
  const uint32_t* read = nullptr;
  bool edit = false;
  for (const uint32_t* at = begin; at < end; ++at) {
    const Permission& permission = list.permissions[*at];
    if (at > begin && Str(list.permissions[at[-1]].type) == Str(permission.type)) {
      list.Add(kRuleDuplicatePermission, ItemWithComma(list, *at), *at, Str(""), "The permission ",
               Quoted{permission.key}, " with ", Quoted{permission.type}, " is repeated.");
      continue;
    }
    if (Str(permission.type) == "read") read = at;
    edit |= Str(permission.type) == "edit";
  }
  if (read == nullptr || !edit) return;
  list.Add(kRuleReadBesideEdit, ItemWithComma(list, *read), *read, Str(""), Quoted{list.permissions[*read].key},
           " is requested with both read and edit; edit includes read.");
}

bool CheckRepeats(const ListView& list, Arena* arena) {
  ArenaVector<uint32_t> order(arena);
  if (!order.Reserve(list.permissions.size())) return false;
  for (uint32_t i = 0; i < list.permissions.size(); ++i) {
    if (list.permissions[i].key.len > 0 && list.permissions[i].type.len > 0) (void)order.Push(i);
  }
  uint32_t* const end = order.data() + order.size();
  std::sort(order.data(), end, [&](uint32_t a, uint32_t b) {
    if (Less(list.permissions[a], list.permissions[b])) return true;
    return !Less(list.permissions[b], list.permissions[a]) && a < b;
  });
  for (uint32_t* begin = order.data(); begin < end;) {
    uint32_t* next = begin;
    while (next < end && Str(list.permissions[*next].key) == Str(list.permissions[*begin].key)) ++next;
    CheckGroup(list, begin, next);
    begin = next;
  }
  return true;
}

}  // namespace

void CheckPermissionList(Report* report) {
  const Reading& link = report->link;
  if (link.permission_value == nullptr || link.permissions_placeholder || link.status != Status::OK) return;
  if (link.permissions.empty()) {
    report->Add(kRuleEmptyList, link.permission_value->raw_value, -1, View(),
                "The permission list is empty; nothing will be selected.");
    return;
  }
  ArenaVector<ItemSpans> items(report->arena());
  EncodedOffsets offsets(report->arena());
  if (!items.Reserve(link.permissions.size()) || !LocateItems(link.permission_value->value, &items) ||
      !offsets.Prepare(report->raw(link.permission_value->raw_value))) {
    return report->set_out_of_memory();
  }
  ListView list{report, {items.data(), items.size()}, link.request().permissions, &offsets};
  for (size_t i = 0; i < items.size(); ++i) {
    CheckShape(list, i);
    CheckKey(&list, i);
    CheckType(list, i);
  }
  if (!CheckRepeats(list, report->arena())) report->set_out_of_memory();
}

}  // namespace tokenlink

// SPDX-License-Identifier: MIT
#include "permissions/item_spans.h"

#include "permissions/json_fault.h"

namespace tokenlink {
namespace {

// One member at i, its name's opening quote. Returns the offset after its value.
size_t ReadMember(Str json, size_t i, ItemSpans* spans, bool* has_key, bool* has_type) {
  const size_t name_end = SkipJsonString(json, i);
  const Str name = Slice(json, i + 1, name_end - 1);
  const size_t value = SkipJsonSpace(json, SkipJsonSpace(json, name_end) + 1);
  const size_t end = SkipJsonValue(json, value);
  const bool is_key = JsonStringIs(name, "key");
  if (!is_key && !JsonStringIs(name, "type")) {
    if (spans->extra.size() == 0) spans->extra = {i, end};
    return end;
  }
  bool* seen = is_key ? has_key : has_type;
  if (*seen && spans->repeated.size() == 0) spans->repeated = {i, end};
  *seen = true;
  (is_key ? spans->key : spans->type) = json[value] == '"' ? Span{value + 1, end - 1} : Span{};
  return end;
}

// The members of the object at i. Returns the offset after it.
size_t ReadMembers(Str json, size_t i, ItemSpans* spans) {
  bool has_key = false;
  bool has_type = false;
  i = SkipJsonSpace(json, i + 1);
  while (json[i] != '}') {
    i = SkipJsonSpace(json, ReadMember(json, i, spans, &has_key, &has_type));
    if (json[i] == ',') i = SkipJsonSpace(json, i + 1);
  }
  return i + 1;
}

}  // namespace

bool LocateItems(Str json, ArenaVector<ItemSpans>* out) {
  size_t i = SkipJsonSpace(json, SkipJsonSpace(json, 0) + 1);
  while (json[i] != ']') {
    ItemSpans spans;
    spans.object = json[i] == '{';
    spans.string = json[i] == '"';
    spans.item = {i, spans.object ? ReadMembers(json, i, &spans) : SkipJsonValue(json, i)};
    if (spans.string) spans.key = {i + 1, spans.item.end - 1};
    if (!out->Push(spans)) return false;
    i = SkipJsonSpace(json, spans.item.end);
    if (json[i] == ',') i = SkipJsonSpace(json, i + 1);
  }
  return true;
}

bool HasJsonSpace(Str json) {
  for (size_t i = 0; i < json.size();) {
    if (json[i] == '"') {
      i = SkipJsonString(json, i);
    } else if (SkipJsonSpace(json, i) > i) {
      return true;
    } else {
      ++i;
    }
  }
  return false;
}

}  // namespace tokenlink

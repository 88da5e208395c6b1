// SPDX-License-Identifier: MIT
// The permission list as its checks see it: values, their places, and a way to report on them.
#ifndef TOKENLINK_LIB_LINT_LIST_VIEW_H_
#define TOKENLINK_LIB_LINT_LIST_VIEW_H_

#include "lint/report.h"
#include "permissions/item_spans.h"
#include "query/offsets.h"

namespace tokenlink {

struct ListView {
  Report* report;
  std::span<const ItemSpans> items;
  Permissions permissions;
  EncodedOffsets* offsets;
  size_t suggestions = 0;  // how often the nearest key was looked for

  const Catalog& catalog() const { return report->catalog; }
  Kind kind() const { return report->link.kind; }
  Str Text(Span json) const { return Slice(report->link.permission_value->value, json.begin, json.end); }

  // From the decoded JSON to the clean text.
  Span Encoded(Span json) const {
    const size_t base = report->link.permission_value->raw_value.begin;
    return {base + offsets->Of(json.begin), base + offsets->Of(json.end)};
  }

  template <typename... Parts>
  void Add(uint32_t rule, Span json, size_t index, View fix, const Parts&... parts) const {
    report->Add(rule, Encoded(json), static_cast<int32_t>(index), fix, parts...);
  }

  // A key or type as a fix: absent unless it needs no encoding, neither JSON's nor the link's.
  View Word(Str word) const;

  // What replaces key and type together: the span from one to the other and its new bytes; absent unless nothing but
  // the canonical text is between them.
  Span KeyToType(size_t index) const { return {items[index].key.begin, items[index].type.end}; }
  View KeyAndType(size_t index, Str key, Str type) const;
};

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINT_LIST_VIEW_H_

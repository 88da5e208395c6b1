// SPDX-License-Identifier: MIT
#include "lint/list_view.h"

#include "base/charset.h"

namespace tokenlink {

View ListView::Word(Str word) const {
  for (char c : word) {
    if (!IsUnreserved(static_cast<unsigned char>(c))) return View();
  }
  return report->Keep(word);
}

View ListView::KeyAndType(size_t index, Str key, Str type) const {
  const ItemSpans& item = items[index];
  if (item.type.begin <= item.key.end || Text({item.key.end, item.type.begin}) != "\",\"type\":\"") return View();
  if (Word(key).absent() || Word(type).absent()) return View();
  char room[160];
  Writer text(room, sizeof room);
  text << key << Str("%22%2C%22type%22%3A%22") << type;
  return report->Keep(text.view());
}

}  // namespace tokenlink

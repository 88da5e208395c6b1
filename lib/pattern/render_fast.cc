// SPDX-License-Identifier: MIT
#include "pattern/render_fast.h"

#include "link/build.h"
#include "pattern/segments_fast.h"

namespace tokenlink {
namespace {

bool IsOneColumn(const Pattern& id) { return id.pieces.size() == 1 && !id.constant; }

// The size of all text, which is written into one piece of memory.
size_t TextSize(const Template& tmpl) {
  constexpr size_t kLongestIds = 64;
  size_t size = tmpl.head().size() + kAccountIdIs.size() + kZoneIdIs.size() + kLongestIds + kNameIs.size();
  for (const Piece& piece : tmpl.name().pieces) size += piece.encoded.size();
  return size;
}

}  // namespace

bool MakeSegments(const Template& tmpl, Segments* out) {
  const Pattern& account = tmpl.account_id();
  const Pattern& zone = tmpl.zone_id();
  if (!(account.constant || IsOneColumn(account)) || !(zone.constant || IsOneColumn(zone))) return true;
  char* const room = out->arena.Bytes(TextSize(tmpl) + kSlack);
  if (room == nullptr) return false;
  char* at = Put(tmpl.head(), room);
  const char* begin = room;
  bool fits = true;
  const auto end_segment = [&](size_t column, Segments::Value value) {
    fits = fits && out->list.Push({Str(begin, static_cast<size_t>(at - begin)), column, value});
    begin = at;
  };
  if (tmpl.is_user()) {
    at = Put(kAccountIdIs, at);
    if (account.constant) {
      at = Put(EncodedAccountId(account.text()), at);
    } else {
      end_segment(account.pieces[0].column, Segments::Value::kAccountId);
    }
    at = Put(kZoneIdIs, at);
    if (zone.constant) {
      at = Put(EncodedZoneId(zone.text()), at);
    } else {
      end_segment(zone.pieces[0].column, Segments::Value::kZoneId);
    }
  }
  if (!tmpl.name().pieces.empty()) at = Put(kNameIs, at);
  out->name_can_vanish = !tmpl.name().constant;
  for (const Piece& piece : tmpl.name().pieces) {
    if (piece.column == kLiteral) {
      at = Put(piece.encoded, at);
      out->name_can_vanish = false;
    } else {
      end_segment(piece.column, Segments::Value::kName);
    }
  }
  out->tail = Str(begin, static_cast<size_t>(at - begin));
  out->fixed = static_cast<size_t>(at - room);
  out->columns = tmpl.column_count();
  out->one_name = out->list.size() == 1 && out->list[0].value == Segments::Value::kName;
  memset(at, 0, kSlack);
  return fits;
}

bool TryRender(const Segments& segments, const View* values, size_t count, char* out, size_t cap, size_t* need) {
  if (count == 1 && segments.one_name && values != nullptr) {
    const View value = *values;
    if (value.ptr == nullptr || value.len > kMaxLink || cap < segments.fixed + 3 * value.len) return false;
    const Str text = segments.list[0].text;
    const size_t made = ActiveKernel().encode_framed(text.data(), text.size(), value.ptr, value.len, value.len, out,
                                                     cap - segments.tail.size());
    if (made == kNoValue) return false;
    const size_t size = made + segments.tail.size();
    if (size > kMaxLink || (segments.name_can_vanish && value.len == 0)) return false;
    if (!segments.tail.empty()) Put(segments.tail, out + made);
    *need = size;
    return true;
  }
  if (segments.list.empty() || count != segments.columns || values == nullptr) return false;
  const auto cells = [values](size_t column, Str* text, size_t* readable) {
    *text = values[column];
    *readable = text->size();
    return text->data() != nullptr;
  };
  const size_t size = RenderSegments(segments, ActiveKernel(), cells, out, cap);
  if (size == 0) return false;
  *need = size;
  return true;
}

}  // namespace tokenlink

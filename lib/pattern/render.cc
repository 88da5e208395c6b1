// SPDX-License-Identifier: MIT
#include "pattern/render.h"

#include "link/build.h"
#include "link/build_excess.h"
#include "percent/percent.h"

namespace tokenlink {
namespace {

// One byte more than the longest valid id, so that a longer one is recognized as too long.
constexpr size_t kIdRoom = 33;

bool IsColumn(const Piece& piece) { return piece.column != kLiteral; }

// The text of an id pattern in a row, cut to kIdRoom bytes.
Str JoinId(const Pattern& pattern, const RowValues& values, char (&room)[kIdRoom]) {
  char* at = room;
  for (const Piece& piece : pattern.pieces) {
    const Str text = IsColumn(piece) ? values[piece.column] : piece.text;
    at = Put(Slice(text, 0, static_cast<size_t>(room + kIdRoom - at)), at);
  }
  return Str(room, static_cast<size_t>(at - room));
}

// The place of a byte of JoinId()'s text. A byte of a literal is reported at the end of the value before it.
Place PlaceInValues(const Pattern& pattern, const RowValues& values, Part part, size_t byte) {
  const Piece* piece = pattern.pieces.begin();
  while (!IsColumn(*piece)) ++piece;
  Place place(part, piece->column, 0);
  for (const Piece& each : pattern.pieces) {
    const size_t size = (IsColumn(each) ? values[each.column] : each.text).size();
    if (IsColumn(each)) place = Place(part, each.column, byte < size ? byte : size);
    if (byte < size) break;
    byte -= size;
  }
  return place;
}

// An id that is empty in a row must not become "all": the token would have a wider scope than requested.
Status EmptyId(Part part, const Pattern& pattern, const RowValues& values, Error* error) {
  const bool zone = part == Part::kZoneId;
  return Fail(error, zone ? Status::E_ZONE_ID : Status::E_ACCOUNT_ID, PlaceInValues(pattern, values, part, 0),
              "the row gives no ", zone ? "zone" : "account", " id; to mean all, write ", zone ? "all" : "*");
}

// An id in its encoded form; `room` is for one that varies.
Status FillId(const Pattern& pattern, Part part, const RowValues& values, char (&room)[kIdRoom], Str* out,
              Error* error) {
  const bool zone = part == Part::kZoneId;
  const Str id = pattern.constant ? pattern.text() : JoinId(pattern, values, room);
  *out = zone ? EncodedZoneId(id) : EncodedAccountId(id);
  if (pattern.constant) return Status::OK;
  if (id.empty()) return EmptyId(part, pattern, values, error);
  const Status status = zone ? CheckZoneId(id, error) : CheckAccountId(id, error);
  if (status != Status::OK && error != nullptr) {
    const Place place = PlaceInValues(pattern, values, part, static_cast<size_t>(error->offset));
    error->index = place.index;
    error->offset = place.offset;
  }
  return status;
}

// A link without its name.
struct Frame {
  Str head, account_id, zone_id;
  bool user;

  size_t size() const {
    const size_t ids = kAccountIdIs.size() + account_id.size() + kZoneIdIs.size() + zone_id.size();
    return head.size() + (user ? ids : 0);
  }
};

// The place in a value at which a link that is too long exceeds kMaxLink, all fixed text counting first.
Place FindRowExcess(const Template& tmpl, const RowValues& values, const Frame& frame) {
  size_t fixed = frame.size() + kNameIs.size();
  for (const Piece& piece : tmpl.name().pieces) fixed += piece.encoded.size();
  size_t room = fixed < kMaxLink ? kMaxLink - fixed : 0;
  for (const Piece& piece : tmpl.name().pieces) {
    if (!IsColumn(piece)) continue;
    const Str value = values[piece.column];
    const size_t fit = TakeEncoded(value, &room);
    if (fit < value.size()) return Place(Part::kName, piece.column, fit);
  }
  // Without a value in the name it is the ids.
  if (!tmpl.zone_id().constant) return PlaceInValues(tmpl.zone_id(), values, Part::kZoneId, 0);
  return PlaceInValues(tmpl.account_id(), values, Part::kAccountId, 0);
}

// The encoded size of the name; stops when it is over kMaxLink.
Status MeasureName(const Template& tmpl, const RowValues& values, const Frame& frame, size_t* size, Error* error) {
  *size = 0;
  for (const Piece& piece : tmpl.name().pieces) {
    if (!IsColumn(piece)) {
      *size += piece.encoded.size();
      continue;
    }
    const Str value = values[piece.column];
    if (value.size() > kMaxLink) return TooLong(error, FindRowExcess(tmpl, values, frame));
    const Status status = CheckName(value, error);
    if (status != Status::OK) {
      if (error != nullptr) error->index = static_cast<int32_t>(piece.column);
      return status;
    }
    *size += EncodedSize(value);
  }
  return Status::OK;
}

}  // namespace

Status RenderRow(const Template& tmpl, const RowValues& values, char* out, size_t cap, size_t* need, Error* error) {
  *need = 0;
  char account_room[kIdRoom];
  char zone_room[kIdRoom];
  Frame frame;
  frame.head = tmpl.head();
  frame.user = tmpl.is_user();
  Status status = FillId(tmpl.account_id(), Part::kAccountId, values, account_room, &frame.account_id, error);
  if (status == Status::OK) {
    status = FillId(tmpl.zone_id(), Part::kZoneId, values, zone_room, &frame.zone_id, error);
  }
  size_t name_size = 0;
  if (status == Status::OK) status = MeasureName(tmpl, values, frame, &name_size, error);
  if (status != Status::OK) return status;
  const size_t size = frame.size() + (name_size > 0 ? kNameIs.size() + name_size : 0);
  if (size > kMaxLink) return TooLong(error, FindRowExcess(tmpl, values, frame));
  *need = size;
  if (cap < size) return Fail(error, Status::E_BUFFER, 0, "the link takes ", size, " bytes, the buffer has ", cap);

  char* at = Put(frame.head, out);
  if (frame.user) {
    at = Put(frame.account_id, Put(kAccountIdIs, at));
    at = Put(frame.zone_id, Put(kZoneIdIs, at));
  }
  if (name_size == 0) return Status::OK;
  at = Put(kNameIs, at);
  for (const Piece& piece : tmpl.name().pieces) {
    at = IsColumn(piece) ? at + Encode(values[piece.column], at, static_cast<size_t>(out + size - at))
                         : Put(piece.encoded, at);
  }
  return Status::OK;
}

Status Render(const Template& tmpl, const View* values, size_t count, char* out, size_t cap, size_t* need,
              Error* error) {
  *need = 0;
  if (count != tmpl.column_count()) {
    return Fail(error, Status::E_VALUES, 0, "the template takes ", tmpl.column_count(), " values, not ", count);
  }
  if (values == nullptr && count > 0) return Fail(error, Status::E_ARGUMENT, 0, "values is NULL");
  for (size_t i = 0; i < count; ++i) {
    if (values[i].ptr != nullptr || values[i].len == 0) continue;
    return Fail(error, Status::E_ARGUMENT, Place(Part::kColumn, i, 0), "a value is NULL but has a size");
  }
  return RenderRow(tmpl, RowValues(values), out, cap, need, error);
}

}  // namespace tokenlink

// SPDX-License-Identifier: MIT
#include "pattern/template.h"

#include <new>

#include "base/utf8.h"
#include "kernel/choose.h"
#include "percent/percent.h"
#include "permissions/list_writer.h"

namespace tokenlink {
namespace {

// Room for what stands behind a row's only column, and the terminator.
constexpr size_t kRowTail = 256;

// One byte more than any id that is accepted, so that a longer one shows.
constexpr size_t kIdSize = 32;
constexpr size_t kIdRoom = kIdSize + 1;

// The value of an id pattern in a row, as far as it fits.
template <typename Values>
Str Fill(const Pattern& pattern, const Values& values, char (&room)[kIdRoom]) {
  size_t size = 0;
  for (const Piece& piece : pattern.pieces) {
    const Str text = piece.column == kLiteral ? piece.text : values(piece.column);
    const Str fitting = Slice(text, 0, kIdRoom - size);
    size = static_cast<size_t>(Put(fitting, room + size) - room);
  }
  return Str(room, size);
}

// An id that a row was to give and did not must not become "all": the token would reach further than was asked for.
Status EmptyId(Status status, Error* error) {
  return Fail(error, status, 0, "the row gives no ", status == Status::E_ZONE_ID ? "zone" : "account",
              " id; to mean all, write ", status == Status::E_ZONE_ID ? "all" : "*");
}

}  // namespace

Template* Template::New(const Request& patterns, Error* error) {
  Template* made = new (std::nothrow) Template();
  if (made == nullptr) {
    Fail(error, Status::E_NOMEM, 0, "out of memory");
    return nullptr;
  }
  if (made->Compile(patterns, error) == Status::OK) return made;
  delete made;
  return nullptr;
}

Status Template::Compile(const Request& patterns, Error* error) {
  Status status = CheckKind(patterns.kind, error);
  if (status == Status::OK) status = CheckPermissions(patterns.permissions, error);
  if (status == Status::OK) status = CheckName(patterns.name, error);
  if (status != Status::OK) return status;
  user_ = patterns.kind == Kind::kUser;
  if (!user_ && !(patterns.account_id.empty() && patterns.zone_id.empty())) {
    return Fail(error, Status::E_SCOPE, 0, "an account link carries no account or zone id");
  }
  if (patterns.account_id.size() > kMaxLink || patterns.zone_id.size() > kMaxLink) return TooLong(error);
  status = CompilePattern(patterns.account_id, &arena_, &columns_, &account_id_, error);
  if (status == Status::OK) status = CompilePattern(patterns.zone_id, &arena_, &columns_, &zone_id_, error);
  if (status == Status::OK) status = CompilePattern(patterns.name, &arena_, &columns_, &name_, error);
  if (status == Status::OK && account_id_.constant) status = CheckAccountId(account_id_.text(), error);
  if (status == Status::OK && zone_id_.constant) status = CheckZoneId(zone_id_.text(), error);
  if (status != Status::OK) return status;
  for (const View& column : columns_) {
    const size_t fault = FindInvalidUtf8(column);
    if (fault != kNowhere) return Fail(error, Status::E_UTF8, fault, "a column name is not valid UTF-8");
  }
  if (EncodedListSize(patterns.permissions) > kMaxLink) return TooLong(error);
  if (!MakeHead(patterns) || !MakeStretches()) return Fail(error, Status::E_NOMEM, 0, "out of memory");
  return head_.size() > kMaxLink ? TooLong(error) : Status::OK;
}

bool Template::MakeHead(const Request& patterns) {
  const Str prefix = user_ ? kUserPrefix : kAccountPrefix;
  const size_t most =
      prefix.size() + EncodedListSize(patterns.permissions) + kAccountIdIs.size() + kZoneIdIs.size() + 64;
  char* const begin = arena_.Bytes(most);
  if (begin == nullptr) return false;
  char* at = WriteEncodedList(patterns.permissions, Put(prefix, begin));
  if (user_) {
    at = Put(kAccountIdIs, at);
    if (account_id_.constant) {
      at = Put(EncodedAccountId(account_id_.text()), at);
      at = Put(kZoneIdIs, at);
      if (zone_id_.constant) at = Put(EncodedZoneId(zone_id_.text()), at);
    }
  }
  head_ = Str(begin, static_cast<size_t>(at - begin));
  return true;
}

template <typename Values>
Status Template::RenderRow(const Values& values, char* out, size_t cap, size_t* need, Error* error) const {
  *need = 0;
  char account_room[kIdRoom];
  char zone_room[kIdRoom];
  Str account, between, zone;
  Status status = Status::OK;
  if (user_ && !account_id_.constant) {
    account = Fill(account_id_, values, account_room);
    status = account.empty() ? EmptyId(Status::E_ACCOUNT_ID, error) : CheckAccountId(account, error);
    account = EncodedAccountId(account);
    between = kZoneIdIs;
    if (zone_id_.constant) zone = EncodedZoneId(zone_id_.text());
  }
  if (status == Status::OK && user_ && !zone_id_.constant) {
    zone = Fill(zone_id_, values, zone_room);
    status = zone.empty() ? EmptyId(Status::E_ZONE_ID, error) : CheckZoneId(zone, error);
    zone = EncodedZoneId(zone);
  }
  if (status != Status::OK) return status;
  size_t size = head_.size() + account.size() + between.size() + zone.size();
  size_t widest = size + kNameIs.size();
  for (const Piece& piece : name_.pieces) {
    widest += piece.column == kLiteral ? piece.encoded.size() : 3 * values(piece.column).size();
  }
  // With room for the worst case a row is written front to back, its size unknown until it ends.
  if (widest <= cap && widest <= kMaxLink) {
    char* const unnamed = Put(zone, Put(between, Put(account, Put(head_, out))));
    PutLiteral(kNameIsText, unnamed);
    char* const name = unnamed + kNameIs.size();
    char* at = name;
    for (const Piece& piece : name_.pieces) {
      if (piece.column == kLiteral) {
        at = Put(piece.encoded, at);
        continue;
      }
      status = EncodeName(values(piece.column), &at, static_cast<size_t>(out + cap - at), error);
      if (status != Status::OK) return status;
    }
    *need = static_cast<size_t>((at > name ? at : unnamed) - out);
    return Status::OK;
  }
  size_t name_size = 0;
  for (const Piece& piece : name_.pieces) {
    if (piece.column == kLiteral) {
      name_size += piece.encoded.size();
      continue;
    }
    status = CheckName(values(piece.column), error);
    if (status != Status::OK) return status;
    name_size += EncodedSize(values(piece.column));
  }
  if (name_size > 0) size += kNameIs.size() + name_size;
  if (size > kMaxLink) return TooLong(error);
  *need = size;
  if (cap < size) return Fail(error, Status::E_BUFFER, 0, "the link takes ", size, " bytes, the buffer has ", cap);

  char* at = Put(zone, Put(between, Put(account, Put(head_, out))));
  if (name_size == 0) return Status::OK;
  at = Put(kNameIs, at);
  for (const Piece& piece : name_.pieces) {
    at = piece.column == kLiteral ? Put(piece.encoded, at)
                                  : at + Encode(values(piece.column), at, static_cast<size_t>(out + size - at));
  }
  return Status::OK;
}

size_t Template::RenderOne(const View& value, char* out, size_t cap) const {
  if (!has_one_column_ || value.ptr == nullptr || value.len > kMaxLink || cap < fixed_ + 3 * value.len) return 0;
  const Stretch& only = stretches_[0];
  const size_t made = ActiveKernel().encode_framed(only.head.data(), only.head.size(), value.ptr, value.len, value.len,
                                                   out, cap - tail_.size());
  if (made == kNoValue) return 0;
  const size_t size = made + tail_.size();
  if (!tail_.empty()) Put(tail_, out + made);
  return size > unnamed_ && size <= kMaxLink ? size : 0;
}

Status Template::Render(const View* values, char* out, size_t cap, size_t* need, Error* error) const {
  if (!stretches_.empty()) {
    const auto value = [values](size_t column, size_t* readable) {
      *readable = values[column].len;
      return Str(values[column]);
    };
    *need = RenderPlain(ActiveKernel(), value, out, cap);
    if (*need > 0) return Status::OK;
  }
  return RenderRow([values](size_t column) { return Str(values[column]); }, out, cap, need, error);
}

bool Template::MakeStretches() {
  const auto is_simple = [](const Pattern& id) {
    return id.constant || (id.pieces.size() == 1 && id.pieces[0].column != kLiteral);
  };
  if (!is_simple(account_id_) || !is_simple(zone_id_)) return true;
  size_t most = head_.size() + kZoneIdIs.size() + kIdRoom + kNameIs.size();
  for (const Piece& piece : name_.pieces) most += piece.column == kLiteral ? piece.encoded.size() : 0;
  char* const room = arena_.Bytes(most + kSlack);
  if (room == nullptr) return false;
  char* at = Put(head_, room);
  const char* begin = room;
  size_t ids = 0;
  bool fits = true;
  const auto column = [&](size_t index, bool is_id) {
    fits = fits && stretches_.Push({Str(begin, static_cast<size_t>(at - begin)), index, is_id});
    begin = at;
    ids += is_id;
  };
  if (user_ && !account_id_.constant) {
    column(account_id_.pieces[0].column, true);
    at = Put(kZoneIdIs, at);
    if (zone_id_.constant) at = Put(EncodedZoneId(zone_id_.text()), at);
  }
  if (user_ && !zone_id_.constant) column(zone_id_.pieces[0].column, true);
  if (!name_.pieces.empty()) at = PutLiteral(kNameIsText, at);
  if (!name_.constant) unnamed_ = static_cast<size_t>(at - room) + 32 * ids;
  for (const Piece& piece : name_.pieces) {
    if (piece.column == kLiteral) {
      at = Put(piece.encoded, at);
    } else {
      column(piece.column, false);
    }
  }
  tail_ = Str(begin, static_cast<size_t>(at - begin));
  fixed_ = static_cast<size_t>(at - room);
  memset(at, 0, kSlack);
  has_one_column_ = stretches_.size() == 1 && !stretches_[0].is_id;
  return fits;
}

// A stretch's text, in pieces of a size the compiler knows where `room` allows it.
static char* PutHead(Str head, char* out, size_t room) {
  constexpr size_t kPiece = 32;
  static_assert(kPiece <= kSlack);
  if (room < head.size() + kPiece) return Put(head, out);
  for (size_t i = 0; i < head.size(); i += kPiece) memcpy(out + i, head.data() + i, kPiece);
  return out + head.size();
}

// A row that is what nearly all are: ids are columns of their own and hex, the name is text without control characters,
// and there is room for the worst case. Returns the link's size; 0 where anything else is about the row, which is then
// RenderRow()'s. `value` gives a column's text and how many bytes can be read from its begin on.
template <typename Value>
size_t Template::RenderPlain(const Kernel& kernel, const Value& value, char* out, size_t cap) const {
  size_t left = fixed_;  // of what does not vary, not written yet
  char* at = out;
  for (const Stretch& stretch : stretches_) {
    size_t readable = 0;
    const Str text = value(stretch.column, &readable);
    const size_t room = cap - static_cast<size_t>(at - out);
    if (text.size() > kMaxLink || room < left + 3 * text.size() || (stretch.is_id && !IsHexId(text))) return 0;
    left -= stretch.head.size();
    if (stretch.is_id) {
      at = PutHead(stretch.head, at, room);
      memcpy(at, text.data(), kIdSize);
      at += kIdSize;
      continue;
    }
    const size_t made = kernel.encode_framed(stretch.head.data(), stretch.head.size(), text.data(), text.size(),
                                             readable, at, room - left);
    if (made == kNoValue) return 0;
    at += made;
  }
  at = Put(tail_, at);
  const size_t size = static_cast<size_t>(at - out);
  return size > unnamed_ && size <= kMaxLink ? size : 0;
}

// What nearly all templates are: one column, in the name. All of it is the kernel's.
size_t Template::RenderOneColumn(const Kernel& kernel, const Batch& batch, size_t cap, size_t done,
                                 size_t* used) const {
  const Column& column = batch.columns[stretches_[0].column];
  const size_t row = batch.first_row + done;
  char tail[kRowTail];
  char* const tail_end = Put(tail_, tail);
  *tail_end = static_cast<char>(batch.terminator);
  RowsToEncode rows;
  rows.head = stretches_[0].head.data();
  rows.head_size = stretches_[0].head.size();
  rows.tail = tail;
  rows.tail_size = tail_.size() + (batch.terminator >= 0 ? 1 : 0);
  rows.data = column.data;
  rows.offsets = column.offsets + row;
  rows.last = column.offsets[batch.first_row + batch.row_count];
  rows.count = batch.row_count - done;
  // A link is longer than what stands before its name's value, and no longer than any may be.
  rows.size_floor = unnamed_ < tail_.size() ? 0 : unnamed_ - tail_.size();
  rows.size_limit = kMaxLink - tail_.size();
  rows.out = batch.out;
  rows.cap = cap;
  rows.out_offsets = batch.out_offsets + done;
  rows.statuses = batch.statuses + done;
  return kernel.encode_rows(rows, used);
}

// Rows from `done` on up to the first that is not plain. Returns how many are done then.
size_t Template::RenderPlainRows(const Batch& batch, size_t cap, size_t done, size_t* used) const {
  const Kernel& kernel = ActiveKernel();
  const size_t tail = batch.terminator >= 0 ? 1 : 0;
  if (has_one_column_ && tail_.size() < kRowTail) {
    return done + RenderOneColumn(kernel, batch, cap, done, used);
  }
  const size_t end_row = batch.first_row + batch.row_count;
  size_t at = *used;
  for (; done < batch.row_count && cap - at >= tail; ++done) {
    const size_t row = batch.first_row + done;
    const auto value = [&batch, row, end_row](size_t index, size_t* readable) {
      const Column& column = batch.columns[index];
      const uint32_t begin = column.offsets[row];
      const uint32_t end = column.offsets[row + 1];
      const uint32_t last = column.offsets[end_row];
      // The rows behind this one are there to be read too. A size no link has says that the offsets decrease.
      *readable = (last > end ? last : end) - begin;
      return Str(column.data + begin, begin <= end ? end - begin : kNowhere);
    };
    const size_t size = RenderPlain(kernel, value, batch.out + at, cap - at - tail);
    if (size == 0) break;
    at += size;
    if (tail > 0) batch.out[at++] = static_cast<char>(batch.terminator);
    batch.statuses[done] = 0;
    batch.out_offsets[done + 1] = static_cast<uint32_t>(at);
  }
  *used = at;
  return done;
}

Status Template::RenderRows(Batch* batch, Error* error) const {
  batch->rows_done = batch->rows_failed = 0;
  // Offsets are 32 bits wide.
  const size_t cap = batch->out_cap < 0xFFFFFFFFu ? batch->out_cap : 0xFFFFFFFFu;
  const size_t tail = batch->terminator >= 0 ? 1 : 0;
  size_t used = 0;
  batch->out_offsets[0] = 0;
  for (size_t k = 0; k < batch->row_count; ++k) {
    if (!stretches_.empty()) {
      k = RenderPlainRows(*batch, cap, k, &used);
      batch->rows_done = k;
      if (k == batch->row_count) break;
    }
    const size_t row = batch->first_row + k;
    bool decreasing = false;
    for (size_t c = 0; c < columns_.size(); ++c) {
      decreasing |= batch->columns[c].offsets[row] > batch->columns[c].offsets[row + 1];
    }
    const auto value = [batch, row](size_t column) {
      const Column& of = batch->columns[column];
      return Str(of.data + of.offsets[row], of.offsets[row + 1] - of.offsets[row]);
    };
    size_t need = 0;
    const size_t room = cap - used < tail ? 0 : cap - used - tail;
    const Status status = decreasing ? Status::E_ARGUMENT : RenderRow(value, batch->out + used, room, &need, nullptr);
    if (status == Status::E_BUFFER) {
      return Fail(error, Status::E_BUFFER, 0, "the buffer was full after ", k, " of ", batch->row_count, " rows");
    }
    if (status == Status::OK) {
      used += need;
      if (tail > 0) batch->out[used++] = static_cast<char>(batch->terminator);
    } else {
      ++batch->rows_failed;
    }
    batch->statuses[k] = static_cast<int32_t>(status);
    batch->out_offsets[k + 1] = static_cast<uint32_t>(used);
    batch->rows_done = k + 1;
  }
  return Status::OK;
}

}  // namespace tokenlink

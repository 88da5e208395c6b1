// SPDX-License-Identifier: MIT
#include "pattern/template.h"

#include <new>

#include "base/utf8.h"
#include "percent/percent.h"
#include "permissions/list_writer.h"

namespace tokenlink {
namespace {

// One byte more than any id that is accepted, so that a longer one shows.
constexpr size_t kIdRoom = 33;

// The value of an id pattern in a row.
template <typename Values>
Str Fill(const Pattern& pattern, const Values& values, char (&room)[kIdRoom]) {
  size_t size = 0;
  for (const Piece& piece : pattern.pieces) {
    const Str text = piece.column == kLiteral ? piece.text : values(piece.column);
    for (size_t i = 0; i < text.size() && size < kIdRoom; ++i) room[size++] = text[i];
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
  if (!MakeHead(patterns)) return Fail(error, Status::E_NOMEM, 0, "out of memory");
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
  // What stands before the name stands behind the head already, for rows in which nothing comes between.
  PutLiteral(kNameIsText, at);
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
    char* unnamed = out + head_.size();
    if (account_id_.constant && zone_id_.constant) {
      memcpy(out, head_.data(), head_.size() + kNameIs.size());
    } else {
      unnamed = Put(zone, Put(between, Put(account, Put(head_, out))));
      PutLiteral(kNameIsText, unnamed);
    }
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

Status Template::Render(const View* values, char* out, size_t cap, size_t* need, Error* error) const {
  return RenderRow([values](size_t column) { return Str(values[column]); }, out, cap, need, error);
}

// The rows from `done` on as long as they are what nearly all are: ids that do not vary, a name of plain ASCII, room
// for the worst case. Returns how many are done then; a row with anything else about it is left to RenderRow().
size_t Template::RenderPlainRows(const Batch& batch, size_t cap, size_t done, size_t* used) const {
  if (!account_id_.constant || !zone_id_.constant || name_.constant) return done;
  const Kernel& kernel = ActiveKernel();
  const size_t framed = head_.size() + kNameIs.size();
  const size_t tail = batch.terminator >= 0 ? 1 : 0;
  size_t at = *used;
  for (; done < batch.row_count; ++done) {
    const size_t row = batch.first_row + done;
    char* const link = batch.out + at;
    const size_t room = cap - at;
    size_t size = framed;
    if (room < framed + tail) break;
    memcpy(link, head_.data(), framed);
    unsigned sees = 0;
    for (const Piece& piece : name_.pieces) {
      Str text = piece.encoded;
      if (piece.column != kLiteral) {
        const Column& column = batch.columns[piece.column];
        const uint32_t begin = column.offsets[row];
        const uint32_t end = column.offsets[row + 1];
        if (begin > end) {
          sees = kSeesControl;
          break;
        }
        text = Str(column.data + begin, end - begin);
      }
      // What is left must take the worst case, of this piece and of the terminator.
      if (text.size() > kMaxLink || room - size < 3 * text.size() + tail) {
        sees = kSeesControl;
        break;
      }
      if (piece.column == kLiteral) {
        Put(text, link + size);
        size += text.size();
      } else {
        unsigned seen = 0;
        const char* const behind =
            batch.columns[piece.column].data + batch.columns[piece.column].offsets[batch.first_row + batch.row_count];
        // The rows behind this one are there to be read too.
        const bool is_short =
            text.size() <= kShort && behind >= text.data() && static_cast<size_t>(behind - text.data()) >= kShort;
        size += is_short && room - size >= kShortRoom + tail
                    ? kernel.encode_short(text.data(), text.size(), link + size, &seen)
                    : kernel.encode_text(text.data(), text.size(), link + size, room - size - tail, &seen);
        // A name that is text beyond ASCII is as plain as any.
        sees |= seen == kSeesNonAscii && IsTextBeyondAscii(text) ? 0 : seen;
      }
    }
    if (sees != 0 || size == framed || size > kMaxLink) break;
    if (tail > 0) link[size] = static_cast<char>(batch.terminator);
    at += size + tail;
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
    k = RenderPlainRows(*batch, cap, k, &used);
    batch->rows_done = k;
    if (k == batch->row_count) break;
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

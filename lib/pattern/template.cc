// SPDX-License-Identifier: MIT
#include "pattern/template.h"

#include "base/utf8.h"
#include "link/build.h"
#include "permissions/list_writer.h"

namespace tokenlink {
namespace {

constexpr size_t kMaxSize = static_cast<size_t>(-1);

// Products and sums that stay at kMaxSize once they overflow.
size_t Times(size_t a, size_t b) { return b != 0 && a > kMaxSize / b ? kMaxSize : a * b; }
size_t Plus(size_t a, size_t b) { return a > kMaxSize - b ? kMaxSize : a + b; }

Status CompilePart(const View& source, Part part, Arena* arena, ArenaVector<View>* columns, Pattern* out,
                   Error* error) {
  const Status status = CompilePattern(source, arena, columns, out, error);
  if (status == Status::E_PATTERN && error != nullptr) error->part = part;
  return status;
}

Status PatternTooLong(Part part, Error* error) {
  return Fail(error, Status::E_TOO_LONG, Place(part, kMaxLink), "the pattern is longer than ", kMaxLink, " bytes");
}

}  // namespace

Status Template::Compile(const Request& patterns, Error* error) {
  user_ = patterns.kind == Kind::kUser;
  Status status = CheckTexts(patterns, error);
  if (status == Status::OK) status = CheckKind(patterns.kind, error);
  if (status == Status::OK) status = CheckPermissions(patterns, error);
  if (status == Status::OK) status = CheckScopeAllowed(patterns, error);
  if (status == Status::OK) status = CompileId(patterns.account_id, Part::kAccountId, &account_id_, error);
  if (status == Status::OK) status = CompileId(patterns.zone_id, Part::kZoneId, &zone_id_, error);
  if (status == Status::OK) status = CompileName(patterns.name, error);
  if (status == Status::OK) status = MakeHead(patterns.permissions, error);
  if (status != Status::OK) return status;

  // What no row can shorten: ids that vary take 3 bytes or more.
  const size_t frame = FrameSize(3);
  const size_t room = frame < kMaxLink ? kMaxLink - frame : 0;
  if (LiteralSize() <= room) return Status::OK;
  return TooLong(error, Place(Part::kName, FindLiteralExcess(patterns.name, room)));
}

Status Template::CompileId(const View& source, Part part, Pattern* out, Error* error) {
  if (source.len > kMaxLink) return PatternTooLong(part, error);
  const Status status = CompilePart(source, part, &arena_, &columns_, out, error);
  if (status != Status::OK) return status;
  if (out->constant) {
    return part == Part::kAccountId ? CheckAccountId(out->text(), error) : CheckZoneId(out->text(), error);
  }
  const size_t fault = FindInvalidUtf8(source);
  if (fault == kNowhere) return Status::OK;
  return Fail(error, Status::E_UTF8, Place(part, fault), "the pattern is not valid UTF-8 at byte ", fault);
}

Status Template::CompileName(const View& source, Error* error) {
  if (source.len > kMaxLink) return PatternTooLong(Part::kName, error);
  const Status status = CheckName(source, error);
  return status == Status::OK ? CompilePart(source, Part::kName, &arena_, &columns_, &name_, error) : status;
}

Status Template::MakeHead(Permissions permissions, Error* error) {
  const Str prefix = user_ ? kUserPrefix : kAccountPrefix;
  size_t room = kMaxLink - prefix.size();
  Place excess = 0;
  if (!TakeEncodedList(permissions, &room, &excess)) return TooLong(error, excess);
  char* const begin = arena_.Bytes(kMaxLink - room);
  if (begin == nullptr) return Fail(error, Status::E_NOMEM, 0, "out of memory");
  WriteEncodedList(permissions, Put(prefix, begin));
  head_ = Str(begin, kMaxLink - room);
  return Status::OK;
}

// The size of a link without its name's text. Ids that vary have `id_size` bytes.
size_t Template::FrameSize(size_t id_size) const {
  size_t size = head_.size() + (name_.pieces.empty() ? 0 : kNameIs.size());
  if (!user_) return size;
  size += account_id_.constant ? EncodedAccountId(account_id_.text()).size() : id_size;
  size += zone_id_.constant ? EncodedZoneId(zone_id_.text()).size() : id_size;
  return size + kAccountIdIs.size() + kZoneIdIs.size();
}

size_t Template::LiteralSize() const {
  size_t size = 0;
  for (const Piece& piece : name_.pieces) size += piece.encoded.size();
  return size;
}

size_t Template::Bound(size_t bytes, size_t rows) const {
  constexpr size_t kIdSize = 32;
  size_t uses = 0;  // a byte may be in the name as often as its column is
  for (size_t column = 0; column < columns_.size(); ++column) {
    size_t count = 0;
    for (const Piece& piece : name_.pieces) count += piece.column == column;
    if (count > uses) uses = count;
  }
  const size_t frames = Times(FrameSize(kIdSize) + LiteralSize() + 1, rows);
  const size_t bound = Plus(frames, Times(bytes, 3 * uses));
  const size_t longest = Times(kMaxLink + 1, rows);
  return bound < longest ? bound : longest;
}

}  // namespace tokenlink

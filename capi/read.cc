// SPDX-License-Identifier: MIT
#include <algorithm>
#include <new>

#include "boundary.h"
#include "link/canonical.h"
#include "link/ordinary.h"
#include "link/reader.h"
#include "lint/canonical_lint.h"
#include "lint/linter.h"

using namespace tokenlink;
using namespace tokenlink::capi;

static_assert(sizeof(Finding) == sizeof(tokenlink_finding) &&
              offsetof(Finding, fix) == offsetof(tokenlink_finding, fix) &&
              offsetof(Finding, message) == offsetof(tokenlink_finding, message) &&
              offsetof(Finding, offset) == offsetof(tokenlink_finding, offset));
static_assert(sizeof(ExtraParameter) == sizeof(tokenlink_param) &&
              offsetof(ExtraParameter, value) == offsetof(tokenlink_param, value));

// A reader of the C ABI: the core's, and the catalog it lints with.
struct tokenlink_reader {
  Reader reader;
  const Catalog* catalog;
};

namespace {

Status OutOfMemory(Error* error) { return Fail(error, Status::E_NOMEM, 0, "out of memory"); }

tokenlink_str ValueOf(const LinkParameter* parameter) {
  return parameter != nullptr ? FromView(parameter->value) : tokenlink_str{nullptr, 0};
}

// One link, and with `lint` or strictness what there is to say about it. Only running out of memory takes what was
// read with it.
Status ReadOne(tokenlink_reader* reader, Str link, bool strict, Findings* findings, bool lint, Error* error) {
  Status status = reader->reader.Read(link, error);
  if (status == Status::E_NOMEM || !(lint || strict)) return status;
  Arena* arena = reader->reader.arena();
  if (!Lint(reader->reader.reading(), *reader->catalog, arena, findings)) return OutOfMemory(error);
  if (strict && status == Status::OK) status = CheckStrict(reader->reader.reading(), *findings, arena, error);
  return status;
}

// A CanonicalLink or an OrdinaryLink; all but the struct_size. Field by field into the caller's own struct: a copy
// would read in large pieces what was just written in small ones, and wait for it.
template <typename Link>
void Fill(const Link& link, tokenlink_link* out) {
  out->kind = static_cast<int32_t>(link.kind);
  out->permissions = FromPermissions(link.permissions.data());
  out->permission_count = link.permissions.size();
  out->account_id = FromView(link.account_id);
  out->zone_id = FromView(link.zone_id);
  out->name = FromView(link.name);
  out->extra = nullptr;
  out->extra_count = 0;
  out->findings = nullptr;
  out->finding_count = out->finding_total = 0;
}

void Fill(const Findings& findings, tokenlink_link* out) {
  out->findings = reinterpret_cast<const tokenlink_finding*>(findings.list.data());
  out->finding_count = findings.list.size();
  out->finding_total = findings.total;
}

// The short ways' result, into a struct of any age.
template <typename Link>
void Give(const Link& link, const Findings* findings, tokenlink_link* out) {
  if (out->struct_size == sizeof *out) {
    Fill(link, out);
    if (findings != nullptr) Fill(*findings, out);
    return;
  }
  tokenlink_link ours = {};
  Fill(link, &ours);
  if (findings != nullptr) Fill(*findings, &ours);
  FillStruct(ours, out);
}

// One link, where one of the short ways to read it does.
bool ReadShortWay(Str link, Arena* arena, tokenlink_link* out) {
  CanonicalLink canonical;
  if (ReadCanonical(link, arena, &canonical)) {
    Give(canonical, nullptr, out);
    return true;
  }
  OrdinaryLink ordinary;
  if (!ReadOrdinary(link, arena, &ordinary)) return false;
  Give(ordinary, nullptr, out);
  return true;
}

// The same with what there is to say of the link, which may be said of a canonical one only.
bool LintShortWay(Str link, tokenlink_reader* reader, Findings* findings, tokenlink_link* out) {
  CanonicalLink canonical;
  if (!ReadCanonical(link, reader->reader.arena(), &canonical) ||
      !LintCanonical(canonical, *reader->catalog, findings)) {
    return false;
  }
  Give(canonical, findings, out);
  return true;
}

// What a link that could be read says. Of one that could not only the kind is certain.
void Fill(const Reading& reading, Status status, tokenlink_link* out) {
  out->kind = static_cast<int32_t>(reading.kind);
  if (status != Status::OK && status != Status::E_NOT_CANONICAL) return;
  const bool user = reading.kind == Kind::kUser;
  out->permissions = FromPermissions(reading.permissions.data());
  out->permission_count = reading.permissions.size();
  if (user) out->account_id = ValueOf(reading.account_id);
  if (user) out->zone_id = ValueOf(reading.zone_id);
  out->name = ValueOf(reading.name);
  out->extra = reinterpret_cast<const tokenlink_param*>(reading.extra.data());
  out->extra_count = reading.extra.size();
}

// Whether a call is one that the short ways may do, which are tried before anything else is looked at.
bool MayBeShort(const tokenlink_reader* reader, const char* link, uint32_t flags, const tokenlink_link* out,
                const tokenlink_error* err) {
  return reader != nullptr && link != nullptr && flags == 0 && IsOut(out, sizeof(tokenlink_link)) && IsError(err);
}

tokenlink_status ParseOrLint(tokenlink_reader* reader, const char* link, size_t size, uint32_t flags, bool lint,
                             tokenlink_link* out, tokenlink_error* err) {
  TOKENLINK_CHECK(reader != nullptr, "the reader is NULL");
  TOKENLINK_CHECK(IsText(link, size), "link is NULL");
  TOKENLINK_CHECK((flags & ~TOKENLINK_STRICT) == 0, "an unknown flag is set");
  TOKENLINK_CHECK(IsOut(out, sizeof(tokenlink_link)), "out is NULL, or its struct_size is not set");
  reader->reader.Reset();
  Error error;
  Findings findings = {ArenaVector<Finding>(reader->reader.arena())};
  tokenlink_link ours = {};
  const Status status = ReadOne(reader, Str(link, size), (flags & TOKENLINK_STRICT) != 0, &findings, lint, &error);
  if (status != Status::E_NOMEM) Fill(reader->reader.reading(), status, &ours);
  if (lint && status != Status::E_NOMEM) Fill(findings, &ours);
  reader->reader.ForgetInput();
  FillStruct(ours, out);
  return Report(error, status, err);
}

}  // namespace

tokenlink_status tokenlink_reader_new(const tokenlink_catalog* catalog, tokenlink_reader** out, tokenlink_error* err) {
  TOKENLINK_CHECK(out != nullptr, "out is NULL");
  *out = new (std::nothrow) tokenlink_reader();
  Error error;
  if (*out == nullptr) return Report(error, OutOfMemory(&error), err);
  (*out)->catalog = &ToCatalog(catalog);
  return Report(error, Status::OK, err);
}

void tokenlink_reader_free(tokenlink_reader* reader) { delete reader; }

tokenlink_status tokenlink_parse(tokenlink_reader* reader, const char* link, size_t size, uint32_t flags,
                                 tokenlink_link* out, tokenlink_error* err) {
  if (MayBeShort(reader, link, flags, out, err)) {
    reader->reader.Reset();
    if (ReadShortWay(Str(link, size), reader->reader.arena(), out)) return Succeed(err);
  }
  return ParseOrLint(reader, link, size, flags, false, out, err);
}

tokenlink_status tokenlink_lint(tokenlink_reader* reader, const char* link, size_t size, uint32_t flags,
                                tokenlink_link* out, tokenlink_error* err) {
  if (MayBeShort(reader, link, flags, out, err)) {
    reader->reader.Reset();
    Findings findings = {ArenaVector<Finding>(reader->reader.arena())};
    if (LintShortWay(Str(link, size), reader, &findings, out)) return Succeed(err);
  }
  return ParseOrLint(reader, link, size, flags, true, out, err);
}

tokenlink_status tokenlink_canonicalize(tokenlink_reader* reader, const char* link, size_t size, char* out, size_t cap,
                                        size_t* need, tokenlink_error* err) {
  TOKENLINK_CHECK(reader != nullptr, "the reader is NULL");
  TOKENLINK_CHECK(IsText(link, size), "link is NULL");
  TOKENLINK_CHECK(need != nullptr && IsText(out, cap), "out or need is NULL");
  *need = 0;
  reader->reader.Reset();
  Error error;
  Status status = reader->reader.Read(Str(link, size), &error);
  if (status == Status::OK) status = Build(reader->reader.reading().request(), out, cap, need, &error);
  reader->reader.ForgetInput();
  return Report(error, status, err);
}

tokenlink_status tokenlink_permissions_read(tokenlink_reader* reader, const char* text, size_t size,
                                            const tokenlink_permission** out, size_t* count, tokenlink_error* err) {
  TOKENLINK_CHECK(reader != nullptr, "the reader is NULL");
  TOKENLINK_CHECK(IsText(text, size), "text is NULL");
  TOKENLINK_CHECK(out != nullptr && count != nullptr, "out or count is NULL");
  *out = nullptr;
  *count = 0;
  reader->reader.Reset();
  ArenaVector<Permission> list(reader->reader.arena());
  Error error;
  const Status status = reader->reader.ReadPermissions(Str(text, size), &list, &error);
  if (status == Status::OK) {
    *out = FromPermissions(list.data());
    *count = list.size();
  }
  return Report(error, status, err);
}

namespace {

// The columns of a parsed batch, while they grow.
struct Rows {
  explicit Rows(Arena* arena)
      : statuses(arena),
        error_offsets(arena),
        kinds(arena),
        account_ids(arena),
        zone_ids(arena),
        names(arena),
        permission_offsets(arena),
        permissions(arena) {}

  ArenaVector<tokenlink_status> statuses;
  ArenaVector<uint32_t> error_offsets;
  ArenaVector<int32_t> kinds;
  ArenaVector<tokenlink_str> account_ids, zone_ids, names;
  ArenaVector<uint32_t> permission_offsets;
  ArenaVector<Permission> permissions;

  bool Reserve(size_t count) {
    return statuses.Reserve(count) && error_offsets.Reserve(count) && kinds.Reserve(count) &&
           account_ids.Reserve(count) && zone_ids.Reserve(count) && names.Reserve(count) &&
           permission_offsets.Reserve(count + 1) && permission_offsets.Push(0) && permissions.Reserve(4 * count);
  }

  // Space for the row is reserved, but that of its permissions.
  void Add(const tokenlink_link& link, Status status, uint64_t offset) {
    (void)(statuses.Push(static_cast<tokenlink_status>(status)) && error_offsets.Push(static_cast<uint32_t>(offset)) &&
           kinds.Push(link.kind) && account_ids.Push(link.account_id) && zone_ids.Push(link.zone_id) &&
           names.Push(link.name) && permission_offsets.Push(static_cast<uint32_t>(permissions.size())));
  }

  // Both return false when out of memory.
  bool AddWithPermissions(const tokenlink_link& link, Status status, uint64_t offset) {
    Permission* const room = permissions.Room(link.permission_count);
    if (room == nullptr) return false;
    std::copy_n(ToPermissions(link.permissions), link.permission_count, room);
    permissions.Add(link.permission_count);
    Add(link, status, offset);
    return true;
  }

  // A canonical link, whose permissions are read into their place. *is_other: it is none.
  bool AddCanonical(Str link, Arena* arena, bool* is_other) {
    CanonicalRoom room = {nullptr, MostPermissions(link.size()), nullptr};
    room.permissions = permissions.Room(room.most);
    room.copy = arena->Bytes(CopySize(link.size()));
    if (room.permissions == nullptr || room.copy == nullptr) return false;
    CanonicalLink canonical;
    *is_other = !ReadCanonical(link, room, &canonical);
    arena->GiveBack(room.copy + canonical.copied);
    if (*is_other) return true;
    permissions.Add(canonical.permissions.size());
    tokenlink_link one;
    Fill(canonical, &one);
    Add(one, Status::OK, 0);
    return true;
  }
};

}  // namespace

tokenlink_status tokenlink_parse_rows(tokenlink_reader* reader, const tokenlink_column* links, size_t first_row,
                                      size_t row_count, uint32_t flags, tokenlink_parsed_rows* out,
                                      tokenlink_error* err) {
  TOKENLINK_CHECK(reader != nullptr, "the reader is NULL");
  TOKENLINK_CHECK(links != nullptr && links->offsets != nullptr, "links or its offsets are NULL");
  TOKENLINK_CHECK((flags & ~TOKENLINK_STRICT) == 0, "an unknown flag is set");
  TOKENLINK_CHECK(IsOut(out, sizeof(tokenlink_parsed_rows)), "out is NULL, or its struct_size is not set");
  for (size_t i = first_row; i < first_row + row_count; ++i) {
    TOKENLINK_CHECK(links->offsets[i] <= links->offsets[i + 1], "the offsets decrease");
  }
  reader->reader.Reset();
  Arena* arena = reader->reader.arena();
  Rows rows(arena);
  Error error;
  tokenlink_parsed_rows ours = {};
  bool fits = rows.Reserve(row_count);
  for (size_t i = first_row; fits && i < first_row + row_count; ++i) {
    const Str link(links->data + links->offsets[i], links->offsets[i + 1] - links->offsets[i]);
    bool is_other = true;
    if (flags == 0 && link.size() <= kMaxInput) fits = rows.AddCanonical(link, arena, &is_other);
    if (!is_other || !fits) continue;
    tokenlink_link one = {};
    OrdinaryLink ordinary;
    if (flags == 0 && ReadOrdinary(link, arena, &ordinary)) {
      Fill(ordinary, &one);
      fits = rows.AddWithPermissions(one, Status::OK, 0);
      continue;
    }
    Findings findings = {ArenaVector<Finding>(arena)};
    Error row;
    const Status status = ReadOne(reader, link, (flags & TOKENLINK_STRICT) != 0, &findings, false, &row);
    if (status != Status::OK) ++ours.rows_failed;
    Fill(reader->reader.reading(), status, &one);
    fits = status != Status::E_NOMEM && rows.AddWithPermissions(one, status, status == Status::OK ? 0 : row.offset);
  }
  reader->reader.ForgetInput();
  if (!fits) {
    FillStruct(tokenlink_parsed_rows{}, out);
    return Report(error, OutOfMemory(&error), err);
  }
  ours.row_count = row_count;
  ours.statuses = rows.statuses.data();
  ours.error_offsets = rows.error_offsets.data();
  ours.kinds = rows.kinds.data();
  ours.account_ids = rows.account_ids.data();
  ours.zone_ids = rows.zone_ids.data();
  ours.names = rows.names.data();
  ours.permission_offsets = rows.permission_offsets.data();
  ours.permissions = FromPermissions(rows.permissions.data());
  FillStruct(ours, out);
  return Report(error, Status::OK, err);
}

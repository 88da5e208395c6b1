// SPDX-License-Identifier: MIT
#include "facade/read.h"

#include <algorithm>

#include "facade/build.h"
#include "link/canonical_fast.h"
#include "link/canonicalize_fast.h"
#include "link/permission_text.h"
#include "link/reordered_fast.h"
#include "lint/linter_fast.h"

namespace tokenlink {
namespace {

Status OutOfMemory(Error* error) { return Fail(error, Status::E_NOMEM, 0, "out of memory"); }

View ValueOf(const LinkParameter* parameter) { return parameter != nullptr ? View(parameter->value) : View(); }

// A CanonicalLink or a ReorderedLink, member by member: a copy of the whole would load in large pieces what was just
// stored in small ones, and stall.
template <typename Link>
void CopyOut(const Link& link, LinkResult* out) {
  out->kind = link.kind;
  out->permissions = link.permissions.data();
  out->permission_count = link.permissions.size();
  out->account_id = link.account_id;
  out->zone_id = link.zone_id;
  out->name = link.name;
  out->extra = nullptr;
  out->extra_count = 0;
  out->findings = nullptr;
  out->finding_count = out->finding_total = 0;
  out->error_count = out->warning_count = out->info_count = 0;
  out->canonical = View();
}

void CopyOut(const Findings& findings, LinkResult* out) {
  out->findings = findings.list.data();
  out->finding_count = findings.list.size();
  out->error_count = findings.counts[0];
  out->warning_count = findings.counts[1];
  out->info_count = findings.counts[2];
  out->finding_total = findings.total();
}

// A link that was read exactly. If it could not be read, only its kind is certain.
void CopyOut(const Reading& reading, Status status, LinkResult* out) {
  out->kind = reading.kind;
  if (status != Status::OK && status != Status::E_NOT_CANONICAL) return;
  const bool user = reading.kind == Kind::kUser;
  out->permissions = reading.permissions.data();
  out->permission_count = reading.permissions.size();
  if (user) out->account_id = ValueOf(reading.account_id);
  if (user) out->zone_id = ValueOf(reading.zone_id);
  out->name = ValueOf(reading.name);
  out->extra = reading.extra.data();
  out->extra_count = reading.extra.size();
}

void Clear(LinkResult* out) { CopyOut(ReorderedLink(), out); }

// A row without a link to read. False when out of memory.
bool AddUnread(Cell cell, RowColumns* rows) {
  Error error;
  const Status status = cell == Cell::kNull ? Fail(&error, Status::E_VALUES, 0, "the link is null")
                                            : Fail(&error, Status::E_ARGUMENT, 0,
                                                   "the row's offsets decrease or exceed the size of the column");
  rows->Add(Kind::kNone, View(), View(), View(), 0);
  return rows->Fail(status, error);
}

template <typename Link>
Request RequestOf(const Link& link) {
  return {link.kind, link.permissions, link.account_id, link.zone_id, link.name};
}

}  // namespace

void ReadSession::Reset() {
  if (reader_.memory() + fixed_.memory() <= options_.keep_memory) return reader_.Reset();
  reader_.Release();
  fixed_.Release();
}

Status ReadSession::TooLong(Error* error) const {
  return Fail(error, Status::E_TOO_LONG, options_.max_input, "the text is over ", options_.max_input, " bytes");
}

// What BuildLink() gives; absent where it fails.
void ReadSession::PutCanonical(const Request& request, LinkResult* out) {
  const size_t bound = BuildBound(request);
  char* const room = arena()->Bytes(bound);
  size_t size = 0;
  if (room != nullptr && BuildLink(request, room, bound, &size, nullptr) == Status::OK)
    out->canonical = Str(room, size);
}

bool ReadSession::TryParse(Str link, unsigned flags, LinkResult* out) {
  CanonicalLink canonical;
  if (TryReadCanonical(link, arena(), &canonical)) {
    if ((flags & kStrict) != 0 && !TryCheckStrict(link, canonical)) return false;
    CopyOut(canonical, out);
    if ((flags & kWithCanonical) != 0) PutCanonical(RequestOf(canonical), out);
    return true;
  }
  ReorderedLink reordered;
  if ((flags & kStrict) != 0 || !TryReadReordered(link, arena(), &reordered)) return false;
  CopyOut(reordered, out);
  if ((flags & kWithCanonical) != 0) PutCanonical(RequestOf(reordered), out);
  return true;
}

bool ReadSession::TryLint(Str link, unsigned flags, LinkResult* out) {
  CanonicalLink canonical;
  if (!TryReadCanonical(link, arena(), &canonical) || ((flags & kStrict) != 0 && !TryCheckStrict(link, canonical))) {
    return false;
  }
  LintedLink linted = {Status::OK, canonical.permissions.size(), {ArenaVector<Finding>(arena())}};
  if (!tokenlink::TryLint(link, canonical, *options_.catalog, arena(), &linted.findings) ||
      !FitFixes(link, LintAgain, this, arena(), &linted)) {
    return false;
  }
  CopyOut(canonical, out);
  CopyOut(linted.findings, out);
  if ((flags & kWithCanonical) != 0) PutCanonical(RequestOf(canonical), out);
  return true;
}

Status ReadSession::ReadExactly(Str link, unsigned flags, bool lint, LinkResult* out, Error* error) {
  Clear(out);
  Status status = reader_.Read(link, error);
  if (status == Status::E_NOMEM) return status;
  const Reading& reading = reader_.reading();
  LintedLink linted = {reading.status, reading.permissions.size(), {ArenaVector<Finding>(arena())}};
  Findings* const findings = &linted.findings;
  const bool strict = (flags & kStrict) != 0;
  if ((lint || strict) && !tokenlink::Lint(reading, *options_.catalog, arena(), findings)) return OutOfMemory(error);
  if (strict && status == Status::OK) status = CheckStrict(reading, *findings, arena(), error);
  if (status == Status::E_NOMEM) return status;
  if (lint && !FitFixes(link, LintAgain, this, arena(), &linted)) return OutOfMemory(error);
  CopyOut(reading, status, out);
  if (lint) CopyOut(*findings, out);
  if ((flags & kWithCanonical) != 0 && reading.status == Status::OK) PutCanonical(reading.request(), out);
  reader_.ForgetInput();
  return status;
}

// Lints a fixed link, which is often canonical.
bool ReadSession::LintAgain(void* session, Str link, LintedLink* out) {
  auto* const self = static_cast<ReadSession*>(session);
  const Catalog& catalog = *self->options_.catalog;
  Reader* const reader = &self->fixed_;
  Arena* const arena = reader->arena();
  reader->Reset();
  const Findings none = {ArenaVector<Finding>(arena)};
  out->findings = none;
  CanonicalLink canonical;
  if (TryReadCanonical(link, arena, &canonical) &&
      tokenlink::TryLint(link, canonical, catalog, arena, &out->findings)) {
    out->status = Status::OK;
    out->permission_count = canonical.permissions.size();
    return true;
  }
  out->findings = none;
  out->status = reader->Read(link, nullptr);
  out->permission_count = reader->reading().permissions.size();
  return out->status != Status::E_NOMEM && tokenlink::Lint(reader->reading(), catalog, arena, &out->findings);
}

Status ReadSession::Parse(Str link, unsigned flags, LinkResult* out, Error* error) {
  Reset();
  if (IsTooLong(link)) return Clear(out), TooLong(error);
  if (TryParse(link, flags, out)) return Status::OK;
  return ReadExactly(link, flags, false, out, error);
}

Status ReadSession::Lint(Str link, unsigned flags, LinkResult* out, Error* error) {
  Reset();
  if (IsTooLong(link)) return Clear(out), TooLong(error);
  if (TryLint(link, flags, out)) return Status::OK;
  return ReadExactly(link, flags, true, out, error);
}

Status ReadSession::LintRequest(const Request& request, LinkResult* out, Error* error) {
  // The request may have views of what this session returned last: it is built before anything is taken back.
  char built[kMaxLink];
  size_t size = 0;
  const Status status = BuildLink(request, built, sizeof built, &size, error);
  Reset();
  if (status != Status::OK) return Clear(out), status;
  char* const link = arena()->Bytes(size);
  if (link == nullptr) return Clear(out), OutOfMemory(error);
  memcpy(link, built, size);
  const Status read = TryLint(Str(link, size), 0, out) ? Status::OK : ReadExactly(Str(link, size), 0, true, out, error);
  out->canonical = read == Status::OK ? View(Str(link, size)) : View();
  return read;
}

Status ReadSession::Canonicalize(Str link, char* out, size_t cap, size_t* need, Error* error) {
  Reset();
  *need = 0;
  if (IsTooLong(link)) return TooLong(error);
  if (TryCanonicalize(link, arena(), out, cap, need)) return Status::OK;
  *need = 0;
  Status status = reader_.Read(link, error);
  if (status == Status::OK) status = BuildLink(reader_.reading().request(), out, cap, need, error);
  reader_.ForgetInput();
  return status;
}

Status ReadSession::ReadPermissions(Str text, Permissions* out, Error* error) {
  Reset();
  *out = {};
  if (IsTooLong(text)) return TooLong(error);
  ArenaVector<Permission> list(arena());
  const Status status = ReadPermissionText(text, reader_.json(), arena(), &list, error);
  if (status == Status::OK) *out = {list.data(), list.size()};
  return status;
}

// Permissions of a canonical link are read into their place in the column.
bool ReadSession::TryParseRow(Str link, unsigned flags, RowColumns* rows, bool* out_of_memory) {
  CanonicalRoom room = {nullptr, MostPermissions(link.size()), nullptr};
  room.permissions = rows->Room(room.most);
  room.copy = arena()->Bytes(CopySize(link.size()));
  *out_of_memory = room.permissions == nullptr || room.copy == nullptr;
  if (*out_of_memory) return false;
  CanonicalLink canonical;
  const bool read = TryReadCanonical(link, room, &canonical);
  arena()->GiveBack(room.copy + canonical.copied);
  const bool strict = (flags & kStrict) != 0;
  if (read && (!strict || TryCheckStrict(link, canonical))) {
    rows->Add(canonical.kind, canonical.account_id, canonical.zone_id, canonical.name, canonical.permissions.size());
    return true;
  }
  ReorderedLink reordered;
  if (strict || !TryReadReordered(link, arena(), &reordered)) return false;
  const size_t count = reordered.permissions.size();
  Permission* const permissions = rows->Room(count);
  *out_of_memory = permissions == nullptr;
  if (*out_of_memory) return false;
  std::copy_n(reordered.permissions.data(), count, permissions);
  rows->Add(reordered.kind, reordered.account_id, reordered.zone_id, reordered.name, count);
  return true;
}

// False when out of memory, like the two after it.
bool ReadSession::ParseRowExactly(Str link, unsigned flags, RowColumns* rows) {
  LinkResult one;
  Error error;
  const Status status = ReadExactly(link, flags, false, &one, &error);
  Permission* const permissions = rows->Room(one.permission_count);
  if (status == Status::E_NOMEM || permissions == nullptr) return false;
  std::copy_n(one.permissions, one.permission_count, permissions);
  rows->Add(one.kind, one.account_id, one.zone_id, one.name, one.permission_count);
  return status == Status::OK || rows->Fail(status, error);
}

bool ReadSession::ParseRow(Str link, unsigned flags, RowColumns* rows) {
  if (IsTooLong(link)) {
    Error error;
    const Status status = TooLong(&error);
    rows->Add(Kind::kNone, View(), View(), View(), 0);
    return rows->Fail(status, error);
  }
  bool out_of_memory = false;
  if (TryParseRow(link, flags, rows, &out_of_memory)) return true;
  return !out_of_memory && ParseRowExactly(link, flags, rows);
}

Status ReadSession::ParseRows(const Column& links, size_t first_row, size_t row_count, unsigned flags, ParsedRows* out,
                              Error* error) {
  const char* const fault = links.Fault(first_row, row_count);
  if (fault != nullptr) return Fail(error, Status::E_ARGUMENT, 0, Str(fault));
  Reset();
  RowColumns rows(arena());
  if (!rows.Reserve(row_count)) return OutOfMemory(error);
  for (size_t i = 0; i < row_count; ++i) {
    Str link;
    const Cell cell = links.Get(first_row + i, &link);
    if (!(cell == Cell::kValue ? ParseRow(link, flags, &rows) : AddUnread(cell, &rows))) return OutOfMemory(error);
  }
  *out = rows.Finish();
  return Status::OK;
}

}  // namespace tokenlink

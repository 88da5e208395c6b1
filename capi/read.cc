// SPDX-License-Identifier: MIT
#include "facade/read.h"

#include <new>

#include "boundary.h"

using namespace tokenlink;
using namespace tokenlink::capi;

// Results are written into the caller's structs as they are: these are the same structs under two names.
static_assert(sizeof(Finding) == sizeof(tokenlink_finding) &&
              offsetof(Finding, flags) == offsetof(tokenlink_finding, flags) &&
              offsetof(Finding, offset) == offsetof(tokenlink_finding, offset) &&
              offsetof(Finding, message) == offsetof(tokenlink_finding, message) &&
              offsetof(Finding, fix) == offsetof(tokenlink_finding, fix));
static_assert(sizeof(ExtraParameter) == sizeof(tokenlink_param) &&
              offsetof(ExtraParameter, value) == offsetof(tokenlink_param, value));
static_assert(sizeof(LinkResult) == sizeof(tokenlink_link) &&
              offsetof(LinkResult, kind) == offsetof(tokenlink_link, kind) &&
              offsetof(LinkResult, account_id) == offsetof(tokenlink_link, account_id) &&
              offsetof(LinkResult, extra) == offsetof(tokenlink_link, extra) &&
              offsetof(LinkResult, findings) == offsetof(tokenlink_link, findings) &&
              offsetof(LinkResult, canonical) == offsetof(tokenlink_link, canonical));
static_assert(sizeof(ParsedRows) == sizeof(tokenlink_parsed_rows) &&
              offsetof(ParsedRows, statuses) == offsetof(tokenlink_parsed_rows, statuses) &&
              offsetof(ParsedRows, kinds) == offsetof(tokenlink_parsed_rows, kinds) &&
              offsetof(ParsedRows, permissions) == offsetof(tokenlink_parsed_rows, permissions));

namespace {

ReadSession* ToSession(tokenlink_reader* reader) { return reinterpret_cast<ReadSession*>(reader); }

// Calls `read` with a result that is the caller's own struct if it is of this version, else with one that is copied.
template <typename Read>
tokenlink_status ReadInto(tokenlink_link* out, tokenlink_error* err, const Read& read) {
  Error error;
  if (out->struct_size == sizeof *out) return Report(error, read(reinterpret_cast<LinkResult*>(out), &error), err);
  LinkResult result;
  const Status status = read(&result, &error);
  tokenlink_link ours;
  memcpy(static_cast<void*>(&ours), &result, sizeof ours);
  FillStruct(ours, out);
  return Report(error, status, err);
}

// What is wrong with the arguments that reading functions share; null if nothing is.
const char* Fault(const tokenlink_reader* reader, const char* text, size_t size, uint32_t flags, uint32_t known) {
  if (reader == nullptr) return "reader is NULL";
  if (!IsText(text, size)) return "the text is NULL with a size";
  return (flags & ~known) != 0 ? "an unknown flag is set" : nullptr;
}

constexpr uint32_t kReadFlags = TOKENLINK_STRICT | TOKENLINK_WITH_CANONICAL;
static_assert(kStrict == TOKENLINK_STRICT && kWithCanonical == TOKENLINK_WITH_CANONICAL);

[[gnu::cold]] tokenlink_status RefuseLink(const char* fault, tokenlink_link* out, tokenlink_error* err) {
  ClearStruct(out);
  return IsError(err) ? Misuse(err, fault) : static_cast<tokenlink_status>(TOKENLINK_E_ARGUMENT);
}

// What is wrong with an output struct, or null.
const char* OutFault(const tokenlink_link* out) {
  return IsSized(out) ? nullptr : "out is NULL, or its struct_size is not a size this library accepts";
}

}  // namespace

tokenlink_status tokenlink_reader_new(const tokenlink_reader_options* options, tokenlink_reader** out,
                                      tokenlink_error* err) {
  if (out != nullptr) *out = nullptr;
  TOKENLINK_CHECK(out != nullptr, "out is NULL");
  ReadOptions ours;
  if (options != nullptr) {
    tokenlink_reader_options room;
    const tokenlink_reader_options* given = TakeStruct(options, &room);
    TOKENLINK_CHECK(given != nullptr, "options->struct_size is not a size this library accepts");
    TOKENLINK_CHECK(given->flags == 0, "an unknown flag is set in options");
    TOKENLINK_CHECK(given->max_input <= kLargestMaxInput, "options->max_input is over 256 MiB");
    ours.catalog = &ToCatalog(given->catalog);
    if (given->max_input != 0) ours.max_input = given->max_input;
    if (given->keep_memory != 0) ours.keep_memory = given->keep_memory;
  }
  auto* const made = new (std::nothrow) ReadSession(ours);
  *out = reinterpret_cast<tokenlink_reader*>(made);
  return Report(Error(), made != nullptr ? Status::OK : Status::E_NOMEM, err);
}

void tokenlink_reader_free(tokenlink_reader* reader) { delete ToSession(reader); }

tokenlink_status tokenlink_parse(tokenlink_reader* reader, const char* link, size_t size, uint32_t flags,
                                 tokenlink_link* out, tokenlink_error* err) {
  const char* fault = Fault(reader, link, size, flags, kReadFlags);
  if (fault == nullptr) fault = OutFault(out);
  if (fault != nullptr || !IsError(err)) return RefuseLink(fault, out, err);
  return ReadInto(out, err, [=](LinkResult* result, Error* error) {
    return ToSession(reader)->Parse(Str(link, size), flags, result, error);
  });
}

tokenlink_status tokenlink_lint(tokenlink_reader* reader, const char* link, size_t size, uint32_t flags,
                                tokenlink_link* out, tokenlink_error* err) {
  const char* fault = Fault(reader, link, size, flags, kReadFlags);
  if (fault == nullptr) fault = OutFault(out);
  if (fault != nullptr || !IsError(err)) return RefuseLink(fault, out, err);
  return ReadInto(out, err, [=](LinkResult* result, Error* error) {
    return ToSession(reader)->Lint(Str(link, size), flags, result, error);
  });
}

tokenlink_status tokenlink_lint_request(tokenlink_reader* reader, const tokenlink_request* request, uint32_t flags,
                                        tokenlink_link* out, tokenlink_error* err) {
  const char* fault = Fault(reader, nullptr, 0, flags, 0);
  if (fault == nullptr) fault = OutFault(out);
  Request ours;
  if (fault == nullptr) fault = TakeRequest(request, &ours);
  if (fault != nullptr || !IsError(err)) return RefuseLink(fault, out, err);
  return ReadInto(
      out, err, [&](LinkResult* result, Error* error) { return ToSession(reader)->LintRequest(ours, result, error); });
}

tokenlink_status tokenlink_canonicalize(tokenlink_reader* reader, const char* link, size_t size, uint32_t flags,
                                        char* out, size_t cap, size_t* need, tokenlink_error* err) {
  if (need != nullptr) *need = 0;
  const char* const fault = Fault(reader, link, size, flags, 0);
  TOKENLINK_CHECK(fault == nullptr, fault);
  TOKENLINK_CHECK(need != nullptr && IsText(out, cap), "out or need is NULL");
  Error error;
  return Report(error, ToSession(reader)->Canonicalize(Str(link, size), out, cap, need, &error), err);
}

tokenlink_status tokenlink_permissions_read(tokenlink_reader* reader, const char* text, size_t size, uint32_t flags,
                                            const tokenlink_permission** out, size_t* count, tokenlink_error* err) {
  if (out != nullptr) *out = nullptr;
  if (count != nullptr) *count = 0;
  const char* const fault = Fault(reader, text, size, flags, 0);
  TOKENLINK_CHECK(fault == nullptr, fault);
  TOKENLINK_CHECK(out != nullptr && count != nullptr, "out or count is NULL");
  Permissions list;
  Error error;
  const Status status = ToSession(reader)->ReadPermissions(Str(text, size), &list, &error);
  if (status == Status::OK) {
    *out = FromPermissions(list.data());
    *count = list.size();
  }
  return Report(error, status, err);
}

tokenlink_status tokenlink_parse_rows(tokenlink_reader* reader, const tokenlink_column* links, size_t first_row,
                                      size_t row_count, uint32_t flags, tokenlink_parsed_rows* out,
                                      tokenlink_error* err) {
  ClearStruct(out);
  const char* const fault = Fault(reader, nullptr, 0, flags, TOKENLINK_STRICT);
  TOKENLINK_CHECK(fault == nullptr, fault);
  TOKENLINK_CHECK(IsSized(out), "out is NULL, or its struct_size is not a size this library accepts");
  TOKENLINK_CHECK(links != nullptr, "links is NULL");
  Error error;
  ParsedRows rows;
  const Status status = ToSession(reader)->ParseRows(ToColumn(*links), first_row, row_count, flags, &rows, &error);
  if (status == Status::OK) {
    tokenlink_parsed_rows ours;
    memcpy(static_cast<void*>(&ours), &rows, sizeof ours);
    FillStruct(ours, out);
  }
  return Report(error, status, err);
}

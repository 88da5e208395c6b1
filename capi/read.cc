// SPDX-License-Identifier: MIT
#include <new>

#include "boundary.h"
#include "facade/read.h"

using namespace tokenlink;
using namespace tokenlink::capi;

static_assert(sizeof(Finding) == sizeof(tokenlink_finding) &&
              offsetof(Finding, fix) == offsetof(tokenlink_finding, fix) &&
              offsetof(Finding, message) == offsetof(tokenlink_finding, message) &&
              offsetof(Finding, offset) == offsetof(tokenlink_finding, offset));
static_assert(sizeof(ExtraParameter) == sizeof(tokenlink_param) &&
              offsetof(ExtraParameter, value) == offsetof(tokenlink_param, value));

struct tokenlink_reader {
  ReadSession session;
};

namespace {

void CopyOut(const LinkResult& link, tokenlink_link* out) {
  tokenlink_link ours = {};
  tokenlink_link* const to = out->struct_size == sizeof *out ? out : &ours;
  to->kind = static_cast<int32_t>(link.kind);
  to->permissions = FromPermissions(link.permissions);
  to->permission_count = link.permission_count;
  to->account_id = FromView(link.account_id);
  to->zone_id = FromView(link.zone_id);
  to->name = FromView(link.name);
  to->extra = reinterpret_cast<const tokenlink_param*>(link.extra);
  to->extra_count = link.extra_count;
  to->findings = reinterpret_cast<const tokenlink_finding*>(link.findings);
  to->finding_count = link.finding_count;
  to->finding_total = link.finding_total;
  if (to != out) FillStruct(ours, out);
}

}  // namespace

tokenlink_status tokenlink_reader_new(const tokenlink_catalog* catalog, tokenlink_reader** out, tokenlink_error* err) {
  TOKENLINK_CHECK(out != nullptr, "out is NULL");
  ReadOptions options;
  options.catalog = &ToCatalog(catalog);
  options.max_input = TOKENLINK_MAX_INPUT;
  options.keep_memory = static_cast<size_t>(-1);
  *out = new (std::nothrow) tokenlink_reader{ReadSession(options)};
  Error error;
  if (*out == nullptr) return Report(error, Fail(&error, Status::E_NOMEM, 0, "out of memory"), err);
  return Report(error, Status::OK, err);
}

void tokenlink_reader_free(tokenlink_reader* reader) { delete reader; }

tokenlink_status tokenlink_parse(tokenlink_reader* reader, const char* link, size_t size, uint32_t flags,
                                 tokenlink_link* out, tokenlink_error* err) {
  TOKENLINK_CHECK(reader != nullptr, "the reader is NULL");
  TOKENLINK_CHECK(IsText(link, size), "link is NULL");
  TOKENLINK_CHECK((flags & ~TOKENLINK_STRICT) == 0, "an unknown flag is set");
  TOKENLINK_CHECK(IsOut(out, sizeof(tokenlink_link)), "out is NULL, or its struct_size is not set");
  LinkResult result;
  Error error;
  const Status status = reader->session.Parse(Str(link, size), flags, &result, &error);
  CopyOut(result, out);
  return Report(error, status, err);
}

tokenlink_status tokenlink_lint(tokenlink_reader* reader, const char* link, size_t size, uint32_t flags,
                                tokenlink_link* out, tokenlink_error* err) {
  TOKENLINK_CHECK(reader != nullptr, "the reader is NULL");
  TOKENLINK_CHECK(IsText(link, size), "link is NULL");
  TOKENLINK_CHECK((flags & ~TOKENLINK_STRICT) == 0, "an unknown flag is set");
  TOKENLINK_CHECK(IsOut(out, sizeof(tokenlink_link)), "out is NULL, or its struct_size is not set");
  LinkResult result;
  Error error;
  const Status status = reader->session.Lint(Str(link, size), flags, &result, &error);
  CopyOut(result, out);
  return Report(error, status, err);
}

tokenlink_status tokenlink_canonicalize(tokenlink_reader* reader, const char* link, size_t size, char* out, size_t cap,
                                        size_t* need, tokenlink_error* err) {
  TOKENLINK_CHECK(reader != nullptr, "the reader is NULL");
  TOKENLINK_CHECK(IsText(link, size), "link is NULL");
  TOKENLINK_CHECK(need != nullptr && IsText(out, cap), "out or need is NULL");
  Error error;
  return Report(error, reader->session.Canonicalize(Str(link, size), out, cap, need, &error), err);
}

tokenlink_status tokenlink_permissions_read(tokenlink_reader* reader, const char* text, size_t size,
                                            const tokenlink_permission** out, size_t* count, tokenlink_error* err) {
  TOKENLINK_CHECK(reader != nullptr, "the reader is NULL");
  TOKENLINK_CHECK(IsText(text, size), "text is NULL");
  TOKENLINK_CHECK(out != nullptr && count != nullptr, "out or count is NULL");
  Permissions list;
  Error error;
  const Status status = reader->session.ReadPermissions(Str(text, size), &list, &error);
  *out = FromPermissions(list.data());
  *count = list.size();
  return Report(error, status, err);
}

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
  const Column column = {links->data, static_cast<size_t>(-1), links->offsets, nullptr, 0, kOffsets32, 0};
  ParsedRows rows;
  Error error;
  const Status status = reader->session.ParseRows(column, first_row, row_count, flags, &rows, &error);
  tokenlink_parsed_rows ours = {};
  ours.row_count = rows.row_count;
  ours.rows_failed = rows.rows_failed;
  ours.statuses = reinterpret_cast<const tokenlink_status*>(rows.statuses);
  ours.error_offsets = rows.error_offsets;
  ours.kinds = reinterpret_cast<const int32_t*>(rows.kinds);
  ours.account_ids = reinterpret_cast<const tokenlink_str*>(rows.account_ids);
  ours.zone_ids = reinterpret_cast<const tokenlink_str*>(rows.zone_ids);
  ours.names = reinterpret_cast<const tokenlink_str*>(rows.names);
  ours.permission_offsets = rows.permission_offsets;
  ours.permissions = FromPermissions(rows.permissions);
  FillStruct(ours, out);
  return Report(error, status, err);
}

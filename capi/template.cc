// SPDX-License-Identifier: MIT
#include "boundary.h"
#include "facade/render.h"

using namespace tokenlink;
using namespace tokenlink::capi;

static_assert(sizeof(RowError) == sizeof(tokenlink_row_error) &&
              offsetof(RowError, status) == offsetof(tokenlink_row_error, status) &&
              offsetof(RowError, part) == offsetof(tokenlink_row_error, part) &&
              offsetof(RowError, offset) == offsetof(tokenlink_row_error, offset) &&
              offsetof(RowError, index) == offsetof(tokenlink_row_error, index) &&
              offsetof(RowError, detail) == offsetof(tokenlink_row_error, detail));
static_assert(kTerminateFailed == TOKENLINK_TERMINATE_FAILED && kTerminatorNul == TOKENLINK_TERMINATOR_NUL);
static_assert(kOffsets32 == TOKENLINK_LAYOUT_OFFSETS32 && kOffsets64 == TOKENLINK_LAYOUT_OFFSETS64);

namespace {

const LinkTemplate* ToTemplate(const tokenlink_template* tmpl) { return reinterpret_cast<const LinkTemplate*>(tmpl); }

// The rows of a batch as the core takes them.
Batch TakeBatch(const tokenlink_batch& given) {
  Batch rows;
  rows.columns = reinterpret_cast<const Column*>(given.columns);
  rows.column_count = given.column_count;
  rows.first_row = given.first_row;
  rows.row_count = given.row_count;
  rows.out = given.out;
  rows.out_cap = given.out_cap;
  rows.out_start = given.out_start;
  rows.out_layout = given.out_layout;
  rows.terminator = given.terminator;
  rows.flags = given.flags;
  rows.out_row = given.out_row;
  rows.out_offsets = given.out_offsets;
  rows.statuses = given.statuses;
  rows.out_validity = given.out_validity;
  rows.row_errors = reinterpret_cast<RowError*>(given.row_errors);
  rows.row_error_cap = given.row_error_cap;
  return rows;
}

}  // namespace

tokenlink_status tokenlink_template_new(const tokenlink_request* request, tokenlink_template** out,
                                        tokenlink_error* err) {
  if (out != nullptr) *out = nullptr;
  TOKENLINK_CHECK(out != nullptr, "out is NULL");
  Request ours;
  const char* const fault = TakeRequest(request, &ours);
  TOKENLINK_CHECK(fault == nullptr, fault);
  Error error;
  LinkTemplate* const made = LinkTemplate::New(ours, &error);
  *out = reinterpret_cast<tokenlink_template*>(made);
  return Report(error, made != nullptr ? Status::OK : error.status, err);
}

void tokenlink_template_free(tokenlink_template* tmpl) { delete const_cast<LinkTemplate*>(ToTemplate(tmpl)); }

size_t tokenlink_template_column_count(const tokenlink_template* tmpl) {
  return tmpl != nullptr ? ToTemplate(tmpl)->column_count() : 0;
}

tokenlink_status tokenlink_template_column_name(const tokenlink_template* tmpl, size_t index, tokenlink_str* out) {
  if (out == nullptr) return TOKENLINK_E_ARGUMENT;
  *out = {nullptr, 0};
  if (tmpl == nullptr) return TOKENLINK_E_ARGUMENT;
  if (index >= ToTemplate(tmpl)->column_count()) return TOKENLINK_E_NOT_FOUND;
  *out = FromView(ToTemplate(tmpl)->column_name(index));
  return TOKENLINK_OK;
}

size_t tokenlink_template_bound(const tokenlink_template* tmpl, size_t bytes, size_t rows) {
  return tmpl != nullptr ? ToTemplate(tmpl)->Bound(bytes, rows) : 0;
}

tokenlink_status tokenlink_template_render(const tokenlink_template* tmpl, const tokenlink_str* values,
                                           size_t value_count, char* out, size_t cap, size_t* need,
                                           tokenlink_error* err) {
  if (need != nullptr) *need = 0;
  TOKENLINK_CHECK(tmpl != nullptr, "tmpl is NULL");
  TOKENLINK_CHECK(values != nullptr || value_count == 0, "values is NULL");
  TOKENLINK_CHECK(need != nullptr && IsText(out, cap), "out or need is NULL");
  Error error;
  const View* const views = reinterpret_cast<const View*>(values);
  return Report(error, ToTemplate(tmpl)->Render(views, value_count, out, cap, need, &error), err);
}

tokenlink_status tokenlink_template_render_rows(const tokenlink_template* tmpl, tokenlink_batch* batch,
                                                tokenlink_error* err) {
  if (IsSized(batch)) batch->rows_done = batch->rows_failed = batch->row_error_count = 0;
  TOKENLINK_CHECK(tmpl != nullptr && batch != nullptr, "tmpl or batch is NULL");
  tokenlink_batch room;
  const tokenlink_batch* given = TakeStruct(batch, &room);
  TOKENLINK_CHECK(given != nullptr,
                  "batch->struct_size is not a size this library accepts, or an unknown member is set");
  Batch rows = TakeBatch(*given);
  Error error;
  const Status status = ToTemplate(tmpl)->RenderRows(&rows, &error);
  batch->rows_done = rows.rows_done;
  batch->rows_failed = rows.rows_failed;
  batch->row_error_count = rows.row_error_count;
  return Report(error, status, err);
}

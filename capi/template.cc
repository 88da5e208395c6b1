// SPDX-License-Identifier: MIT
#include "boundary.h"
#include "facade/render.h"

using namespace tokenlink;
using namespace tokenlink::capi;

namespace {

LinkTemplate* ToTemplate(const tokenlink_template* tmpl) {
  return const_cast<LinkTemplate*>(reinterpret_cast<const LinkTemplate*>(tmpl));
}

}  // namespace

tokenlink_status tokenlink_template_new(const tokenlink_request* request, tokenlink_template** out,
                                        tokenlink_error* err) {
  TOKENLINK_CHECK(out != nullptr, "out is NULL");
  *out = nullptr;
  Request ours;
  const char* misuse = TakeRequest(request, &ours);
  TOKENLINK_CHECK(misuse == nullptr, misuse);
  Error error;
  LinkTemplate* made = LinkTemplate::New(ours, &error);
  *out = reinterpret_cast<tokenlink_template*>(made);
  return Report(error, made != nullptr ? Status::OK : error.status, err);
}

void tokenlink_template_free(tokenlink_template* tmpl) { delete ToTemplate(tmpl); }

size_t tokenlink_template_column_count(const tokenlink_template* tmpl) {
  return tmpl != nullptr ? ToTemplate(tmpl)->column_count() : 0;
}

tokenlink_status tokenlink_template_column_name(const tokenlink_template* tmpl, size_t index, tokenlink_str* out) {
  if (tmpl == nullptr || out == nullptr) return TOKENLINK_E_ARGUMENT;
  if (index >= ToTemplate(tmpl)->column_count()) return TOKENLINK_E_NOT_FOUND;
  *out = FromView(ToTemplate(tmpl)->column_name(index));
  return TOKENLINK_OK;
}

tokenlink_status tokenlink_template_render(const tokenlink_template* tmpl, const tokenlink_str* values,
                                           size_t value_count, char* out, size_t cap, size_t* need,
                                           tokenlink_error* err) {
  TOKENLINK_CHECK(tmpl != nullptr, "the template is NULL");
  TOKENLINK_CHECK(need != nullptr && IsText(out, cap), "out or need is NULL");
  const View* const ours = reinterpret_cast<const View*>(values);
  Error error;
  return Report(error, ToTemplate(tmpl)->Render(ours, value_count, out, cap, need, &error), err);
}

tokenlink_status tokenlink_template_render_rows(const tokenlink_template* tmpl, tokenlink_batch* batch,
                                                tokenlink_error* err) {
  TOKENLINK_CHECK(tmpl != nullptr && batch != nullptr, "the template or the batch is NULL");
  tokenlink_batch room;
  const tokenlink_batch* taken = TakeStruct(batch, sizeof(tokenlink_batch), &room);
  TOKENLINK_CHECK(taken != nullptr, "batch->struct_size is not one this library knows");
  const tokenlink_batch& theirs = *taken;
  const LinkTemplate& ours = *ToTemplate(tmpl);
  Error error;
  if (theirs.column_count != ours.column_count()) {
    return Report(error,
                  Fail(&error, Status::E_VALUES, 0, "the template takes ", ours.column_count(), " columns, not ",
                       theirs.column_count),
                  err);
  }
  TOKENLINK_CHECK(theirs.columns != nullptr || theirs.column_count == 0, "batch->columns is NULL");
  TOKENLINK_CHECK(IsText(theirs.out, theirs.out_cap) && theirs.out_offsets != nullptr,
                  "an output of the batch is NULL");
  TOKENLINK_CHECK(theirs.statuses != nullptr || theirs.row_count == 0, "batch->statuses is NULL");
  TOKENLINK_CHECK(theirs.terminator >= -1 && theirs.terminator <= 255, "batch->terminator is neither a byte nor -1");
  for (size_t c = 0; c < theirs.column_count; ++c) {
    TOKENLINK_CHECK(theirs.columns[c].offsets != nullptr, "a column's offsets are NULL");
  }
  constexpr size_t kMostColumns = 64;
  TOKENLINK_CHECK(theirs.column_count <= kMostColumns, "a batch has over 64 columns");
  Column columns[kMostColumns];
  for (size_t c = 0; c < theirs.column_count; ++c) {
    const size_t size = theirs.columns[c].offsets[theirs.first_row + theirs.row_count];
    columns[c] = {theirs.columns[c].data, size, theirs.columns[c].offsets, nullptr, 0, kOffsets32, 0};
  }
  Batch rows;
  rows.terminator = theirs.terminator < 0    ? 0
                    : theirs.terminator == 0 ? kTerminatorNul
                                             : static_cast<uint32_t>(theirs.terminator);
  rows.columns = columns;
  rows.column_count = theirs.column_count;
  rows.first_row = theirs.first_row;
  rows.row_count = theirs.row_count;
  rows.out = theirs.out;
  rows.out_cap = theirs.out_cap;
  rows.out_offsets = theirs.out_offsets;
  rows.statuses = theirs.statuses;
  const Status status = ours.RenderRows(&rows, &error);
  batch->rows_done = rows.rows_done;
  batch->rows_failed = rows.rows_failed;
  return Report(error, status, err);
}

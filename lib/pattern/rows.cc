// SPDX-License-Identifier: MIT
#include "pattern/rows.h"

#include "pattern/render.h"

namespace tokenlink {
namespace {

// Every column of a template is in a pattern, so a row needs a value in each.
Status CheckCells(const Template& tmpl, const Batch& batch, size_t row, Error* error) {
  for (size_t i = 0; i < batch.column_count; ++i) {
    Str text;
    const Place place(Part::kColumn, i, 0);
    switch (batch.columns[i].Get(row, &text)) {
      case Cell::kValue:
        break;
      case Cell::kNull:
        return Fail(error, Status::E_VALUES, place, "the value of column ", Quoted{tmpl.column_name(i)}, " is null");
      case Cell::kOutOfBounds:
        return Fail(error, Status::E_ARGUMENT, place, "the offsets of column ", Quoted{tmpl.column_name(i)},
                    " decrease or exceed its data");
    }
  }
  return Status::OK;
}

}  // namespace

Status RenderRows(const Template& tmpl, Batch* batch, Error* error) {
  Status status = BeginBatch(tmpl.column_count(), batch, error);
  while (status == Status::OK && batch->rows_done < batch->row_count) status = RenderNextRow(tmpl, batch, error);
  return status;
}

Status RenderNextRow(const Template& tmpl, Batch* batch, Error* error) {
  const size_t row = batch->first_row + batch->rows_done;
  const size_t room = batch->limit - batch->used;
  const size_t tail = batch->terminator_size();
  size_t size = 0;
  Error fault;
  Status status = CheckCells(tmpl, *batch, row, &fault);
  if (status == Status::OK) {
    const RowValues values(batch->columns, row);
    status = RenderRow(tmpl, values, batch->out + batch->used, room > tail ? room - tail : 0, &size, &fault);
  }
  if (status == Status::E_BUFFER) return BatchFull("out", *batch, error);
  if (status != Status::OK) return AddFailure(fault, batch, error);
  AddLink(size, batch);
  return Status::OK;
}

}  // namespace tokenlink

// SPDX-License-Identifier: MIT
#include "pattern/batch.h"

namespace tokenlink {
namespace {

Status Misuse(Error* error, Place place, const char* what) { return Fail(error, Status::E_ARGUMENT, place, Str(what)); }

Status CheckColumns(const Batch& batch, Error* error) {
  if (batch.columns == nullptr && batch.column_count > 0) return Misuse(error, 0, "batch->columns is NULL");
  for (size_t i = 0; i < batch.column_count; ++i) {
    const char* const fault = batch.columns[i].Fault(batch.first_row, batch.row_count);
    if (fault != nullptr) return Misuse(error, Place(Part::kColumn, i, 0), fault);
  }
  return Status::OK;
}

Status CheckOutputs(const Batch& batch, Error* error) {
  constexpr size_t kMost = static_cast<size_t>(-1);
  if (batch.out_layout != kOffsets32 && batch.out_layout != kOffsets64) {
    return Misuse(error, 0, "batch->out_layout is unknown");
  }
  if ((batch.flags & ~kTerminateFailed) != 0) return Misuse(error, 0, "batch->flags has an unknown flag");
  if (batch.terminator > kTerminatorNul) return Misuse(error, 0, "batch->terminator is over 256");
  if (batch.first_row > kMost - batch.row_count) return Misuse(error, 0, "batch->first_row + row_count overflows");
  if (batch.out_row > kMost - batch.row_count) return Misuse(error, 0, "batch->out_row + row_count overflows");
  if (batch.out == nullptr && batch.out_cap > 0) return Misuse(error, 0, "batch->out is NULL");
  if (batch.out_offsets == nullptr) return Misuse(error, 0, "batch->out_offsets is NULL");
  if (batch.statuses == nullptr && batch.row_count > 0) return Misuse(error, 0, "batch->statuses is NULL");
  if (batch.out_start > batch.limit) return Misuse(error, 0, "batch->out_start is past the end of out");
  return Status::OK;
}

// Sets or clears the bits [begin, end) of a bitmap.
void SetBits(uint8_t* bitmap, size_t begin, size_t end, bool value) {
  for (size_t i = begin; i < end;) {
    if (i % 8 == 0 && end - i >= 8) {
      bitmap[i / 8] = value ? 0xFF : 0;
      i += 8;
      continue;
    }
    const unsigned bit = 1u << i % 8;
    bitmap[i / 8] = static_cast<uint8_t>(value ? bitmap[i / 8] | bit : bitmap[i / 8] & ~bit);
    ++i;
  }
}

// Records the next row, whose output ends at `used`.
void AddRow(Status status, Batch* batch) {
  const size_t link = batch->out_row + batch->rows_done;
  batch->statuses[link] = static_cast<int32_t>(status);
  batch->SetOffset(link + 1, batch->used);
  if (batch->out_validity != nullptr) SetBits(batch->out_validity, link, link + 1, status == Status::OK);
  ++batch->rows_done;
}

void PutTerminator(Batch* batch) {
  if (batch->terminator != 0) batch->out[batch->used++] = static_cast<char>(batch->terminator);
}

}  // namespace

Status BeginBatch(size_t column_count, Batch* batch, Error* error) {
  batch->rows_done = batch->rows_failed = batch->row_error_count = 0;
  if (batch->column_count != column_count) {
    return Fail(error, Status::E_VALUES, 0, "the template takes ", column_count, " columns, not ", batch->column_count);
  }
  batch->limit = batch->out_cap;
  if (batch->out_layout == kOffsets32 && batch->limit > 0xFFFFFFFFu) batch->limit = 0xFFFFFFFFu;
  Status status = CheckOutputs(*batch, error);
  if (status == Status::OK) status = CheckColumns(*batch, error);
  if (status != Status::OK) return status;
  batch->used = batch->out_start;
  batch->SetOffset(batch->out_row, batch->used);
  return Status::OK;
}

void AddLink(size_t size, Batch* batch) {
  batch->used += size;
  PutTerminator(batch);
  AddRow(Status::OK, batch);
}

void AddLinks(size_t count, size_t used, Batch* batch) {
  const size_t link = batch->out_row + batch->rows_done;
  if (batch->out_validity != nullptr) SetBits(batch->out_validity, link, link + count, true);
  batch->rows_done += count;
  batch->used = used;
}

Status AddFailure(const Error& fault, Batch* batch, Error* error) {
  const bool terminated = (batch->flags & kTerminateFailed) != 0;
  if (terminated && batch->limit - batch->used < batch->terminator_size()) return BatchFull("out", *batch, error);
  if (batch->row_errors != nullptr) {
    if (batch->row_error_count == batch->row_error_cap) return BatchFull("row_errors", *batch, error);
    RowError& entry = batch->row_errors[batch->row_error_count++];
    entry.row = batch->first_row + batch->rows_done;
    entry.status = static_cast<int32_t>(fault.status);
    entry.part = static_cast<uint32_t>(fault.part);
    entry.offset = fault.offset;
    entry.index = fault.index;
    entry.reserved = 0;
    static_assert(sizeof entry.detail == sizeof fault.detail);
    memset(entry.detail, 0, sizeof entry.detail);
    memcpy(entry.detail, fault.detail, strlen(fault.detail));
  }
  if (terminated) PutTerminator(batch);
  AddRow(fault.status, batch);
  ++batch->rows_failed;
  return Status::OK;
}

Status BatchFull(Str what, const Batch& batch, Error* error) {
  return Fail(error, Status::E_BUFFER, 0, what, " was full after ", batch.rows_done, " of ", batch.row_count, " rows");
}

}  // namespace tokenlink

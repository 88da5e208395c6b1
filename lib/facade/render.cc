// SPDX-License-Identifier: MIT
#include "facade/render.h"

#include <new>

#include "pattern/render.h"
#include "pattern/rows.h"

namespace tokenlink {

LinkTemplate* LinkTemplate::New(const Request& patterns, Error* error) {
  LinkTemplate* const made = new (std::nothrow) LinkTemplate();
  Status status = made != nullptr ? made->exact_.Compile(patterns, error) : Status::E_NOMEM;
  if (status == Status::OK && MakeSegments(made->exact_, &made->segments_)) return made;
  if (status == Status::OK || made == nullptr) Fail(error, Status::E_NOMEM, 0, "out of memory");
  delete made;
  return nullptr;
}

Status LinkTemplate::Render(const View* values, size_t count, char* out, size_t cap, size_t* need, Error* error) const {
  if (TryRender(segments_, values, count, out, cap, need)) return Status::OK;
  return tokenlink::Render(exact_, values, count, out, cap, need, error);
}

Status LinkTemplate::RenderRows(Batch* batch, Error* error) const {
  Status status = BeginBatch(exact_.column_count(), batch, error);
  while (status == Status::OK && batch->rows_done < batch->row_count) {
    if (TryRenderRows(segments_, batch)) break;
    status = RenderNextRow(exact_, batch, error);
  }
  return status;
}

}  // namespace tokenlink

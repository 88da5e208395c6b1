// SPDX-License-Identifier: MIT
// Token templates, as the boundary calls them: by the fast path or by the exact implementation, with one answer.
#ifndef TOKENLINK_LIB_FACADE_RENDER_H_
#define TOKENLINK_LIB_FACADE_RENDER_H_

#include "pattern/batch.h"
#include "pattern/render_fast.h"
#include "pattern/template.h"

namespace tokenlink {

// A template with its segments. Immutable, so that threads share it.
class LinkTemplate {
 public:
  // Null with *error (which may be null) set: Template::Compile().
  static LinkTemplate* New(const Request& patterns, Error* error);

  size_t column_count() const { return exact_.column_count(); }
  Str column_name(size_t index) const { return exact_.column_name(index); }

  // Template::Bound(): with `out_start` + Bound() bytes of `out`, a batch never finds it full.
  size_t Bound(size_t bytes, size_t rows) const { return exact_.Bound(bytes, rows); }

  // tokenlink::Render() of pattern/render.h, fast for most rows.
  Status Render(const View* values, size_t count, char* out, size_t cap, size_t* need, Error* error) const;

  // RenderRows() of pattern/rows.h, fast for most rows.
  Status RenderRows(Batch* batch, Error* error) const;

 private:
  Template exact_;
  Segments segments_;
};

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_FACADE_RENDER_H_

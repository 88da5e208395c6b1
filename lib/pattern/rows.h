// SPDX-License-Identifier: MIT
// Rendering rows of columns, exactly: one after the other, each as RenderRow() does it.
#ifndef TOKENLINK_LIB_PATTERN_ROWS_H_
#define TOKENLINK_LIB_PATTERN_ROWS_H_

#include "pattern/batch.h"
#include "pattern/template.h"

namespace tokenlink {

// Renders a batch. A row that fails is recorded in it. E_BUFFER if the outputs are full before all rows are done.
Status RenderRows(const Template& tmpl, Batch* batch, Error* error);

// Renders the next row of a batch that was begun and is not done.
Status RenderNextRow(const Template& tmpl, Batch* batch, Error* error);

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PATTERN_ROWS_H_

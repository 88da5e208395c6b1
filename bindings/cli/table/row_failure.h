// SPDX-License-Identifier: MIT
//
// Why a row has no link, in words that name the cell.
#ifndef TOKENLINK_CLI_TABLE_ROW_FAILURE_H_
#define TOKENLINK_CLI_TABLE_ROW_FAILURE_H_

#include <cstddef>
#include <string>

#include "library/abi.h"
#include "table/row_plan.h"
#include "table/table.h"

namespace tokenlink_cli {

// The first row in [row, end) with a cell that would spoil its name: an empty one, or one with a blank at either end.
// `end` if there is none.
size_t FindSpoiledName(const RowChunk& chunk, const RowTemplate& how, size_t row, size_t end);

// What is wrong with that row's name.
std::string SpoiledName(const Header& header, const RowChunk& chunk, const RowTemplate& how, size_t row);

// What the library says about a row it did not render.
std::string RowFailure(const Header& header, const RowChunk& chunk, const RowTemplate& how,
                       const tokenlink_row_error& error);

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_TABLE_ROW_FAILURE_H_

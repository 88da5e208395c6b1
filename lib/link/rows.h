// SPDX-License-Identifier: MIT
// Links that were read, as columns.
#ifndef TOKENLINK_LIB_LINK_ROWS_H_
#define TOKENLINK_LIB_LINK_ROWS_H_

#include "base/arena.h"
#include "link/link.h"

namespace tokenlink {

// Laid out as the C ABI freezes it (tokenlink_parsed_rows).
struct ParsedRows {
  uint32_t struct_size = 0;  // the boundary's
  uint32_t reserved = 0;
  size_t row_count = 0;
  size_t rows_failed = 0;
  const Status* statuses = nullptr;
  const uint32_t* error_offsets = nullptr;
  const uint32_t* error_rules = nullptr;
  const View* error_details = nullptr;
  const Kind* kinds = nullptr;
  const View* account_ids = nullptr;
  const View* zone_ids = nullptr;
  const View* names = nullptr;
  const uint32_t* permission_offsets = nullptr;
  const Permission* permissions = nullptr;
};

// The columns of a ParsedRows while they are filled, row by row.
class RowColumns {
 public:
  explicit RowColumns(Arena* arena) : arena_(arena), permissions_(arena) {}

  // Room for `count` rows and a few permissions for each. False when out of memory.
  bool Reserve(size_t count);

  // Room for the permissions of the next row, to be filled before the row is added. Null when out of memory.
  Permission* Room(size_t count) { return permissions_.Room(count); }

  // A row that was read; the first permission_count elements of Room() are its permissions.
  void Add(Kind kind, const View& account_id, const View& zone_id, const View& name, size_t permission_count) {
    const size_t row = row_count_++;
    permissions_.Add(permission_count);
    statuses_[row] = Status::OK;
    kinds_[row] = kind;
    account_ids_[row] = account_id;
    zone_ids_[row] = zone_id;
    names_[row] = name;
    permission_offsets_[row + 1] = static_cast<uint32_t>(permissions_.size());
  }

  // What went wrong with the row that was added last. False when out of memory.
  bool Fail(Status status, const Error& error);

  ParsedRows Finish() const;

 private:
  template <typename T>
  bool Take(size_t count, T** out);

  Arena* arena_;
  size_t row_count_ = 0;
  size_t rows_failed_ = 0;
  Status* statuses_ = nullptr;
  uint32_t* error_offsets_ = nullptr;
  uint32_t* error_rules_ = nullptr;
  View* error_details_ = nullptr;
  Kind* kinds_ = nullptr;
  View *account_ids_ = nullptr, *zone_ids_ = nullptr, *names_ = nullptr;
  uint32_t* permission_offsets_ = nullptr;
  ArenaVector<Permission> permissions_;
};

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_ROWS_H_

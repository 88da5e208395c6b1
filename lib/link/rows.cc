// SPDX-License-Identifier: MIT
#include "link/rows.h"

namespace tokenlink {
namespace {

constexpr size_t kPermissionsPerRow = 4;

}  // namespace

template <typename T>
bool RowColumns::Take(size_t count, T** out) {
  *out = static_cast<T*>(arena_->Allocate(count * sizeof(T), alignof(T)));
  return *out != nullptr;
}

bool RowColumns::Reserve(size_t count) {
  if (count >= static_cast<size_t>(-1) / sizeof(Permission) / kPermissionsPerRow) return false;
  if (!Take(count, &statuses_) || !Take(count, &error_offsets_) || !Take(count, &error_rules_) ||
      !Take(count, &error_details_) || !Take(count, &kinds_) || !Take(count, &account_ids_) ||
      !Take(count, &zone_ids_) || !Take(count, &names_) || !Take(count + 1, &permission_offsets_) ||
      !permissions_.Reserve(kPermissionsPerRow * count)) {
    return false;
  }
  // Rows that fail are few: only they write here.
  memset(error_offsets_, 0, count * sizeof *error_offsets_);
  memset(error_rules_, 0, count * sizeof *error_rules_);
  memset(static_cast<void*>(error_details_), 0, count * sizeof *error_details_);
  permission_offsets_[0] = 0;
  return true;
}

bool RowColumns::Fail(Status status, const Error& error) {
  const size_t row = row_count_ - 1;
  const size_t size = strlen(error.detail);
  char* const detail = arena_->Bytes(size);
  if (detail == nullptr) return false;
  memcpy(detail, error.detail, size);
  ++rows_failed_;
  statuses_[row] = status;
  error_offsets_[row] = static_cast<uint32_t>(error.offset);
  error_rules_[row] = error.rule;
  error_details_[row] = Str(detail, size);
  return true;
}

ParsedRows RowColumns::Finish() const {
  ParsedRows rows;
  rows.row_count = row_count_;
  rows.rows_failed = rows_failed_;
  rows.statuses = statuses_;
  rows.error_offsets = error_offsets_;
  rows.error_rules = error_rules_;
  rows.error_details = error_details_;
  rows.kinds = kinds_;
  rows.account_ids = account_ids_;
  rows.zone_ids = zone_ids_;
  rows.names = names_;
  rows.permission_offsets = permission_offsets_;
  rows.permissions = permissions_.data();
  return rows;
}

}  // namespace tokenlink

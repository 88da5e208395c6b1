// SPDX-License-Identifier: MIT
// The facade for reading: what the boundary calls. It chooses between the fast paths and the exact implementations,
// which give the same answers (tests/unit/agreement), and does nothing else.
#ifndef TOKENLINK_LIB_FACADE_READ_H_
#define TOKENLINK_LIB_FACADE_READ_H_

#include "base/column.h"
#include "link/reader.h"
#include "link/rows.h"
#include "lint/fit_fixes.h"

namespace tokenlink {

inline constexpr size_t kDefaultMaxInput = size_t{1} << 20;
inline constexpr size_t kLargestMaxInput = size_t{1} << 28;
inline constexpr size_t kDefaultKeepMemory = size_t{4} << 20;

struct ReadOptions {
  const Catalog* catalog = &BuiltinCatalog();
  size_t max_input = kDefaultMaxInput;      // bytes of a text that is read; at most kLargestMaxInput
  size_t keep_memory = kDefaultKeepMemory;  // bytes of memory that are kept from one call to the next
};

// Flags of the calls, with the numbers of the C ABI.
inline constexpr unsigned kStrict = 1;
inline constexpr unsigned kWithCanonical = 2;

// Laid out as the C ABI freezes it (tokenlink_link).
struct LinkResult {
  uint32_t struct_size = 0;  // the boundary's; never touched here
  Kind kind = Kind::kNone;
  const Permission* permissions = nullptr;
  size_t permission_count = 0;
  View account_id, zone_id, name;
  const ExtraParameter* extra = nullptr;
  size_t extra_count = 0;
  const Finding* findings = nullptr;
  size_t finding_count = 0;
  size_t finding_total = 0;
  size_t error_count = 0, warning_count = 0, info_count = 0;
  View canonical;
};

// A reader of the C ABI. What a call returns is valid until the next one.
class ReadSession {
 public:
  explicit ReadSession(const ReadOptions& options) : options_(options) {}

  // Both fill *out whatever the status. `flags` are kStrict and kWithCanonical.
  Status Parse(Str link, unsigned flags, LinkResult* out, Error* error);
  Status Lint(Str link, unsigned flags, LinkResult* out, Error* error);

  // Builds a link and lints it.
  Status LintRequest(const Request& request, LinkResult* out, Error* error);

  // As Build(): *need is the size of the result; E_BUFFER when cap < *need.
  Status Canonicalize(Str link, char* out, size_t cap, size_t* need, Error* error);

  // `flags` may have kStrict. *out is set on OK only.
  Status ParseRows(const Column& links, size_t first_row, size_t row_count, unsigned flags, ParsedRows* out,
                   Error* error);

  Status ReadPermissions(Str text, Permissions* out, Error* error);

 private:
  Arena* arena() { return reader_.arena(); }
  void Reset();
  static bool LintAgain(void* session, Str link, LintedLink* out);
  bool IsTooLong(Str text) const { return text.size() > options_.max_input; }
  Status TooLong(Error* error) const;

  bool TryParse(Str link, unsigned flags, LinkResult* out);
  bool TryLint(Str link, unsigned flags, LinkResult* out);
  Status ReadExactly(Str link, unsigned flags, bool lint, LinkResult* out, Error* error);
  void PutCanonical(const Request& request, LinkResult* out);

  bool ParseRow(Str link, unsigned flags, RowColumns* rows);
  bool TryParseRow(Str link, unsigned flags, RowColumns* rows, bool* out_of_memory);
  bool ParseRowExactly(Str link, unsigned flags, RowColumns* rows);

  ReadOptions options_;
  Reader reader_;
  Reader fixed_;  // for links that the linter has fixed
};

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_FACADE_READ_H_

// SPDX-License-Identifier: MIT
// A token template: a request whose ids and name are patterns, compiled once. Immutable, so that threads share it.
#ifndef TOKENLINK_LIB_PATTERN_TEMPLATE_H_
#define TOKENLINK_LIB_PATTERN_TEMPLATE_H_

#include "link/link.h"
#include "pattern/pattern.h"

namespace tokenlink {

class Template {
 public:
  Template() : columns_(&arena_), account_id_(&arena_), zone_id_(&arena_), name_(&arena_) {}

  // To be called once. Fails as Build() does, as far as that does not depend on a row; with E_PATTERN, or E_NOMEM.
  Status Compile(const Request& patterns, Error* error);

  size_t column_count() const { return columns_.size(); }
  Str column_name(size_t index) const { return columns_[index]; }

  bool is_user() const { return user_; }
  Str head() const { return head_; }  // prefix and permissions
  const Pattern& account_id() const { return account_id_; }
  const Pattern& zone_id() const { return zone_id_; }
  const Pattern& name() const { return name_; }

  // A buffer size that is enough for `rows` rows whose values have `bytes` bytes in total, each link with a terminator;
  // SIZE_MAX if it overflows.
  size_t Bound(size_t bytes, size_t rows) const;

 private:
  Status CompileId(const View& source, Part part, Pattern* out, Error* error);
  Status CompileName(const View& source, Error* error);
  Status MakeHead(Permissions permissions, Error* error);
  size_t FrameSize(size_t id_size) const;
  size_t LiteralSize() const;

  Arena arena_;
  ArenaVector<View> columns_;
  Pattern account_id_, zone_id_, name_;
  Str head_;
  bool user_ = false;
};

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_PATTERN_TEMPLATE_H_

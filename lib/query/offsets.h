// SPDX-License-Identifier: MIT
// From decoded bytes back to encoded ones, for many look-ups in one long value: each part of the value is walked once,
// when a look-up first needs it; then each look-up is a short walk.
#ifndef TOKENLINK_LIB_QUERY_OFFSETS_H_
#define TOKENLINK_LIB_QUERY_OFFSETS_H_

#include "query/query.h"

namespace tokenlink {

class EncodedOffsets {
 public:
  explicit EncodedOffsets(Arena* arena) : marks_(arena) {}

  // False when out of memory. `encoded` must decode without fault and outlive this object.
  bool Prepare(Str encoded) {
    encoded_ = encoded;
    return marks_.Reserve(encoded.size() / kEvery + 1) && marks_.Push(0);
  }

  // `decoded` is at most the size of the decoded value.
  size_t Of(size_t decoded) {
    while (marks_.size() <= decoded / kEvery) (void)marks_.Push(Walk(marks_.back(), kEvery));
    return Walk(marks_[decoded / kEvery], decoded % kEvery);
  }

 private:
  static constexpr size_t kEvery = 64;

  size_t Walk(size_t from, size_t decoded) const { return from + EncodedOffset(From(encoded_, from), decoded); }

  Str encoded_;
  ArenaVector<size_t> marks_;  // where every kEvery-th decoded byte is
};

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_QUERY_OFFSETS_H_

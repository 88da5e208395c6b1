// SPDX-License-Identifier: MIT
// From decoded bytes back to encoded ones, for many look-ups in one long value: linear time to prepare, then a short
// walk for each.
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
    size_t decoded = 0;
    for (size_t i = 0; i < encoded.size(); ++decoded) {
      if (decoded % kEvery == 0 && !marks_.Push(i)) return false;
      i += encoded[i] == '%' ? 3 : 1;
    }
    return decoded % kEvery != 0 || marks_.Push(encoded.size());
  }

  size_t Of(size_t decoded) const {
    const size_t mark = marks_[decoded / kEvery];
    return mark + EncodedOffset(From(encoded_, mark), decoded % kEvery);
  }

 private:
  static constexpr size_t kEvery = 64;
  Str encoded_;
  ArenaVector<size_t> marks_;
};

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_QUERY_OFFSETS_H_

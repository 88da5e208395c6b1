// SPDX-License-Identifier: MIT
// The hash of the catalog's slot table. Shared by the generator and the look-up, so that both mean the same slot.
#ifndef TOKENLINK_LIB_CATALOG_HASH_H_
#define TOKENLINK_LIB_CATALOG_HASH_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace tokenlink {

// By the first and the last eight bytes and the size. Not meant for keys somebody else chooses to collide: a table is
// filled once, from files of the project's or the user's own.
inline uint64_t KeyHash(std::string_view key) {
  uint64_t head = 0;
  uint64_t tail = 0;
  if (key.size() >= 8) {
    memcpy(&head, key.data(), 8);
    memcpy(&tail, key.data() + key.size() - 8, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    // The table may have been made on another machine.
    head = __builtin_bswap64(head);
    tail = __builtin_bswap64(tail);
#endif
  } else {
    for (size_t i = 0; i < key.size(); ++i) head |= uint64_t{static_cast<unsigned char>(key[i])} << (8 * i);
  }
  uint64_t hash = (head ^ (tail << 7 | tail >> 57)) * 0x9E3779B97F4A7C15u + key.size();
  hash ^= hash >> 32;
  return hash * 0xD6E8FEB86659FD93u >> 32;
}

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_CATALOG_HASH_H_

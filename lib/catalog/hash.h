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
  // Little-endian words, whatever this machine's order: the table may have been made on another.
  const auto word = [&key](auto of, size_t at) -> uint64_t {
    memcpy(&of, key.data() + at, sizeof of);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    return sizeof of == 8 ? __builtin_bswap64(of) : __builtin_bswap32(static_cast<uint32_t>(of));
#else
    return of;
#endif
  };
  if (key.size() >= 8) {
    head = word(uint64_t{}, 0);
    tail = word(uint64_t{}, key.size() - 8);
  } else if (key.size() >= 4) {
    head = word(uint32_t{}, 0) | word(uint32_t{}, key.size() - 4) << (8 * (key.size() - 4));
  } else {
    for (size_t i = 0; i < key.size(); ++i) head |= uint64_t{static_cast<unsigned char>(key[i])} << (8 * i);
  }
  uint64_t hash = (head ^ (tail << 7 | tail >> 57)) * 0x9E3779B97F4A7C15u + key.size();
  hash ^= hash >> 32;
  return hash * 0xD6E8FEB86659FD93u >> 32;
}

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_CATALOG_HASH_H_

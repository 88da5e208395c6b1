// SPDX-License-Identifier: MIT
// The catalog's hash table, shared by the generator, user catalogs and the look-up.
#ifndef TOKENLINK_LIB_CATALOG_HASH_H_
#define TOKENLINK_LIB_CATALOG_HASH_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace tokenlink {

// By the first and the last eight bytes and the size. Not for keys that somebody else may choose to collide: a table is
// filled once, from files of the project or of the user.
inline uint64_t KeyHash(std::string_view key) {
  uint64_t head = 0;
  uint64_t tail = 0;
  // Little-endian words on every machine: the table may have been made on another one.
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

// The size of the table for so many keys: a power of two, more than half of it empty.
inline size_t SlotCount(size_t keys) {
  size_t count = 512;
  while (count / 2 <= keys) count *= 2;
  return count;
}

// A key is in the first free slot from KeyHash(key) % count on, as its index + 1; 0 is an empty slot.
inline void AddSlot(std::string_view key, size_t index, uint32_t* slots, size_t count) {
  size_t slot = KeyHash(key) & (count - 1);
  while (slots[slot] != 0) slot = (slot + 1) & (count - 1);
  slots[slot] = static_cast<uint32_t>(index + 1);
}

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_CATALOG_HASH_H_

// SPDX-License-Identifier: MIT
// 32 bytes at a time, for x86-64 with AVX2, BMI1 and POPCNT.
//
// Encoding does not depend on how many bytes need escapes. Each byte is classified by two nibble look-ups; both hex
// digits of every byte are computed whether needed or not; then eight bytes at a time become 8 to 24 by two
// table-driven shuffles and one store. Decoding computes the decoded value at every position, puts it where a '%'
// stands, and drops the two bytes behind each '%' by a table-driven shuffle of eight.
#include "percent/kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx2,bmi,popcnt")))
#define INLINE TARGET static inline __attribute__((always_inline))

namespace tokenlink {
namespace {

constexpr size_t kStore = 32;                // of one group of eight; 24 of them at most are kept
constexpr size_t kRoom16 = 24 + kStore;      // for two groups
constexpr size_t kRoom32 = 3 * 24 + kStore;  // for four

INLINE __m128i Load8(const void* p) { return _mm_loadl_epi64(static_cast<const __m128i*>(p)); }
INLINE __m128i Load16(const void* p) { return _mm_loadu_si128(static_cast<const __m128i*>(p)); }
INLINE __m256i Load32(const void* p) { return _mm256_loadu_si256(static_cast<const __m256i*>(p)); }
INLINE __m256i Both(__m128i v) { return _mm256_broadcastsi128_si256(v); }

INLINE uint64_t Word(const char* p, size_t size) {
  uint64_t word = 0;
  __builtin_memcpy(&word, p, size);
  return word;
}

// Fewer than 16 bytes, with zeros behind them, by loads that stay inside them.
INLINE __m128i LoadShort(const char* p, size_t size) {
  if (size >= 8) {
    const uint64_t high = Word(p + size - 8, 8);
    return _mm_set_epi64x(size == 8 ? 0 : static_cast<int64_t>(high >> (8 * (16 - size))),
                          static_cast<int64_t>(Word(p, 8)));
  }
  if (size >= 4) {
    return _mm_cvtsi64_si128(static_cast<int64_t>(Word(p, 4) | Word(p + size - 4, 4) << (8 * (size - 4))));
  }
  uint32_t word = 0;
  if (size > 0) {
    word = static_cast<unsigned char>(p[0]) |
           static_cast<uint32_t>(static_cast<unsigned char>(p[size / 2])) << (8 * (size / 2)) |
           static_cast<uint32_t>(static_cast<unsigned char>(p[size - 1])) << (8 * (size - 1));
  }
  return _mm_cvtsi32_si128(static_cast<int>(word));
}

// Bit i: byte i needs an escape. kClass.low[low nibble] has a bit for each high nibble whose byte is unreserved; a byte
// from 0x80 on finds 0, as a shuffle gives for an index with the top bit set.
INLINE uint32_t EscapeMask(__m256i v) {
  const __m256i low = _mm256_shuffle_epi8(Both(Load16(kClass.low)), v);
  const __m256i nibble = _mm256_and_si256(_mm256_srli_epi16(v, 4), _mm256_set1_epi8(15));
  const __m256i high = _mm256_shuffle_epi8(Both(Load16(kClass.high)), nibble);
  const __m256i unreserved = _mm256_and_si256(low, high);
  return static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(unreserved, _mm256_setzero_si256())));
}

// What stands first for each byte (itself or '%'), and its two digits.
struct Parts {
  __m128i first, high, low;
  uint32_t mask;
};

INLINE Parts Split(__m128i v, uint32_t keep) {
  const __m128i low_class = _mm_shuffle_epi8(Load16(kClass.low), v);
  const __m128i high_nibble = _mm_and_si128(_mm_srli_epi16(v, 4), _mm_set1_epi8(15));
  const __m128i high_class = _mm_shuffle_epi8(Load16(kClass.high), high_nibble);
  const __m128i escape = _mm_cmpeq_epi8(_mm_and_si128(low_class, high_class), _mm_setzero_si128());
  const __m128i digits = Load16(kClass.digits);
  Parts parts;
  parts.first = _mm_blendv_epi8(v, _mm_set1_epi8('%'), escape);
  parts.high = _mm_shuffle_epi8(digits, high_nibble);
  parts.low = _mm_shuffle_epi8(digits, _mm_and_si128(v, _mm_set1_epi8(15)));
  parts.mask = static_cast<uint32_t>(_mm_movemask_epi8(escape)) & keep;
  return parts;
}

// Eight bytes: `one` holds first and high, `two` holds low, each in its lower eight. Stores 32 bytes.
INLINE void StoreGroup(__m128i one, __m128i two, uint32_t mask, char* out) {
  const __m256i a = _mm256_shuffle_epi8(Both(one), Load32(kExpand.shuffle[mask][0]));
  const __m256i b = _mm256_shuffle_epi8(Both(two), Load32(kExpand.shuffle[mask][1]));
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), _mm256_or_si256(a, b));
}

// Sixteen bytes, of which `count` are meant, into kRoom16 bytes. Returns the encoded size.
INLINE size_t Encode16(__m128i v, size_t count, char* out) {
  const Parts p = Split(v, 0xFFFF >> (16 - count));
  const uint32_t first = p.mask & 0xFF;
  StoreGroup(_mm_unpacklo_epi64(p.first, p.high), p.low, first, out);
  StoreGroup(_mm_unpackhi_epi64(p.first, p.high), _mm_unpackhi_epi64(p.low, p.low), p.mask >> 8,
             out + 8 + 2 * __builtin_popcount(first));
  return count + 2 * static_cast<size_t>(__builtin_popcount(p.mask));
}

TARGET size_t EncodedSize(const char* in, size_t size) {
  size_t escapes = 0;
  size_t i = 0;
  for (; size - i >= 32; i += 32) escapes += static_cast<size_t>(__builtin_popcount(EscapeMask(Load32(in + i))));
  if (size - i >= 16) {
    escapes += static_cast<size_t>(__builtin_popcount(Split(Load16(in + i), 0xFFFF).mask));
    i += 16;
  }
  const size_t rest = size - i;
  if (rest > 0)
    escapes += static_cast<size_t>(__builtin_popcount(Split(LoadShort(in + i, rest), 0xFFFF >> (16 - rest)).mask));
  return size + 2 * escapes;
}

INLINE unsigned Sees(__m128i v, size_t count) {
  const uint32_t keep = 0xFFFFu >> (16 - count);
  const __m128i control =
      _mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1F)), v), _mm_cmpeq_epi8(v, _mm_set1_epi8(0x7F)));
  const uint32_t controls = static_cast<uint32_t>(_mm_movemask_epi8(control)) & keep;
  const uint32_t beyond = static_cast<uint32_t>(_mm_movemask_epi8(v));
  return (controls != 0 ? kSeesControl : 0) | (beyond != 0 ? kSeesNonAscii : 0);
}

// Both encoders: with `kSee`, what the text holds is gathered on the way.
template <bool kSee>
INLINE size_t EncodeAll(const char* in, size_t size, char* out, size_t cap, unsigned* sees) {
  size_t i = 0;
  size_t o = 0;
  while (size - i >= 32 && cap - o >= kRoom32) {
    const __m256i v = Load32(in + i);
    if (EscapeMask(v) == 0) {
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + o), v);
      o += 32;
    } else {
      const __m128i front = _mm256_castsi256_si128(v);
      const __m128i back = _mm256_extracti128_si256(v, 1);
      o += Encode16(front, 16, out + o);
      o += Encode16(back, 16, out + o);
      if (kSee) *sees |= Sees(front, 16) | Sees(back, 16);
    }
    i += 32;
  }
  while (i < size) {
    const size_t count = size - i < 16 ? size - i : 16;
    const __m128i v = count == 16 ? Load16(in + i) : LoadShort(in + i, count);
    if (kSee) *sees |= Sees(v, count);
    if (cap - o >= kRoom16) {
      o += Encode16(v, count, out + o);
    } else {
      // The end of the buffer: what is stored beyond the result stays here.
      alignas(32) char room[kRoom16];
      const size_t made = Encode16(v, count, room);
      __builtin_memcpy(out + o, room, made);
      o += made;
    }
    i += count;
  }
  return o;
}

TARGET size_t Encode(const char* in, size_t size, char* out, size_t cap) {
  return EncodeAll<false>(in, size, out, cap, nullptr);
}

TARGET size_t EncodeText(const char* in, size_t size, char* out, size_t cap, unsigned* sees) {
  unsigned seen = 0;
  const size_t made = EncodeAll<true>(in, size, out, cap, &seen);
  *sees = seen;
  return made;
}

INLINE bool IsPlain(__m128i v, uint32_t keep) {
  const __m128i low = _mm_shuffle_epi8(Load16(kClass.low), v);
  const __m128i high = _mm_shuffle_epi8(Load16(kClass.high), _mm_and_si128(_mm_srli_epi16(v, 4), _mm_set1_epi8(15)));
  const __m128i escape = _mm_cmpeq_epi8(_mm_and_si128(low, high), _mm_setzero_si128());
  return (static_cast<uint32_t>(_mm_movemask_epi8(escape)) & keep) == 0;
}

// Copies up to 16 unreserved bytes, storing 16; false if there are others.
INLINE bool PutShort(const char* in, size_t size, char* out) {
  const __m128i v = size == 16 ? Load16(in) : LoadShort(in, size);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(out), v);
  return IsPlain(v, 0xFFFFu >> (16 - size));
}

// Copies 17 to 32.
INLINE bool PutLong(const char* in, size_t size, char* out) {
  const __m128i front = Load16(in);
  const __m128i back = Load16(in + size - 16);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(out), front);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(out + size - 16), back);
  return IsPlain(front, 0xFFFF) && IsPlain(back, 0xFFFF);
}

TARGET char* EncodeObjects(const KeyAndType* list, size_t count, char* out, const char* end) {
  for (size_t i = 0; i < count; ++i) {
    const KeyAndType& one = list[i];
    if (static_cast<size_t>(end - out) < kObjectRoom || one.key_size - 1 >= 32 || one.type_size - 1 >= 16)
      return nullptr;
    // Every object but the first has a comma before it; it is written always and stepped over where it counts.
    __builtin_memcpy(out, "%2C", 3);
    out += i == 0 ? 0 : 3;
    __builtin_memcpy(out, "%7B%22key%22%3A%22", 18);
    out += 18;
    const bool key = one.key_size <= 16 ? PutShort(one.key, one.key_size, out) : PutLong(one.key, one.key_size, out);
    out += one.key_size;
    __builtin_memcpy(out, "%22%2C%22type%22%3A%22", 22);
    out += 22;
    const bool type = PutShort(one.type, one.type_size, out);
    if (!key || !type) return nullptr;
    out += one.type_size;
    __builtin_memcpy(out, "%22%7D", 6);
    out += 6;
  }
  return out;
}

// How many of the 32 bytes at `in` are unreserved before the first that is not.
INLINE size_t PlainRun(const char* in, size_t) {
  const uint32_t mask = EscapeMask(Load32(in));
  return mask == 0 ? 32 : static_cast<size_t>(__builtin_ctz(mask));
}

// Up to 32 bytes, of which 32 can be read, without a branch on their number.
TARGET size_t EncodeShort(const char* in, size_t size, char* out, unsigned* sees) {
  const __m256i v = Load32(in);
  const uint32_t keep = size == 0 ? 0 : 0xFFFFFFFFu >> (32 - size);
  const __m256i nibble = _mm256_and_si256(_mm256_srli_epi16(v, 4), _mm256_set1_epi8(15));
  const __m256i unreserved = _mm256_and_si256(_mm256_shuffle_epi8(Both(Load16(kClass.low)), v),
                                              _mm256_shuffle_epi8(Both(Load16(kClass.high)), nibble));
  const __m256i escape = _mm256_cmpeq_epi8(unreserved, _mm256_setzero_si256());
  const uint32_t mask = static_cast<uint32_t>(_mm256_movemask_epi8(escape)) & keep;
  const __m256i control = _mm256_or_si256(_mm256_cmpeq_epi8(_mm256_min_epu8(v, _mm256_set1_epi8(0x1F)), v),
                                          _mm256_cmpeq_epi8(v, _mm256_set1_epi8(0x7F)));
  const uint32_t controls = static_cast<uint32_t>(_mm256_movemask_epi8(control)) & keep;
  const uint32_t beyond = static_cast<uint32_t>(_mm256_movemask_epi8(v)) & keep;
  *sees = (controls != 0 ? kSeesControl : 0) | (beyond != 0 ? kSeesNonAscii : 0);
  const __m256i digits = Both(Load16(kClass.digits));
  const __m256i first = _mm256_blendv_epi8(v, _mm256_set1_epi8('%'), escape);
  const __m256i high = _mm256_shuffle_epi8(digits, nibble);
  const __m256i low = _mm256_shuffle_epi8(digits, _mm256_and_si256(v, _mm256_set1_epi8(15)));
  const __m256i fronts = _mm256_unpacklo_epi64(first, high);
  const __m256i backs = _mm256_unpackhi_epi64(first, high);
  const __m256i swapped = _mm256_unpackhi_epi64(low, low);
  const uint32_t m0 = mask & 0xFF, m1 = mask >> 8 & 0xFF, m2 = mask >> 16 & 0xFF, m3 = mask >> 24;
  StoreGroup(_mm256_castsi256_si128(fronts), _mm256_castsi256_si128(low), m0, out);
  out += 8 + 2 * __builtin_popcount(m0);
  StoreGroup(_mm256_castsi256_si128(backs), _mm256_castsi256_si128(swapped), m1, out);
  out += 8 + 2 * __builtin_popcount(m1);
  StoreGroup(_mm256_extracti128_si256(fronts, 1), _mm256_extracti128_si256(low, 1), m2, out);
  out += 8 + 2 * __builtin_popcount(m2);
  StoreGroup(_mm256_extracti128_si256(backs, 1), _mm256_extracti128_si256(swapped, 1), m3, out);
  return size + 2 * static_cast<size_t>(__builtin_popcount(mask));
}

TARGET const char* ReadObjects(const char* in, KeyAndType* list, size_t most, size_t* count) {
  for (size_t i = 0; i < most; ++i) {
    if (__builtin_memcmp(in, "%7B%22key%22%3A%22", 18) != 0) return nullptr;
    in += 18;
    list[i].key = in;
    list[i].key_size = PlainRun(in, 32);
    in += list[i].key_size;
    if (list[i].key_size - 1 >= 32 || __builtin_memcmp(in, "%22%2C%22type%22%3A%22", 22) != 0) return nullptr;
    in += 22;
    list[i].type = in;
    list[i].type_size = PlainRun(in, 16);
    in += list[i].type_size;
    if (list[i].type_size - 1 >= 16 || __builtin_memcmp(in, "%22%7D%", 7) != 0) return nullptr;
    in += 6;
    if (in[1] == '5' && in[2] == 'D') {
      *count = i + 1;
      return in;
    }
    if (in[1] != '2' || in[2] != 'C') return nullptr;
    in += 3;
  }
  return nullptr;
}

// The value of each hex digit, 0 for other bytes; *good has 0xFF where a digit stands.
INLINE __m256i HexValues(__m256i v, __m256i* good) {
  const __m256i digit = _mm256_sub_epi8(v, _mm256_set1_epi8('0'));
  const __m256i letter = _mm256_sub_epi8(_mm256_or_si256(v, _mm256_set1_epi8(0x20)), _mm256_set1_epi8('a'));
  const __m256i is_digit = _mm256_cmpeq_epi8(_mm256_min_epu8(digit, _mm256_set1_epi8(9)), digit);
  const __m256i is_letter = _mm256_cmpeq_epi8(_mm256_min_epu8(letter, _mm256_set1_epi8(5)), letter);
  *good = _mm256_or_si256(is_digit, is_letter);
  return _mm256_or_si256(_mm256_and_si256(digit, is_digit),
                         _mm256_and_si256(_mm256_add_epi8(letter, _mm256_set1_epi8(10)), is_letter));
}

struct Block {
  __m256i values;    // decoded, at the position of the '%' or of the literal byte
  uint32_t percent;  // bit i: a '%' at i
  uint32_t faulty;   // bit i: a '%' at i without two digits
};

INLINE Block DecodeBlock(__m256i v0, __m256i v1, __m256i v2, bool plus) {
  const __m256i percent = _mm256_cmpeq_epi8(v0, _mm256_set1_epi8('%'));
  __m256i good1, good2;
  const __m256i high = HexValues(v1, &good1);
  const __m256i low = HexValues(v2, &good2);
  const __m256i value = _mm256_or_si256(_mm256_slli_epi16(high, 4), low);
  const __m256i space = _mm256_and_si256(_mm256_cmpeq_epi8(v0, _mm256_set1_epi8('+')), _mm256_set1_epi8(plus ? -1 : 0));
  Block block;
  block.values = _mm256_blendv_epi8(_mm256_blendv_epi8(v0, _mm256_set1_epi8(' '), space), value, percent);
  block.percent = static_cast<uint32_t>(_mm256_movemask_epi8(percent));
  block.faulty =
      static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_andnot_si256(_mm256_and_si256(good1, good2), percent)));
  return block;
}

// Stores the bytes of `keep` in order, eight at a time, into 32 bytes of room. Returns their number.
INLINE size_t StoreKept(__m256i values, uint32_t keep, char* out) {
  size_t o = 0;
  const __m128i halves[2] = {_mm256_castsi256_si128(values), _mm256_extracti128_si256(values, 1)};
  for (int h = 0; h < 2; ++h) {
    const uint32_t low = keep >> (16 * h) & 0xFF;
    const uint32_t high = keep >> (16 * h + 8) & 0xFF;
    _mm_storel_epi64(reinterpret_cast<__m128i*>(out + o), _mm_shuffle_epi8(halves[h], Load8(kCompress.shuffle[low])));
    o += static_cast<size_t>(__builtin_popcount(low));
    _mm_storel_epi64(reinterpret_cast<__m128i*>(out + o),
                     _mm_shuffle_epi8(_mm_unpackhi_epi64(halves[h], halves[h]), Load8(kCompress.shuffle[high])));
    o += static_cast<size_t>(__builtin_popcount(high));
  }
  return o;
}

TARGET size_t Decode(const char* in, size_t size, bool plus, char* out, size_t* fault) {
  size_t i = 0;
  size_t o = 0;
  uint32_t carry = 0;  // bit i: byte i of the next block belongs to an escape of the last one
  while (size - i >= 34) {
    const __m256i v0 = Load32(in + i);
    const Block block = DecodeBlock(v0, Load32(in + i + 1), Load32(in + i + 2), plus);
    if ((block.percent | carry) == 0) {
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + o), block.values);
      o += 32;
      i += 32;
      continue;
    }
    if (block.faulty != 0) break;
    const uint64_t drop = static_cast<uint64_t>(block.percent) << 1 | static_cast<uint64_t>(block.percent) << 2 | carry;
    o += StoreKept(block.values, ~static_cast<uint32_t>(drop), out + o);
    carry = static_cast<uint32_t>(drop >> 32);
    i += 32;
  }
  i += static_cast<size_t>(__builtin_popcount(carry));
  // Fewer than 34 bytes, or a block with a fault in it: 16 at a time.
  const size_t rest = kSse41Kernel.decode(in + i, size - i, plus, out + o, fault);
  if (*fault != SIZE_MAX) *fault += i;
  return o + rest;
}

}  // namespace

const Kernel kAvx2Kernel = {"avx2",      CpuHasAvx2,    EncodedSize, Encode, EncodeText,
                            EncodeShort, EncodeObjects, ReadObjects, Decode};

}  // namespace tokenlink

#endif  // __x86_64__

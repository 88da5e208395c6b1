// SPDX-License-Identifier: MIT
// 32 bytes at a time, for x86-64 with AVX2, BMI1 and POPCNT.
//
// Encoding does not depend on how many bytes need escapes. Each byte is classified by two nibble look-ups; both hex
// digits of every byte are computed whether needed or not; then eight bytes at a time become 8 to 24 by two
// table-driven shuffles and one store. Decoding computes the decoded value at every position, puts it where a '%'
// stands, and drops the two bytes behind each '%' by a table-driven shuffle of eight.
#include "kernel/cpu.h"
#include "kernel/kernel.h"
#include "kernel/tables.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx2,bmi,popcnt")))
#define INLINE TARGET static inline __attribute__((always_inline))

namespace tokenlink {
namespace {

// A group of eight is stored as 32 bytes, of which 24 at most are kept.
constexpr size_t kRoom16 = 24 + 32;
constexpr size_t kRoom32 = 3 * 24 + 32;

INLINE __m128i Load8(const void* p) { return _mm_loadl_epi64(static_cast<const __m128i*>(p)); }
INLINE __m128i Load16(const void* p) { return _mm_loadu_si128(static_cast<const __m128i*>(p)); }
INLINE void Store16(char* p, __m128i v) { _mm_storeu_si128(reinterpret_cast<__m128i*>(p), v); }
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

// The last `count` of the 16 or more bytes before `end`, 1 to 32 of them, with zeros behind them. No branch on `count`.
INLINE __m256i LoadLast(const char* end, size_t count) {
  const bool two = count > 16;
  const __m128i low =
      _mm_shuffle_epi8(Load16(two ? end - count : end - 16), Load16(kDown.shuffle + (two ? 0 : 16 - count)));
  const __m128i high = _mm_shuffle_epi8(Load16(end - 16), Load16(kDown.shuffle + (two ? 32 - count : 16)));
  return _mm256_inserti128_si256(_mm256_castsi128_si256(low), high, 1);
}

// What is left of a text of `size` bytes from `i` on, fewer than 32 of them and at least one.
INLINE __m256i LoadRest(const char* in, size_t size, size_t i) {
  if (size >= 16) return LoadLast(in + size, size - i);
  return _mm256_inserti128_si256(_mm256_setzero_si256(), LoadShort(in, size), 0);
}

INLINE __m256i HighNibble(__m256i v) { return _mm256_and_si256(_mm256_srli_epi16(v, 4), _mm256_set1_epi8(15)); }

// 0xFF where a byte needs an escape. kClass.low[low nibble] has a bit for each high nibble whose byte is unreserved; a
// byte from 0x80 on finds 0, as a shuffle gives for an index with the top bit set.
INLINE __m256i Escapes(__m256i v, __m256i high_nibble) {
  const __m256i low = _mm256_shuffle_epi8(Both(Load16(kClass.low)), v);
  const __m256i high = _mm256_shuffle_epi8(Both(Load16(kClass.high)), high_nibble);
  return _mm256_cmpeq_epi8(_mm256_and_si256(low, high), _mm256_setzero_si256());
}

// Bit i: byte i needs an escape.
INLINE uint32_t EscapeMask(__m256i v) { return static_cast<uint32_t>(_mm256_movemask_epi8(Escapes(v, HighNibble(v)))); }

// Eight bytes: `one` holds what stands first (itself or '%') and the high digits, `two` the low digits, each in its
// lower eight. Stores 32 bytes.
INLINE void StoreGroup(__m128i one, __m128i two, uint32_t mask, char* out) {
  const __m256i a = _mm256_shuffle_epi8(Both(one), Load32(kExpand.shuffle[mask][0]));
  const __m256i b = _mm256_shuffle_epi8(Both(two), Load32(kExpand.shuffle[mask][1]));
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), _mm256_or_si256(a, b));
}

INLINE size_t Count(uint32_t mask) { return static_cast<size_t>(__builtin_popcount(mask)); }

// Thirty-two bytes from their `escape` bytes and the mask of those, into
// kRoom32 bytes.
INLINE void Encode32(__m256i v, __m256i nibble, __m256i escape, uint32_t mask, char* out) {
  const __m256i digits = Both(Load16(kClass.digits));
  const __m256i first = _mm256_blendv_epi8(v, _mm256_set1_epi8('%'), escape);
  const __m256i high = _mm256_shuffle_epi8(digits, nibble);
  const __m256i low = _mm256_shuffle_epi8(digits, _mm256_and_si256(v, _mm256_set1_epi8(15)));
  const __m256i fronts = _mm256_unpacklo_epi64(first, high);
  const __m256i backs = _mm256_unpackhi_epi64(first, high);
  const __m256i swapped = _mm256_unpackhi_epi64(low, low);
  StoreGroup(_mm256_castsi256_si128(fronts), _mm256_castsi256_si128(low), mask & 0xFF, out);
  StoreGroup(_mm256_castsi256_si128(backs), _mm256_castsi256_si128(swapped), mask >> 8 & 0xFF,
             out + 8 + 2 * Count(mask & 0xFF));
  StoreGroup(_mm256_extracti128_si256(fronts, 1), _mm256_extracti128_si256(low, 1), mask >> 16 & 0xFF,
             out + 16 + 2 * Count(mask & 0xFFFF));
  StoreGroup(_mm256_extracti128_si256(backs, 1), _mm256_extracti128_si256(swapped, 1), mask >> 24,
             out + 24 + 2 * Count(mask & 0xFFFFFF));
}

INLINE __m128i HighNibble(__m128i v) { return _mm_and_si128(_mm_srli_epi16(v, 4), _mm_set1_epi8(15)); }

INLINE __m128i Escapes(__m128i v, __m128i high_nibble) {
  const __m128i low = _mm_shuffle_epi8(Load16(kClass.low), v);
  const __m128i high = _mm_shuffle_epi8(Load16(kClass.high), high_nibble);
  return _mm_cmpeq_epi8(_mm_and_si128(low, high), _mm_setzero_si128());
}

// The same as StoreGroup() in halves. On Zen 3 that is faster where there are only one or two groups.
INLINE void StoreGroup16(__m128i one, __m128i two, uint32_t mask, char* out) {
  const uint8_t(*shuffle)[32] = kExpand.shuffle[mask];
  Store16(out, _mm_or_si128(_mm_shuffle_epi8(one, Load16(shuffle[0])), _mm_shuffle_epi8(two, Load16(shuffle[1]))));
  Store16(out + 16,
          _mm_or_si128(_mm_shuffle_epi8(one, Load16(shuffle[0] + 16)), _mm_shuffle_epi8(two, Load16(shuffle[1] + 16))));
}

#include "kernel/x86/store_fours.inc"

// Sixteen bytes, of which `count` are meant, into kRoom16 bytes. Returns the encoded size.
template <bool kSmall>
INLINE size_t Encode16(__m128i v, size_t count, char* out) {
  const __m128i nibble = HighNibble(v);
  const __m128i escape = Escapes(v, nibble);
  const uint32_t mask = static_cast<uint32_t>(_mm_movemask_epi8(escape)) & (0xFFFFu >> (16 - count));
  const __m128i digits = Load16(kClass.digits);
  const __m128i first = _mm_blendv_epi8(v, _mm_set1_epi8('%'), escape);
  const __m128i high = _mm_shuffle_epi8(digits, nibble);
  const __m128i low = _mm_shuffle_epi8(digits, _mm_and_si128(v, _mm_set1_epi8(15)));
  if (kSmall) {
    StoreFours(first, high, low, mask, out);
  } else {
    StoreGroup16(_mm_unpacklo_epi64(first, high), low, mask & 0xFF, out);
    StoreGroup16(_mm_unpackhi_epi64(first, high), _mm_unpackhi_epi64(low, low), mask >> 8,
                 out + 8 + 2 * Count(mask & 0xFF));
  }
  return count + 2 * Count(mask);
}

TARGET size_t EncodedSize(const char* in, size_t size) {
  size_t escapes = 0;
  size_t i = 0;
  for (; size - i >= 32; i += 32) escapes += Count(EscapeMask(Load32(in + i)));
  if (i < size) escapes += Count(EscapeMask(LoadRest(in, size, i)) & 0xFFFFFFFFu >> (32 - (size - i)));
  return size + 2 * escapes;
}

// Nearly every text holds neither, which one comparison and a half show: as signed bytes, what is beyond ASCII is less
// than a blank too.
INLINE unsigned Sees(uint32_t odd, uint32_t beyond) {
  if (odd == 0) return 0;
  return ((odd & ~beyond) != 0 ? kHasControl : 0) | ((odd & beyond) != 0 ? kHasNonAscii : 0);
}

INLINE unsigned Sees(__m256i v, uint32_t keep) {
  const __m256i odd =
      _mm256_or_si256(_mm256_cmpgt_epi8(_mm256_set1_epi8(0x20), v), _mm256_cmpeq_epi8(v, _mm256_set1_epi8(0x7F)));
  return Sees(static_cast<uint32_t>(_mm256_movemask_epi8(odd)) & keep, static_cast<uint32_t>(_mm256_movemask_epi8(v)));
}

INLINE unsigned Sees(__m128i v, size_t count) {
  const __m128i odd = _mm_or_si128(_mm_cmpgt_epi8(_mm_set1_epi8(0x20), v), _mm_cmpeq_epi8(v, _mm_set1_epi8(0x7F)));
  return Sees(static_cast<uint32_t>(_mm_movemask_epi8(odd)) & (0xFFFFu >> (16 - count)),
              static_cast<uint32_t>(_mm_movemask_epi8(v)));
}

// All encoders: with `kSee`, what the text holds is gathered on the way; with `kSmall`, by the small tables, for a call
// that comes alone. `readable` is as encode_framed() has it.
template <bool kSee, bool kSmall>
INLINE size_t EncodeAll(const char* in, size_t size, size_t readable, char* out, size_t cap, unsigned* sees) {
  if (size - 16 < 16 && cap >= kRoom32) {
    // Two loads that may overlap, and no branch on the size.
    const __m128i front = Load16(in);
    const __m128i back =
        readable >= 32 ? Load16(in + 16) : _mm_shuffle_epi8(Load16(in + size - 16), Load16(kDown.shuffle + 32 - size));
    if (kSee) *sees = Sees(front, 16) | Sees(back, size - 16);
    const size_t made = Encode16<kSmall>(front, 16, out);
    return made + Encode16<kSmall>(back, size - 16, out + made);
  }
  size_t i = 0;
  size_t o = 0;
  while (!kSmall && size - i >= 32 && cap - o >= kRoom32) {
    const __m256i v = Load32(in + i);
    const __m256i nibble = HighNibble(v);
    const __m256i escape = Escapes(v, nibble);
    const uint32_t mask = static_cast<uint32_t>(_mm256_movemask_epi8(escape));
    if (mask == 0) {
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + o), v);
      o += 32;
    } else {
      if (kSee) *sees |= Sees(v, 0xFFFFFFFFu);
      Encode32(v, nibble, escape, mask, out + o);
      o += 32 + 2 * Count(mask);
    }
    i += 32;
  }
  while (i < size) {
    const size_t count = size - i < 16 ? size - i : 16;
    const __m128i v = readable - i >= 16 ? Load16(in + i)
                      : size >= 16       ? _mm_shuffle_epi8(Load16(in + size - 16), Load16(kDown.shuffle + 16 - count))
                                         : LoadShort(in, size);
    if (kSee) *sees |= Sees(v, count);
    if (cap - o >= kRoom16) {
      o += Encode16<kSmall>(v, count, out + o);
    } else {
      // The end of the buffer: what is stored beyond the result stays here.
      char room[kRoom16];
      const size_t made = Encode16<kSmall>(v, count, room);
      __builtin_memcpy(out + o, room, made);
      o += made;
    }
    i += count;
  }
  return o;
}

TARGET size_t Encode(const char* in, size_t size, char* out, size_t cap) {
  return EncodeAll<false, false>(in, size, size, out, cap, nullptr);
}

TARGET size_t EncodeText(const char* in, size_t size, char* out, size_t cap, unsigned* sees) {
  unsigned seen = 0;
  const size_t made = EncodeAll<true, true>(in, size, size, out, cap, &seen);
  *sees = seen;
  return made;
}

INLINE size_t Framed(const char* head, size_t head_size, const char* in, size_t size, size_t readable, char* out,
                     size_t cap, unsigned* sees) {
  if (cap - head_size >= 32) {
    for (size_t i = 0; i < head_size; i += 32) {
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + i), Load32(head + i));
    }
  } else {
    __builtin_memcpy(out, head, head_size);
  }
  unsigned seen = 0;
  const size_t made = EncodeAll<true, false>(in, size, readable, out + head_size, cap - head_size, &seen);
  *sees = seen;
  return head_size + made;
}

// What stands sixteen bytes before each byte of `v`: the back half of `before`, then the front half of `v`.
INLINE __m256i Between(__m256i before, __m256i v) { return _mm256_permute2x128_si256(before, v, 0x21); }

// The faults of `v`, which `before` stands before, into *faults and *c1.
INLINE void CheckBlock(__m256i v, __m256i before, __m256i* faults, __m256i* c1) {
  const __m256i between = Between(before, v);
  const __m256i first = _mm256_alignr_epi8(v, between, 15);
  const __m256i digit = _mm256_set1_epi8(15);
  const __m256i first_high = _mm256_and_si256(_mm256_srli_epi16(first, 4), digit);
  const __m256i second_high = _mm256_and_si256(_mm256_srli_epi16(v, 4), digit);
  const __m256i both = _mm256_and_si256(
      _mm256_shuffle_epi8(Both(Load16(kUtf8.first_high)), first_high),
      _mm256_and_si256(_mm256_shuffle_epi8(Both(Load16(kUtf8.first_low)), _mm256_and_si256(first, digit)),
                       _mm256_shuffle_epi8(Both(Load16(kUtf8.second_high)), second_high)));
  // 0x80 where a lead of three or four bytes asks for a third or fourth.
  const __m256i third = _mm256_subs_epu8(_mm256_alignr_epi8(v, between, 14), _mm256_set1_epi8(0xE0 - 0x80));
  const __m256i fourth = _mm256_subs_epu8(_mm256_alignr_epi8(v, between, 13), _mm256_set1_epi8(0xF0 - 0x80));
  const __m256i asked = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8(static_cast<char>(0x80)));
  *faults = _mm256_or_si256(*faults, _mm256_xor_si256(asked, both));
  // C2 before 80 to 9F, which are the smallest signed bytes.
  const __m256i after_c2 = _mm256_cmpeq_epi8(first, _mm256_set1_epi8(static_cast<char>(0xC2)));
  *c1 =
      _mm256_or_si256(*c1, _mm256_and_si256(after_c2, _mm256_cmpgt_epi8(_mm256_set1_epi8(static_cast<char>(0xA0)), v)));
}

TARGET unsigned CheckText(const char* in, size_t size) {
  __m256i faults = _mm256_setzero_si256();
  __m256i c1 = _mm256_setzero_si256();
  __m256i before = _mm256_setzero_si256();
  size_t i = 0;
  for (; size - i >= 32; i += 32) {
    const __m256i v = Load32(in + i);
    CheckBlock(v, before, &faults, &c1);
    before = v;
  }
  // The zeros behind the text make a sequence that it cuts a fault.
  CheckBlock(i < size ? LoadRest(in, size, i) : _mm256_setzero_si256(), before, &faults, &c1);
  return (_mm256_testz_si256(faults, faults) != 0 ? 0 : kIllFormed) |
         (_mm256_testz_si256(c1, c1) != 0 ? 0 : kC1Control);
}

// Words are too short for 32 bytes at a time.
char* EncodeObjects(const KeyAndType* list, size_t count, char* out, const char* end) {
  return kSse41Kernel.encode_objects(list, count, out, end);
}

// How many of the 32 bytes at `in` are unreserved before the first that is not.
INLINE size_t PlainRun(const char* in) {
  const uint32_t mask = EscapeMask(Load32(in));
  return mask == 0 ? 32 : static_cast<size_t>(__builtin_ctz(mask));
}

// Whether the `size` <= 32 bytes of `text`, which has 32, stand at `in`, where 32 can be read.
INLINE bool Stands(const char* in, const char* text, size_t size) {
  const __m256i same = _mm256_cmpeq_epi8(Load32(in), Load32(text));
  return (~static_cast<uint32_t>(_mm256_movemask_epi8(same)) & 0xFFFFFFFFu >> (32 - size)) == 0;
}

alignas(32) constexpr char kBeforeKey[32 + 1] = "%7B%22key%22%3A%22..............";
alignas(32) constexpr char kBetween[32 + 1] = "%22%2C%22type%22%3A%22..........";
alignas(32) constexpr char kAfterType[32 + 1] = "%22%7D%.........................";

TARGET const char* ReadObjects(const char* in, const char* end, char* copy, KeyAndType* list, size_t most,
                               size_t* count) {
  // No load starts behind this.
  if (static_cast<size_t>(end - in) < kReadAhead) return nullptr;
  const char* const last = end - kReadAhead;
  const char* const begin = in;
  for (size_t i = 0; i < most; ++i) {
    if (in > last || !Stands(in, kBeforeKey, 18)) return nullptr;
    in += 18;
    if (in > last) return nullptr;
    const size_t key_size = PlainRun(in);
    list[i].key = copy + (in - begin);
    __builtin_memmove(copy + (in - begin), in, 32);
    list[i].key_size = key_size;
    in += key_size;
    if (key_size - 1 >= 32 || in > last || !Stands(in, kBetween, 22)) return nullptr;
    in += 22;
    if (in > last) return nullptr;
    const size_t type_size = PlainRun(in);
    list[i].type = copy + (in - begin);
    __builtin_memmove(copy + (in - begin), in, 16);
    list[i].type_size = type_size;
    in += type_size;
    if (type_size - 1 >= 16 || in > last || !Stands(in, kAfterType, 7)) return nullptr;
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

// Stores eight bytes, of which those of `keep` count, in order.
INLINE void StoreEight(__m128i v, uint32_t keep, char* out) {
  _mm_storel_epi64(reinterpret_cast<__m128i*>(out), _mm_shuffle_epi8(v, Load8(kCompress.shuffle[keep])));
}

// Stores the bytes of `keep` in order into 32 bytes of room. Returns their number.
INLINE size_t StoreKept(__m256i values, uint32_t keep, char* out) {
  const __m128i front = _mm256_castsi256_si128(values);
  const __m128i back = _mm256_extracti128_si256(values, 1);
  StoreEight(front, keep & 0xFF, out);
  StoreEight(_mm_unpackhi_epi64(front, front), keep >> 8 & 0xFF, out + Count(keep & 0xFF));
  StoreEight(back, keep >> 16 & 0xFF, out + Count(keep & 0xFFFF));
  StoreEight(_mm_unpackhi_epi64(back, back), keep >> 24, out + Count(keep & 0xFFFFFF));
  return Count(keep);
}

// `v` moved down by a byte, a zero coming in above.
INLINE __m256i Next(__m256i v) { return _mm256_alignr_epi8(_mm256_permute2x128_si256(v, v, 0x81), v, 1); }

// What read_value() sees of the bytes of `keep`. `v1` and `v2` hold the digits of the escapes.
INLINE unsigned SeesValue(__m256i v1, __m256i v2, const Block& block, uint32_t keep) {
  const uint32_t escapes = block.percent & keep;
  if (escapes == 0) return 0;
  const __m256i blank = _mm256_cmpeq_epi8(block.values, _mm256_set1_epi8(' '));
  // Of the digits only those of lower case are above '`'.
  const __m256i lower =
      _mm256_or_si256(_mm256_cmpgt_epi8(v1, _mm256_set1_epi8('`')), _mm256_cmpgt_epi8(v2, _mm256_set1_epi8('`')));
  const uint32_t own = (static_cast<uint32_t>(_mm256_movemask_epi8(lower)) | ~EscapeMask(block.values)) & escapes;
  const uint32_t others = ~static_cast<uint32_t>(_mm256_movemask_epi8(blank)) & escapes;
  if ((own | others) == 0) return 0;
  const uint32_t beyond = static_cast<uint32_t>(_mm256_movemask_epi8(block.values));
  return Sees(block.values, keep) | (own != 0 ? kNonCanonicalEscape : 0) | ((others & ~beyond) != 0 ? kEscapedAscii : 0);
}

// Both decoders: as read_value() with `kStrict`, where a fault has no place. Returns the decoded size and leaves *at
// where it stopped, which is the text's end or in a block with a fault.
template <bool kStrict>
INLINE size_t DecodeAll(const char* in, size_t size, bool plus, char* out, size_t cap, size_t* at, unsigned* sees) {
  size_t i = 0;
  size_t o = 0;
  uint32_t carry = 0;  // bit i: byte i of the next block belongs to an escape of the last one
  unsigned seen = 0;
  while (i < size) {
    const size_t rest = size - i;
    const __m256i v0 = rest >= 32 ? Load32(in + i) : LoadRest(in, size, i);
    // Behind the end stand zeros, which are no digits.
    const __m256i v1 = rest >= 33 ? Load32(in + i + 1) : Next(v0);
    const __m256i v2 = rest >= 34 ? Load32(in + i + 2) : Next(v1);
    const Block block = DecodeBlock(v0, v1, v2, plus);
    const size_t count = rest < 32 ? rest : 32;
    const uint32_t meant = 0xFFFFFFFFu >> (32 - count);
    if (kStrict && (EscapeMask(v0) & meant & ~block.percent) != 0) break;
    const uint64_t drop = static_cast<uint64_t>(block.percent) << 1 | static_cast<uint64_t>(block.percent) << 2 | carry;
    const uint32_t keep = ~static_cast<uint32_t>(drop) & meant;
    if ((block.faulty & keep) != 0) break;
    if (kStrict) seen |= SeesValue(v1, v2, block, keep);
    const bool room = cap - o >= 32;
    if (drop == 0 && room) {
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + o), block.values);
      o += count;
    } else if (room) {
      o += StoreKept(block.values, keep, out + o);
    } else {
      alignas(32) char place[32];
      const size_t made = StoreKept(block.values, keep, place);
      __builtin_memcpy(out + o, place, made);
      o += made;
    }
    carry = static_cast<uint32_t>(drop >> 32);
    i += count;
  }
  if (kStrict) *sees = seen;
  *at = i + Count(carry);
  return o;
}

TARGET size_t ReadValue(const char* in, size_t size, char* out, size_t cap, unsigned* sees) {
  size_t at;
  const size_t made = DecodeAll<true>(in, size, false, out, cap, &at, sees);
  return at == size ? made : kNoValue;
}

TARGET size_t Decode(const char* in, size_t size, bool plus, char* out, size_t cap, size_t* fault) {
  size_t at;
  const size_t made = DecodeAll<false>(in, size, plus, out, cap, &at, nullptr);
  *fault = SIZE_MAX;
  if (at == size) return made;
  // A block with a fault in it: 16 at a time, up to the fault.
  const size_t rest = kSse41Kernel.decode(in + at, size - at, plus, out + made, cap - made, fault);
  *fault += at;
  return made + rest;
}

#include "kernel/encode_rows.inc"

}  // namespace

const Kernel kAvx2Kernel = {"avx2",    CpuHasAvx2,    EncodedSize, Encode,    EncodeText, EncodeFramed, EncodeRows,
                            CheckText, EncodeObjects, ReadObjects, ReadValue, Decode,     kReadAhead};

}  // namespace tokenlink

#endif  // __x86_64__

// SPDX-License-Identifier: MIT
// 16 bytes at a time, for x86-64 with SSSE3, SSE4.1 and POPCNT. kernel_avx2.cc explains the method.
#include "kernel/cpu.h"
#include "kernel/kernel.h"
#include "kernel/tables.h"

#if defined(__x86_64__)
#include <smmintrin.h>

#define TARGET __attribute__((target("ssse3,sse4.1,popcnt")))
#define INLINE TARGET static inline __attribute__((always_inline))

namespace tokenlink {
namespace {

constexpr size_t kRoom = 24 + 32;  // two groups of eight: 24 bytes kept of the first, 32 stored by the second

INLINE __m128i Load8(const void* p) { return _mm_loadl_epi64(static_cast<const __m128i*>(p)); }
INLINE __m128i Load16(const void* p) { return _mm_loadu_si128(static_cast<const __m128i*>(p)); }
INLINE void Store16(char* p, __m128i v) { _mm_storeu_si128(reinterpret_cast<__m128i*>(p), v); }
INLINE uint32_t Bits(__m128i v) { return static_cast<uint32_t>(_mm_movemask_epi8(v)); }
INLINE size_t Count(uint32_t mask) { return static_cast<size_t>(__builtin_popcount(mask)); }

INLINE uint64_t Word(const char* p, size_t size) {
  uint64_t word = 0;
  __builtin_memcpy(&word, p, size);
  return word;
}

// Fewer than 16 bytes, with zeros behind them, by loads that stay inside them.
INLINE __m128i LoadShort(const char* p, size_t size) {
  if (size >= 8) {
    const uint64_t high = size == 8 ? 0 : Word(p + size - 8, 8) >> (8 * (16 - size));
    return _mm_set_epi64x(static_cast<int64_t>(high), static_cast<int64_t>(Word(p, 8)));
  }
  if (size >= 4) {
    return _mm_cvtsi64_si128(static_cast<int64_t>(Word(p, 4) | Word(p + size - 4, 4) << (8 * (size - 4))));
  }
  uint64_t word = 0;
  if (size > 0)
    word = Word(p, 1) | Word(p + size / 2, 1) << (8 * (size / 2)) | Word(p + size - 1, 1) << (8 * (size - 1));
  return _mm_cvtsi64_si128(static_cast<int64_t>(word));
}

INLINE __m128i Escapes(__m128i v, __m128i high_nibble) {
  const __m128i unreserved =
      _mm_and_si128(_mm_shuffle_epi8(Load16(kClass.low), v), _mm_shuffle_epi8(Load16(kClass.high), high_nibble));
  return _mm_cmpeq_epi8(unreserved, _mm_setzero_si128());
}

INLINE __m128i HighNibble(__m128i v) { return _mm_and_si128(_mm_srli_epi16(v, 4), _mm_set1_epi8(15)); }

// Eight bytes: `one` holds what stands first and the high digits, `two` the low digits. Stores 32 bytes.
INLINE void StoreGroup(__m128i one, __m128i two, uint32_t mask, char* out) {
  const uint8_t(*shuffle)[32] = kExpand.shuffle[mask];
  Store16(out, _mm_or_si128(_mm_shuffle_epi8(one, Load16(shuffle[0])), _mm_shuffle_epi8(two, Load16(shuffle[1]))));
  Store16(out + 16,
          _mm_or_si128(_mm_shuffle_epi8(one, Load16(shuffle[0] + 16)), _mm_shuffle_epi8(two, Load16(shuffle[1] + 16))));
}

#include "kernel/x86/store_fours.inc"

// Sixteen bytes, of which `count` are meant, into kRoom bytes. Returns the encoded size.
template <bool kSmall>
INLINE size_t Encode16(__m128i v, size_t count, char* out) {
  const __m128i high_nibble = HighNibble(v);
  const __m128i escape = Escapes(v, high_nibble);
  const uint32_t mask = Bits(escape) & (0xFFFFu >> (16 - count));
  if (mask == 0) {
    Store16(out, v);
    return count;
  }
  const __m128i digits = Load16(kClass.digits);
  const __m128i first = _mm_blendv_epi8(v, _mm_set1_epi8('%'), escape);
  const __m128i high = _mm_shuffle_epi8(digits, high_nibble);
  const __m128i low = _mm_shuffle_epi8(digits, _mm_and_si128(v, _mm_set1_epi8(15)));
  if (kSmall) {
    StoreFours(first, high, low, mask, out);
  } else {
    StoreGroup(_mm_unpacklo_epi64(first, high), low, mask & 0xFF, out);
    StoreGroup(_mm_unpackhi_epi64(first, high), _mm_unpackhi_epi64(low, low), mask >> 8,
               out + 8 + 2 * Count(mask & 0xFF));
  }
  return count + 2 * Count(mask);
}

TARGET size_t EncodedSize(const char* in, size_t size) {
  size_t escapes = 0;
  for (size_t i = 0; i < size; i += 16) {
    const size_t count = size - i < 16 ? size - i : 16;
    const __m128i v = count == 16 ? Load16(in + i) : LoadShort(in + i, count);
    escapes += Count(Bits(Escapes(v, HighNibble(v))) & (0xFFFFu >> (16 - count)));
  }
  return size + 2 * escapes;
}

INLINE unsigned Sees(__m128i v, size_t count) {
  const uint32_t keep = 0xFFFFu >> (16 - count);
  const __m128i control =
      _mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1F)), v), _mm_cmpeq_epi8(v, _mm_set1_epi8(0x7F)));
  const uint32_t controls = static_cast<uint32_t>(_mm_movemask_epi8(control)) & keep;
  const uint32_t beyond = static_cast<uint32_t>(_mm_movemask_epi8(v));
  return (controls != 0 ? kHasControl : 0) | (beyond != 0 ? kHasNonAscii : 0);
}

// All encoders: with `kSee`, what the text holds is gathered on the way; with `kSmall`, by the small tables, for a call
// that comes alone.
template <bool kSee, bool kSmall>
INLINE size_t EncodeAll(const char* in, size_t size, char* out, size_t cap, unsigned* sees) {
  size_t o = 0;
  for (size_t i = 0; i < size; i += 16) {
    const size_t count = size - i < 16 ? size - i : 16;
    const __m128i v = count == 16 ? Load16(in + i) : LoadShort(in + i, count);
    if (kSee) *sees |= Sees(v, count);
    if (cap - o >= kRoom) {
      o += Encode16<kSmall>(v, count, out + o);
    } else {
      // The end of the buffer: what is stored beyond the result stays here.
      char room[kRoom];
      const size_t made = Encode16<kSmall>(v, count, room);
      __builtin_memcpy(out + o, room, made);
      o += made;
    }
  }
  return o;
}

TARGET size_t Encode(const char* in, size_t size, char* out, size_t cap) {
  return EncodeAll<false, false>(in, size, out, cap, nullptr);
}

TARGET size_t EncodeText(const char* in, size_t size, char* out, size_t cap, unsigned* sees) {
  unsigned seen = 0;
  const size_t made = EncodeAll<true, true>(in, size, out, cap, &seen);
  *sees = seen;
  return made;
}

INLINE size_t Framed(const char* head, size_t head_size, const char* in, size_t size, size_t, char* out, size_t cap,
                     unsigned* sees) {
  if (cap - head_size >= 16) {
    for (size_t i = 0; i < head_size; i += 16) Store16(out + i, Load16(head + i));
  } else {
    __builtin_memcpy(out, head, head_size);
  }
  unsigned seen = 0;
  const size_t made = EncodeAll<true, false>(in, size, out + head_size, cap - head_size, &seen);
  *sees = seen;
  return head_size + made;
}

// The faults of `v`, which `before` stands before, into *faults and *c1.
INLINE void CheckBlock(__m128i v, __m128i before, __m128i* faults, __m128i* c1) {
  const __m128i first = _mm_alignr_epi8(v, before, 15);
  const __m128i low = _mm_and_si128(first, _mm_set1_epi8(15));
  const __m128i both = _mm_and_si128(_mm_shuffle_epi8(Load16(kUtf8.first_high), HighNibble(first)),
                                     _mm_and_si128(_mm_shuffle_epi8(Load16(kUtf8.first_low), low),
                                                   _mm_shuffle_epi8(Load16(kUtf8.second_high), HighNibble(v))));
  // 0x80 where a lead of three or four bytes asks for a third or fourth.
  const __m128i third = _mm_subs_epu8(_mm_alignr_epi8(v, before, 14), _mm_set1_epi8(0xE0 - 0x80));
  const __m128i fourth = _mm_subs_epu8(_mm_alignr_epi8(v, before, 13), _mm_set1_epi8(0xF0 - 0x80));
  const __m128i asked = _mm_and_si128(_mm_or_si128(third, fourth), _mm_set1_epi8(static_cast<char>(0x80)));
  *faults = _mm_or_si128(*faults, _mm_xor_si128(asked, both));
  // C2 before 80 to 9F, which are the smallest signed bytes.
  const __m128i after_c2 = _mm_cmpeq_epi8(first, _mm_set1_epi8(static_cast<char>(0xC2)));
  *c1 = _mm_or_si128(*c1, _mm_and_si128(after_c2, _mm_cmpgt_epi8(_mm_set1_epi8(static_cast<char>(0xA0)), v)));
}

TARGET unsigned CheckText(const char* in, size_t size) {
  __m128i faults = _mm_setzero_si128();
  __m128i c1 = _mm_setzero_si128();
  __m128i before = _mm_setzero_si128();
  size_t i = 0;
  for (; size - i >= 16; i += 16) {
    const __m128i v = Load16(in + i);
    CheckBlock(v, before, &faults, &c1);
    before = v;
  }
  // The zeros behind the text make a sequence that it cuts a fault.
  CheckBlock(LoadShort(in + i, size - i), before, &faults, &c1);
  return (_mm_testz_si128(faults, faults) != 0 ? 0 : kIllFormed) | (_mm_testz_si128(c1, c1) != 0 ? 0 : kC1Control);
}

INLINE __m128i Reserved(__m128i v) { return Escapes(v, HighNibble(v)); }

// Copies 1 to 32 bytes, storing no more. What comes back has a byte of 0xFF if one of them is not unreserved. The
// pieces that are loaded overlap as the size asks for, so that there are three ways instead of one for each size.
INLINE __m128i PutWord(const char* in, size_t size, char* out) {
  if (size > 16) {
    const __m128i front = Load16(in);
    const __m128i back = Load16(in + size - 16);
    Store16(out, front);
    Store16(out + size - 16, back);
    return _mm_or_si128(Reserved(front), Reserved(back));
  }
  if (size >= 4) {
    const size_t second = size >> 3 << 2;  // 0, or 4 from eight bytes on
    const uint32_t a = static_cast<uint32_t>(Word(in, 4));
    const uint32_t b = static_cast<uint32_t>(Word(in + second, 4));
    const uint32_t c = static_cast<uint32_t>(Word(in + size - 4 - second, 4));
    const uint32_t d = static_cast<uint32_t>(Word(in + size - 4, 4));
    __builtin_memcpy(out, &a, 4);
    __builtin_memcpy(out + second, &b, 4);
    __builtin_memcpy(out + size - 4 - second, &c, 4);
    __builtin_memcpy(out + size - 4, &d, 4);
    return Reserved(_mm_insert_epi32(
        _mm_insert_epi32(_mm_insert_epi32(_mm_cvtsi32_si128(static_cast<int>(a)), static_cast<int>(b), 1),
                         static_cast<int>(c), 2),
        static_cast<int>(d), 3));
  }
  const char first = in[0];
  const char middle = in[size / 2];
  const char last = in[size - 1];
  out[0] = first;
  out[size / 2] = middle;
  out[size - 1] = last;
  return Reserved(
      _mm_setr_epi8(first, middle, last, last, last, last, last, last, last, last, last, last, last, last, last, last));
}

TARGET char* EncodeObjects(const KeyAndType* list, size_t count, char* out, const char* end) {
  if (count == 0) return nullptr;
  __m128i reserved = _mm_setzero_si128();
  for (size_t i = 0; i < count; ++i) {
    const KeyAndType& one = list[i];
    if (static_cast<size_t>(end - out) < kObjectRoom || !HasShortWords(one)) return nullptr;
    // Every object but the first has a comma before it; it is written always and stepped over where it counts.
    __builtin_memcpy(out, "%2C", 3);
    out += i == 0 ? 0 : 3;
    __builtin_memcpy(out, "%7B%22key%22%3A%22", 18);
    out += 18;
    reserved = _mm_or_si128(reserved, PutWord(one.key, one.key_size, out));
    out += one.key_size;
    __builtin_memcpy(out, "%22%2C%22type%22%3A%22", 22);
    out += 22;
    reserved = _mm_or_si128(reserved, PutWord(one.type, one.type_size, out));
    out += one.type_size;
    __builtin_memcpy(out, "%22%7D", 6);
    out += 6;
  }
  return Bits(reserved) == 0 ? out : nullptr;
}

// How many of the 32 bytes at `in` are unreserved before the first that is not.
INLINE size_t PlainRun(const char* in, size_t) {
  const __m128i front = Load16(in);
  const __m128i back = Load16(in + 16);
  const uint32_t mask = Bits(Escapes(front, HighNibble(front))) | Bits(Escapes(back, HighNibble(back))) << 16;
  return mask == 0 ? 32 : static_cast<size_t>(__builtin_ctz(mask));
}

TARGET const char* ReadObjects(const char* in, const char* end, char* copy, KeyAndType* list, size_t most,
                               size_t* count) {
  const char* const begin = in;
  const auto near_end = [end](const char* at) { return static_cast<size_t>(end - at) < kReadAhead; };
  for (size_t i = 0; i < most; ++i) {
    if (near_end(in) || __builtin_memcmp(in, "%7B%22key%22%3A%22", 18) != 0) return nullptr;
    in += 18;
    if (near_end(in)) return nullptr;
    const size_t key_size = PlainRun(in, 32);
    list[i].key = copy + (in - begin);
    __builtin_memmove(copy + (in - begin), in, 32);
    list[i].key_size = key_size;
    in += key_size;
    if (key_size - 1 >= 32 || near_end(in) || __builtin_memcmp(in, "%22%2C%22type%22%3A%22", 22) != 0) return nullptr;
    in += 22;
    if (near_end(in)) return nullptr;
    const size_t type_size = PlainRun(in, 16);
    list[i].type = copy + (in - begin);
    __builtin_memmove(copy + (in - begin), in, 16);
    list[i].type_size = type_size;
    in += type_size;
    if (type_size - 1 >= 16 || near_end(in) || __builtin_memcmp(in, "%22%7D%", 7) != 0) return nullptr;
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
INLINE __m128i HexValues(__m128i v, __m128i* good) {
  const __m128i digit = _mm_sub_epi8(v, _mm_set1_epi8('0'));
  const __m128i letter = _mm_sub_epi8(_mm_or_si128(v, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
  const __m128i is_digit = _mm_cmpeq_epi8(_mm_min_epu8(digit, _mm_set1_epi8(9)), digit);
  const __m128i is_letter = _mm_cmpeq_epi8(_mm_min_epu8(letter, _mm_set1_epi8(5)), letter);
  *good = _mm_or_si128(is_digit, is_letter);
  return _mm_or_si128(_mm_and_si128(digit, is_digit),
                      _mm_and_si128(_mm_add_epi8(letter, _mm_set1_epi8(10)), is_letter));
}

struct Block {
  __m128i values;    // decoded, at the position of the '%' or of the literal byte
  uint32_t percent;  // bit i: a '%' at i
  uint32_t faulty;   // bit i: a '%' at i without two digits
};

INLINE Block DecodeBlock(__m128i v, __m128i next, __m128i next_but_one, __m128i plus_from) {
  const __m128i percent = _mm_cmpeq_epi8(v, _mm_set1_epi8('%'));
  __m128i good1, good2;
  const __m128i high = HexValues(next, &good1);
  const __m128i low = HexValues(next_but_one, &good2);
  const __m128i value = _mm_or_si128(_mm_slli_epi16(high, 4), low);
  const __m128i spaced = _mm_blendv_epi8(v, _mm_set1_epi8(' '), _mm_cmpeq_epi8(v, plus_from));
  return {_mm_blendv_epi8(spaced, value, percent), Bits(percent),
          Bits(_mm_andnot_si128(_mm_and_si128(good1, good2), percent))};
}

// Stores the bytes of `keep` in order into 16 bytes of room. Returns their number.
INLINE size_t StoreKept(__m128i values, uint32_t keep, char* out) {
  const uint32_t low = keep & 0xFF;
  const uint32_t high = keep >> 8;
  _mm_storel_epi64(reinterpret_cast<__m128i*>(out), _mm_shuffle_epi8(values, Load8(kCompress.shuffle[low])));
  _mm_storel_epi64(reinterpret_cast<__m128i*>(out + Count(low)),
                   _mm_shuffle_epi8(_mm_unpackhi_epi64(values, values), Load8(kCompress.shuffle[high])));
  return Count(low) + Count(high);
}

TARGET size_t Decode(const char* in, size_t size, bool plus, char* out, size_t cap, size_t* fault) {
  // A space that becomes a space changes nothing.
  const __m128i plus_from = _mm_set1_epi8(plus ? '+' : ' ');
  size_t i = 0;
  size_t o = 0;
  uint32_t carry = 0;  // bit i: byte i of the next block belongs to an escape of the last one
  while (size - i >= 18) {
    const Block block = DecodeBlock(Load16(in + i), Load16(in + i + 1), Load16(in + i + 2), plus_from);
    if (block.faulty != 0) break;
    const uint32_t drop = block.percent << 1 | block.percent << 2 | carry;
    o += StoreKept(block.values, ~drop & 0xFFFF, out + o);
    carry = drop >> 16;
    i += 16;
  }
  i += Count(carry);
  while (i < size) {
    // Fewer than 18 bytes, or a block with a fault in it. Behind the end stand zeros, which are no digits.
    const size_t left = size - i;
    const size_t count = left < 16 ? left : 16;
    const __m128i v = left < 16 ? LoadShort(in + i, left) : Load16(in + i);
    const __m128i next = left < 17 ? _mm_srli_si128(v, 1) : Load16(in + i + 1);
    const __m128i next_but_one = left < 18 ? _mm_srli_si128(next, 1) : Load16(in + i + 2);
    const Block block = DecodeBlock(v, next, next_but_one, plus_from);
    const uint32_t drop = block.percent << 1 | block.percent << 2;
    uint32_t keep = ~drop & (0xFFFFu >> (16 - count));
    const uint32_t faulty = block.faulty & keep;
    if (faulty != 0) keep &= (faulty & -faulty) - 1;
    if (cap - o >= 16) {
      o += StoreKept(block.values, keep, out + o);
    } else {
      char room[16];
      const size_t made = StoreKept(block.values, keep, room);
      __builtin_memcpy(out + o, room, made);
      o += made;
    }
    if (faulty != 0) {
      *fault = i + static_cast<size_t>(__builtin_ctz(faulty));
      return o;
    }
    i += count + Count(drop >> count);
  }
  *fault = SIZE_MAX;
  return o;
}

size_t ReadValue(const char* in, size_t size, char* out, size_t cap, unsigned* sees) {
  return kPortableKernel.read_value(in, size, out, cap, sees);
}

#include "kernel/encode_rows.inc"

}  // namespace

const Kernel kSse41Kernel = {"sse41",   CpuHasSse41,   EncodedSize, Encode,    EncodeText, EncodeFramed, EncodeRows,
                             CheckText, EncodeObjects, ReadObjects, ReadValue, Decode,     kReadAhead};

}  // namespace tokenlink

#endif  // __x86_64__

// SPDX-License-Identifier: MIT
// 64 bytes at a time, for x86-64 with AVX-512 BW, VL, VBMI and VBMI2, and BMI2: Intel from Ice Lake, AMD from Zen 4 on.
//
// Encoding makes four bytes of each: itself or '%', its two digits, and one of no use; one instruction then drops what
// the text does not need. Decoding looks up the value of every byte as a digit, puts a decoded byte where the first
// digit of its escape stands, and drops the '%' and the second digit the same way.
#include "kernel/x86/avx512.h"
#include "kernel/x86/avx512_utf8.h"

#if defined(__x86_64__)

namespace tokenlink {
namespace {

using namespace avx512;

// Sixteen bytes become 48 at most and are stored as 64.
constexpr size_t kRoom32 = 48 + 64;
constexpr size_t kRoom64 = 3 * 48 + 64;

// Sixteen bytes, those of `escapes` escaped; what is behind them in the 64 is of no use.
INLINE __m512i Expand(__m128i v, uint64_t escapes) {
  const __m512i wide = _mm512_cvtepu8_epi32(v);
  const __m512i first = _mm512_mask_mov_epi32(wide, static_cast<__mmask16>(escapes), Each(kEach.percent_first));
  // Of each four bytes the second gets the byte's high nibble, the third its low one.
  const __m512i shifts = _mm512_set1_epi64(static_cast<int64_t>(kEach.nibbles));
  const __m512i nibbles = _mm512_and_si512(_mm512_multishift_epi64_epi8(shifts, wide), Each(kEach.low_nibble));
  const __m512i all = _mm512_mask_shuffle_epi8(first, 0x6666666666666666, Table(kClass.digits), nibbles);
  constexpr uint64_t kFirsts = 0x1111111111111111;
  return _mm512_maskz_compress_epi8(kFirsts + 6 * _pdep_u64(escapes, kFirsts), all);
}

// Which bytes are control characters or beyond ASCII: counted up by one, they alone are, as signed numbers, below '!'.
INLINE uint64_t Odd(__m512i v, uint64_t meant) {
  return _mm512_mask_cmplt_epi8_mask(meant, _mm512_add_epi8(v, Each(kEach.one)), Each(kEach.odd_above));
}

INLINE unsigned Flag(uint64_t mask, unsigned flag) { return mask != 0 ? flag : 0; }

INLINE unsigned Sees(__m512i v, uint64_t meant) {
  const uint64_t odd = Odd(v, meant);
  const uint64_t beyond = _mm512_movepi8_mask(v);
  return Flag(odd & ~beyond, kHasControl) | Flag(odd & beyond, kHasNonAscii);
}

// Stores what sixteen bytes have become: 64 bytes, or, where there is no room for them, those that count.
template <bool kTight>
INLINE void StoreExpanded(__m128i v, size_t count, uint64_t escapes, char* out) {
  if (kTight) {
    _mm512_mask_storeu_epi8(out, Low(count + 2 * Count(escapes)), Expand(v, escapes));
  } else {
    Store(out, Expand(v, escapes));
  }
}

// `count` bytes, at most 32, into kRoom32 bytes or, if the room is tight, into just as many as they become.
template <bool kTight>
INLINE void Encode32(__m512i v, size_t count, uint64_t escapes, char* out) {
  const uint64_t low = escapes & 0xFFFF;
  const size_t first = count < 16 ? count : 16;
  StoreExpanded<kTight>(_mm512_castsi512_si128(v), first, low, out);
  StoreExpanded<kTight>(_mm512_extracti32x4_epi32(v, 1), count - first, escapes >> 16, out + first + 2 * Count(low));
}

// Sixty-four bytes into kRoom64 bytes.
INLINE void Encode64(__m512i v, uint64_t escapes, char* out) {
  Store(out, Expand(_mm512_castsi512_si128(v), escapes & 0xFFFF));
  Store(out + 16 + 2 * Count(escapes & 0xFFFF), Expand(_mm512_extracti32x4_epi32(v, 1), escapes >> 16 & 0xFFFF));
  Store(out + 32 + 2 * Count(escapes & 0xFFFFFFFF), Expand(_mm512_extracti32x4_epi32(v, 2), escapes >> 32 & 0xFFFF));
  Store(out + 48 + 2 * Count(escapes & 0xFFFFFFFFFFFF), Expand(_mm512_extracti32x4_epi32(v, 3), escapes >> 48));
}

// At most 64 bytes into as many as they become. Apart, so that the way with room keeps its registers.
[[gnu::noinline]] TARGET void Encode64Tight(__m512i v, size_t count, uint64_t escapes, char* out) {
  const uint64_t low = escapes & 0xFFFFFFFF;
  const size_t first = count < 32 ? count : 32;
  Encode32<true>(v, first, low, out);
  Encode32<true>(_mm512_shuffle_i64x2(v, v, 0xEE), count - first, escapes >> 32, out + first + 2 * Count(low));
}

// All encoders: with `kSee`, what the text holds is gathered on the way.
template <bool kSee>
INLINE size_t EncodeAll(const char* in, size_t size, char* out, size_t cap, unsigned* sees) {
  if (size <= 32) {
    const uint64_t meant = Low(size);
    const __m512i v = _mm512_zextsi256_si512(_mm256_maskz_loadu_epi8(static_cast<__mmask32>(meant), in));
    const uint64_t escapes = EscapeMask(v) & meant;
    if (kSee) *sees = Sees(v, meant);
    if (cap >= kRoom32) {
      // Whatever the size: what the second half becomes stands where it would if the first were full.
      Encode32<false>(v, 32, escapes, out);
    } else {
      Encode32<true>(v, size, escapes, out);
    }
    return size + 2 * Count(escapes);
  }
  size_t o = 0;
  for (size_t i = 0; i < size; i += 64) {
    const size_t rest = size - i < 64 ? size - i : 64;
    const uint64_t meant = Low(rest);
    const __m512i v = Load(in + i, meant);
    const uint64_t escapes = EscapeMask(v) & meant;
    if (kSee) *sees |= Sees(v, meant);
    if (cap - o < kRoom64) {
      Encode64Tight(v, rest, escapes, out + o);
    } else if (escapes == 0) {
      Store(out + o, v);
    } else {
      Encode64(v, escapes, out + o);
    }
    o += rest + 2 * Count(escapes);
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

INLINE size_t Framed(const char* head, size_t head_size, const char* in, size_t size, size_t, char* out, size_t cap,
                     unsigned* sees) {
  if (cap - head_size >= kSlack) {
    for (size_t i = 0; i < head_size; i += 64) Store(out + i, Load(head + i));
  } else {
    __builtin_memcpy(out, head, head_size);
  }
  unsigned seen = 0;
  const size_t made = EncodeAll<true>(in, size, out + head_size, cap - head_size, &seen);
  *sees = seen;
  return head_size + made;
}

TARGET unsigned CheckUtf8(const char* in, size_t size) { return CheckText(in, size); }

TARGET size_t EncodedSize(const char* in, size_t size) {
  size_t escapes = 0;
  for (size_t i = 0; i < size; i += 64) {
    const uint64_t meant = LowOf(size - i);
    escapes += Count(EscapeMask(Load(in + i, meant)) & meant);
  }
  return size + 2 * escapes;
}

// What a block of encoded bytes decodes to. One that is not the text's last ends two bytes early, so that every escape
// that begins in it is in sight: how far to go on does not wait for what was found.
constexpr size_t kStep = 62;
struct Block {
  __m512i bytes;   // decoded, in order
  size_t size;     // of them
  size_t taken;    // encoded bytes that are done with, up to a fault if there is one
  uint64_t fault;  // not 0: a '%' without two digits stands behind those
  uint64_t carry;  // of the bytes behind, the lowest two, those that belong to an escape of this block
  unsigned sees;   // with `kStrict`, of the decoded bytes
};

// `rest` bytes are left of the text, at least one. With `kStrict` bytes that need an escape and have none are a fault
// too, and none is told apart by a branch: what a text holds is hard to foresee.
template <bool kStrict>
INLINE Block DecodeBlock(const char* in, size_t rest, bool plus, uint64_t carry) {
  __m512i v = Load(in, LowOf(rest));
  const uint64_t percent = _mm512_cmpeq_epi8_mask(v, Each(kEach.percent));
  // Looked up by the lowest seven bits: what is beyond ASCII is no digit, whatever comes of it.
  const __m512i digit = _mm512_permutex2var_epi8(LoadTable(kHex.value), v, LoadTable(kHex.value + 64));
  const uint64_t other = _mm512_movepi8_mask(_mm512_or_si512(digit, v));
  Block block;
  block.taken = rest <= 64 ? rest : kStep;
  // The text's last two bytes begin no escape.
  block.fault = percent & (other >> 1 | other >> 2 | uint64_t{3} << 62) & Low(block.taken);
  if (block.fault != 0) block.taken = Lowest(block.fault);
  const uint64_t begins = percent & Low(block.taken);
  const uint64_t escaped = begins << 1;
  block.carry = (begins << 1 | begins << 2) >> kStep;
  // At each digit, it and the one behind it.
  const __m512i behind = _mm512_permutexvar_epi8(LoadTable(kHex.count + 1), digit);
  const __m512i high = _mm512_slli_epi16(digit, 4);
  const __m512i value = _mm512_ternarylogic_epi32(high, Each(kEach.high_nibble), behind, 0xEA);  // high & F0 | behind
  if (plus) v = _mm512_mask_mov_epi8(v, _mm512_cmpeq_epi8_mask(v, Each(kEach.plus)), Each(kEach.blank));
  const uint64_t keep = ~(begins | begins << 2 | carry) & (Low(block.taken) | escaped);
  const __m512i bytes = _mm512_mask_mov_epi8(v, escaped, value);
  block.bytes = _mm512_maskz_compress_epi8(keep, bytes);
  block.size = Count(keep);
  if (kStrict) {
    const uint64_t reserved = EscapeMask(bytes);
    const uint64_t lower = _mm512_cmpgt_epi8_mask(v, Each(kEach.backquote)) & (begins << 1 | begins << 2);
    const uint64_t blank = _mm512_cmpeq_epi8_mask(bytes, Each(kEach.blank));
    const uint64_t beyond = _mm512_movepi8_mask(bytes);
    block.fault |= reserved & keep & ~escaped;
    block.sees = Flag(Odd(bytes, escaped) & ~beyond, kHasControl) | Flag(escaped & beyond, kHasNonAscii) |
                 Flag((escaped & ~reserved) | lower, kNonCanonicalEscape) | Flag(escaped & ~blank & ~beyond, kEscapedAscii);
  }
  return block;
}

// Stores what a block decoded to. Where text is decoded in its own place, `ahead` bytes behind the place of reading,
// what is still to be read stays as it is.
INLINE void StoreBlock(const Block& block, bool is_last, size_t ahead, char* out, size_t cap) {
  if (cap >= 64 && (is_last || ahead >= 64 - kStep)) {
    Store(out, block.bytes);
  } else {
    _mm512_mask_storeu_epi8(out, Low(block.size), block.bytes);
  }
}

TARGET size_t Decode(const char* in, size_t size, bool plus, char* out, size_t cap, size_t* fault) {
  *fault = SIZE_MAX;
  uint64_t carry = 0;
  size_t o = 0;
  for (size_t i = 0; i < size;) {
    const Block block = DecodeBlock<false>(in + i, size - i, plus, carry);
    StoreBlock(block, size - i <= 64, i - o, out + o, cap - o);
    i += block.taken;
    o += block.size;
    carry = block.carry;
    if (block.fault != 0) {
      *fault = i;
      break;
    }
  }
  return o;
}

TARGET size_t ReadValue(const char* in, size_t size, char* out, size_t cap, unsigned* sees) {
  unsigned seen = 0;
  uint64_t carry = 0;
  size_t o = 0;
  for (size_t i = 0; i < size;) {
    const Block block = DecodeBlock<true>(in + i, size - i, false, carry);
    if (block.fault != 0) return kNoValue;
    seen |= block.sees;
    StoreBlock(block, size - i <= 64, i - o, out + o, cap - o);
    i += block.taken;
    o += block.size;
    carry = block.carry;
  }
  *sees = seen;
  return o;
}

#include "kernel/encode_rows.inc"

}  // namespace

const Kernel kAvx512Kernel = {"avx512",   CpuHasAvx512, EncodedSize,   Encode,      EncodeText, EncodeFramed,
                              EncodeRows, CheckUtf8,    EncodeObjects, ReadObjects, ReadValue,  Decode,
                              0};

}  // namespace tokenlink

#endif  // __x86_64__

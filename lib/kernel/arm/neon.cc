// SPDX-License-Identifier: MIT
// 16 bytes at a time, for 64-bit ARM, which always has NEON. kernel_avx2.cc explains the method.
#include "kernel/kernel.h"
#include "kernel/tables.h"

#if defined(__aarch64__)
#include <arm_neon.h>

#define INLINE static inline __attribute__((always_inline))

namespace tokenlink {
namespace {

constexpr size_t kRoom = 24 + 32;  // two groups of eight: 24 bytes kept of the first, 32 stored by the second

bool Always() { return true; }

INLINE uint8x16_t Load16(const void* p) { return vld1q_u8(static_cast<const uint8_t*>(p)); }
INLINE void Store16(char* p, uint8x16_t v) { vst1q_u8(reinterpret_cast<uint8_t*>(p), v); }
INLINE size_t Count(uint32_t mask) { return static_cast<size_t>(__builtin_popcount(mask)); }

// One bit a byte of a vector of 0x00 and 0xFF.
INLINE uint32_t Bits(uint8x16_t v) {
  const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t bits = vandq_u8(v, weights);
  return static_cast<uint32_t>(vaddv_u8(vget_low_u8(bits))) | static_cast<uint32_t>(vaddv_u8(vget_high_u8(bits))) << 8;
}

// At most 16 bytes, with zeros behind them.
INLINE uint8x16_t LoadSome(const char* p, size_t size) {
  if (size == 16) return Load16(p);
  char room[16] = {};
  __builtin_memcpy(room, p, size);
  return Load16(room);
}

// 0xFF where a byte needs an escape. A table look-up gives 0 for an index of 16 or more, and so for the high nibbles
// from 8 on, whose entries are 0.
INLINE uint8x16_t Escapes(uint8x16_t v) {
  const uint8x16_t low = vqtbl1q_u8(Load16(kClass.low), vandq_u8(v, vdupq_n_u8(15)));
  const uint8x16_t high = vqtbl1q_u8(Load16(kClass.high), vshrq_n_u8(v, 4));
  return vceqzq_u8(vandq_u8(low, high));
}

// Eight bytes: `one` holds what stands first and the high digits, `two` the low digits. Stores 32 bytes.
INLINE void StoreGroup(uint8x16_t one, uint8x16_t two, uint32_t mask, char* out) {
  const uint8_t(*shuffle)[32] = kExpand.shuffle[mask];
  Store16(out, vorrq_u8(vqtbl1q_u8(one, Load16(shuffle[0])), vqtbl1q_u8(two, Load16(shuffle[1]))));
  Store16(out + 16, vorrq_u8(vqtbl1q_u8(one, Load16(shuffle[0] + 16)), vqtbl1q_u8(two, Load16(shuffle[1] + 16))));
}

// Sixteen bytes, of which `count` are meant, into kRoom bytes. Returns the encoded size.
INLINE size_t Encode16(uint8x16_t v, size_t count, char* out) {
  const uint8x16_t escape = Escapes(v);
  const uint32_t mask = Bits(escape) & (0xFFFFu >> (16 - count));
  if (mask == 0) {
    Store16(out, v);
    return count;
  }
  const uint8x16_t digits = Load16(kClass.digits);
  const uint8x16_t first = vbslq_u8(escape, vdupq_n_u8('%'), v);
  const uint8x16_t high = vqtbl1q_u8(digits, vshrq_n_u8(v, 4));
  const uint8x16_t low = vqtbl1q_u8(digits, vandq_u8(v, vdupq_n_u8(15)));
  StoreGroup(vcombine_u8(vget_low_u8(first), vget_low_u8(high)), low, mask & 0xFF, out);
  StoreGroup(vcombine_u8(vget_high_u8(first), vget_high_u8(high)), vcombine_u8(vget_high_u8(low), vget_high_u8(low)),
             mask >> 8, out + 8 + 2 * Count(mask & 0xFF));
  return count + 2 * Count(mask);
}

size_t EncodedSize(const char* in, size_t size) {
  size_t escapes = 0;
  for (size_t i = 0; i < size; i += 16) {
    const size_t count = size - i < 16 ? size - i : 16;
    escapes += Count(Bits(Escapes(LoadSome(in + i, count))) & (0xFFFFu >> (16 - count)));
  }
  return size + 2 * escapes;
}

size_t Encode(const char* in, size_t size, char* out, size_t cap) {
  size_t o = 0;
  for (size_t i = 0; i < size; i += 16) {
    const size_t count = size - i < 16 ? size - i : 16;
    const uint8x16_t v = LoadSome(in + i, count);
    if (cap - o >= kRoom) {
      o += Encode16(v, count, out + o);
    } else {
      // The end of the buffer: what is stored beyond the result stays here.
      char room[kRoom];
      const size_t made = Encode16(v, count, room);
      __builtin_memcpy(out + o, room, made);
      o += made;
    }
  }
  return o;
}

INLINE unsigned Sees(uint8x16_t v, size_t count) {
  const uint32_t keep = 0xFFFFu >> (16 - count);
  const uint8x16_t control = vorrq_u8(vcltq_u8(v, vdupq_n_u8(0x20)), vceqq_u8(v, vdupq_n_u8(0x7F)));
  return ((Bits(control) & keep) != 0 ? kHasControl : 0) | (vmaxvq_u8(v) >= 0x80 ? kHasNonAscii : 0);
}

size_t EncodeText(const char* in, size_t size, char* out, size_t cap, unsigned* sees) {
  unsigned seen = 0;
  for (size_t i = 0; i < size; i += 16) {
    const size_t count = size - i < 16 ? size - i : 16;
    seen |= Sees(LoadSome(in + i, count), count);
  }
  *sees = seen;
  return Encode(in, size, out, cap);
}

INLINE size_t Framed(const char* head, size_t head_size, const char* in, size_t size, size_t, char* out, size_t cap,
                     unsigned* sees) {
  __builtin_memcpy(out, head, head_size);
  return head_size + EncodeText(in, size, out + head_size, cap - head_size, sees);
}

unsigned CheckText(const char* in, size_t size) { return kPortableKernel.check_utf8(in, size); }

// Copies up to 16 unreserved bytes, storing 16; false if there are others.
INLINE bool PutShort(const char* in, size_t size, char* out) {
  const uint8x16_t v = LoadSome(in, size);
  Store16(out, v);
  return (Bits(Escapes(v)) & (0xFFFFu >> (16 - size))) == 0;
}

char* EncodeObjects(const KeyAndType* list, size_t count, char* out, const char* end) {
  if (count == 0) return nullptr;
  for (size_t i = 0; i < count; ++i) {
    const KeyAndType& one = list[i];
    if (static_cast<size_t>(end - out) < kObjectRoom || !HasShortWords(one)) return nullptr;
    // Every object but the first has a comma before it; it is written always and stepped over where it counts.
    __builtin_memcpy(out, "%2C", 3);
    out += i == 0 ? 0 : 3;
    __builtin_memcpy(out, "%7B%22key%22%3A%22", 18);
    out += 18;
    bool plain = PutShort(one.key, one.key_size < 16 ? one.key_size : 16, out);
    if (one.key_size > 16) plain &= PutShort(one.key + one.key_size - 16, 16, out + one.key_size - 16);
    out += one.key_size;
    __builtin_memcpy(out, "%22%2C%22type%22%3A%22", 22);
    out += 22;
    plain &= PutShort(one.type, one.type_size, out);
    if (!plain) return nullptr;
    out += one.type_size;
    __builtin_memcpy(out, "%22%7D", 6);
    out += 6;
  }
  return out;
}

// How many of the 32 bytes at `in` are unreserved before the first that is not.
INLINE size_t PlainRun(const char* in, size_t) {
  const uint32_t mask = Bits(Escapes(Load16(in))) | Bits(Escapes(Load16(in + 16))) << 16;
  return mask == 0 ? 32 : static_cast<size_t>(__builtin_ctz(mask));
}

const char* ReadObjects(const char* in, const char* end, char* copy, KeyAndType* list, size_t most, size_t* count) {
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
INLINE uint8x16_t HexValues(uint8x16_t v, uint8x16_t* good) {
  const uint8x16_t digit = vsubq_u8(v, vdupq_n_u8('0'));
  const uint8x16_t letter = vsubq_u8(vorrq_u8(v, vdupq_n_u8(0x20)), vdupq_n_u8('a'));
  const uint8x16_t is_digit = vcleq_u8(digit, vdupq_n_u8(9));
  const uint8x16_t is_letter = vcleq_u8(letter, vdupq_n_u8(5));
  *good = vorrq_u8(is_digit, is_letter);
  return vorrq_u8(vandq_u8(digit, is_digit), vandq_u8(vaddq_u8(letter, vdupq_n_u8(10)), is_letter));
}

struct Block {
  uint8x16_t values;  // decoded, at the position of the '%' or of the literal byte
  uint32_t percent;   // bit i: a '%' at i
  uint32_t faulty;    // bit i: a '%' at i without two digits
};

INLINE Block DecodeBlock(const char* in, uint8x16_t plus_from) {
  const uint8x16_t v = Load16(in);
  const uint8x16_t percent = vceqq_u8(v, vdupq_n_u8('%'));
  uint8x16_t good1, good2;
  const uint8x16_t high = HexValues(Load16(in + 1), &good1);
  const uint8x16_t low = HexValues(Load16(in + 2), &good2);
  const uint8x16_t value = vorrq_u8(vshlq_n_u8(high, 4), low);
  const uint8x16_t spaced = vbslq_u8(vceqq_u8(v, plus_from), vdupq_n_u8(' '), v);
  return {vbslq_u8(percent, value, spaced), Bits(percent), Bits(vbicq_u8(percent, vandq_u8(good1, good2)))};
}

// Stores the bytes of `keep` in order into 16 bytes of room. Returns their number.
INLINE size_t StoreKept(uint8x16_t values, uint32_t keep, char* out) {
  const uint32_t low = keep & 0xFF;
  const uint32_t high = keep >> 8;
  uint8_t* bytes = reinterpret_cast<uint8_t*>(out);
  vst1_u8(bytes, vqtbl1_u8(values, vld1_u8(kCompress.shuffle[low])));
  const uint8x16_t upper = vcombine_u8(vget_high_u8(values), vget_high_u8(values));
  vst1_u8(bytes + Count(low), vqtbl1_u8(upper, vld1_u8(kCompress.shuffle[high])));
  return Count(low) + Count(high);
}

size_t Decode(const char* in, size_t size, bool plus, char* out, size_t, size_t* fault) {
  // A space that becomes a space changes nothing.
  const uint8x16_t plus_from = vdupq_n_u8(plus ? '+' : ' ');
  size_t i = 0;
  size_t o = 0;
  uint32_t carry = 0;  // bit i: byte i of the next block belongs to an escape of the last one
  while (size - i >= 18) {
    const Block block = DecodeBlock(in + i, plus_from);
    if (block.faulty != 0) break;
    const uint32_t drop = block.percent << 1 | block.percent << 2 | carry;
    o += StoreKept(block.values, ~drop & 0xFFFF, out + o);
    carry = drop >> 16;
    i += 16;
  }
  i += Count(carry);
  while (i < size) {
    // Fewer than 18 bytes, or a block with a fault in it: in a room with zeros behind, where no digit is.
    char room[40] = {};
    const size_t count = size - i < 16 ? size - i : 16;
    __builtin_memcpy(room, in + i, size - i < 18 ? size - i : 18);
    const Block block = DecodeBlock(room, plus_from);
    const uint32_t drop = block.percent << 1 | block.percent << 2;
    uint32_t keep = ~drop & (0xFFFFu >> (16 - count));
    const uint32_t faulty = block.faulty & keep;
    if (faulty != 0) keep &= (faulty & -faulty) - 1;
    const size_t made = StoreKept(block.values, keep, room);
    __builtin_memcpy(out + o, room, made);
    o += made;
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

#define TARGET
#include "kernel/encode_rows.inc"

}  // namespace

const Kernel kNeonKernel = {"neon",    Always,        EncodedSize, Encode,    EncodeText, EncodeFramed, EncodeRows,
                            CheckText, EncodeObjects, ReadObjects, ReadValue, Decode,     kReadAhead};

}  // namespace tokenlink

#endif  // __aarch64__

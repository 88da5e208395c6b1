// SPDX-License-Identifier: MIT
// The AVX-512 kernel's permission lists.
#include "kernel/x86/avx512.h"

#if defined(__x86_64__)

namespace tokenlink {
namespace avx512 {
namespace {

// Constants of up to 32 bytes, which are written and compared as a whole.
alignas(32) constexpr char kOpen[32 + 1] = "%7B%22key%22%3A%22..............";
alignas(32) constexpr char kBetween[32 + 1] = "%22%2C%22type%22%3A%22..........";
alignas(32) constexpr char kNext[32 + 1] = "%22%7D%2C%7B%22key%22%3A%22.....";
constexpr size_t kOpenSize = 18;
constexpr size_t kBetweenSize = 22;
constexpr size_t kNextSize = 27;
constexpr size_t kCloseSize = 6;  // %22%7D
constexpr size_t kCommaSize = 3;
constexpr size_t kCommaAndOpen = kNextSize - kCloseSize;
constexpr size_t kStored =
    32 + kBetweenSize + 16 + 32;  // the most that is stored behind an object's %7B%22key%22%3A%22
static_assert(kOpenSize + kStored <= kObjectRoom);

INLINE __m256i Load32(const char* p) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)); }
INLINE void Store32(char* p, __m256i v) { _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), v); }

// A stretch of a list, and where in it escapes begin: an object has fourteen of them at places that are known. So words
// are found without looking for the end of one before the next, and how many there are without looking at any.
constexpr size_t kBlocks = 4;
constexpr size_t kStretch = 64 * kBlocks;  // places fit into a byte
struct Stretch {
  uint8_t at[kStretch + 64];
  size_t count;  // of those that the list has
  size_t size;   // up to the list's end, if that is in sight
};
constexpr size_t kInObject = 14;  // with the comma's, or that of the list's end
constexpr size_t kKeyEnds = 5;    // the one behind the key
constexpr size_t kTypeEnds = 11;  // the one behind the type

// Looks through `size` bytes, kStretch at the most, and copies them. The list ends with the text, or at the first byte
// that neither stands for itself in a list nor begins an escape, which is the '&' behind it. No branch asks where: that
// is hard to foresee.
INLINE void LookThrough(const char* in, size_t size, char* copy, Stretch* out) {
  uint64_t goes_on = ~uint64_t{0};
  size_t count = 0;
  size_t length = 0;
#pragma GCC unroll 4
  for (size_t k = 0; k < kBlocks; ++k) {
    // Behind the text stand zeros.
    const size_t left = size < 64 * k ? 0 : size - 64 * k;
    const __m512i v = Load(in + 64 * k, LowOf(left));
    Store(copy + 64 * k, v);
    const __mmask64 reserved = EscapeMask(v);
    const uint64_t ends = _mm512_mask_cmpneq_epi8_mask(reserved, v, Each(kEach.percent));
    const uint64_t inside = goes_on & ~ends & (ends - 1);
    const uint64_t escapes = reserved & inside;
    goes_on = ends == 0 ? goes_on : 0;
    _mm512_storeu_si512(out->at + count, _mm512_maskz_compress_epi8(escapes, LoadTable(kHex.count + 64 * k)));
    count += Count(escapes);
    length += Count(inside);
  }
  out->count = count;
  out->size = length;
}

// The 32 bytes at `p`, as far as they are before `end` where that is near.
template <bool kNear>
INLINE __m256i Load32(const char* p, const char* end) {
  if (!kNear) return Load32(p);
  return _mm256_maskz_loadu_epi8(static_cast<__mmask32>(LowOf(static_cast<size_t>(end - p))), p);
}

struct Found {
  uint64_t wrong;    // 0: all is as it should be, but for what stands behind the last type
  uint32_t differs;  // bit i: byte i behind the last type is not as before another object
};

// The objects of a stretch into `list`. Their number is `objects`, which is not 0.
template <bool kNear>
INLINE Found ReadStretch(const char* in, const char* end, const char* copy, const Stretch& stretch, size_t objects,
                         KeyAndType* list) {
  const __m256i between = Load32(kBetween);
  const __m256i next = Load32(kNext);
  const uint8_t* at = stretch.at;
  size_t sizes = 0;
  __mmask32 wrong = 0;
  __mmask32 differs = 0;
  for (const KeyAndType* const stop = list + objects; list != stop; ++list, at += kInObject) {
    const size_t key = at[0] + kOpenSize;
    const size_t type = at[kKeyEnds] + kBetweenSize;
    list->key = copy + key;
    list->key_size = at[kKeyEnds] - key;
    list->type = copy + type;
    list->type_size = at[kTypeEnds] - type;
    sizes |= (list->key_size - 1) >> 5 | (list->type_size - 1) >> 4;
    wrong = _kor_mask32(
        wrong, _kor_mask32(differs, _mm256_mask_cmpneq_epi8_mask(static_cast<__mmask32>(Low(kBetweenSize)),
                                                                 Load32<kNear>(in + at[kKeyEnds], end), between)));
    differs = _mm256_mask_cmpneq_epi8_mask(static_cast<__mmask32>(Low(kNextSize)),
                                           Load32<kNear>(in + at[kTypeEnds], end), next);
  }
  return {sizes | wrong, differs};
}

}  // namespace

TARGET char* EncodeObjects(const KeyAndType* list, size_t count, char* out, const char* end) {
  uint64_t reserved = 0;
  if (count == 0 || static_cast<size_t>(end - out) < kObjectRoom) return nullptr;
  Store32(out, Load32(kOpen));
  out += kOpenSize;
  for (size_t i = 0; i < count; ++i) {
    const KeyAndType& one = list[i];
    if (static_cast<size_t>(end - out) < kStored || !HasShortWords(one)) return nullptr;
    const uint64_t in_key = Low(one.key_size);
    const uint64_t in_type = Low(one.type_size);
    const __m256i key = _mm256_maskz_loadu_epi8(static_cast<__mmask32>(in_key), one.key);
    const __m128i type = _mm_maskz_loadu_epi8(static_cast<__mmask16>(in_type), one.type);
    const __m512i both = _mm512_inserti32x4(_mm512_zextsi256_si512(key), type, 2);
    reserved |= EscapeMask(both) & (in_key | in_type << 32);
    Store32(out, key);
    out += one.key_size;
    Store32(out, Load32(kBetween));
    out += kBetweenSize;
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out), type);
    out += one.type_size;
    Store32(out, Load32(kNext));
    out += kNextSize;
  }
  return reserved == 0 ? out - kCommaAndOpen : nullptr;
}

TARGET const char* ReadObjects(const char* in, const char* end, char* copy, KeyAndType* list, size_t most,
                               size_t* count) {
  const KeyAndType* const begin = list;
  if (static_cast<size_t>(end - in) < kOpenSize || __builtin_memcmp(in, kOpen, kOpenSize) != 0) return nullptr;
  for (;;) {
    Stretch stretch;
    const size_t left = static_cast<size_t>(end - in);
    LookThrough(in, left < kStretch ? left : kStretch, copy, &stretch);
    const size_t objects = stretch.count / kInObject;
    if (objects == 0 || objects > most - static_cast<size_t>(list - begin)) return nullptr;
    // Every load begins inside the stretch.
    const Found found = left - stretch.size < 32 ? ReadStretch<true>(in, end, copy, stretch, objects, list)
                                                 : ReadStretch<false>(in, end, copy, stretch, objects, list);
    list += objects;
    if (found.wrong != 0) return nullptr;
    const size_t closed = stretch.at[(objects - 1) * kInObject + kTypeEnds] + kCloseSize;
    if (found.differs == 0) {
      in += closed + kCommaSize;
      copy += closed + kCommaSize;
      continue;
    }
    if ((found.differs & Low(kCloseSize)) != 0 || left < closed + 3 || __builtin_memcmp(in + closed, "%5D", 3) != 0)
      return nullptr;
    *count = static_cast<size_t>(list - begin);
    // The same place either way: the stretch's size is known before its objects are, so that the caller need not wait.
    return closed + 3 == stretch.size ? in + stretch.size - 3 : in + closed;
  }
}

}  // namespace avx512
}  // namespace tokenlink

#endif  // __x86_64__

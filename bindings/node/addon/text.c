// SPDX-License-Identifier: MIT
// JavaScript's strings and bytes into UTF-8, and back.
#include <stdlib.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "text.h"

char* tl_reserve(tl_state* state, size_t size) {
  if (size <= TL_TEXT - state->text_used) return state->text + state->text_used;
  tl_chunk* chunk = size < SIZE_MAX - sizeof *chunk - TL_SLACK ? malloc(sizeof *chunk + size + TL_SLACK) : NULL;
  if (chunk == NULL) {
    tl_fail(state, TOKENLINK_E_NOMEM, "out of memory");
    return NULL;
  }
  chunk->next = state->chunks;
  state->chunks = chunk;
  return (char*)(chunk + 1);
}

// Keeps what was written to memory of tl_reserve(), if that is state->text.
static void keep(tl_state* state, const char* text, size_t size) {
  if (text >= state->text && text < state->text + TL_TEXT) state->text_used = (size_t)(text - state->text) + size;
}

// The number of units before the first block of 32 that is not ASCII.
static size_t ascii_run(const uint16_t* units, size_t count, char* out) {
  size_t i = 0;
#ifdef __SSE2__
  const __m128i high = _mm_set1_epi16((short)0xFF80);
  for (; i < count; i += 32) {
    const __m128i a = _mm_loadu_si128((const __m128i*)(units + i));
    const __m128i b = _mm_loadu_si128((const __m128i*)(units + i + 8));
    const __m128i c = _mm_loadu_si128((const __m128i*)(units + i + 16));
    const __m128i d = _mm_loadu_si128((const __m128i*)(units + i + 24));
    const __m128i all = _mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d));
    if (_mm_movemask_epi8(_mm_cmpeq_epi16(_mm_and_si128(all, high), _mm_setzero_si128())) != 0xFFFF) break;
    _mm_storeu_si128((__m128i*)(out + i), _mm_packus_epi16(a, b));
    _mm_storeu_si128((__m128i*)(out + i + 16), _mm_packus_epi16(c, d));
  }
#else
  for (; i < count; i += 4) {
    uint64_t word;
    memcpy(&word, units + i, sizeof word);
    if ((word & 0xFF80FF80FF80FF80u) != 0) break;
    for (size_t k = 0; k < 4; ++k) out[i + k] = (char)units[i + k];
  }
#endif
  return i < count ? i : count;
}

size_t tl_to_utf8(const uint16_t* units, size_t count, char* out, size_t* fault) {
  char* at = out;
  size_t i = 0;
  while (i < count) {
    const size_t run = ascii_run(units + i, count - i, at);
    i += run;
    at += run;
    // ASCII is tried again after 32 units.
    for (const size_t end = count - i < 32 ? count : i + 32; i < end; ++i) {
      const uint32_t unit = units[i];
      if (unit < 0x80) {
        *at++ = (char)unit;
      } else if (unit < 0x800) {
        *at++ = (char)(0xC0 | unit >> 6);
        *at++ = (char)(0x80 | (unit & 0x3F));
      } else if ((unit & 0xF800) != 0xD800) {
        *at++ = (char)(0xE0 | unit >> 12);
        *at++ = (char)(0x80 | (unit >> 6 & 0x3F));
        *at++ = (char)(0x80 | (unit & 0x3F));
      } else {
        if (unit >= 0xDC00 || i + 1 >= count || (units[i + 1] & 0xFC00) != 0xDC00) {
          *fault = (size_t)(at - out);
          return SIZE_MAX;
        }
        const uint32_t point = 0x10000 + ((unit & 0x3FF) << 10) + (units[++i] & 0x3FFu);
        *at++ = (char)(0xF0 | point >> 18);
        *at++ = (char)(0x80 | (point >> 12 & 0x3F));
        *at++ = (char)(0x80 | (point >> 6 & 0x3F));
        *at++ = (char)(0x80 | (point & 0x3F));
      }
    }
  }
  return (size_t)(at - out);
}

static bool lone_surrogate(tl_state* state, size_t offset, int argument) {
  tl_fail(state, TOKENLINK_E_UTF8, "the text has a lone surrogate, which UTF-8 cannot represent");
  state->numbers[TL_N_OFFSET] = (double)offset;
  state->numbers[TL_N_ARGUMENT] = argument;
  return false;
}

// Converts a string of `count` units, which have TL_SLACK bytes after them.
static bool take_units(tl_state* state, uint16_t* units, size_t count, int argument, tokenlink_str* out) {
  char* const text = tl_reserve(state, 3 * count);
  if (text == NULL) return false;
  // The last block of an ASCII text must be ASCII, whatever a longer text has left there.
  memset(units + count, 0, TL_SLACK);
  size_t fault = 0;
  const size_t size = tl_to_utf8(units, count, text, &fault);
  if (size == SIZE_MAX) return lone_surrogate(state, fault, argument);
  keep(state, text, size);
  out->ptr = text;
  out->len = size;
  return true;
}

static bool take_long_string(napi_env env, tl_state* state, napi_value value, int argument, tokenlink_str* out) {
  size_t count = 0;
  napi_get_value_string_utf16(env, value, NULL, 0, &count);
  if (count > TL_LONGEST) {
    tl_fail(state, TOKENLINK_E_TOO_LONG, "the text is longer than 256 MiB");
    return false;
  }
  uint16_t* const units = malloc((count + 1) * sizeof *units + TL_SLACK);
  if (units == NULL) {
    tl_fail(state, TOKENLINK_E_NOMEM, "out of memory");
    return false;
  }
  napi_get_value_string_utf16(env, value, (char16_t*)units, count + 1, &count);
  const bool taken = take_units(state, units, count, argument, out);
  free(units);
  return taken;
}

bool tl_take(napi_env env, tl_state* state, napi_value value, int argument, tl_taken* out) {
  size_t count = 0;
  // UTF-16, not UTF-8: there Node-API silently turns a lone surrogate into U+FFFD.
  const napi_status status = napi_get_value_string_utf16(env, value, (char16_t*)state->wide, TL_WIDE, &count);
  out->is_string = status == napi_ok;
  if (out->is_string) {
    if (count < TL_WIDE - 1) return take_units(state, state->wide, count, argument, &out->text);
    return take_long_string(env, state, value, argument, &out->text);
  }
  void* data = NULL;
  if (!tl_take_array(env, state, value, napi_uint8_array, argument, &data, &out->text.len)) return false;
  out->text.ptr = data != NULL && out->text.len > 0 ? data : "";
  return true;
}

bool tl_take_text(napi_env env, tl_state* state, napi_value value, int argument, tokenlink_str* out) {
  tl_taken taken;
  if (!tl_take(env, state, value, argument, &taken)) return false;
  *out = taken.text;
  return true;
}

bool tl_take_view(napi_env env, tl_state* state, napi_value value, int argument, napi_typedarray_type* type,
                  void** data, size_t* length) {
  bool is = false;
  napi_value buffer;
  size_t offset;
  if (napi_is_typedarray(env, value, &is) != napi_ok || !is ||
      napi_get_typedarray_info(env, value, type, length, data, &buffer, &offset) != napi_ok) {
    return tl_refuse(state, TL_WRONG_TYPE, argument);
  }
  // Another thread could change shared memory between the check of an offset and its use.
  if (napi_is_arraybuffer(env, buffer, &is) != napi_ok || !is) return tl_refuse(state, TL_SHARED_MEMORY, argument);
  return true;
}

bool tl_take_array(napi_env env, tl_state* state, napi_value value, napi_typedarray_type type, int argument,
                   void** data, size_t* length) {
  napi_typedarray_type found;
  return tl_take_view(env, state, value, argument, &found, data, length) &&
         (found == type || tl_refuse(state, TL_WRONG_TYPE, argument));
}

size_t tl_take_offset(napi_env env, napi_value value, size_t limit) {
  double offset = 0;
  if (napi_get_value_double(env, value, &offset) != napi_ok || !(offset >= 0)) return limit;
  return offset < (double)limit ? (size_t)offset : limit;
}

napi_value tl_copy_out(napi_env env, tl_state* state, char* buffer, size_t cap, size_t offset, size_t size) {
  napi_value made = NULL;
  if (size > cap - offset) {
    tl_fail(state, TOKENLINK_E_BUFFER, "the buffer is too small for the link");
    state->numbers[TL_N_NEED] = (double)size;
  } else {
    memcpy(buffer + offset, state->out, size);
    napi_create_uint32(env, (uint32_t)size, &made);
  }
  return made;
}

bool tl_overlap(const void* a, size_t a_size, const void* b, size_t b_size) {
  const uintptr_t x = (uintptr_t)a, y = (uintptr_t)b;
  return a_size > 0 && b_size > 0 && x < y + b_size && y < x + a_size;
}

bool tl_is_ascii(const char* text, size_t size) {
  uint64_t all = 0;
  size_t i = 0;
#ifdef __SSE2__
  __m128i blocks = _mm_setzero_si128();
  for (; i + 16 <= size; i += 16) blocks = _mm_or_si128(blocks, _mm_loadu_si128((const __m128i*)(text + i)));
  if (_mm_movemask_epi8(blocks) != 0) return false;
#endif
  for (; i + 8 <= size; i += 8) {
    uint64_t word;
    memcpy(&word, text + i, sizeof word);
    all |= word;
  }
  for (; i < size; ++i) all |= (unsigned char)text[i];
  return (all & 0x8080808080808080u) == 0;
}

// The table of well-formed sequences: Unicode 15, table 3-7.
size_t tl_find_invalid(const char* text, size_t size) {
  const unsigned char* const bytes = (const unsigned char*)text;
  size_t i = 0;
  while (i < size) {
    const unsigned lead = bytes[i];
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4 || size - i <= more) return i;
    const unsigned lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (bytes[i + 1] < lowest || bytes[i + 1] > highest) return i;
    for (size_t k = 2; k <= more; ++k) {
      if ((bytes[i + k] & 0xC0) != 0x80) return i;
    }
    i += more + 1;
  }
  return SIZE_MAX;
}

napi_value tl_string(napi_env env, tl_state* state, const char* text, size_t size, bool is_ascii) {
  napi_value made = NULL;
  if (size <= INT32_MAX) {
    const napi_status status =
        is_ascii ? napi_create_string_latin1(env, text, size, &made) : napi_create_string_utf8(env, text, size, &made);
    if (status == napi_ok) return made;
  }
  // The engine may have thrown an error of its own.
  bool pending = false;
  if (napi_is_exception_pending(env, &pending) == napi_ok && !pending) {
    tl_fail(state, TOKENLINK_E_TOO_LONG, "the result exceeds the longest JavaScript string");
  }
  return NULL;
}

// SPDX-License-Identifier: MIT
// The kernel for every machine: tables, no branch on the data while there is room to spare.
#include <string.h>

#include "base/utf8.h"
#include "base/charset.h"
#include "kernel/kernel.h"

namespace tokenlink {
namespace {

// One entry a byte: the up to three bytes it becomes, and how many they are. 1 KiB, loaded as one 32-bit word.
struct EncodeTable {
  char entry[256][4];

  constexpr EncodeTable() : entry() {
    constexpr char kHex[] = "0123456789ABCDEF";
    for (int c = 0; c < 256; ++c) {
      if (IsUnreserved(static_cast<unsigned char>(c))) {
        entry[c][0] = static_cast<char>(c);
        entry[c][3] = 1;
      } else {
        entry[c][0] = '%';
        entry[c][1] = kHex[c >> 4];
        entry[c][2] = kHex[c & 15];
        entry[c][3] = 3;
      }
    }
  }
};
constexpr EncodeTable kEncode;

// The value of a hex digit; 0xFF for any other byte, so that one comparison checks two digits.
struct HexTable {
  uint8_t value[256];

  constexpr HexTable() : value() {
    for (int c = 0; c < 256; ++c) {
      value[c] = c >= '0' && c <= '9'   ? static_cast<uint8_t>(c - '0')
                 : c >= 'A' && c <= 'F' ? static_cast<uint8_t>(c - 'A' + 10)
                 : c >= 'a' && c <= 'f' ? static_cast<uint8_t>(c - 'a' + 10)
                                        : uint8_t{0xFF};
    }
  }
};
constexpr HexTable kHexValue;

bool Always() { return true; }

size_t EncodedSize(const char* in, size_t size) {
  size_t total = 0;
  for (size_t i = 0; i < size; ++i) total += static_cast<size_t>(kEncode.entry[static_cast<unsigned char>(in[i])][3]);
  return total;
}

size_t Encode(const char* in, size_t size, char* out, size_t cap) {
  size_t i = 0;
  size_t o = 0;
  // Four bytes are stored whatever the entry's length; the fourth lands where the next entry goes.
  for (; i < size && cap - o >= 4; ++i) {
    const char* entry = kEncode.entry[static_cast<unsigned char>(in[i])];
    memcpy(out + o, entry, 4);
    o += static_cast<size_t>(entry[3]);
  }
  for (; i < size; ++i) {
    const char* entry = kEncode.entry[static_cast<unsigned char>(in[i])];
    for (int k = 0; k < entry[3]; ++k) out[o++] = entry[k];
  }
  return o;
}

size_t EncodeText(const char* in, size_t size, char* out, size_t cap, unsigned* sees) {
  unsigned control = 0;
  unsigned all = 0;
  for (size_t i = 0; i < size; ++i) {
    const unsigned byte = static_cast<unsigned char>(in[i]);
    control |= static_cast<unsigned>(byte < 0x20) | static_cast<unsigned>(byte == 0x7F);
    all |= byte;
  }
  *sees = (control != 0 ? kHasControl : 0) | (all >= 0x80 ? kHasNonAscii : 0);
  return Encode(in, size, out, cap);
}

inline size_t Framed(const char* head, size_t head_size, const char* in, size_t size, size_t, char* out, size_t cap,
                     unsigned* sees) {
  memcpy(out, head, head_size);
  return head_size + EncodeText(in, size, out + head_size, cap - head_size, sees);
}

unsigned CheckText(const char* in, size_t size) {
  const Str text(in, size);
  if (FindInvalidUtf8(text) != kNowhere) return kIllFormed;
  return IsTextBeyondAscii(text) ? 0 : kC1Control;
}

// Copies 1 to `most` unreserved bytes; null if there are others.
char* PutWord(const char* in, size_t size, size_t most, char* out) {
  if (size - 1 >= most) return nullptr;
  for (size_t i = 0; i < size; ++i) {
    const char* entry = kEncode.entry[static_cast<unsigned char>(in[i])];
    if (entry[3] != 1) return nullptr;
    out[i] = in[i];
  }
  return out + size;
}

char* EncodeObjects(const KeyAndType* list, size_t count, char* out, const char* end) {
  if (count == 0) return nullptr;
  for (size_t i = 0; i < count; ++i) {
    if (static_cast<size_t>(end - out) < kObjectRoom || !HasShortWords(list[i])) return nullptr;
    memcpy(out, "%2C%7B%22key%22%3A%22", 21);
    // The first object has no comma before it.
    if (i == 0) memcpy(out, "%7B%22key%22%3A%22", 18);
    out = PutWord(list[i].key, list[i].key_size, 32, out + (i == 0 ? 18 : 21));
    if (out == nullptr) return nullptr;
    memcpy(out, "%22%2C%22type%22%3A%22", 22);
    out = PutWord(list[i].type, list[i].type_size, 16, out + 22);
    if (out == nullptr) return nullptr;
    memcpy(out, "%22%7D", 6);
    out += 6;
  }
  return out;
}

// How many unreserved bytes stand at `in`; counts one more than `most` at the most.
size_t PlainRun(const char* in, size_t most) {
  size_t run = 0;
  while (run <= most && kEncode.entry[static_cast<unsigned char>(in[run])][3] == 1) ++run;
  return run;
}

const char* ReadObjects(const char* in, const char* end, char* copy, KeyAndType* list, size_t most, size_t* count) {
  const char* const begin = in;
  const auto near_end = [end](const char* at) { return static_cast<size_t>(end - at) < kReadAhead; };
  for (size_t i = 0; i < most; ++i) {
    if (near_end(in) || __builtin_memcmp(in, "%7B%22key%22%3A%22", 18) != 0) return nullptr;
    in += 18;
    if (near_end(in)) return nullptr;
    const size_t key_size = PlainRun(in, 31);
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

size_t Decode(const char* in, size_t size, bool plus, char* out, size_t, size_t* fault) {
  *fault = SIZE_MAX;
  const char space_from = plus ? '+' : ' ';
  size_t o = 0;
  for (size_t i = 0; i < size;) {
    const char c = in[i];
    if (c != '%') {
      out[o++] = c == space_from ? ' ' : c;
      ++i;
      continue;
    }
    if (size - i < 3) {
      *fault = i;
      return o;
    }
    const unsigned high = kHexValue.value[static_cast<unsigned char>(in[i + 1])];
    const unsigned low = kHexValue.value[static_cast<unsigned char>(in[i + 2])];
    if ((high | low) > 15) {
      *fault = i;
      return o;
    }
    out[o++] = static_cast<char>(high << 4 | low);
    i += 3;
  }
  return o;
}

size_t ReadValue(const char* in, size_t size, char* out, size_t, unsigned* sees) {
  unsigned seen = 0;
  size_t o = 0;
  for (size_t i = 0; i < size;) {
    if (in[i] != '%') {
      if (kEncode.entry[static_cast<unsigned char>(in[i])][3] != 1) return kNoValue;
      out[o++] = in[i++];
      continue;
    }
    if (size - i < 3) return kNoValue;
    const unsigned high = kHexValue.value[static_cast<unsigned char>(in[i + 1])];
    const unsigned low = kHexValue.value[static_cast<unsigned char>(in[i + 2])];
    if ((high | low) > 15) return kNoValue;
    const unsigned byte = high << 4 | low;
    if (byte < 0x20 || byte == 0x7F) seen |= kHasControl;
    if (byte != ' ' && byte < 0x80) seen |= kEscapedAscii;
    if (byte >= 0x80) seen |= kHasNonAscii;
    if (memcmp(kEncode.entry[byte], in + i, 3) != 0) seen |= kNonCanonicalEscape;
    out[o++] = static_cast<char>(byte);
    i += 3;
  }
  *sees = seen;
  return o;
}

#define TARGET
#include "kernel/encode_rows.inc"

}  // namespace

const Kernel kPortableKernel = {"portable", Always,        EncodedSize, Encode,    EncodeText, EncodeFramed, EncodeRows,
                                CheckText,  EncodeObjects, ReadObjects, ReadValue, Decode,     kReadAhead};

}  // namespace tokenlink

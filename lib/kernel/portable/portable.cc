// SPDX-License-Identifier: MIT
// The kernel for every machine: tables, no branch on the data while there is room to spare.
#include <string.h>

#include "base/charset.h"
#include "base/utf8.h"
#include "kernel/functions.h"
#include "kernel/list_text.h"

#define TARGET
#include "kernel/shared/inline.h"

namespace tokenlink {
namespace {

// For each byte the one or three bytes it becomes, and how many these are. 1 KiB; an entry is loaded as one 32-bit
// word.
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

INLINE const char* Entry(char c) { return kEncode.entry[static_cast<unsigned char>(c)]; }
INLINE bool IsLiteral(char c) { return Entry(c)[3] == 1; }

// The value of a hex digit; 0xFF for any other byte, so that one comparison checks two digits.
struct HexValueTable {
  uint8_t value[256];

  constexpr HexValueTable() : value() {
    for (int c = 0; c < 256; ++c) {
      value[c] = c >= '0' && c <= '9'   ? static_cast<uint8_t>(c - '0')
                 : c >= 'A' && c <= 'F' ? static_cast<uint8_t>(c - 'A' + 10)
                 : c >= 'a' && c <= 'f' ? static_cast<uint8_t>(c - 'a' + 10)
                                        : uint8_t{0xFF};
    }
  }
};
constexpr HexValueTable kHexValue;

size_t EncodedSize(const char* in, size_t size) {
  size_t total = 0;
  for (size_t i = 0; i < size; ++i) total += static_cast<size_t>(Entry(in[i])[3]);
  return total;
}

size_t Encode(const char* in, size_t size, char* out, size_t cap) {
  size_t i = 0;
  size_t o = 0;
  // Stores four bytes whatever the length of the entry; the next entry overwrites what is too much.
  for (; i < size && cap - o >= 4; ++i) {
    const char* entry = Entry(in[i]);
    memcpy(out + o, entry, 4);
    o += static_cast<size_t>(entry[3]);
  }
  for (; i < size; ++i) {
    const char* entry = Entry(in[i]);
    for (int k = 0; k < entry[3]; ++k) out[o++] = entry[k];
  }
  return o;
}

size_t EncodeText(const char* in, size_t size, char* out, size_t cap, unsigned* traits) {
  unsigned control = 0;
  unsigned all = 0;
  for (size_t i = 0; i < size; ++i) {
    const unsigned byte = static_cast<unsigned char>(in[i]);
    control |= static_cast<unsigned>(byte < 0x20) | static_cast<unsigned>(byte == 0x7F);
    all |= byte;
  }
  *traits = (control != 0 ? kHasControl : 0) | (all >= 0x80 ? kHasNonAscii : 0);
  return Encode(in, size, out, cap);
}

unsigned CheckUtf8(const char* in, size_t size) {
  const Str text(in, size);
  if (FindInvalidUtf8(text) != kNowhere) return kIllFormed;
  return IsTextBeyondAscii(text) ? 0 : kC1Control;
}

// As shared/rows.h requires.
INLINE size_t Framed(const char* head, size_t head_size, const char* in, size_t size, size_t, char* out, size_t cap,
                     unsigned* traits) {
  memcpy(out, head, head_size);
  return head_size + EncodeText(in, size, out + head_size, cap - head_size, traits);
}

// As shared/list_writer.h requires.
struct Reserved {
  unsigned sizes;  // of the encoded forms, as bits: 1 or 3
};
INLINE bool Any(const Reserved& reserved) { return (reserved.sizes & 2) != 0; }

INLINE void CopyWord(const char* in, size_t size, char* out, Reserved* reserved) {
  unsigned sizes = 0;
  for (size_t i = 0; i < size; ++i) {
    sizes |= static_cast<unsigned>(Entry(in[i])[3]);
    out[i] = in[i];
  }
  reserved->sizes |= sizes;
}

template <size_t size>
INLINE void PutText(char* out, const char* text) {
  memcpy(out, text, size);
}

INLINE char* PutWords(const KeyAndType& one, char* out, Reserved* reserved) {
  CopyWord(one.key, one.key_size, out, reserved);
  out += one.key_size;
  PutText<kBetweenSize>(out, kBetween);
  out += kBetweenSize;
  CopyWord(one.type, one.type_size, out, reserved);
  return out + one.type_size;
}

// As shared/list_reader.h requires.
struct Window {
  const char* bytes;
};

INLINE Window CopyWindow(const char* from, char* to) {
  memmove(to, from, 64);
  return {from};
}

INLINE size_t Run(Window window, size_t offset, size_t limit) {
  size_t run = 0;
  while (run <= limit && IsLiteral(window.bytes[offset + run])) ++run;
  return run;
}

INLINE bool StartsWith(const char* in, const char* text, size_t size) { return memcmp(in, text, size) == 0; }

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

size_t ReadValue(const char* in, size_t size, char* out, size_t, unsigned* traits) {
  unsigned found = 0;
  size_t o = 0;
  for (size_t i = 0; i < size;) {
    if (in[i] != '%') {
      if (!IsLiteral(in[i])) return kNoValue;
      out[o++] = in[i++];
      continue;
    }
    if (size - i < 3) return kNoValue;
    const unsigned high = kHexValue.value[static_cast<unsigned char>(in[i + 1])];
    const unsigned low = kHexValue.value[static_cast<unsigned char>(in[i + 2])];
    if ((high | low) > 15) return kNoValue;
    const unsigned byte = high << 4 | low;
    if (byte < 0x20 || byte == 0x7F) found |= kHasControl;
    if (byte != ' ' && byte < 0x80) found |= kEscapedAscii;
    if (byte >= 0x80) found |= kHasNonAscii;
    if (memcmp(kEncode.entry[byte], in + i, 3) != 0) found |= kNonCanonicalEscape;
    out[o++] = static_cast<char>(byte);
    i += 3;
  }
  *traits = found;
  return o;
}

}  // namespace
}  // namespace tokenlink

// These use the functions above.
#include "kernel/shared/list_reader.h"
#include "kernel/shared/list_writer.h"
#include "kernel/shared/rows.h"

#define KERNEL Portable
#define SUPPORTED true
#include "kernel/shared/define.h"

// SPDX-License-Identifier: MIT
#include "percent/percent.h"

#include "kernel/choose.h"

namespace tokenlink {

size_t EncodedSize(Str text) { return ActiveKernel().encoded_size(text.data(), text.size()); }

size_t Encode(Str text, char* out, size_t cap) { return ActiveKernel().encode(text.data(), text.size(), out, cap); }

size_t EncodeText(Str text, char* out, size_t cap, unsigned* traits) {
  return ActiveKernel().encode_text(text.data(), text.size(), out, cap, traits);
}

Decoded Decode(Str text, bool plus_is_space, char* out, size_t cap) {
  Decoded decoded;
  decoded.size = ActiveKernel().decode(text.data(), text.size(), plus_is_space, out, cap, &decoded.fault);
  return decoded;
}

unsigned CheckUtf8(Str text) { return ActiveKernel().check_utf8(text.data(), text.size()); }

Decoded MeasureDecoded(Str text) {
  size_t size = 0;
  for (size_t i = 0; i < text.size(); ++size) {
    if (text[i] != '%') {
      ++i;
      continue;
    }
    if (text.size() - i < 3 || HexValue(text[i + 1]) < 0 || HexValue(text[i + 2]) < 0) return {size, i};
    i += 3;
  }
  return {size, kNowhere};
}

void DecodeInto(Str text, bool plus_is_space, char* out) {
  // Decode() may write as many bytes as it reads, so it decodes into a buffer of its own, a piece at a time.
  char room[512];
  for (size_t begin = 0; begin < text.size();) {
    size_t end = text.size() - begin < sizeof room ? text.size() : begin + sizeof room;
    // No piece ends inside an escape.
    if (end < text.size()) {
      if (text[end - 1] == '%') {
        end -= 1;
      } else if (text[end - 2] == '%') {
        end -= 2;
      }
    }
    const Decoded decoded = Decode(Slice(text, begin, end), plus_is_space, room, sizeof room);
    memcpy(out, room, decoded.size);
    out += decoded.size;
    begin = end;
  }
}

}  // namespace tokenlink

// SPDX-License-Identifier: MIT
// The kernel this machine chooses against the reference: every byte value at every place of every length up to 130, at
// every alignment of 64, and decoding back.
#include <cstring>
#include <string>
#include <vector>

#include "../reference/reference.h"
#include "check.h"
#include "tokenlink.h"

namespace {

bool Same(const char* text, size_t size, const std::string& expected, char* out, size_t cap) {
  size_t need = 0;
  return tokenlink_encode(text, size, out, cap, &need, nullptr) == TOKENLINK_OK && need == expected.size() &&
         std::memcmp(out, expected.data(), need) == 0;
}

void CheckEncode() {
  std::vector<char> in(256), out(1024);
  for (size_t length = 1; length <= 130; ++length) {
    for (size_t place = 0; place < length; ++place) {
      // The byte walks through all its values as the place walks through the text; the rest is plain.
      for (unsigned byte = place % 4; byte < 256; byte += 4) {
        std::string text(length, 'a');
        text[place] = static_cast<char>(byte);
        CHECK(Same(text.data(), length, reference::Encode(text), out.data(), out.size()));
      }
    }
  }
  for (size_t shift = 0; shift < 64; ++shift) {
    for (size_t length = 0; length < 150; ++length) {
      std::string text;
      for (size_t i = 0; i < length; ++i) text += static_cast<char>((i * 37 + shift * 11 + length) % 256);
      std::memcpy(in.data() + shift, text.data(), length);
      CHECK(Same(in.data() + shift, length, reference::Encode(text), out.data() + 63 - shift, 512));
    }
  }
}

void CheckDecode() {
  static const char alphabet[] = "%%%%0123456789abcdefABCDEFgG+ zZ@`/:\xC3\xA9";
  uint64_t state = 20261123;
  std::vector<char> out(512);
  for (int i = 0; i < 300000; ++i) {
    std::string text, expected;
    for (size_t length = static_cast<size_t>(i % 140); text.size() < length;) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      const uint64_t dice = state >> 40;
      if (dice % 8 != 0) {
        text += dice % 3 == 0 ? "%4f" : "k";
      } else {
        text += alphabet[(dice >> 8) % (sizeof alphabet - 1)];
      }
    }
    const bool plus = i % 2 == 0;
    size_t fault = 0, need = 0;
    tokenlink_error error;
    std::memset(&error, 0, sizeof error);
    error.struct_size = sizeof error;
    const bool good = reference::Decode(text, plus, &expected, &fault);
    const tokenlink_status status = tokenlink_decode(text.data(), text.size(), plus ? TOKENLINK_PLUS_IS_SPACE : 0,
                                                     out.data(), out.size(), &need, &error);
    CHECK(good
              ? status == TOKENLINK_OK && need == expected.size() && std::memcmp(out.data(), expected.data(), need) == 0
              : status == TOKENLINK_E_ESCAPE && error.offset == fault);
  }
}

}  // namespace

int main() {
  CheckEncode();
  CheckDecode();
  return finish("kernel");
}

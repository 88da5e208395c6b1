// SPDX-License-Identifier: MIT
//
// JSON written from front to back, without a document. It is valid for every input and safe to show on a terminal.
#ifndef TOKENLINK_CLI_IO_JSON_TEXT_H_
#define TOKENLINK_CLI_IO_JSON_TEXT_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "io/buffer.h"

namespace tokenlink_cli {

// A JSON string. What Printable() escapes becomes \uXXXX, and each ill-formed sequence of UTF-8 becomes U+FFFD.
void AppendJsonString(absl::string_view text, TextBuffer* out);

// Puts the commas. The caller opens and closes, names every member of an object, and ends each line.
class JsonWriter {
 public:
  explicit JsonWriter(TextBuffer* out) : out_(*out) {}

  void Open(char bracket) {
    Separate();
    out_ += bracket;
    comma_ = false;
  }
  void Close(char bracket) {
    out_ += bracket;
    comma_ = true;
  }
  // A literal that needs no escape.
  template <size_t kSize>
  void Name(const char (&name)[kSize]) {
    char* to = out_.Room(kSize + 3);
    if (comma_) *to++ = ',';
    *to++ = '"';
    std::memcpy(to, name, kSize - 1);
    to += kSize - 1;
    *to++ = '"';
    *to++ = ':';
    out_.SetEnd(to);
    comma_ = false;
  }
  void Text(absl::string_view text) {
    Separate();
    AppendJsonString(text, &out_);
  }
  template <size_t kSize>
  void Member(const char (&name)[kSize], absl::string_view value) {
    Name(name);
    Text(value);
  }
  template <size_t kSize>
  void Member(const char (&name)[kSize], uint64_t number) {
    Name(name);
    Number(number);
  }
  void Number(uint64_t number);
  void Null() {
    Separate();
    out_ += "null";
  }
  void EndLine() {
    out_ += '\n';
    comma_ = false;
  }

 private:
  void Separate() {
    if (comma_) out_ += ',';
    comma_ = true;
  }

  TextBuffer& out_;
  bool comma_ = false;
};

}  // namespace tokenlink_cli

#endif  // TOKENLINK_CLI_IO_JSON_TEXT_H_

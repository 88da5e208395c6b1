// SPDX-License-Identifier: MIT
// UTF-8 by its definition and JSON.stringify by its table. For tests alone.
#ifndef TOKENLINK_TESTS_REFERENCE_TEXT_H_
#define TOKENLINK_TESTS_REFERENCE_TEXT_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tokenlink::reference {

// The offset of the first ill-formed byte sequence, or std::string::npos. Appends the code points before it.
size_t DecodeUtf8(std::string_view text, std::vector<char32_t>* code_points);

std::string EncodeUtf8(char32_t c);

// JSON.stringify of a string, of UTF-8 or of any bytes.
std::string StringifyString(std::string_view text);

// JSON.stringify([{key, type}, ...]).
std::string StringifyList(const std::vector<std::pair<std::string, std::string>>& list);

}  // namespace tokenlink::reference

#endif  // TOKENLINK_TESTS_REFERENCE_TEXT_H_

// SPDX-License-Identifier: MIT
// Reading the data files, and writing C++ literals. Build-time only: may use all of the standard library.
#ifndef TOKENLINK_LIB_GENERATE_RECORDS_H_
#define TOKENLINK_LIB_GENERATE_RECORDS_H_

#include <string>
#include <vector>

namespace tokenlink::generate {

// Prints "FILE:LINE: what" and ends the build.
[[noreturn]] void Die(const std::string& file, size_t line, const std::string& what);

struct Row {
  size_t line;
  std::vector<std::string> cells;
};

// The rows of a tab-separated file; lines starting with '#' and empty ones are skipped. Dies unless every row has
// `columns` cells and the first column is unique (and, with `sorted`, in byte order).
std::vector<Row> ReadTable(const std::string& file, size_t columns, bool sorted);

std::vector<std::string> ReadLines(const std::string& file);
std::vector<std::string> Split(const std::string& text, char separator);

// "text" as a C++ string literal, ASCII only.
std::string Literal(const std::string& text);

void GenerateCatalog(const std::string& permissions, const std::string& wrong_keys, const std::string& presets);
void GenerateRules(const std::string& file);
void GenerateRuleNumbers(const std::string& file);
void GenerateRulesPage(const std::string& file);

}  // namespace tokenlink::generate

#endif  // TOKENLINK_LIB_GENERATE_RECORDS_H_

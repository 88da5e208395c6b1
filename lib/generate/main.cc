// SPDX-License-Identifier: MIT
// The build's generator: data files in, tables on stdout.
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "generate/records.h"

namespace tokenlink::generate {

void Die(const std::string& file, size_t line, const std::string& what) {
  fprintf(stderr, "%s:%zu: %s\n", file.c_str(), line, what.c_str());
  exit(1);
}

std::vector<std::string> ReadLines(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) Die(file, 0, "cannot be read");
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> Split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  size_t begin = 0;
  for (size_t at; (at = text.find(separator, begin)) != std::string::npos; begin = at + 1) {
    parts.push_back(text.substr(begin, at - begin));
  }
  parts.push_back(text.substr(begin));
  return parts;
}

std::vector<Row> ReadTable(const std::string& file, size_t columns, bool sorted) {
  std::vector<Row> rows;
  size_t number = 0;
  for (const std::string& line : ReadLines(file)) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    Row row = {number, Split(line, '\t')};
    if (row.cells.size() != columns) {
      Die(file, number, "has " + std::to_string(row.cells.size()) + " cells, not " + std::to_string(columns));
    }
    for (const Row& before : rows) {
      if (before.cells[0] == row.cells[0]) Die(file, number, row.cells[0] + " is here twice");
    }
    if (sorted && !rows.empty() && rows.back().cells[0] > row.cells[0])
      Die(file, number, row.cells[0] + " is not in order");
    rows.push_back(row);
  }
  if (rows.empty()) Die(file, number, "holds no rows");
  return rows;
}

std::string Literal(const std::string& text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E) {
      char octal[8];
      snprintf(octal, sizeof octal, "\\%03o", static_cast<unsigned>(static_cast<unsigned char>(c)));
      out += octal;
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace tokenlink::generate

int main(int argc, char** argv) {
  using namespace tokenlink::generate;
  const std::string what = argc > 1 ? argv[1] : "";
  if (what == "catalog" && argc == 5) {
    GenerateCatalog(argv[2], argv[3], argv[4]);
  } else if (what == "rules" && argc == 3) {
    GenerateRules(argv[2]);
  } else if (what == "rule-numbers" && argc == 3) {
    GenerateRuleNumbers(argv[2]);
  } else if (what == "rules-page" && argc == 3) {
    GenerateRulesPage(argv[2]);
  } else {
    fprintf(stderr,
            "usage: generate catalog PERMISSIONS WRONG_KEYS PRESETS | rules RULES | rule-numbers RULES | rules-page "
            "RULES\n");
    return 3;
  }
  return 0;
}

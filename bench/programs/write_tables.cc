// SPDX-License-Identifier: MIT
// Writes the tables of the whole programs. usage: write_tables FOLDER ROWS
//   names.txt  one name a line, every fifth one Japanese      names.csv  the same below the header `team`
//   teams.csv  team,account,note; names with commas and quotes, every hundredth account id is wrong
#include <cstdio>
#include <cstdlib>
#include <string>

#include "inputs.h"

namespace {

using tokenlink_bench::Random;

std::FILE* Open(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  if (file == nullptr) {
    std::perror(path.c_str());
    std::exit(2);
  }
  return file;
}

std::string HexId(Random& random) {
  char id[40];
  std::snprintf(id, sizeof id, "%016llx%016llx", static_cast<unsigned long long>(random.Next()),
                static_cast<unsigned long long>(random.Next()));
  return id;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 3;
  const std::string folder = argv[1];
  const size_t rows = std::strtoull(argv[2], nullptr, 10);
  const auto ascii = tokenlink_bench::AsciiNames(rows);
  const auto japanese = tokenlink_bench::JapaneseNames(rows);
  Random random(11);
  std::FILE* lines = Open(folder + "/names.txt");
  std::FILE* column = Open(folder + "/names.csv");
  std::FILE* teams = Open(folder + "/teams.csv");
  std::fputs("team\n", column);
  std::fputs("team,account,note\n", teams);
  for (size_t i = 0; i < rows; ++i) {
    const std::string& name = i % 5 == 0 ? japanese[i] : ascii[i];
    std::fprintf(lines, "%s\n", name.c_str());
    std::fprintf(column, "%s\n", name.c_str());
    const std::string account = i % 100 == 99 ? "not an id" : HexId(random);
    // A third of the names is quoted, for a comma or for quotes in them.
    const char* format = i % 6 == 1   ? "\"%s, Inc.\",%s,\"row %zu\"\n"
                         : i % 6 == 4 ? "\"the \"\"%s\"\"\",%s,row %zu\n"
                                      : "%s,%s,row %zu\n";
    std::fprintf(teams, format, name.c_str(), account.c_str(), i);
  }
  return std::fclose(lines) | std::fclose(column) | std::fclose(teams);
}

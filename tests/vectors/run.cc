// SPDX-License-Identifier: MIT
// Runs the vectors of a folder, or those whose id contains WORD: run FOLDER [SHARED_OBJECT] [WORD]. SHARED_OBJECT with
// VIA_TABLE only.
#include <cstdio>
#include <cstring>
#include <exception>
#include <set>

#include "api.h"
#include "ops.h"

namespace vectors {

std::string Compare(const char* what, const Json& expected, const Json& got) {
  if (expected == got) return "";
  return std::string(what) + "\n    expected " + Show(expected) + "\n    got      " + Show(got);
}

std::string CompareStatus(const Json& item, const tokenlink_api& api, tokenlink_status status,
                          const tokenlink_error& error) {
  const bool invalid = item.at("result") == "invalid";
  const std::string expected = invalid ? item.at("status").get<std::string>() : "OK";
  const std::string got = api.status_name(status);
  if (expected != got) {
    return Compare("status", expected, got) + (status != TOKENLINK_OK ? std::string("  ") + error.detail : "");
  }
  if (status == TOKENLINK_OK) return "";
  if (error.status != status) return Compare("error.status", status, error.status);
  if (std::memchr(error.detail, 0, sizeof error.detail) == nullptr) return "error.detail is not terminated";
  if (error.detail[0] == 0) return "error.detail says nothing";
  if (item.contains("offset") && error.offset != item.at("offset")) {
    return Compare("error.offset", item.at("offset"), error.offset) + "  " + error.detail;
  }
  return "";
}

std::string RunCase(const Json& item, const tokenlink_api& api) {
  const std::string op = item.at("op").get<std::string>();
  if (op == "encode" || op == "decode") return RunPercent(item, api);
  if (op == "build") return RunBuild(item, api);
  if (op == "canonicalize") return RunCanonicalize(item, api);
  if (op == "template") return RunTemplate(item, api);
  if (op == "parse" || op == "lint") return RunReading(item, api);
  if (op == "permissions") return RunPermissions(item, api);
  if (op == "preset") return RunPreset(item, api);
  return "unknown op " + op;
}

}  // namespace vectors

int main(int argc, char** argv) {
#ifdef VIA_TABLE
  const int arguments = 3;
#else
  const int arguments = 2;
#endif
  if (argc != arguments && argc != arguments + 1) {
    std::fprintf(stderr, "usage: %s FOLDER%s [WORD]\n", argv[0], arguments == 3 ? " SHARED_OBJECT" : "");
    return 1;
  }
  const tokenlink_api& api = LoadApi(arguments == 3 ? argv[2] : nullptr);
  const std::string word = argc > arguments ? argv[arguments] : "";
  size_t passed = 0, failed = 0;
  std::set<std::string> ids;
  try {
    for (const vectors::File& file : vectors::LoadFolder(argv[1])) {
      if (file.cases.empty()) {
        std::printf("FAIL %s holds no case\n", file.name.c_str());
        ++failed;
      }
      for (const vectors::Json& item : file.cases) {
        const std::string id = item.value("id", "(no id in " + file.name + ")");
        if (id.find(word) == std::string::npos) continue;
        std::string wrong;
        try {
          wrong = ids.insert(id).second ? vectors::RunCase(item, api) : "this id is used twice";
        } catch (const std::exception& e) {
          wrong = std::string("the case is malformed: ") + e.what();
        }
        if (!wrong.empty()) std::printf("FAIL %s: %s\n", id.c_str(), wrong.c_str());
        ++(wrong.empty() ? passed : failed);
      }
    }
  } catch (const std::exception& e) {
    std::printf("FAIL %s: %s\n", argv[1], e.what());
    ++failed;
  }
  std::printf("vectors(" RUNNER_NAME "): %zu passed, %zu failed\n", passed, failed);
  return failed == 0 && passed > 0 ? 0 : 1;
}

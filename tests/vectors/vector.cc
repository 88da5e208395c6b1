// SPDX-License-Identifier: MIT
#include "vector.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace vectors {

std::vector<File> LoadFolder(const std::string& folder) {
  std::vector<File> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream stream(entry.path());
    const Json json = Json::parse(stream);
    files.push_back({entry.path().filename().string(), json.at("cases").get<std::vector<Json>>()});
  }
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.name < b.name; });
  return files;
}

std::string Text(const Json& text) {
  if (text.is_string()) return text.get<std::string>();
  std::string bytes;
  if (text.is_array()) {
    for (const Json& part : text) bytes += Text(part);
  } else if (text.contains("repeat")) {
    const std::string unit = Text(text.at("repeat"));
    for (size_t n = text.at("times").get<size_t>(); n > 0; --n) bytes += unit;
  } else {
    const std::string hex = text.at("hex").get<std::string>();
    if (hex.size() % 2 != 0) throw std::runtime_error("odd hex: " + hex);
    for (size_t i = 0; i < hex.size(); i += 2) bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

Json FromStr(const tokenlink_str& text) {
  if (text.ptr == nullptr) return nullptr;
  return std::string(text.ptr, text.len);
}

Json Permissions(const Json& list) {
  Json bytes = Json::array();
  for (const Json& item : list) {
    Json permission;
    for (const char* field : {"key", "type"}) {
      permission[field] = item.at(field).is_null() ? Json(nullptr) : Json(Text(item.at(field)));
    }
    bytes.push_back(permission);
  }
  return bytes;
}

Json FromPermissions(const tokenlink_permission* permissions, size_t count) {
  Json list = Json::array();
  for (size_t i = 0; i < count; ++i) {
    list.push_back({{"key", FromStr(permissions[i].key)}, {"type", FromStr(permissions[i].type)}});
  }
  return list;
}

std::string Show(const Json& value) {
  std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (text.size() > 700) text = text.substr(0, 500) + " ... " + text.substr(text.size() - 180);
  return text;
}

tokenlink_str Request::Keep(const Json& input, const char* field) {
  if (!input.contains(field)) return {nullptr, 0};
  strings_.push_back(Text(input.at(field)));
  return Str(strings_.back());
}

Request::Request(const Json& input, const tokenlink_api& api) {
  request_.struct_size = sizeof request_;
  const Json& kind = input.at("kind");
  request_.kind = kind == "user"      ? TOKENLINK_KIND_USER
                  : kind == "account" ? TOKENLINK_KIND_ACCOUNT
                  : kind == "deploy"  ? TOKENLINK_KIND_DEPLOY
                                      : kind.get<int32_t>();
  if (input.contains("preset")) {
    const std::string name = input.at("preset").get<std::string>();
    tokenlink_preset preset = {};
    preset.struct_size = sizeof preset;
    if (api.preset_find(name.data(), name.size(), &preset) != TOKENLINK_OK)
      throw std::runtime_error("no preset " + name);
    request_.permissions = preset.permissions;
    request_.permission_count = preset.permission_count;
    request_.name = preset.token_name;
    return;
  }
  for (const Json& item : input.at("permissions")) permissions_.push_back({Keep(item, "key"), Keep(item, "type")});
  request_.permissions = permissions_.data();
  request_.permission_count = permissions_.size();
  request_.account_id = Keep(input, "account_id");
  request_.zone_id = Keep(input, "zone_id");
  request_.name = Keep(input, "name");
}

}  // namespace vectors

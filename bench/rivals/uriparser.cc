// SPDX-License-Identifier: MIT
// uriparser, with RapidJSON (in place, its fastest form) to read the list.
#include <rapidjson/document.h>
#include <uriparser/Uri.h>

#include <cstring>

#include "rivals/rival.h"

namespace tokenlink_bench {
namespace {

const std::string kVersion = URI_VER_ANSI;

struct State {
  std::vector<char> buffer;
  size_t size = 0;
  OwnedLink link;
};
constexpr auto kOut = [](const State& s, size_t) { return std::string_view(s.buffer.data(), s.size); };

std::shared_ptr<State> Room(const Texts& texts, size_t times) {
  auto state = std::make_shared<State>();
  size_t longest = 0;
  for (const std::string& t : texts) longest = std::max(longest, t.size());
  state->buffer.resize(times * longest + 1);
  return state;
}

void Encode(Job& job, const Texts& texts) {
  job.Add(
      "uriparser buffer", kVersion, Room(texts, 3),
      [&texts](State& s, size_t i) {
        const std::string& t = texts[i];
        const char* end = uriEscapeExA(t.data(), t.data() + t.size(), s.buffer.data(), URI_FALSE, URI_FALSE);
        s.size = static_cast<size_t>(end - s.buffer.data());
      },
      kOut);
}

void Decode(Job& job, const Texts& texts) {
  job.Add(
      "uriparser in place", kVersion, Room(texts, 1),
      [&texts](State& s, size_t i) {
        memcpy(s.buffer.data(), texts[i].c_str(), texts[i].size() + 1);
        s.size = static_cast<size_t>(uriUnescapeInPlaceA(s.buffer.data()) - s.buffer.data());
      },
      kOut);
}

bool ReadList(const char* value, OwnedLink& link) {
  std::string json = value;
  rapidjson::Document list;
  if (list.ParseInsitu(json.data()).HasParseError() || !list.IsArray()) return false;
  for (const auto& item : list.GetArray()) {
    link.permissions.emplace_back(item["key"].GetString(), item["type"].GetString());
  }
  return true;
}

bool ParseLink(State& s, const std::string& text) {
  UriUriA uri;
  const char* fault = nullptr;
  if (uriParseSingleUriExA(&uri, text.data(), text.data() + text.size(), &fault) != URI_SUCCESS) return false;
  OwnedLink link;
  link.account = uri.pathHead == nullptr || uri.pathHead->next == nullptr;
  UriQueryListA* query = nullptr;
  int count = 0;
  bool good = uriDissectQueryMallocA(&query, &count, uri.query.first, uri.query.afterLast) == URI_SUCCESS;
  for (const UriQueryListA* q = query; good && q != nullptr; q = q->next) {
    const std::string_view key = q->key;
    const char* value = q->value == nullptr ? "" : q->value;
    if (key == "permissionGroupKeys") good = ReadList(value, link);
    if (key == "accountId") link.account_id = value;
    if (key == "zoneId") link.zone_id = value;
    if (key == "name") link.name = value;
  }
  uriFreeQueryListA(query);
  uriFreeUriMembersA(&uri);
  s.link = std::move(link);
  return good;
}

void Parse(Job& job, const Texts& links) {
  job.Add(
      "uriparser + RapidJSON", kVersion + " + " + RAPIDJSON_VERSION_STRING, std::make_shared<State>(),
      [&links](State& s, size_t i) {
        if (!ParseLink(s, links[i])) s.link = OwnedLink();
      },
      [](const State& s, size_t) { return SummaryOf(s.link); });
}

}  // namespace

const Rival kUriparser = {&Encode, &Decode, nullptr, nullptr, &Parse};

}  // namespace tokenlink_bench

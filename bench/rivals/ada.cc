// SPDX-License-Identifier: MIT
// ada (the newest, from the crate ada-url), alone and with the JSON writers its users pair it with.
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <nlohmann/json.hpp>

#include "rivals/ada_escape.h"
#include "rivals/rival.h"

namespace tokenlink_bench {
namespace {

constexpr char kVersion[] = ADA_VERSION;
const std::string kNlohmann = std::to_string(NLOHMANN_JSON_VERSION_MAJOR) + "." +
                              std::to_string(NLOHMANN_JSON_VERSION_MINOR) + "." +
                              std::to_string(NLOHMANN_JSON_VERSION_PATCH);

struct Reused {
  std::string out, json;
  rapidjson::StringBuffer buffer;
};
constexpr auto kOut = [](const Reused& r, size_t) { return std::string_view(r.out); };

void Encode(Job& job, const Texts& texts) {
  job.Add(
      "ada append (reused)", kVersion, std::make_shared<Reused>(),
      [&texts](Reused& r, size_t i) {
        r.out.clear();
        AdaAppend(texts[i], r.out);
      },
      kOut);
  job.Add(
      "ada string", kVersion, std::make_shared<Reused>(),
      [&texts](Reused& r, size_t i) { r.out = ada::unicode::percent_encode(texts[i], kEscapeSet.data()); }, kOut);
}

void Decode(Job& job, const Texts& texts) {
  job.Add(
      "ada", kVersion, std::make_shared<Reused>(),
      [&texts](Reused& r, size_t i) { r.out = ada::unicode::percent_decode(texts[i], texts[i].find('%')); }, kOut);
}

void Build(Job& job, const Requests& requests) {
  job.Add(
      "nlohmann + ada", kNlohmann + " + " + kVersion, std::make_shared<Reused>(),
      [&requests](Reused& r, size_t i) {
        nlohmann::json list = nlohmann::json::array();
        for (const Permission& p : requests[i].permissions) list.push_back({{"key", p.key}, {"type", p.type}});
        r.out = std::string(kUserHead) + ada::unicode::percent_encode(list.dump(), kEscapeSet.data()) +
                std::string(kUserScope) + ada::unicode::percent_encode(requests[i].name, kEscapeSet.data());
      },
      kOut);
  job.Add(
      "RapidJSON + ada append (reused)", std::string(RAPIDJSON_VERSION_STRING) + " + " + kVersion,
      std::make_shared<Reused>(),
      [&requests](Reused& r, size_t i) {
        r.buffer.Clear();
        rapidjson::Writer<rapidjson::StringBuffer> writer(r.buffer);
        writer.StartArray();
        for (const Permission& p : requests[i].permissions) {
          writer.StartObject();
          writer.Key("key", 3);
          writer.String(p.key.data(), static_cast<unsigned>(p.key.size()));
          writer.Key("type", 4);
          writer.String(p.type.data(), static_cast<unsigned>(p.type.size()));
          writer.EndObject();
        }
        writer.EndArray();
        r.out.assign(kUserHead);
        AdaAppend({r.buffer.GetString(), r.buffer.GetSize()}, r.out);
        r.out.append(kUserScope);
        AdaAppend(requests[i].name, r.out);
      },
      kOut);
}

void Render(Job& job, const std::string& prefix, const Texts& names) {
  job.Add(
      "ada append (reused)", kVersion, std::make_shared<Reused>(),
      [prefix, &names](Reused& r, size_t i) {
        r.out.assign(prefix);
        AdaAppend(names[i], r.out);
      },
      kOut);
  job.Add(
      "ada string", kVersion, std::make_shared<Reused>(),
      [prefix, &names](Reused& r, size_t i) {
        r.out = prefix + ada::unicode::percent_encode(names[i], kEscapeSet.data());
      },
      kOut);
}

}  // namespace

const Rival kAda = {&Encode, &Decode, &Build, &Render, nullptr};

}  // namespace tokenlink_bench

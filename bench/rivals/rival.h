// SPDX-License-Identifier: MIT
// A rival adds itself to the jobs it can do, as its users write it and in its fastest form. What a machine lacks is not
// compiled, and its rows then say so.
#ifndef TOKENLINK_BENCH_RIVALS_RIVAL_H_
#define TOKENLINK_BENCH_RIVALS_RIVAL_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inputs.h"
#include "ratios/job.h"

namespace tokenlink_bench {

using Texts = std::vector<std::string>;
using Requests = std::vector<Request>;

struct Rival {
  void (*encode)(Job& job, const Texts& texts);
  void (*decode)(Job& job, const Texts& texts);
  void (*build)(Job& job, const Requests& requests);
  // One set of permissions, many names: `prefix` is the link up to the name.
  void (*render)(Job& job, const std::string& prefix, const Texts& names);
  void (*parse)(Job& job, const Texts& links);
};

// We and memcpy of the finished result, for the limit.
extern const Rival kTokenlink, kMemcpy;

extern const Rival kAda, kAdaSimdjson, kBoost, kCurl, kGlib, kRust, kUriparser;

// Those that were compiled, we first.
std::vector<const Rival*> AllRivals();

// Building: everything of a user link but the two encoded texts.
inline constexpr std::string_view kUserHead = "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=";
inline constexpr std::string_view kUserScope = "&accountId=%2A&zoneId=all&name=";

// What parsers that hand out strings of their own fill in.
struct OwnedLink {
  bool account = false;
  std::vector<std::pair<std::string, std::string>> permissions;
  std::string account_id, zone_id, name;
};

// What parsers that hand out views fill in.
struct ViewedLink {
  bool account = false;
  std::vector<std::pair<std::string_view, std::string_view>> permissions;
  std::string_view account_id, zone_id, name;
};

// The same text as Summary() of the request.
template <typename L>
std::string SummaryOf(const L& link) {
  std::string out = link.account ? "account" : "user";
  for (const auto& [key, type] : link.permissions) {
    out += ' ';
    out += key;
    out += ':';
    out += type;
  }
  out += " |";
  out += link.account_id;
  out += '|';
  out += link.zone_id;
  out += ' ';
  out += link.name;
  return out;
}

}  // namespace tokenlink_bench

#endif  // TOKENLINK_BENCH_RIVALS_RIVAL_H_

// SPDX-License-Identifier: MIT
// The reference, as plain as can be: every contender's result is compared with these.
#include "inputs.h"

namespace tokenlink_bench {
namespace {

bool IsUnreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

std::string EncodeWith(std::string_view text, const char* hex, bool plus) {
  std::string out;
  for (const char c : text) {
    if (IsUnreserved(c)) {
      out += c;
    } else if (plus && c == ' ') {
      out += '+';
    } else {
      const unsigned char byte = static_cast<unsigned char>(c);
      out += {'%', hex[byte >> 4], hex[byte & 15]};
    }
  }
  return out;
}

constexpr char kUpper[] = "0123456789ABCDEF";
constexpr char kLower[] = "0123456789abcdef";
constexpr char kUserPage[] = "https://dash.cloudflare.com/profile/api-tokens?";
constexpr char kAccountPage[] = "https://dash.cloudflare.com/?to=/:account/api-tokens&";

// Keys and types of the generator need no escape in JSON.
std::string JsonWith(const Request& request, const char* colon, const char* comma) {
  std::string out = "[";
  for (const Permission& p : request.permissions) {
    if (out.size() > 1) out += comma;
    out += "{\"key\"" + std::string(colon) + "\"" + p.key + "\"" + comma + "\"type\"" + colon + "\"" + p.type + "\"}";
  }
  return out + "]";
}

}  // namespace

std::string Encode(std::string_view text) { return EncodeWith(text, kUpper, false); }

std::string Json(const Request& request) { return JsonWith(request, ":", ","); }

std::string LinkPrefix(const Request& request) {
  const std::string list = "permissionGroupKeys=" + Encode(Json(request));
  return request.account ? kAccountPage + list + "&name=" : kUserPage + list + "&accountId=%2A&zoneId=all&name=";
}

std::string Link(const Request& request) { return LinkPrefix(request) + Encode(request.name); }

std::string OddLink(const Request& request, Oddity oddity) {
  const std::string page = request.account ? kAccountPage : kUserPage;
  const bool spaces = oddity == Oddity::kSpaces || oddity == Oddity::kPlus;
  const std::string json = spaces ? JsonWith(request, ": ", ", ") : Json(request);
  const bool plus = oddity == Oddity::kPlus;
  const char* hex = oddity == Oddity::kLowerHex ? kLower : kUpper;
  const std::string list = "permissionGroupKeys=" + EncodeWith(json, hex, plus);
  const std::string name = "name=" + EncodeWith(request.name, hex, plus);
  const std::string all = oddity == Oddity::kLowerHex ? "%2a" : "%2A";
  const std::string scope = request.account ? "" : "accountId=" + all + "&zoneId=all&";
  if (oddity == Oddity::kOrder) return page + name + "&" + scope + list;
  return page + list + "&" + scope + name;
}

std::string Summary(const Request& request) {
  std::string out = request.account ? "account" : "user";
  for (const Permission& p : request.permissions) out += " " + p.key + ":" + p.type;
  return out + (request.account ? " || " : " |*|all ") + request.name;
}

}  // namespace tokenlink_bench

// SPDX-License-Identifier: MIT
#include "link/origin.h"

#include "link/link.h"

namespace tokenlink {
namespace {

constexpr Str kScheme = "https://";
constexpr Str kDashboard = "dash.cloudflare.com";
constexpr Str kDeployHost = "deploy.workers.cloudflare.com";  // the deploy button, which has apiTokenTmpl
constexpr Str kProfilePath = "/profile/api-tokens";

size_t FindAny(Str text, size_t begin, const char* bytes) {
  for (size_t i = begin; i < text.size(); ++i) {
    if (text[i] != '\0' && strchr(bytes, text[i]) != nullptr) return i;
  }
  return text.size();
}

Origin Refuse(Status status, size_t offset, Str what) {
  Origin origin;
  origin.status = status;
  origin.fault = offset;
  origin.what = what;
  return origin;
}

Origin RefuseScheme(Str text) {
  if (text.empty()) return Refuse(Status::E_SCHEME, 0, "the link is empty");
  if (EqualIgnoringCase(Slice(text, 0, 7), "http://")) {
    return Refuse(Status::E_SCHEME, 0, "the link starts with http://; the dashboard uses https://");
  }
  if (EqualIgnoringCase(Slice(text, 0, kDashboard.size()), kDashboard)) {
    return Refuse(Status::E_SCHEME, 0, "https:// is missing before the host");
  }
  return Refuse(Status::E_SCHEME, 0, "a template URL starts with https://dash.cloudflare.com/");
}

// Why a host is not the dashboard's, as precisely as possible.
Origin RefuseHost(Str text, Span host) {
  const Str name = Slice(text, host.begin, host.end);
  for (size_t i = 0; i < name.size(); ++i) {
    const size_t offset = host.begin + i;
    if (name[i] == '@')
      return Refuse(Status::E_HOST, offset, "the part before the @ is a user name; the real host follows it");
    if (name[i] == ':') return Refuse(Status::E_HOST, offset, "the host has a port, or a user name and password");
    if (name[i] == '%') return Refuse(Status::E_HOST, offset, "the host contains a percent escape");
    if (static_cast<signed char>(name[i]) < 0)
      return Refuse(Status::E_HOST, offset, "the host contains a non-ASCII character; it is a different host");
  }
  if (EqualIgnoringCase(Slice(name, 0, kDashboard.size()), kDashboard)) {
    return Refuse(Status::E_HOST, host.begin + kDashboard.size(),
                  "the host starts with dash.cloudflare.com but is a different host");
  }
  return Refuse(Status::E_HOST, host.begin, "the host is not dash.cloudflare.com");
}

}  // namespace

Origin ReadOrigin(Str text) {
  if (!EqualIgnoringCase(Slice(text, 0, kScheme.size()), kScheme)) return RefuseScheme(text);
  const Span host = {kScheme.size(), FindAny(text, kScheme.size(), "/?#\\")};
  const Str name = Slice(text, host.begin, host.end);
  const bool deploy = EqualIgnoringCase(name, kDeployHost);
  if (!deploy && !EqualIgnoringCase(name, kDashboard)) return RefuseHost(text, host);
  if (host.end < text.size() && text[host.end] == '\\') {
    return Refuse(Status::E_PATH, host.end, "a backslash follows the host");
  }

  Origin origin;
  const size_t path_end = FindAny(text, host.end, "?#");
  const void* hash = memchr(text.data() + path_end, '#', text.size() - path_end);
  const size_t query_end =
      hash == nullptr ? text.size() : static_cast<size_t>(static_cast<const char*>(hash) - text.data());
  if (query_end < text.size()) origin.fragment = query_end;
  origin.query = {path_end < query_end ? path_end + 1 : query_end, query_end};

  const Str path = Slice(text, host.end, path_end);
  const bool root = path.empty() || path == "/";
  if (deploy) {
    if (!root) return Refuse(Status::E_PATH, host.end, "a deploy button has no path");
    origin.page = Page::kDeploy;
  } else if (Slice(path, 0, kProfilePath.size()) == kProfilePath) {
    const Str rest = From(path, kProfilePath.size());
    if (!rest.empty() && rest != kCreate) {
      return Refuse(Status::E_PATH, host.end + kProfilePath.size(), "the path continues after /profile/api-tokens");
    }
    origin.page = Page::kProfile;
    if (!rest.empty()) origin.create = {path_end - kCreate.size(), path_end};
  } else if (path == "/login") {
    return Refuse(Status::E_PATH, host.end, "this is the login page; the link itself is in its redirect_uri, encoded");
  } else if (IsHexId(Slice(path, 1, 33)) && Slice(path, 33, 45) == "/api-tokens") {
    return Refuse(Status::E_PATH, host.end,
                  "this page belongs to one account; write /?to=/:account/api-tokens& instead");
  } else if (!root) {
    return Refuse(Status::E_PATH, host.end,
                  "the path is neither /profile/api-tokens nor / with to=/:account/api-tokens");
  }
  return origin;
}

}  // namespace tokenlink

// SPDX-License-Identifier: MIT
// A link that was read and linted, with its memory.
#ifndef TOKENLINK_TESTS_UNIT_SUPPORT_LINTED_H_
#define TOKENLINK_TESTS_UNIT_SUPPORT_LINTED_H_

#include <string>
#include <utility>
#include <vector>

#include "link/reader.h"
#include "lint/linter.h"

namespace tokenlink::test {

struct Linted {
  explicit Linted(std::string link, const Catalog& catalog = BuiltinCatalog())
      : text(std::move(link)), findings{ArenaVector<Finding>(reader.arena()), 0} {
    status = reader.Read(text, &error);
    complete = Lint(reader.reading(), catalog, reader.arena(), &findings);
  }
  Linted(const Linted&) = delete;
  Linted& operator=(const Linted&) = delete;

  const Reading& reading() const { return reader.reading(); }
  Arena* reader_arena() const { return const_cast<Reader&>(reader).arena(); }
  bool readable() const { return status == Status::OK; }

  size_t Count(uint32_t rule) const {
    size_t count = 0;
    for (const Finding& finding : findings.list) count += finding.rule == rule;
    return count;
  }
  bool Has(uint32_t rule) const { return Count(rule) > 0; }
  const Finding* Find(uint32_t rule) const {
    for (const Finding& finding : findings.list) {
      if (finding.rule == rule) return &finding;
    }
    return nullptr;
  }
  Str At(const Finding& finding) const { return Slice(text, finding.offset, finding.offset + finding.length); }

  std::string Fixed(const Finding& finding) const {
    return text.substr(0, finding.offset) + std::string(Str(finding.fix)) +
           text.substr(finding.offset + finding.length);
  }

  // What the link means: kind, permissions, scope, name.
  std::string Meaning() const {
    const Request request = reading().request();
    std::string out = std::to_string(static_cast<int>(request.kind));
    for (const Permission& permission : request.permissions) {
      out += "|" + std::string(Str(permission.key)) + (permission.type.absent() ? "" : ":");
      out += std::string(Str(permission.type));
    }
    for (Str part : {request.account_id, request.zone_id, request.name}) out += "|" + std::string(part);
    return out;
  }

  // "TL101 TL405", for messages.
  std::string Rules() const {
    std::string out;
    for (const Finding& finding : findings.list) out += (out.empty() ? "TL" : " TL") + std::to_string(finding.rule);
    return out;
  }

  std::string text;
  Reader reader;
  Findings findings;
  Error error;
  Status status;
  bool complete;
};

inline const std::string kUserLink =
    "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22"
    "read%22%7D%5D&accountId=%2A&zoneId=all&name=DNS%20Read%20Token";
inline const std::string kAccountLink =
    "https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys=%5B%7B%22key%22%3A%22dns%22%2C%22type%22"
    "%3A%22read%22%7D%5D&name=DNS%20Read%20Token";

}  // namespace tokenlink::test

#endif  // TOKENLINK_TESTS_UNIT_SUPPORT_LINTED_H_

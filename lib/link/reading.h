// SPDX-License-Identifier: MIT
// What is known about a link that was read: what it means, and where in its text each part is.
#ifndef TOKENLINK_LIB_LINK_READING_H_
#define TOKENLINK_LIB_LINK_READING_H_

#include "link/browser.h"
#include "link/clean.h"
#include "link/link.h"
#include "query/query.h"

namespace tokenlink {

// What a parameter is in a link of its kind.
enum class Role : uint8_t { kUnknown, kPermissions, kAccountId, kZoneId, kName, kTo, kDeployOwn };
inline constexpr size_t kNumRoles = 7;

struct LinkParameter : Parameter {
  Role role = Role::kUnknown;
  bool repeated = false;  // an earlier one has the same role
};

struct ExtraParameter {
  View name, value;
};

// A link has five at most that mean anything; a text that is all & would have one for every two bytes.
inline constexpr size_t kMostParameters = 4096;

struct Reading {
  explicit Reading(Arena* arena) : clean(arena), parameters(arena), permissions(arena), extra(arena), browser(arena) {}

  Str original;
  CleanText clean;

  Kind kind = Kind::kNone;
  bool create_path = false;              // the path, or that in `to`, ends in /create
  Span create;                           // of "/create", in clean.text()
  size_t second_question = kNowhere;     // a ? in place of &, in clean.text()
  size_t fragment = kNowhere;            // the #, in clean.text()
  size_t query_end = 0;                  // in clean.text()
  bool permissions_placeholder = false;  // the permission value is a placeholder such as "..."

  // The first kMostParameters, and of the others those that the pointers below point to.
  ArenaVector<LinkParameter> parameters;
  size_t unknown_left_out = 0;
  size_t repeated_left_out = 0;
  const LinkParameter* permission_value = nullptr;  // first of its role, in `parameters`; null if the link has none
  const LinkParameter* account_id = nullptr;
  const LinkParameter* zone_id = nullptr;
  const LinkParameter* name = nullptr;
  const LinkParameter* to = nullptr;

  ArenaVector<Permission> permissions;
  ArenaVector<ExtraParameter> extra;

  // Set for links in which a browser may read something else: those that have edits or a second question mark.
  bool has_browser = false;
  BrowserReading browser;

  Status status = Status::OK;  // the first fault

  // Forgets the previous link, whose memory is freed or about to be.
  void Clear();

  // Keeps no pointer to the text that was read. What was read stays valid, except for its places in that text.
  void ForgetInput() {
    original = Str();
    clean.ForgetOriginal();
  }

  // What the link asks for, to build it again.
  Request request() const;
};

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_READING_H_

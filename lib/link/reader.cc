// SPDX-License-Identifier: MIT
#include "link/reader.h"

#include <algorithm>

#include "base/short_text.h"
#include "base/utf8.h"
#include "link/origin.h"
#include "link/placeholder.h"

namespace tokenlink {
namespace {

// Spec "URL components", both tables.
constexpr struct {
  ShortText<19> name;
  Role role;
} kDashboardNames[] = {{"permissionGroupKeys", Role::kPermissions},
                       {"accountId", Role::kAccountId},
                       {"zoneId", Role::kZoneId},
                       {"name", Role::kName}},
  kDeployNames[] = {{"apiTokenTmpl", Role::kPermissions},
                    {"apiTokenName", Role::kName},
                    {"url", Role::kDeployOwn},
                    {"authed", Role::kDeployOwn},
                    {"fields", Role::kDeployOwn}};

Role RoleOf(Str name, Kind kind) {
  if (kind == Kind::kDeploy) {
    for (const auto& known : kDeployNames) {
      if (known.name == name) return known.role;
    }
    return Role::kUnknown;
  }
  for (const auto& known : kDashboardNames) {
    if (known.name == name) return known.role;
  }
  return kind == Kind::kAccount && name == "to" ? Role::kTo : Role::kUnknown;
}

// The ? inside the first to=... of a query, where & was meant; kNowhere if there is none.
size_t FindSecondQuestion(Str text, Span query) {
  for (size_t begin = query.begin; begin < query.end;) {
    size_t end = begin;
    while (end < query.end && text[end] != '&') ++end;
    if (Slice(text, begin, begin + 3) == "to=") {
      for (size_t i = begin; i < end; ++i) {
        if (text[i] == '?') return i;
      }
      return kNowhere;
    }
    begin = end + 1;
  }
  return kNowhere;
}

}  // namespace

Status Reader::Fault(Error* error, Status status, size_t clean_offset, Str detail) {
  reading_.status = status;
  return Fail(error, status, reading_.clean.Origin(clean_offset), detail);
}

Status Reader::Read(Str link, Error* error) {
  Reading& r = reading_;
  r.Clear();
  r.original = link;
  const size_t invalid = FindInvalidUtf8(link);
  if (invalid != kNowhere) return Fault(error, Status::E_UTF8, invalid, "the text is not valid UTF-8");
  if (!r.clean.Run(link)) return Fault(error, Status::E_NOMEM, 0, "out of memory");

  const Origin origin = ReadOrigin(r.clean.text());
  if (origin.status != Status::OK) return Fault(error, origin.status, origin.fault, origin.what);
  r.kind = origin.page == Page::kProfile ? Kind::kUser : origin.page == Page::kDeploy ? Kind::kDeploy : Kind::kAccount;
  r.create = origin.create;
  r.create_path = origin.create.size() > 0;
  r.fragment = origin.fragment;
  r.query_end = origin.query.end;

  Status status = ReadParameters(origin.query, error);
  if (status == Status::OK) status = ReadPermissionValue(error);
  if (status != Status::OK || (r.clean.edits().empty() && r.second_question == kNowhere)) return status;
  r.has_browser = true;
  const bool read = ReadAsBrowser(link, r.kind, &json_, &arena_, &r.browser);
  if (!read) return Fault(error, Status::E_NOMEM, 0, "out of memory");
  if (r.browser.limit == nullptr) return Status::OK;
  r.status = Status::E_JSON;
  return Fail(error, r.status, r.browser.permission_value.original.begin,
              "a browser may read another list here: ", r.browser.limit);
}

Status Reader::ReadParameters(Span query, Error* error) {
  Reading& r = reading_;
  DecodeFault fault;
  Span first = query;
  Span second = {query.end, query.end};
  if (r.kind == Kind::kAccount) {
    r.second_question = FindSecondQuestion(r.clean.text(), query);
    if (r.second_question != kNowhere) {
      first.end = r.second_question;
      second.begin = r.second_question + 1;
    }
  }
  const Str text = r.clean.text();
  const auto take = [this](const Parameter& parameter) { return TakeParameter(parameter); };
  const size_t parts = CountParts(text, first) + CountParts(text, second);
  if (!r.parameters.Reserve(std::min(parts, kMostParameters + kNumRoles)) ||
      !SplitQuery(text, first, &arena_, &fault, take) || !SplitQuery(text, second, &arena_, &fault, take)) {
    return Fault(error, Status::E_NOMEM, 0, "out of memory");
  }
  const auto is_extra = [&r](const LinkParameter& p) {
    // An account link does not use its scope parameters (spec "Account token URL format", note).
    const bool unused = r.kind == Kind::kAccount && (p.role == Role::kAccountId || p.role == Role::kZoneId);
    return p.role == Role::kUnknown || p.role == Role::kDeployOwn || p.repeated || unused;
  };
  const auto extra = std::count_if(r.parameters.begin(), r.parameters.end(), is_extra);
  if (!r.extra.Reserve(static_cast<size_t>(extra))) return Fault(error, Status::E_NOMEM, 0, "out of memory");
  for (const LinkParameter& p : r.parameters) {
    if (is_extra(p)) (void)r.extra.Push({p.name, p.value});
  }
  if (r.kind == Kind::kAccount) {
    const Status status = ReadAccountPage(error);
    if (status != Status::OK) return status;
  }
  if (fault.status == Status::OK) return Status::OK;
  return Fault(error, fault.status, fault.offset,
               fault.status == Status::E_ESCAPE ? "a % is not followed by two hex digits; a literal % is written %25"
                                                : "the escapes decode to bytes that are not valid UTF-8");
}

// Whether the parameter is kept. There is room for it.
bool Reader::TakeParameter(const Parameter& parameter) {
  Reading& r = reading_;
  LinkParameter p;
  static_cast<Parameter&>(p) = parameter;
  p.role = RoleOf(p.name, r.kind);
  const LinkParameter** const slot = p.role == Role::kPermissions ? &r.permission_value
                                     : p.role == Role::kAccountId ? &r.account_id
                                     : p.role == Role::kZoneId    ? &r.zone_id
                                     : p.role == Role::kName      ? &r.name
                                     : p.role == Role::kTo        ? &r.to
                                                                  : nullptr;
  const bool first = slot != nullptr && *slot == nullptr;
  p.repeated = slot != nullptr && !first;
  if (!first && r.parameters.size() >= kMostParameters) {
    if (p.role == Role::kUnknown) ++r.unknown_left_out;
    if (p.repeated) ++r.repeated_left_out;
    return false;
  }
  (void)r.parameters.Push(p);
  if (first) *slot = &r.parameters.back();
  return true;
}

// On the root page only `to` makes a link a template URL.
Status Reader::ReadAccountPage(Error* error) {
  Reading& r = reading_;
  if (r.to == nullptr) {
    r.kind = Kind::kNone;
    return Fault(error, Status::E_PATH, r.query_end,
                 "the link has neither /profile/api-tokens nor to=/:account/api-tokens");
  }
  const Str page = r.to->value;
  if (page == kAccountPage) return Status::OK;
  if (Slice(page, 0, kAccountPage.size()) == kAccountPage && From(page, kAccountPage.size()) == kCreate) {
    const Str raw = Slice(r.clean.text(), r.to->raw_value.begin, r.to->raw_value.end);
    r.create = {r.to->raw_value.begin + EncodedOffset(raw, kAccountPage.size()), r.to->raw_value.end};
    r.create_path = true;
    return Status::OK;
  }
  r.kind = Kind::kNone;
  return Fault(error, Status::E_PATH, r.to->raw_value.begin, "the value of `to` is not /:account/api-tokens");
}

Status Reader::ReadPermissionValue(Error* error) {
  Reading& r = reading_;
  if (r.permission_value == nullptr) return Status::OK;
  const Str json = r.permission_value->value;
  if (IsPlaceholder(json)) {
    r.permissions_placeholder = true;
    return Status::OK;
  }
  Error inner;
  const Status status = ReadPermissionList(&json_, json, &arena_, &r.permissions, &inner);
  if (status == Status::OK) return Status::OK;
  const Str raw = Slice(r.clean.text(), r.permission_value->raw_value.begin, r.permission_value->raw_value.end);
  r.permissions.Clear();
  return Fault(error, status,
               r.permission_value->raw_value.begin + EncodedOffset(raw, static_cast<size_t>(inner.offset)),
               inner.detail);
}

}  // namespace tokenlink

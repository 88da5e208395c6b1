// SPDX-License-Identifier: MIT
#include "link/reading_fast.h"

#include "percent/percent.h"

namespace tokenlink {
namespace {

// Parameters from left to right, each from where the last one ended. There is room for them.
class ParameterWriter {
 public:
  ParameterWriter(size_t at, Reading* out) : at_(at), out_(out) {}

  // The next parameter and the separator after it.
  const LinkParameter* Add(Role role, Str name, size_t raw_size, Str value) {
    auto* const parameter = new (out_->parameters.Room(1)) LinkParameter();
    const size_t name_end = at_ + name.size();
    parameter->raw_name = {at_, name_end};
    parameter->raw_value = {name_end + 1, name_end + 1 + raw_size};
    parameter->name = name;
    parameter->value = value;
    parameter->role = role;
    out_->parameters.Add(1);
    at_ = name_end + raw_size + 2;
    return parameter;
  }

  size_t at() const { return at_; }

 private:
  size_t at_;
  Reading* out_;
};

constexpr size_t kMostInLink = 4;
constexpr size_t kHexIdSize = 32;

}  // namespace

bool TryFillReading(Str link, const CanonicalLink& read, Arena* arena, Reading* out) {
  const bool user = read.kind == Kind::kUser;
  const size_t list_begin = user ? kUserPrefix.size() : kAccountPrefix.size();
  const Str raw_list = Slice(link, list_begin, read.list_end);
  char* const json = arena->Bytes(raw_list.size() + kValuePadding);
  if (json == nullptr || !out->parameters.Reserve(kMostInLink) || !out->permissions.Reserve(read.permissions.size())) {
    return false;
  }
  const size_t json_size = Decode(raw_list, false, json).size;
  memset(json + json_size, 0, kValuePadding);
  for (const Permission& permission : read.permissions) (void)out->permissions.Push(permission);
  out->original = link;
  out->clean.SetClean(link);
  out->kind = read.kind;
  out->query_end = link.size();
  ParameterWriter parameters(user ? kUserPage.size() : kRootPage.size(), out);
  if (!user) out->to = parameters.Add(Role::kTo, "to", kAccountPage.size(), kAccountPage);
  out->permission_value =
      parameters.Add(Role::kPermissions, "permissionGroupKeys", raw_list.size(), Str(json, json_size));
  if (user) {
    const size_t account_size = Str(read.account_id) == "*" ? 3 : kHexIdSize;
    out->account_id = parameters.Add(Role::kAccountId, "accountId", account_size, read.account_id);
    out->zone_id = parameters.Add(Role::kZoneId, "zoneId", Str(read.zone_id).size(), read.zone_id);
  }
  if (!read.name.absent()) {
    const size_t raw_size = link.size() - parameters.at() - (sizeof kNameIsText - 2);
    out->name = parameters.Add(Role::kName, "name", raw_size, read.name);
  }
  return true;
}

}  // namespace tokenlink

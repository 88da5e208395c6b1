// SPDX-License-Identifier: MIT
#include "link/reading.h"

namespace tokenlink {

void Reading::Clear() {
  original = Str();
  kind = Kind::kNone;
  create_path = permissions_placeholder = false;
  create = {};
  second_question = fragment = kNowhere;
  query_end = unknown_left_out = repeated_left_out = 0;
  parameters.Forget();
  permissions.Forget();
  extra.Forget();
  permission_value = account_id = zone_id = name = to = nullptr;
  has_browser = false;
  browser.Clear();
  status = Status::OK;
  (void)clean.Run(Str());
}

Request Reading::request() const {
  Request request;
  request.kind = kind;
  request.permissions = {permissions.data(), permissions.size()};
  if (kind == Kind::kUser) {
    if (account_id != nullptr) request.account_id = account_id->value;
    if (zone_id != nullptr) request.zone_id = zone_id->value;
  }
  if (name != nullptr) request.name = name->value;
  return request;
}

}  // namespace tokenlink

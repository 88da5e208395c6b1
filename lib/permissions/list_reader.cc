// SPDX-License-Identifier: MIT
#include "permissions/list_reader.h"

#include "permissions/json_fault.h"
#include "simdjson/dom.h"

namespace tokenlink {
namespace {

namespace simd = tokenlink_simdjson;

bool ReadPermission(const dom::element& item, Arena* arena, Permission* out) {
  dom::object object;
  if (item.get_object().get(object) != simd::SUCCESS) return CopyJsonString(item, arena, &out->key);
  for (dom::key_value_pair member : object) {
    View* target = member.key == "key" ? &out->key : member.key == "type" ? &out->type : nullptr;
    if (target != nullptr && !CopyJsonString(member.value, arena, target)) return false;
  }
  return true;
}

Status NoMemory(Error* error) { return Fail(error, Status::E_NOMEM, 0, "out of memory"); }

}  // namespace

Status ReadPermissionList(JsonParser* parser, Str json, Arena* arena, ArenaVector<Permission>* out, Error* error) {
  dom::element root;
  const Status status = parser->Parse(json, &root, error);
  if (status != Status::OK) return status;
  dom::array list;
  if (root.get_array().get(list) != simd::SUCCESS) {
    return Fail(error, Status::E_NOT_A_LIST, SkipJsonSpace(json, 0),
                Str("the permissions must be a JSON list: [{\"key\":\"dns\",\"type\":\"edit\"}]"));
  }
  if (!out->Reserve(out->size() + list.size())) return NoMemory(error);
  for (dom::element item : list) {
    Permission permission;
    if (!ReadPermission(item, arena, &permission) || !out->Push(permission)) return NoMemory(error);
  }
  return Status::OK;
}

}  // namespace tokenlink

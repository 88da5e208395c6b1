// SPDX-License-Identifier: MIT
#include "permissions/list_reader.h"

#include "permissions/json_fault.h"
#include "simdjson.h"

namespace tokenlink {
namespace {

namespace dom = simdjson::dom;

static_assert(kJsonPadding >= simdjson::SIMDJSON_PADDING);

Status Parse(JsonParser* holder, Str json, dom::element* root, Error* error) {
  dom::parser* parser = holder->Get();
  if (parser == nullptr) return Fail(error, Status::E_NOMEM, 0, Str("out of memory"));
  // simdjson steps over a byte order mark; JSON.parse refuses it.
  const bool marked = Slice(json, 0, 3) == "\xEF\xBB\xBF";
  const simdjson::error_code code =
      marked ? simdjson::TAPE_ERROR : parser->parse(json.data(), json.size(), false).get(*root);
  if (code == simdjson::SUCCESS) return Status::OK;
  if (code == simdjson::MEMALLOC) return Fail(error, Status::E_NOMEM, 0, Str("out of memory"));
  const JsonFault fault = FindJsonFault(json);
  if (fault.offset != kNowhere) {
    return Fail(error, Status::E_JSON, fault.offset, Str("not valid JSON: "), Str(fault.what));
  }
  // Well-formed, but more than simdjson holds: an integer beyond 64 bits, a double beyond its range.
  return Fail(error, Status::E_JSON, 0, Str("the JSON holds something no permission needs: "),
              Str(simdjson::error_message(code)));
}

bool Copy(std::string_view text, Arena* arena, View* out) {
  char* copy = arena->Bytes(text.size() + 1);
  if (copy == nullptr) return false;
  if (!text.empty()) memcpy(copy, text.data(), text.size());
  *out = Str(copy, text.size());
  return true;
}

// The string value of a member; absent if it is no string. False when out of memory.
bool CopyString(dom::element value, Arena* arena, View* out) {
  std::string_view text;
  *out = View();
  return value.get_string().get(text) != simdjson::SUCCESS || Copy(text, arena, out);
}

bool ReadPermission(dom::element item, Arena* arena, Permission* out) {
  dom::object object;
  if (item.get_object().get(object) != simdjson::SUCCESS) return CopyString(item, arena, &out->key);
  for (dom::key_value_pair member : object) {
    View* target = member.key == "key" ? &out->key : member.key == "type" ? &out->type : nullptr;
    if (target != nullptr && !CopyString(member.value, arena, target)) return false;
  }
  return true;
}

Status NoMemory(Error* error) { return Fail(error, Status::E_NOMEM, 0, Str("out of memory")); }

Status BadRow(Error* error, size_t row, Str what) {
  return Fail(error, Status::E_CATALOG, 0, Str("catalog entry "), row + 1, Str(" "), what);
}

Status ReadTypes(dom::element value, size_t row, Arena* arena, CatalogRow* out, Error* error) {
  dom::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) return BadRow(error, row, "has types that are not a list");
  ArenaVector<View> types(arena);
  for (dom::element type : array) {
    View text;
    if (!CopyString(type, arena, &text)) return NoMemory(error);
    if (text.len == 0) return BadRow(error, row, "has a type that is not a word");
    if (!types.Push(text)) return NoMemory(error);
  }
  out->types = types.data();
  out->type_count = types.size();
  return Status::OK;
}

Status ReadRow(dom::element item, size_t row, Arena* arena, CatalogRow* out, Error* error) {
  dom::object object;
  if (item.get_object().get(object) != simdjson::SUCCESS) return BadRow(error, row, "is not an object");
  for (dom::key_value_pair member : object) {
    if (member.key == "types") {
      const Status status = ReadTypes(member.value, row, arena, out, error);
      if (status != Status::OK) return status;
      continue;
    }
    View* target = member.key == "key"     ? &out->key
                   : member.key == "scope" ? &out->scope
                   : member.key == "label" ? &out->label
                   : member.key == "note"  ? &out->note
                                           : nullptr;
    if (target == nullptr) {
      return Fail(error, Status::E_CATALOG, 0, Str("catalog entry "), row + 1, Str(" has an unknown member "),
                  Quoted{member.key});
    }
    if (!CopyString(member.value, arena, target)) return NoMemory(error);
    if (target->absent()) return BadRow(error, row, "has a member that is not a string");
  }
  if (out->key.len == 0) return BadRow(error, row, "has no key");
  if (out->type_count == 0) return BadRow(error, row, "has no types");
  return Status::OK;
}

}  // namespace

JsonParser::~JsonParser() { delete parser_; }

dom::parser* JsonParser::Get() {
  if (parser_ == nullptr) parser_ = new (std::nothrow) dom::parser();
  return parser_;
}

Status ReadPermissionList(JsonParser* parser, Str json, Arena* arena, ArenaVector<Permission>* out, Error* error) {
  dom::element root;
  const Status status = Parse(parser, json, &root, error);
  if (status != Status::OK) return status;
  dom::array list;
  if (root.get_array().get(list) != simdjson::SUCCESS) {
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

Status ReadCatalogRows(JsonParser* parser, Str json, Arena* arena, ArenaVector<CatalogRow>* out, Error* error) {
  dom::element root;
  const Status status = Parse(parser, json, &root, error);
  if (status != Status::OK) return status;
  dom::array list;
  if (root.get_array().get(list) != simdjson::SUCCESS) {
    return Fail(error, Status::E_CATALOG, SkipJsonSpace(json, 0), Str("a catalog is a JSON list of objects"));
  }
  size_t row = 0;
  for (dom::element item : list) {
    CatalogRow entry = {};
    const Status read = ReadRow(item, row++, arena, &entry, error);
    if (read != Status::OK) return read;
    if (!out->Push(entry)) return NoMemory(error);
  }
  return Status::OK;
}

}  // namespace tokenlink

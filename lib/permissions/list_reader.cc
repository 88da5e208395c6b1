// SPDX-License-Identifier: MIT
#include "permissions/list_reader.h"

#include "base/utf8.h"
#include "permissions/json_fault.h"
#include "simdjson/dom.h"

namespace tokenlink {
namespace {

namespace simd = tokenlink_simdjson;

static_assert(kJsonPadding >= simd::SIMDJSON_PADDING);

Status NoMemory(Error* error) { return Fail(error, Status::E_NOMEM, 0, "out of memory"); }

Status Parse(JsonParser* holder, Str json, dom::element* root, Error* error) {
  JsonDom* parser = holder->Get(json.size());
  if (parser == nullptr) return NoMemory(error);
  const simd::error_code code = parser->Parse(json, root);
  if (code == simd::MEMALLOC) {
    holder->Discard();
    return NoMemory(error);
  }
  // The parser does not check the form of numbers. No permission has one, so the second pass is rare.
  if (code == simd::SUCCESS && !parser->has_numbers()) return Status::OK;
  const JsonFault fault = FindJsonFault(json);
  if (fault.offset != kNowhere) return Fail(error, Status::E_JSON, fault.offset, "not valid JSON: ", fault.what);
  if (code == simd::SUCCESS) return Status::OK;
  return Fail(error, Status::E_JSON, 0, "the JSON cannot be read");
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
  return value.get_string().get(text) != simd::SUCCESS || Copy(text, arena, out);
}

bool ReadPermission(dom::element item, Arena* arena, Permission* out) {
  dom::object object;
  if (item.get_object().get(object) != simd::SUCCESS) return CopyString(item, arena, &out->key);
  for (dom::key_value_pair member : object) {
    View* target = member.key == "key" ? &out->key : member.key == "type" ? &out->type : nullptr;
    if (target != nullptr && !CopyString(member.value, arena, target)) return false;
  }
  return true;
}

Status BadRow(Error* error, size_t row, Str what) {
  return Fail(error, Status::E_CATALOG, 0, Str("catalog entry "), row + 1, Str(" "), what);
}

// Keys, types and labels stand in the linter's sentences, which have a length and go to terminals.
bool IsShort(Str text) { return text.size() <= 80 && FindControl(text) == kNowhere; }

Status ReadTypes(dom::element value, size_t row, Arena* arena, CatalogRow* out, Error* error) {
  dom::array array;
  if (value.get_array().get(array) != simd::SUCCESS) return BadRow(error, row, "has types that are not a list");
  ArenaVector<View> types(arena);
  for (dom::element type : array) {
    View text;
    if (!CopyString(type, arena, &text)) return NoMemory(error);
    if (text.len == 0 || !IsShort(text)) return BadRow(error, row, "has a type that is not a word");
    if (!types.Push(text)) return NoMemory(error);
  }
  out->types = types.data();
  out->type_count = types.size();
  return Status::OK;
}

Status ReadRow(dom::element item, size_t row, Arena* arena, CatalogRow* out, Error* error) {
  dom::object object;
  if (item.get_object().get(object) != simd::SUCCESS) return BadRow(error, row, "is not an object");
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
    if (target != &out->note && !IsShort(*target)) {
      return BadRow(error, row, "has a member over 80 bytes or with a control character");
    }
  }
  if (out->key.len == 0) return BadRow(error, row, "has no key");
  if (out->type_count == 0) return BadRow(error, row, "has no types");
  return Status::OK;
}

}  // namespace

JsonParser::~JsonParser() { Discard(); }

void JsonParser::Discard() {
  delete parser_;
  parser_ = nullptr;
  largest_ = 0;
}

JsonDom* JsonParser::Get(size_t size) {
  if (size > largest_) largest_ = size;
  if (parser_ == nullptr) parser_ = new (std::nothrow) JsonDom();
  return parser_;
}

Status ReadPermissionList(JsonParser* parser, Str json, Arena* arena, ArenaVector<Permission>* out, Error* error) {
  dom::element root;
  const Status status = Parse(parser, json, &root, error);
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

Status ReadCatalogRows(JsonParser* parser, Str json, Arena* arena, ArenaVector<CatalogRow>* out, Error* error) {
  dom::element root;
  const Status status = Parse(parser, json, &root, error);
  if (status != Status::OK) return status;
  dom::array list;
  if (root.get_array().get(list) != simd::SUCCESS) {
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

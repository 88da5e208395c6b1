// SPDX-License-Identifier: MIT
#include "permissions/list_reader.h"

#include "base/utf8.h"
#include "permissions/json_fault.h"
#include "simdjson.h"

namespace tokenlink {
namespace {

namespace dom = simdjson::dom;

static_assert(kJsonPadding >= simdjson::SIMDJSON_PADDING);

Status NoMemory(Error* error) { return Fail(error, Status::E_NOMEM, 0, "out of memory"); }

// A copy in which every number is 0: what simdjson cannot hold, JSON.parse still reads, and no permission needs it.
// Null when out of memory.
char* WithoutNumbers(Str json, Arena* arena) {
  char* copy = arena->Bytes(json.size() + kJsonPadding);
  if (copy == nullptr) return nullptr;
  memcpy(copy, json.data(), json.size());
  memset(copy + json.size(), 0, kJsonPadding);
  for (size_t i = 0; i < json.size();) {
    if (json[i] == '"') {
      i = SkipJsonString(json, i);
    } else if (json[i] == '-' || (json[i] >= '0' && json[i] <= '9')) {
      const size_t end = SkipJsonValue(json, i);
      copy[i] = '0';
      memset(copy + i + 1, ' ', end - i - 1);
      i = end;
    } else {
      ++i;
    }
  }
  return copy;
}

Status Parse(JsonParser* holder, Str json, Arena* arena, dom::element* root, Error* error) {
  // simdjson steps over a byte order mark; JSON.parse refuses it.
  const bool marked = Slice(json, 0, 3) == "\xEF\xBB\xBF";
  for (bool again = false;; again = true) {
    dom::parser* parser = holder->Get();
    if (parser == nullptr) return NoMemory(error);
    const simdjson::error_code code =
        marked ? simdjson::TAPE_ERROR : parser->parse(json.data(), json.size(), false).get(*root);
    if (code == simdjson::SUCCESS) return Status::OK;
    if (code == simdjson::MEMALLOC) {
      holder->Discard();
      return NoMemory(error);
    }
    const JsonFault fault = FindJsonFault(json);
    if (fault.offset != kNowhere) {
      return Fail(error, Status::E_JSON, fault.offset, "not valid JSON: ", fault.what);
    }
    if (again) return Fail(error, Status::E_JSON, 0, "the JSON cannot be read: ", simdjson::error_message(code));
    char* copy = WithoutNumbers(json, arena);
    if (copy == nullptr) return NoMemory(error);
    json = Str(copy, json.size());
  }
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

Status BadRow(Error* error, size_t row, Str what) {
  return Fail(error, Status::E_CATALOG, 0, Str("catalog entry "), row + 1, Str(" "), what);
}

// Keys, types and labels stand in the linter's sentences, which have a length and go to terminals.
bool IsShort(Str text) { return text.size() <= 80 && FindControl(text) == kNowhere; }

Status ReadTypes(dom::element value, size_t row, Arena* arena, CatalogRow* out, Error* error) {
  dom::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) return BadRow(error, row, "has types that are not a list");
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
}

dom::parser* JsonParser::Get() {
  if (parser_ == nullptr) parser_ = new (std::nothrow) dom::parser();
  return parser_;
}

Status ReadPermissionList(JsonParser* parser, Str json, Arena* arena, ArenaVector<Permission>* out, Error* error) {
  dom::element root;
  const Status status = Parse(parser, json, arena, &root, error);
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
  const Status status = Parse(parser, json, arena, &root, error);
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

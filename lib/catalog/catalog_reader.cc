// SPDX-License-Identifier: MIT
#include "catalog/catalog_reader.h"

#include "base/utf8.h"
#include "permissions/json_fault.h"
#include "permissions/json_parser.h"
#include "simdjson/dom.h"

namespace tokenlink {
namespace {

namespace simd = tokenlink_simdjson;

constexpr size_t kMaxText = 80;  // bytes; keys, types and labels are part of findings, which go to terminals

// The offset of an item of a well-formed list: `list` is at its bracket.
size_t ItemAt(Str json, size_t list, size_t index) {
  size_t at = SkipJsonSpace(json, list + 1);
  for (; index > 0; --index) {
    at = SkipJsonSpace(json, SkipJsonValue(json, at));  // at the comma
    at = SkipJsonSpace(json, at + 1);
  }
  return at;
}

// The offset of a member's name in a well-formed object, and that of its value.
size_t MemberAt(Str json, size_t object, size_t index) {
  size_t at = SkipJsonSpace(json, object + 1);
  for (; index > 0; --index) {
    at = SkipJsonSpace(json, SkipJsonString(json, at));                          // at the colon
    at = SkipJsonSpace(json, SkipJsonValue(json, SkipJsonSpace(json, at + 1)));  // at the comma
    at = SkipJsonSpace(json, at + 1);
  }
  return at;
}

size_t ValueAt(Str json, size_t name) {
  return SkipJsonSpace(json, SkipJsonSpace(json, SkipJsonString(json, name)) + 1);
}

// Reads one entry. The tree has no offsets, so those of a fault are found by walking the text again.
class EntryReader {
 public:
  EntryReader(Str json, size_t index, Arena* arena, Error* error)
      : json_(json), index_(index), arena_(arena), error_(error) {}

  Status Read(const dom::element& entry, UserKey* out) {
    dom::object object;
    if (entry.get_object().get(object) != simd::SUCCESS) return Fault(Entry(), "is not an object");
    size_t index = 0;
    for (dom::key_value_pair member : object) {
      const Status status = ReadMember(member, index++, out);
      if (status != Status::OK) return status;
    }
    if (out->key.len == 0) return Fault(Entry(), "has no key");
    if (out->type_count == 0) return Fault(Entry(), "has no types");
    return Status::OK;
  }

 private:
  Status ReadMember(const dom::key_value_pair& member, size_t index, UserKey* out) {
    if (member.key == "types") return ReadTypes(member.value, index, out);
    View* target = member.key == "key"     ? &out->key
                   : member.key == "scope" ? &out->scope
                   : member.key == "label" ? &out->label
                   : member.key == "note"  ? &out->note
                                           : nullptr;
    if (target == nullptr) return Fault(Member(index), "has an unknown member ", Quoted{member.key});
    if (!CopyJsonString(member.value, arena_, target)) return NoMemory();
    if (target->absent()) return Fault(Value(index), "has a member that is not a string");
    if (!IsText(*target)) return Fault(Value(index), "has a member over 80 bytes or with a control character");
    return Status::OK;
  }

  Status ReadTypes(const dom::element& value, size_t index, UserKey* out) {
    dom::array array;
    if (value.get_array().get(array) != simd::SUCCESS) return Fault(Value(index), "has types that are not a list");
    ArenaVector<View> types(arena_);
    for (dom::element type : array) {
      View text;
      if (!CopyJsonString(type, arena_, &text)) return NoMemory();
      if (text.len == 0) return Fault(ItemAt(json_, Value(index), types.size()), "has a type that is not a word");
      if (!IsText(text)) {
        return Fault(ItemAt(json_, Value(index), types.size()), "has a type over 80 bytes or with a control character");
      }
      if (!types.Push(text)) return NoMemory();
    }
    out->types = types.data();
    out->type_count = types.size();
    return Status::OK;
  }

  static bool IsText(Str text) { return text.size() <= kMaxText && FindControl(text) == kNowhere; }

  size_t Entry() const { return ItemAt(json_, SkipJsonSpace(json_, 0), index_); }
  size_t Member(size_t index) const { return MemberAt(json_, Entry(), index); }
  size_t Value(size_t index) const { return ValueAt(json_, Member(index)); }

  Status NoMemory() { return Fail(error_, Status::E_NOMEM, 0, "out of memory"); }
  template <typename... Parts>
  Status Fault(size_t offset, const Parts&... parts) {
    return Fail(error_, Status::E_CATALOG, offset, Str("catalog entry "), index_ + 1, Str(" "), parts...);
  }

  Str json_;
  size_t index_;
  Arena* arena_;
  Error* error_;
};

}  // namespace

Status ReadUserKeys(Str json, Arena* arena, ArenaVector<UserKey>* out, Error* error) {
  JsonParser parser;
  dom::element root;
  const Status status = parser.Parse(json, &root, error);
  if (status != Status::OK) return status;
  dom::array list;
  if (root.get_array().get(list) != simd::SUCCESS) {
    return Fail(error, Status::E_CATALOG, SkipJsonSpace(json, 0), Str("a catalog is a JSON list of objects"));
  }
  for (dom::element entry : list) {
    UserKey key = {};
    const Status read = EntryReader(json, out->size(), arena, error).Read(entry, &key);
    if (read != Status::OK) return read;
    if (!out->Push(key)) return Fail(error, Status::E_NOMEM, 0, "out of memory");
  }
  return Status::OK;
}

}  // namespace tokenlink

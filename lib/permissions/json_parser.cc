// SPDX-License-Identifier: MIT
#include "permissions/json_parser.h"

#include "permissions/json_fault.h"
#include "simdjson/dom.h"

namespace tokenlink {

namespace simd = tokenlink_simdjson;

static_assert(kJsonPadding >= simd::SIMDJSON_PADDING);

Status JsonParser::Parse(Str json, dom::element* root, Error* error) {
  if (json.size() > largest_) largest_ = json.size();
  if (dom_ == nullptr) dom_ = new (std::nothrow) JsonDom();
  if (dom_ == nullptr) return Fail(error, Status::E_NOMEM, 0, "out of memory");
  const simd::error_code code = dom_->Parse(json, root);
  if (code == simd::MEMALLOC) {
    Discard();
    return Fail(error, Status::E_NOMEM, 0, "out of memory");
  }
  // The form of numbers is not checked yet. No permission contains one, so the second pass is rare.
  if (code == simd::SUCCESS && !dom_->has_numbers()) return Status::OK;
  const JsonFault fault = FindJsonFault(json);
  if (fault.offset != kNowhere) return Fail(error, Status::E_JSON, fault.offset, "not valid JSON: ", fault.what);
  if (code == simd::SUCCESS) return Status::OK;
  return Fail(error, Status::E_JSON, 0, "the JSON cannot be read");
}

void JsonParser::Discard() {
  delete dom_;
  dom_ = nullptr;
  largest_ = 0;
}

bool CopyJsonString(const dom::element& value, Arena* arena, View* out) {
  std::string_view text;
  *out = View();
  if (value.get_string().get(text) != simd::SUCCESS) return true;
  char* copy = arena->Bytes(text.size() + 1);
  if (copy == nullptr) return false;
  if (!text.empty()) memcpy(copy, text.data(), text.size());
  *out = Str(copy, text.size());
  return true;
}

}  // namespace tokenlink

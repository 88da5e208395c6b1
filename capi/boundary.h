// SPDX-License-Identifier: MIT
// What every function of the boundary does first and last: look at what it was given, fill the caller's error.
#ifndef TOKENLINK_CAPI_BOUNDARY_H_
#define TOKENLINK_CAPI_BOUNDARY_H_

#include <string.h>

#include "base/status.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "link/link.h"
#include "tokenlink.h"

namespace tokenlink::capi {

// Arrays cross as they are: these are the same structs under two names.
static_assert(sizeof(View) == sizeof(tokenlink_str) && offsetof(View, len) == offsetof(tokenlink_str, len));
static_assert(sizeof(Permission) == sizeof(tokenlink_permission) &&
              offsetof(Permission, type) == offsetof(tokenlink_permission, type));

inline bool IsText(const char* text, size_t size) { return text != nullptr || size == 0; }
inline bool IsText(const tokenlink_str& text) { return IsText(text.ptr, text.len); }
inline Str ToStr(const tokenlink_str& text) { return Str(text.ptr, text.len); }
inline const View& ToView(const tokenlink_str& text) { return reinterpret_cast<const View&>(text); }
inline tokenlink_str FromView(View view) { return {view.ptr, view.len}; }
inline const Permission* ToPermissions(const tokenlink_permission* p) { return reinterpret_cast<const Permission*>(p); }
inline const tokenlink_permission* FromPermissions(const Permission* p) {
  return reinterpret_cast<const tokenlink_permission*>(p);
}
inline const Catalog& ToCatalog(const tokenlink_catalog* catalog) {
  return catalog != nullptr ? *reinterpret_cast<const Catalog*>(catalog) : BuiltinCatalog();
}

inline bool IsError(const tokenlink_error* err) { return err == nullptr || err->struct_size == sizeof *err; }

// Copies a core error into the caller's, if he wants it, and returns the status.
tokenlink_status Report(const Error& error, Status status, tokenlink_error* err);

// Tells the caller that all went well.
inline tokenlink_status Succeed(tokenlink_error* err) {
  if (err != nullptr) (void)Report(Error(), Status::OK, err);
  return TOKENLINK_OK;
}

// The caller broke a rule of the call.
[[gnu::cold]] tokenlink_status Misuse(tokenlink_error* err, const char* what);

// Says so when the caller's error struct is not one; nothing can be written into it then.
#define TOKENLINK_CHECK(condition, what)                               \
  do {                                                                 \
    if (!::tokenlink::capi::IsError(err)) return TOKENLINK_E_ARGUMENT; \
    if (!(condition)) return ::tokenlink::capi::Misuse(err, what);     \
  } while (0)

// A struct that grows at its end, as this library knows it: the caller's own if it is of this version, else a copy in
// *room. `first` is its size in ABI 1.0. Null if it is smaller than that, or larger than ours with something in the
// part we do not know.
template <typename T>
const T* TakeStruct(const T* given, size_t first, T* room) {
  const uint32_t size = given->struct_size;
  if (size == sizeof(T)) return given;
  if (size < first) return nullptr;
  const char* bytes = reinterpret_cast<const char*>(given);
  for (size_t i = sizeof(T); i < size; ++i) {
    if (bytes[i] != 0) return nullptr;
  }
  memset(static_cast<void*>(room), 0, sizeof(T));
  memcpy(static_cast<void*>(room), bytes, size < sizeof(T) ? size : sizeof(T));
  return room;
}

// Whether a caller's struct can be filled.
template <typename T>
bool IsOut(const T* out, size_t first) {
  return out != nullptr && out->struct_size >= first;
}

// Fills the caller's struct as far as both know it, and sets what only he knows to zero; his struct_size stays.
template <typename T>
void FillStruct(const T& ours, T* out) {
  const uint32_t size = out->struct_size;
  if (size == sizeof(T)) {
    *out = ours;
    out->struct_size = size;
    return;
  }
  memcpy(static_cast<void*>(out), &ours, size < sizeof(T) ? size : sizeof(T));
  if (size > sizeof(T)) memset(reinterpret_cast<char*>(out) + sizeof(T), 0, size - sizeof(T));
  out->struct_size = size;
}

// A request of the caller's, checked for what C can get wrong; null if it is sound, else a sentence.
const char* TakeRequest(const tokenlink_request* request, Request* out);

}  // namespace tokenlink::capi

#endif  // TOKENLINK_CAPI_BOUNDARY_H_

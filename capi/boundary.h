// SPDX-License-Identifier: MIT
// What every function of the boundary shares: checking its arguments, and filling the caller's structs. A function
// never does more than check, call the core, and fill.
#ifndef TOKENLINK_CAPI_BOUNDARY_H_
#define TOKENLINK_CAPI_BOUNDARY_H_

#include <stdint.h>
#include <string.h>

#include "base/column.h"
#include "base/status.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "link/link.h"
#include "tokenlink.h"

namespace tokenlink::capi {

// Arrays cross the boundary without a copy: these are the same structs under two names.
static_assert(sizeof(View) == sizeof(tokenlink_str) && offsetof(View, len) == offsetof(tokenlink_str, len));
static_assert(sizeof(Permission) == sizeof(tokenlink_permission) &&
              offsetof(Permission, type) == offsetof(tokenlink_permission, type));

static_assert(sizeof(Column) == sizeof(tokenlink_column) &&
              offsetof(Column, validity) == offsetof(tokenlink_column, validity) &&
              offsetof(Column, first) == offsetof(tokenlink_column, first) &&
              offsetof(Column, layout) == offsetof(tokenlink_column, layout));

inline bool IsText(const char* text, size_t size) { return text != nullptr || size == 0; }
inline bool IsText(const tokenlink_str& text) { return IsText(text.ptr, text.len); }
inline const View& ToView(const tokenlink_str& text) { return reinterpret_cast<const View&>(text); }
inline tokenlink_str FromView(View view) { return {view.ptr, view.len}; }
inline const Permission* ToPermissions(const tokenlink_permission* p) { return reinterpret_cast<const Permission*>(p); }
inline const tokenlink_permission* FromPermissions(const Permission* p) {
  return reinterpret_cast<const tokenlink_permission*>(p);
}
inline Request ToRequest(const tokenlink_request& request) {
  return {static_cast<Kind>(request.kind),
          {ToPermissions(request.permissions), request.permission_count},
          ToView(request.account_id),
          ToView(request.zone_id),
          ToView(request.name)};
}
inline const Column& ToColumn(const tokenlink_column& column) { return reinterpret_cast<const Column&>(column); }
inline const Catalog& ToCatalog(const tokenlink_catalog* catalog) {
  return catalog != nullptr ? *reinterpret_cast<const Catalog*>(catalog) : BuiltinCatalog();
}

// ---- Structs that may grow

// The size of a struct in ABI 1.0, and so the least that is accepted. A struct that has grown gets a specialization.
template <typename T>
inline constexpr uint32_t kFirstSize = sizeof(T);

template <typename T>
bool IsSized(const T* given) {
  return given != nullptr && given->struct_size >= kFirstSize<T> && given->struct_size <= TOKENLINK_MAX_STRUCT;
}

// Zeroes a struct of the caller's but for its struct_size. Leaves alone what has no size to go by.
template <typename T>
void ClearStruct(T* out) {
  if (IsSized(out)) memset(reinterpret_cast<char*>(out) + sizeof(uint32_t), 0, out->struct_size - sizeof(uint32_t));
}

// An input struct as this library knows it: the caller's own if it is of this version, else a copy in *room. Null if
// its size is not accepted, or if a member that this library does not know is not zero.
template <typename T>
const T* TakeStruct(const T* given, T* room) {
  if (given->struct_size == sizeof(T)) return given;
  if (!IsSized(given)) return nullptr;
  const size_t size = given->struct_size;
  const char* bytes = reinterpret_cast<const char*>(given);
  for (size_t i = sizeof(T); i < size; ++i) {
    if (bytes[i] != 0) return nullptr;
  }
  memset(static_cast<void*>(room), 0, sizeof(T));
  memcpy(static_cast<void*>(room), bytes, size < sizeof(T) ? size : sizeof(T));
  return room;
}

// Fills an output struct with the members that both sides know and zeroes those that only the caller knows.
template <typename T>
void FillStruct(const T& ours, T* out) {
  const uint32_t size = out->struct_size;
  if (size == sizeof(T)) {
    *out = ours;
  } else {
    memcpy(static_cast<void*>(out), &ours, size < sizeof(T) ? size : sizeof(T));
    if (size > sizeof(T)) memset(reinterpret_cast<char*>(out) + sizeof(T), 0, size - sizeof(T));
  }
  out->struct_size = size;
}

// ---- Errors

inline bool IsError(const tokenlink_error* err) { return err == nullptr || IsSized(err); }

// Copies a core error to the caller and returns the status.
tokenlink_status FillError(const Error& error, Status status, tokenlink_error* err);

// The same if an error was passed.
inline tokenlink_status Report(const Error& error, Status status, tokenlink_error* err) {
  return err == nullptr ? static_cast<tokenlink_status>(status) : FillError(error, status, err);
}

// FillError() of a success, whose Error would be built for nothing in most calls.
[[gnu::noinline]] void ClearError(tokenlink_error* err);

inline tokenlink_status Succeed(tokenlink_error* err) {
  if (err != nullptr) ClearError(err);
  return TOKENLINK_OK;
}

// The call itself is wrong: TOKENLINK_E_ARGUMENT.
[[gnu::cold]] tokenlink_status Misuse(tokenlink_error* err, const char* what);

// Returns from the calling function if `condition` is false. Nothing can be written to an error without a valid size.
#define TOKENLINK_CHECK(condition, what)                               \
  do {                                                                 \
    if (!::tokenlink::capi::IsError(err)) return TOKENLINK_E_ARGUMENT; \
    if (!(condition)) return ::tokenlink::capi::Misuse(err, what);     \
  } while (0)

// ---- Arguments

// Whether two buffers share a byte.
// MayOverlap() is also true for an empty buffer inside the other; it has no branch.
inline bool MayOverlap(const char* a, size_t a_size, const char* b, size_t b_size) {
  const auto a_begin = reinterpret_cast<uintptr_t>(a);
  const auto b_begin = reinterpret_cast<uintptr_t>(b);
  return ((a_begin - b_begin < b_size) | (b_begin - a_begin < a_size)) != 0;
}
inline bool Overlap(const char* a, size_t a_size, const char* b, size_t b_size) {
  return a_size > 0 && b_size > 0 && MayOverlap(a, a_size, b, b_size);
}

// Takes over a request, whose texts the core checks. Null if it could be read, else what is wrong with the struct.
const char* TakeResizedRequest(const tokenlink_request* request, Request* out);

inline const char* TakeRequest(const tokenlink_request* request, Request* out) {
  if (request == nullptr) return "request is NULL";
  if (request->struct_size != sizeof *request) return TakeResizedRequest(request, out);
  *out = ToRequest(*request);
  return nullptr;
}

}  // namespace tokenlink::capi

#endif  // TOKENLINK_CAPI_BOUNDARY_H_

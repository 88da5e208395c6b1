// SPDX-License-Identifier: MIT
// What a kernel is: one way to percent-encode and -decode. The portable one stands in portable.cc in full; others
// give exactly its answers, faster, and are chosen at run time by percent.cc. This header includes nothing of the
// standard library's C++ part, so that a kernel's file cannot leak code compiled for its own instruction set.
#ifndef TOKENLINK_LIB_KERNEL_KERNEL_H_
#define TOKENLINK_LIB_KERNEL_KERNEL_H_

#include <stddef.h>
#include <stdint.h>

#include "kernel/traits.h"

namespace tokenlink {

// A permission as the kernels take it: the layout of Permission, without its header.
struct KeyAndType {
  const char* key;
  size_t key_size;
  const char* type;
  size_t type_size;
};

// Whether encode_objects() takes the object, as far as its sizes say.
inline bool HasShortWords(const KeyAndType& one) {
  return one.key_size - 1 < 32 && one.type_size - 1 < 16 && one.key != nullptr && one.type != nullptr;
}

// Texts to encode between a head and a tail, one behind the other: the rows of a batch.
struct RowsToEncode {
  const char* head;  // with kSlack readable bytes behind it
  size_t head_size;
  const char* tail;
  size_t tail_size;
  const char* data;         // row i is data[offsets[i]] up to data[offsets[i + 1]]
  const uint32_t* offsets;  // may decrease, which is a row that is not plain
  size_t last;              // data up to here can be read
  size_t count;
  size_t size_floor;        // a plain row's size without its tail is above this
  size_t size_limit;        // and at most this
  char* out;
  size_t cap;             // below 4 GiB
  uint32_t* out_offsets;  // row i ends at out_offsets[i + 1]
  int32_t* statuses;      // 0 for each row that is done
};

struct Kernel {
  const char* name;

  // Whether this machine's processor and operating system run it.
  bool (*supported)();

  // The exact size of the encoded form, at most 3 * size.
  size_t (*encoded_size)(const char* in, size_t size);

  // Writes the encoded form; returns its size. `cap` is at least that size: bytes of `out` up to `cap` may be
  // overwritten, none beyond. `in` and `out` do not overlap.
  size_t (*encode)(const char* in, size_t size, char* out, size_t cap);

  // As encode(), made for the name of a single link, where the large tables would have to be fetched first; *traits
  // gets kHasControl and kHasNonAscii.
  size_t (*encode_text)(const char* in, size_t size, char* out, size_t cap, unsigned* traits);

  // As encode() behind a copy of `head`, whose size is in the result: a row of a batch in one call. kNoValue where `in`
  // is not text: ill-formed, or with a control character in it. kSlack bytes behind the head can be read, and of `in`
  // `readable` bytes, which are `size` or more. `cap` is at least head_size + 3 * size.
  size_t (*encode_framed)(const char* head, size_t head_size, const char* in, size_t size, size_t readable, char* out,
                          size_t cap);

  // Encodes rows from out[*used] on, up to the first that is not plain: not text, or with control characters in it, or
  // of a size out of bounds, or with less room left than it might take. Returns how many are done; *used is then where
  // they end.
  size_t (*encode_rows)(const RowsToEncode& rows, size_t* used);

  // Whether the text is UTF-8: 0, or those of the above that it is guilty of.
  unsigned (*check_utf8)(const char* in, size_t size);

  // Writes the objects of a permission list, %7B%22key... joined by %2C, as long as there is one, every key has 1 to 32
  // bytes, every type 1 to 16, all of them unreserved, and kObjectRoom bytes are left for each. Returns the end, or
  // null where that does not hold or a text is null: then the writer for all lists has to do it, and `out` holds
  // nothing of use.
  char* (*encode_objects)(const KeyAndType* list, size_t count, char* out, const char* end);

  // Reads what encode_objects() writes, up to the %5D that ends the list: `in` stands at the first object, `end` is
  // where the readable bytes end. Puts at most `most` permissions into `list`, as views of the same bytes at `copy`,
  // to which it copies them; kCopyRoom bytes more than end - in may be overwritten there, and `copy` may be `in`.
  // Returns the place of the %5D; null where the text is anything else, or the list's end has not `read_ahead`
  // readable bytes behind it. Where a plain byte or an escape follows the %5D, it may be either.
  const char* (*read_objects)(const char* in, const char* end, char* copy, KeyAndType* list, size_t most,
                              size_t* count);

  // Decodes what an encoder writes: unreserved bytes and %XX, the digits of either case. Room as for decode(). Returns
  // the decoded size and its *traits; kNoValue where there is anything else.
  size_t (*read_value)(const char* in, size_t size, char* out, size_t cap, unsigned* traits);

  // Decodes %XX and, with `plus`, '+' to a space. `cap` is at least `size`: bytes of `out` up to `cap` may be
  // overwritten, none beyond; `out` may be `in`. Returns the decoded size and *fault = SIZE_MAX, or stops at the first
  // '%' without two hex digits and sets *fault to its offset.
  size_t (*decode)(const char* in, size_t size, bool plus, char* out, size_t cap, size_t* fault);

  size_t read_ahead;  // of read_objects()
};

constexpr size_t kNoValue = SIZE_MAX;
constexpr size_t kSlack = 64;
constexpr size_t kObjectRoom = 160;
constexpr size_t kReadAhead = 32;  // the most that a kernel asks for
constexpr size_t kCopyRoom = 256;

extern const Kernel kPortableKernel;
#if defined(__x86_64__)
extern const Kernel kSse41Kernel;
extern const Kernel kAvx2Kernel;
extern const Kernel kAvx512Kernel;
#elif defined(__aarch64__)
extern const Kernel kNeonKernel;
#endif

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_KERNEL_H_

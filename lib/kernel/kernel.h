// SPDX-License-Identifier: MIT
// What a kernel is: one implementation of the inner loops, for one instruction set. portable/portable.cc is the plain
// one; the others give exactly its answers, faster. choose.cc lists them and picks one at run time.
//
// A kernel's source includes only <stddef.h>, <stdint.h>, intrinsics and headers of this folder. Every function in it
// is static and has the TARGET attribute; no file is compiled with -mavx2 or the like. So no code for a newer processor
// can be linked into another one's path. What kernels share is in shared/: each kernel includes it and compiles it for
// its own TARGET.
//
// The functions fall into four groups: percent coding of any bytes; the value of a link's name; the permission list of
// a canonical link; the rows of a batch.
#ifndef TOKENLINK_LIB_KERNEL_KERNEL_H_
#define TOKENLINK_LIB_KERNEL_KERNEL_H_

#include <stddef.h>
#include <stdint.h>

#include "kernel/traits.h"

namespace tokenlink {

// A permission: the layout of Permission, without its header.
struct KeyAndType {
  const char* key;
  size_t key_size;
  const char* type;
  size_t type_size;
};

constexpr size_t kMaxShortKey = 32;
constexpr size_t kMaxShortType = 16;

// Whether encode_objects() takes the permission, as far as its sizes go.
inline bool HasShortWords(const KeyAndType& one) {
  return one.key_size - 1 < kMaxShortKey && one.type_size - 1 < kMaxShortType && one.key != nullptr &&
         one.type != nullptr;
}

// The rows of a batch: each is encoded after a copy of `head` and before a copy of `tail`.
struct RowsToEncode {
  const char* head;  // followed by kSlack readable bytes
  size_t head_size;
  const char* tail;
  size_t tail_size;
  const char* data;         // row i is data[offsets[i]] up to data[offsets[i + 1]]
  const uint32_t* offsets;  // a row whose offsets decrease or exceed `last` is left to the caller
  size_t last;              // data is readable up to here
  size_t count;
  size_t size_floor;  // the size of a row's head and text is above this
  size_t size_limit;  // and at most this
  char* out;
  size_t cap;             // below 4 GiB
  uint32_t* out_offsets;  // row i ends at out_offsets[i + 1]
  int32_t* statuses;      // 0 for each row done
};

constexpr size_t kNoValue = SIZE_MAX;
constexpr size_t kSlack = 64;
constexpr size_t kObjectRoom = 160;
constexpr size_t kCopyRoom = 256;

// A kernel, by its instruction set. The functions below call the kernel's own. That is a choice among direct calls, not
// a table of pointers: such a table is relocated each time the library is loaded.
class Kernel {
 public:
  enum class Isa : unsigned char { kNone, kPortable, kSse41, kAvx2, kAvx512, kNeon };

  constexpr explicit Kernel(Isa isa) : isa_(isa) {}
  constexpr Isa isa() const { return isa_; }
  const char* name() const;

  // Whether the processor and the operating system can run it.
  bool supported() const;

  // --- Percent coding.

  // The exact size of the encoded form, at most 3 * size.
  size_t encoded_size(const char* in, size_t size) const;

  // Writes the encoded form and returns its size. `cap` is at least that size; all of out[0, cap) may be overwritten,
  // and nothing beyond. `in` and `out` do not overlap.
  size_t encode(const char* in, size_t size, char* out, size_t cap) const;

  // Decodes %XX and, with `plus`, '+' to a space. `cap` is at least `size`; all of out[0, cap) may be overwritten, and
  // nothing beyond. `out` may be `in`. Returns the decoded size and sets *fault to SIZE_MAX, or stops at the first '%'
  // without two hex digits and sets *fault to its offset.
  size_t decode(const char* in, size_t size, bool plus, char* out, size_t cap, size_t* fault) const;

  // --- The name of a single link.

  // As encode(), with smaller tables: a single call would wait for the large ones to be fetched. Sets *traits to
  // kHasControl and kHasNonAscii as they apply.
  size_t encode_text(const char* in, size_t size, char* out, size_t cap, unsigned* traits) const;

  // 0 for UTF-8 without C1 controls; otherwise kIllFormed, kC1Control or both.
  unsigned check_utf8(const char* in, size_t size) const;

  // Decodes what an encoder writes: unreserved bytes and %XX, with digits of either case. Room as for decode(). Returns
  // the decoded size and sets *traits; kNoValue where there is anything else.
  size_t read_value(const char* in, size_t size, char* out, size_t cap, unsigned* traits) const;

  // --- The permission list of a canonical link: objects as list_text.h has them.

  // Writes the objects of a list, without its brackets. Requires at least one permission, keys of 1 to 32 and types of
  // 1 to 16 bytes, all of them unreserved, and kObjectRoom bytes for each object. Returns the end, or null where any of
  // that fails: the caller then takes the exact path, and the contents of `out` are unspecified.
  char* encode_objects(const KeyAndType* list, size_t count, char* out, const char* end) const;

  // Reads what encode_objects() writes, up to the %5D that ends the list: `in` is the first object, `end` the end of
  // the readable bytes. Copies the text to `copy`, where kCopyRoom bytes more than end - in may be overwritten, and
  // puts at most `most` permissions into `list`, as views of the copy. `copy` may be `in`. Returns the place of the
  // %5D; null where the text is anything else.
  const char* read_objects(const char* in, const char* end, char* copy, KeyAndType* list, size_t most,
                           size_t* count) const;

  // --- The rows of a batch.

  // Copies `head` and encodes `in` after it. Returns the size of both; kNoValue where `in` is not text, that is,
  // ill-formed or with a control character. `head` is followed by kSlack readable bytes; `readable` >= size bytes of
  // `in` can be read. `cap` is at least head_size + 3 * size.
  size_t encode_framed(const char* head, size_t head_size, const char* in, size_t size, size_t readable, char* out,
                       size_t cap) const;

  // Encodes rows to out[*used] and on, up to the first that needs the exact path: one that is not text, has a size out
  // of bounds, or might not fit. Returns the number of rows done and sets *used to their end.
  size_t encode_rows(const RowsToEncode& rows, size_t* used) const;

 private:
  Isa isa_;
};

inline const char* Kernel::name() const {
  switch (isa_) {
    case Isa::kAvx512:
      return "avx512";
    case Isa::kAvx2:
      return "avx2";
    case Isa::kSse41:
      return "sse41";
    case Isa::kNeon:
      return "neon";
    case Isa::kPortable:
      return "portable";
    case Isa::kNone:
      break;
  }
  return "none";
}

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_KERNEL_KERNEL_H_

// SPDX-License-Identifier: MIT
// Reads a link as the dashboard does.
#ifndef TOKENLINK_LIB_LINK_READER_H_
#define TOKENLINK_LIB_LINK_READER_H_

#include "link/reading.h"
#include "permissions/list_reader.h"

namespace tokenlink {

// Keeps its memory between links. What it returns is valid until Reset().
class Reader {
 public:
  Reader() : reading_(&arena_) {}

  // Invalidates everything it has returned. reading() must not be used until the next Read().
  void Reset() { arena_.Reset(); }

  // The same, and frees its memory.
  void Release() {
    arena_.Release();
    json_.Discard();
  }

  // About how much memory it has needed since the last Reset(), and will need for the same link again.
  size_t memory() const { return arena_.used() + json_.memory(); }

  // Reads one link. On failure reading() has what could be read before and after the fault.
  Status Read(Str link, Error* error);
  const Reading& reading() const { return reading_; }

  void ForgetInput() { reading_.ForgetInput(); }

  Arena* arena() { return &arena_; }
  JsonParser* json() { return &json_; }

 private:
  Status ReadParameters(Span query, Error* error);
  Status ReadPermissionValue(Error* error);
  Status ReadAccountPage(Error* error);
  bool TakeParameter(const Parameter& parameter);
  Status Fault(Error* error, Status status, size_t clean_offset, Str detail);

  Arena arena_;
  JsonParser json_;
  Reading reading_;
};

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_READER_H_

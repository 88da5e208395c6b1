// SPDX-License-Identifier: MIT
// Reading a link as the dashboard means it.
#ifndef TOKENLINK_LIB_LINK_READER_H_
#define TOKENLINK_LIB_LINK_READER_H_

#include "link/reading.h"
#include "permissions/list_reader.h"

namespace tokenlink {

// Keeps its memory between calls; what it hands out lives in it until Reset().
class Reader {
 public:
  Reader() : reading_(&arena_) {}

  // Takes back all that was handed out.
  void Reset();

  // Keeps no pointer to the text that was read: hosts move or free it when a call is done. What was read stays, but for
  // its places in that text.
  void ForgetInput() {
    reading_.original = Str();
    reading_.clean.ForgetOriginal();
  }

  // Reads one link. On failure reading() holds what could be told before and behind the fault.
  Status Read(Str link, Error* error);
  const Reading& reading() const { return reading_; }

  // Reads a permission list: JSON, or "dns:edit,zone:read". The result is in `out` until Reset().
  Status ReadPermissions(Str text, ArenaVector<Permission>* out, Error* error);

  Arena* arena() { return &arena_; }

 private:
  Status ReadParameters(Span query, Error* error);
  Status ReadPermissionValue(Error* error);
  Status ReadAccountPage(Error* error);
  void AssignRoles();
  Status Fault(Error* error, Status status, size_t clean_offset, Str detail);

  Arena arena_;
  JsonParser json_;
  Reading reading_;
};

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_READER_H_

// SPDX-License-Identifier: MIT
// Undoes what documents do to a link: white space around it and line breaks in it, HTML's &amp;, Markdown's \_.
// Browsers do not undo these, so each change is recorded as an edit for the linter to report.
#ifndef TOKENLINK_LIB_LINK_CLEAN_H_
#define TOKENLINK_LIB_LINK_CLEAN_H_

#include "base/arena.h"
#include "base/text.h"

namespace tokenlink {

enum class EditKind : uint32_t { kWhiteSpace, kHtmlEntity, kMarkdownEscape };

// `length` bytes at `offset` of the original became `kept` bytes of the clean text.
struct Edit {
  EditKind kind;
  uint32_t kept;  // 0 or 1
  size_t offset;
  size_t length;
};

class CleanText {
 public:
  explicit CleanText(Arena* arena) : arena_(arena), edits_(arena), shifts_(arena) {}

  // False when out of memory. Afterwards text() is `original` itself if there was nothing to undo.
  bool Run(Str original);

  // As Run() of a text that is known to have nothing to undo.
  void SetClean(Str text) { text_ = text; }

  // Keeps no pointer to the original.
  void ForgetOriginal() { text_ = Str(); }

  Str text() const { return text_; }
  const ArenaVector<Edit>& edits() const { return edits_; }

  // The offset in the original of a byte of text(), or of its end.
  size_t Origin(size_t clean) const;
  // The end, in the original, of the bytes that became byte `clean` - 1 of text().
  size_t OriginEnd(size_t clean) const;

 private:
  struct Shift {
    size_t clean;   // from this byte of the clean text on,
    size_t origin;  // this is the byte of the original
  };
  bool Drop(EditKind kind, size_t offset, size_t length, size_t kept, size_t clean_size);

  Arena* arena_;
  Str text_;
  ArenaVector<Edit> edits_;
  ArenaVector<Shift> shifts_;
};

}  // namespace tokenlink

#endif  // TOKENLINK_LIB_LINK_CLEAN_H_

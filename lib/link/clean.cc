// SPDX-License-Identifier: MIT
#include "link/clean.h"

#include <algorithm>

#include "base/short_text.h"

namespace tokenlink {
namespace {

struct Entity {
  ShortText<6> text;
  char means;
};
constexpr Entity kEntities[] = {{"&amp;", '&'},  {"&#38;", '&'}, {"&#x26;", '&'}, {"&#X26;", '&'},
                                {"&quot;", '"'}, {"&#34;", '"'}, {"&#x22;", '"'}, {"&#X22;", '"'}};

const Entity* EntityAt(Str text, size_t i) {
  const char next = i + 1 < text.size() ? text[i + 1] : '\0';
  if (next != 'a' && next != 'q' && next != '#') return nullptr;
  for (const Entity& entity : kEntities) {
    if (Slice(text, i, i + entity.text.size()) == entity.text) return &entity;
  }
  return nullptr;
}

// The punctuation that Markdown allows after a backslash, except what JSON escapes too (\" \\ \/) and except the
// percent sign, which may begin an escape of another character. A backslash that follows a backslash, literal or
// encoded, belongs to JSON.
bool IsMarkdownEscape(Str text, size_t i) {
  if (i + 1 >= text.size() || text[i + 1] == '\0' || strchr("_*[]{}~-&.#()!+|<>=:;,?'$@^`", text[i + 1]) == nullptr) {
    return false;
  }
  return i < 3 || !EqualIgnoringCase(Slice(text, i - 3, i), "%5C");
}

bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsBreak(char c) { return c == '\n' || c == '\r'; }
// The URL standard strips C0 controls and spaces at both ends.
bool IsMargin(char c) { return static_cast<unsigned char>(c) <= 0x20; }

// Bytes that may start something to undo.
struct Suspects {
  bool is[256] = {};
  constexpr Suspects() {
    for (int c = 0; c <= 0x20; ++c) is[c] = true;
    is[static_cast<unsigned char>('\\')] = is[static_cast<unsigned char>('&')] = true;
  }
};
constexpr Suspects kSuspects;

bool IsClean(Str text) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (!kSuspects.is[static_cast<unsigned char>(text[i])]) continue;
    if (text[i] != '&' || EntityAt(text, i) != nullptr) return false;
  }
  return true;
}

// The end of a line break at i with the blanks around it; i itself if there is none.
size_t SkipBreak(Str text, size_t i) {
  size_t end = i;
  while (end < text.size() && IsBlank(text[end])) ++end;
  if (end == text.size() || !IsBreak(text[end])) return i;
  while (end < text.size() && (IsBlank(text[end]) || IsBreak(text[end]))) ++end;
  return end;
}

}  // namespace

bool CleanText::Drop(EditKind kind, size_t offset, size_t length, size_t kept, size_t clean_size) {
  return edits_.Push({kind, static_cast<uint32_t>(kept), offset, length}) &&
         shifts_.Push({clean_size + kept, offset + length});
}

bool CleanText::Run(Str original) {
  edits_.Forget();
  shifts_.Forget();
  text_ = original;
  if (IsClean(original)) return true;

  size_t end = original.size();
  while (end > 0 && IsMargin(original[end - 1])) --end;
  size_t i = 0;
  while (i < end && IsMargin(original[i])) ++i;
  char* out = arena_->Bytes(end - i + 1);
  if (out == nullptr) return false;
  size_t size = 0;
  if (i > 0 && !Drop(EditKind::kWhiteSpace, 0, i, 0, 0)) return false;

  // Markdown escapes are undone in the query alone: before it a browser treats a backslash as a slash, and a link
  // to another site must not be read as one to the dashboard.
  bool in_query = false;
  const Str body = Slice(original, 0, end);
  // SkipBreak() has found no line break after the blanks up to here. Keeps the loop linear.
  size_t blanks_until = i;
  while (i < end) {
    const char c = body[i];
    if (IsBreak(c) || (IsBlank(c) && i >= blanks_until)) {
      const size_t after = SkipBreak(body, i);
      if (after > i) {
        if (!Drop(EditKind::kWhiteSpace, i, after - i, 0, size)) return false;
        i = after;
        continue;
      }
      blanks_until = i;
      while (blanks_until < end && IsBlank(body[blanks_until])) ++blanks_until;
    }
    if (c == '\t') {
      if (!Drop(EditKind::kWhiteSpace, i, 1, 0, size)) return false;
      ++i;
      continue;
    }
    if (c == '\\' && i + 1 < end && body[i + 1] == '\\') {
      out[size++] = c;
      out[size++] = c;
      i += 2;
      continue;
    }
    if (c == '\\' && in_query && IsMarkdownEscape(body, i)) {
      // The byte after the backslash is literal: an escaped & does not begin an entity.
      if (!Drop(EditKind::kMarkdownEscape, i, 2, 1, size)) return false;
      out[size++] = body[i + 1];
      i += 2;
      continue;
    }
    if (c == '&') {
      if (const Entity* entity = EntityAt(body, i)) {
        if (!Drop(EditKind::kHtmlEntity, i, entity->text.size(), 1, size)) return false;
        out[size++] = entity->means;
        i += entity->text.size();
        continue;
      }
    }
    if (c == '?') in_query = true;
    out[size++] = c;
    ++i;
  }
  if (end < original.size() && !edits_.Push({EditKind::kWhiteSpace, 0, end, original.size() - end})) return false;
  text_ = Str(out, size);
  return true;
}

size_t CleanText::Origin(size_t clean) const {
  const Shift* begin = shifts_.begin();
  const Shift* at = std::upper_bound(begin, shifts_.end(), clean, [](size_t c, const Shift& s) { return c < s.clean; });
  if (at == begin) return clean;
  --at;
  return at->origin + (clean - at->clean);
}

size_t CleanText::OriginEnd(size_t clean) const {
  const size_t begin = Origin(clean - 1);
  const Edit* at = std::lower_bound(edits_.begin(), edits_.end(), begin,
                                    [](const Edit& e, size_t offset) { return e.offset < offset; });
  return begin + (at != edits_.end() && at->offset == begin ? at->length : 1);
}

}  // namespace tokenlink

// SPDX-License-Identifier: MIT
#include "lint/fit_fixes.h"

#include <algorithm>

namespace tokenlink {
namespace {

// Nested escapes take one round for each level. No link has more levels than this by accident.
constexpr int kMostRounds = 8;

constexpr size_t kNew = kNowhere;

bool HasFix(const Findings& findings) {
  return std::any_of(findings.list.begin(), findings.list.end(), [](const Finding& f) { return !f.fix.absent(); });
}

// A part of a draft, up to the next one, that comes from the link as it is.
struct Run {
  size_t begin;   // in the draft
  size_t origin;  // of its first byte, in the link; kNew: a fix put it there
  size_t OriginOf(size_t i) const { return origin == kNew ? kNew : origin + (i - begin); }
};

// A text on its way from the link to the fixed link.
struct Draft {
  Str text;
  ArenaVector<Run> runs;
};

// Where the bytes of a draft come from, asked for in ascending order.
class Origins {
 public:
  explicit Origins(const Draft& draft) : runs_(draft.runs) {}

  const Run& RunAt(size_t i) {
    while (at_ + 1 < runs_.size() && runs_[at_ + 1].begin <= i) ++at_;
    return runs_[at_];
  }
  size_t Of(size_t i) { return RunAt(i).OriginOf(i); }
  // The end of the run at `i`, which was asked for last.
  size_t End(size_t limit) const { return at_ + 1 < runs_.size() ? std::min(limit, runs_[at_ + 1].begin) : limit; }

 private:
  const ArenaVector<Run>& runs_;
  size_t at_ = 0;
};

// The fixes of a lint that can be applied at once, by offset: of two that conflict the longer one, then the first.
// *conflict is set if there were any others.
bool ChooseFixes(const Findings& findings, ArenaVector<Finding>* out, bool* conflict) {
  ArenaVector<Finding>& fixes = *out;
  for (const Finding& finding : findings.list) {
    if (!finding.fix.absent() && !fixes.Push(finding)) return false;
  }
  std::sort(fixes.data(), fixes.data() + fixes.size(), [](const Finding& a, const Finding& b) {
    if (a.offset != b.offset) return a.offset < b.offset;
    return a.length != b.length ? a.length > b.length : a.rule < b.rule;
  });
  size_t kept = 0;
  for (size_t i = 0; i < fixes.size(); ++i) {
    const bool apart = kept == 0 || (fixes[i].offset > fixes[kept - 1].offset &&
                                     fixes[i].offset >= fixes[kept - 1].offset + fixes[kept - 1].length);
    if (apart) {
      fixes[kept++] = fixes[i];
    } else {
      *conflict = true;
    }
  }
  while (fixes.size() > kept) fixes.Pop();
  return true;
}

bool Apply(const Findings& findings, Arena* arena, Draft* draft, bool* conflict) {
  ArenaVector<Finding> fixes(arena);
  if (!ChooseFixes(findings, &fixes, conflict)) return false;
  size_t size = draft->text.size();
  for (const Finding& fix : fixes) size += fix.fix.len - fix.length;
  char* const text = arena->Bytes(size + 1);
  if (text == nullptr) return false;
  ArenaVector<Run> runs(arena);
  Origins origins(*draft);
  size_t to = 0;
  size_t from = 0;
  const auto copy = [&](size_t end) {
    Put(Slice(draft->text, from, end), text + to);
    while (from < end) {
      if (!runs.Push({to, origins.Of(from)})) return false;
      const size_t stop = origins.End(end);
      to += stop - from;
      from = stop;
    }
    return true;
  };
  for (const Finding& fix : fixes) {
    if (!copy(fix.offset) || !runs.Push({to, kNew})) return false;
    Put(fix.fix, text + to);
    to += fix.fix.len;
    from += fix.length;
  }
  if (!copy(draft->text.size())) return false;
  *draft = {Str(text, size), runs};
  return true;
}

// A part of the link that changed, and what it became.
struct Change {
  Span link, fixed;
};

bool FindChanges(Str link, const Draft& draft, ArenaVector<Change>* out) {
  Origins origins(draft);
  size_t at = 0;  // in the link
  for (size_t i = 0; i <= draft.text.size();) {
    const size_t begin = i;
    while (i < draft.text.size() && origins.Of(i) == kNew) ++i;
    const size_t next = i < draft.text.size() ? origins.Of(i) : link.size();
    const bool same = Slice(link, at, next) == Slice(draft.text, begin, i);
    if (!same && !out->Push({{at, next}, {begin, i}})) return false;
    at = next + 1;
    ++i;
  }
  return true;
}

bool Touch(Span a, Span b) { return a.begin <= b.end && b.begin <= a.end; }

Span Place(const Finding& finding) { return {finding.offset, finding.offset + finding.length}; }

// The finding that keeps a change as its fix: one whose suggestion was at the same place, else near it. Null if there
// is none that has no fix yet.
Finding* FindOwner(Findings* findings, const ArenaVector<Finding>& suggested, const Change& change) {
  Finding* owner = nullptr;
  for (size_t i = 0; i < suggested.size(); ++i) {
    const Span place = Place(suggested[i]);
    if (suggested[i].fix.absent() || !findings->list[i].fix.absent() || !Touch(place, change.link)) continue;
    if (place.begin == change.link.begin && place.end == change.link.end) return &findings->list[i];
    if (owner == nullptr) owner = &findings->list[i];
  }
  return owner;
}

void KeepFix(Str fixed, const Change& change, Finding* owner) {
  owner->offset = change.link.begin;
  owner->length = change.link.size();
  owner->fix = Slice(fixed, change.fixed.begin, change.fixed.end);
}

// Discards every suggestion and makes each change the fix of one finding.
bool Redistribute(Str fixed, const ArenaVector<Change>& changes, Arena* arena, Findings* findings) {
  ArenaVector<Finding> suggested(arena);
  if (!suggested.Reserve(findings->list.size())) return false;
  for (size_t i = 0; i < findings->list.size(); ++i) {
    (void)suggested.Push(findings->list[i]);
    findings->list[i].fix = View();
  }
  Finding* last_owner = nullptr;
  Change last = {};
  Change waiting = {{kNowhere, 0}, {}};  // a first change that no finding is near
  for (Change change : changes) {
    if (waiting.link.begin != kNowhere) {
      change = {{waiting.link.begin, change.link.end}, {waiting.fixed.begin, change.fixed.end}};
    }
    waiting.link.begin = kNowhere;
    Finding* owner = FindOwner(findings, suggested, change);
    if (owner == nullptr && last_owner == nullptr) {
      waiting = change;
      continue;
    }
    if (owner == nullptr) {
      owner = last_owner;
      change = {{last.link.begin, change.link.end}, {last.fixed.begin, change.fixed.end}};
    }
    KeepFix(fixed, change, owner);
    last_owner = owner;
    last = change;
  }
  for (size_t i = 0; waiting.link.begin != kNowhere; ++i) {
    if (suggested[i].fix.absent()) continue;
    KeepFix(fixed, waiting, &findings->list[i]);
    break;
  }
  return true;
}

// A span of the fixed link in the link: all of a change that it touches.
Span OriginOf(Span fixed, const ArenaVector<Change>& changes) {
  size_t shift = 0;  // modulo 2^N, from the fixed link to the link
  Span origin = {kNowhere, 0};
  for (const Change& change : changes) {
    if (change.fixed.begin > fixed.end) break;
    if (change.fixed.end > fixed.begin || (change.fixed.end == fixed.begin && change.fixed.size() == 0)) {
      if (origin.begin == kNowhere) origin.begin = std::min(fixed.begin + shift, change.link.begin);
      origin.end = change.link.end;
    }
    shift = change.link.end - change.fixed.end;
    if (change.fixed.end >= fixed.end && origin.begin != kNowhere) return origin;
  }
  return {origin.begin == kNowhere ? fixed.begin + shift : origin.begin, fixed.end + shift};
}

// Adds what would only be found in the fixed link.
bool AddFindingsOfFixed(const Findings& left, const ArenaVector<Change>& changes, bool same_list, Arena* arena,
                        Findings* findings) {
  const size_t known = findings->list.size();
  for (Finding finding : left.list) {
    const Span origin = OriginOf(Place(finding), changes);
    const auto same = [&](const Finding& f) { return f.rule == finding.rule && Touch(Place(f), origin); };
    const Finding* const begin = findings->list.begin();
    if (std::any_of(begin, begin + known, same)) continue;
    finding.offset = origin.begin;
    finding.length = origin.size();
    if (!same_list) finding.permission = -1;
    char* const message = arena->Bytes(finding.message.len);
    if (message == nullptr) return false;
    memcpy(message, finding.message.ptr, finding.message.len);
    finding.message.ptr = message;
    if (!findings->Add(finding)) return false;
  }
  SortFindings(findings);
  return true;
}

void DropFixes(Findings* findings) {
  for (size_t i = 0; i < findings->list.size(); ++i) findings->list[i].fix = View();
}

}  // namespace

bool FitFixes(Str link, LintFixed lint, void* context, Arena* arena, LintedLink* linted) {
  Findings* const findings = &linted->findings;
  if (!HasFix(*findings)) return true;
  Draft draft = {link, ArenaVector<Run>(arena)};
  if (!draft.runs.Push({0, 0})) return false;
  bool conflict = false;
  if (!Apply(*findings, arena, &draft, &conflict)) return false;
  for (int round = 1; round <= kMostRounds; ++round) {
    LintedLink fixed = {Status::OK, 0, {ArenaVector<Finding>(arena)}};
    if (!lint(context, draft.text, &fixed)) return false;
    if (HasFix(fixed.findings)) {
      if (!Apply(fixed.findings, arena, &draft, &conflict)) return false;
      continue;
    }
    if (linted->status == Status::OK && fixed.status != Status::OK) break;
    const bool suggestions_fit = round == 1 && !conflict;
    if (suggestions_fit && fixed.findings.list.empty()) return true;
    ArenaVector<Change> changes(arena);
    if (!FindChanges(link, draft, &changes)) return false;
    if (!suggestions_fit && !Redistribute(draft.text, changes, arena, findings)) return false;
    const bool same_list = fixed.permission_count == linted->permission_count;
    return AddFindingsOfFixed(fixed.findings, changes, same_list, arena, findings);
  }
  DropFixes(findings);
  return true;
}

}  // namespace tokenlink

// SPDX-License-Identifier: MIT
// 3xx, how the link is written. A finding spans the first to the last byte of its kind in a value, for needless escapes
// those of one run, and its fix is the canonical form of that span.
#include "lint/check_encoding.h"

#include <algorithm>
#include <iterator>

#include "base/charset.h"
#include "base/utf8.h"
#include "link/build.h"
#include "link/placeholder.h"
#include "percent/percent.h"
#include "permissions/item_spans.h"
#include "permissions/list_writer.h"

namespace tokenlink {
namespace {

constexpr int32_t kNoPermission = -1;

// The first and the last byte of one kind.
struct Stretch {
  size_t begin = kNowhere;
  size_t end = 0;
  void Take(size_t from, size_t size) {
    if (begin == kNowhere) begin = from;
    end = from + size;
  }
  bool found() const { return begin != kNowhere; }
};

// Runs of adjacent bytes of one kind. The last of many spans all that follow.
struct Runs {
  Stretch runs[16];
  size_t count = 0;
  void Take(size_t from, size_t size) {
    const bool joins = count > 0 && (runs[count - 1].end == from || count == std::size(runs));
    runs[joins ? count - 1 : count++].Take(from, size);
  }
};

constexpr Str kJsonAmpersand = "\\u0026";

// Whether JSON's spelling of & is at text[i].
bool IsJsonAmpersand(Str text, size_t i) { return Slice(text, i, i + kJsonAmpersand.size()) == kJsonAmpersand; }

// Where the marks at the end of the link begin that may belong to the text around it: text.size() if there are none. A
// parenthesis that the value opens is its own.
size_t TrailingMarks(const Report& report, const LinkParameter& p) {
  const Str text = report.clean();
  if (p.raw_value.end != text.size()) return text.size();
  const Str value = report.raw(p.raw_value);
  const bool opens = value.find('(') != Str::npos || value.find("%28") != Str::npos;
  size_t begin = text.size();
  for (; begin > p.raw_value.begin + 1; --begin) {
    const char c = text[begin - 1];
    if (c != '`' && c != '.' && (c != ')' || opens)) break;
  }
  return p.role == Role::kName && IsPlaceholder(p.value) ? text.size() : begin;
}

// The bytes of a raw value that the canonical link writes differently.
struct Oddities {
  Stretch quote;    // literal "
  Stretch bracket;  // literal [ ] { }
  Stretch literal;  // any other byte that the canonical link encodes
  Stretch plus, space, asterisk;
  Stretch lower_hex;  // %5b
  Runs needless;      // %5F
  Stretch escape;     // any escape
};

Oddities Survey(Str text, Span value) {
  Oddities odd;
  for (size_t i = value.begin; i < value.end; ++i) {
    const char c = text[i];
    if (IsUnreserved(static_cast<unsigned char>(c))) continue;
    switch (c) {
      case '%': {
        if (value.end - i < 3) break;
        const int high = HexValue(text[i + 1]);
        const int low = HexValue(text[i + 2]);
        if (high < 0 || low < 0) break;
        odd.escape.Take(i, 3);
        if (text[i + 1] >= 'a' || text[i + 2] >= 'a') odd.lower_hex.Take(i, 3);
        if (IsUnreserved(static_cast<unsigned char>(high << 4 | low))) odd.needless.Take(i, 3);
        i += 2;
        break;
      }
      case '"':
        odd.quote.Take(i, 1);
        break;
      case '[':
      case ']':
      case '{':
      case '}':
        odd.bracket.Take(i, 1);
        break;
      case '+':
        odd.plus.Take(i, 1);
        break;
      case ' ':
        odd.space.Take(i, 1);
        break;
      case '*':
        odd.asterisk.Take(i, 1);
        break;
      case '\\':
        if (IsJsonAmpersand(text, i)) {
          i += kJsonAmpersand.size() - 1;
        } else {
          odd.literal.Take(i, 1);
        }
        break;
      default:
        odd.literal.Take(i, 1);
    }
  }
  return odd;
}

void ReportStretch(Report* report, uint32_t rule, const Stretch& stretch, Str message) {
  if (!stretch.found()) return;
  const Span span = {stretch.begin, stretch.end};
  // If CleanText changed bytes inside the span, its canonical form cannot replace the original's bytes.
  const bool whole = report->link.clean.OriginEnd(span.end) - report->link.clean.Origin(span.begin) == span.size();
  report->Add(rule, span, kNoPermission, whole ? report->Reencoded(report->raw(span)) : View(), message);
}

void ReportCommon(Report* report, const Oddities& odd) {
  ReportStretch(report, kRulePlusForSpace, odd.plus, "+ is a space only in a query; %20 is a space everywhere.");
  ReportStretch(report, kRuleWhitespace, odd.space, "The link contains a literal space; write it as %20.");
  ReportStretch(report, kRuleLiteralAsterisk, odd.asterisk,
                "The asterisk is not percent-encoded; %2A survives Markdown.");
  ReportStretch(report, kRuleLowerCaseHex, odd.lower_hex, "An escape has lower-case hex digits.");
  for (size_t i = 0; i < odd.needless.count; ++i) {
    ReportStretch(report, kRuleNeedlessEscape, odd.needless.runs[i],
                  "A character is percent-encoded but needs no escape.");
  }
}

Stretch Join(const Stretch& a, const Stretch& b) {
  if (!a.found() || !b.found()) return a.found() ? a : b;
  return {a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

// Whether a decoded value is still percent-encoded.
bool LooksEncoded(Str value) {
  for (size_t i = 0; i + 2 < value.size(); ++i) {
    if (value[i] == '%' && HexValue(value[i + 1]) >= 0 && HexValue(value[i + 2]) >= 0) return true;
  }
  return false;
}

// Whether a decoded value can replace its encoded form: every byte is valid in a URL, and decoding it again gives
// valid UTF-8.
bool IsUrlText(Report* report, Str text) {
  for (char c : text) {
    if (!IsUnreserved(static_cast<unsigned char>(c)) && c != '%') return false;
  }
  char* room = report->arena()->Bytes(text.size() + 1);
  if (room == nullptr) {
    report->set_out_of_memory();
    return false;
  }
  const Decoded decoded = Decode(text, true, room);
  return decoded.fault == kNowhere && FindInvalidUtf8(Str(room, decoded.size)) == kNowhere;
}

void CheckDoubleEncoding(Report* report, const LinkParameter& p, Str what) {
  if (!LooksEncoded(p.value)) return;
  report->Add(kRuleDoubleEncoded, p.raw_value, kNoPermission, IsUrlText(report, p.value) ? View(p.value) : View(),
              "The ", what, " is percent-encoded twice; the dashboard decodes it once.");
}

void CheckPermissionValue(Report* report, const LinkParameter& p) {
  const Reading& link = report->link;
  Oddities odd = Survey(report->clean(), {p.raw_value.begin, std::min(p.raw_value.end, TrailingMarks(*report, p))});
  if (link.permissions_placeholder) odd.literal = {};  // to be replaced, not to be encoded
  if (odd.quote.found()) {
    ReportStretch(report, kRuleRawJson, Join(odd.quote, odd.bracket),
                  "The JSON is not percent-encoded; its quotes cut the link short in most places it is pasted.");
  } else if (odd.bracket.found() && !link.permissions_placeholder) {
    ReportStretch(report, kRuleHalfEncodedJson, odd.bracket, "The brackets of the JSON are not percent-encoded.");
  } else {
    ReportStretch(report, kRuleLiteralCharacter, odd.literal,
                  "Some characters are not percent-encoded; the canonical link encodes them.");
  }
  ReportCommon(report, odd);
  // Only a value that is not a list can be encoded twice: in a list an escape is part of a key.
  if (p.value.empty() || (p.value[0] == '%' && link.status != Status::OK)) CheckDoubleEncoding(report, p, "JSON");
  if (link.status != Status::OK || link.permissions_placeholder || !HasJsonSpace(p.value)) return;
  View fix;
  const Request request = link.request();
  if (CheckPermissions(request, nullptr) == Status::OK) {
    const Permissions list = request.permissions;
    char* encoded = report->arena()->Bytes(static_cast<size_t>(EncodedListSize(list)) + 1);
    if (encoded == nullptr) return report->set_out_of_memory();
    fix = Str(encoded, static_cast<size_t>(WriteEncodedList(list, encoded) - encoded));
  }
  report->Add(kRuleWhitespaceInJson, p.raw_value, kNoPermission, fix, "The JSON contains unnecessary white space.");
}

void CheckTo(Report* report, const LinkParameter& p) {
  const Oddities odd = Survey(report->clean(), p.raw_value);
  if (!odd.escape.found()) return;
  report->Add(kRuleEncodedTo, p.raw_value, kNoPermission, View(p.value),
              "Documented links do not percent-encode the value of `to`.");
}

void CheckPlainValue(Report* report, const LinkParameter& p) {
  Oddities odd = Survey(report->clean(), {p.raw_value.begin, std::min(p.raw_value.end, TrailingMarks(*report, p))});
  // A * that should be `all` is reported as TL207; two fixes for one byte would conflict.
  if (p.role == Role::kZoneId && p.value == "*") odd.asterisk = {};
  odd.literal = Join(odd.literal, Join(odd.quote, odd.bracket));
  const bool id = p.role != Role::kName;
  if (id && FindIdPlaceholder(p.value).size() > 0) odd.literal = {};  // to be replaced, not to be encoded
  ReportStretch(report, kRuleLiteralCharacter, odd.literal,
                "Some characters are not percent-encoded; the canonical link encodes them.");
  ReportCommon(report, odd);
  if (id) CheckDoubleEncoding(report, p, "id");
}

void CheckMarks(Report* report, const LinkParameter& p) {
  const Span marks = {TrailingMarks(*report, p), report->clean().size()};
  if (marks.size() == 0) return;
  report->Add(kRuleTrailingMark, marks, kNoPermission, Str(""), "The link ends in ", Quoted{report->raw(marks)},
              ", which may belong to the text around it.");
}

void CheckJsonAmpersands(Report* report, const LinkParameter& p) {
  const Str text = report->clean();
  for (size_t i = p.raw_value.begin; i < p.raw_value.end; ++i) {
    if (text[i] != '\\' || !IsJsonAmpersand(text, i)) continue;
    report->Add(kRuleJsonEscape, {i, i + kJsonAmpersand.size()}, kNoPermission, Str("&"),
                "`\\u0026` is JSON's spelling of `&`; replace it.");
  }
}

void CheckPlaceholders(Report* report, const LinkParameter& p) {
  const Str raw = report->raw(p.raw_value);
  const bool permissions = p.role == Role::kPermissions;
  const bool id = p.role == Role::kAccountId || p.role == Role::kZoneId;
  Span found = id ? FindIdPlaceholder(p.value) : FindPlaceholder(p.value);
  if (permissions && !IsPlaceholder(p.value)) found = {};
  Str word = Slice(p.value, found.begin, found.end);
  if (found.size() > 0) {
    found = {EncodedOffset(raw, found.begin), EncodedOffset(raw, found.end)};
  } else if (report->link.status == Status::E_ESCAPE && !permissions) {
    found = FindPlaceholder(raw);  // %s is not an escape
    word = Slice(raw, found.begin, found.end);
  }
  if (found.size() == 0) return;
  report->Add(kRulePlaceholder, {p.raw_value.begin + found.begin, p.raw_value.begin + found.end}, kNoPermission, View(),
              "A placeholder was left in the link: ", Quoted{word}, ".");
}

bool IsQuoteEntity(Str entity) {
  return entity == "&quot;" || entity == "&#34;" || EqualIgnoringCase(entity, "&#x22;");
}

void CheckEdits(Report* report) {
  for (const Edit& edit : report->link.clean.edits()) {
    const Span span = {edit.offset, edit.offset + edit.length};
    const Str text = Slice(report->link.original, span.begin, span.end);
    switch (edit.kind) {
      case EditKind::kWhiteSpace:
        report->AddOriginal(kRuleWhitespace, span, kNoPermission, Str(""),
                            "The link contains white space; when pasted, it ends or changes here.");
        break;
      case EditKind::kHtmlEntity:
        report->AddOriginal(kRuleHtmlEntity, span, kNoPermission, IsQuoteEntity(text) ? Str("%22") : Str("&"),
                            "The link is HTML-escaped; outside an HTML page ", Quoted{text}, " is taken literally.");
        break;
      case EditKind::kMarkdownEscape:
        report->AddOriginal(kRuleMarkdownEscape, span, kNoPermission, report->Keep(From(text, 1)),
                            "The backslash before ", Quoted{From(text, 1)},
                            " is a Markdown escape; browsers keep it, which corrupts the value.");
        break;
    }
  }
}

}  // namespace

void CheckEncoding(Report* report) {
  CheckEdits(report);
  for (const LinkParameter& p : report->link.parameters) {
    if (p.repeated || p.role == Role::kUnknown || p.role == Role::kDeployOwn) continue;
    if (report->raw(p.raw_name) != p.name) {
      report->Add(kRuleNeedlessEscape, p.raw_name, kNoPermission, View(p.name),
                  "A parameter name is percent-encoded but needs no escape.");
    }
    if (p.role == Role::kTo) {
      CheckTo(report, p);
      continue;
    }
    if (p.role == Role::kPermissions) {
      CheckPermissionValue(report, p);
    } else {
      CheckPlainValue(report, p);
    }
    if (p.role != Role::kName) CheckPlaceholders(report, p);
    CheckJsonAmpersands(report, p);
    CheckMarks(report, p);
  }
}

}  // namespace tokenlink

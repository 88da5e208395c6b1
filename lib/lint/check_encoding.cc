// SPDX-License-Identifier: MIT
// 3xx, how the link is written. A finding spans from the first to the last byte of its kind in a value, and its fix is
// that stretch in canonical form.
#include "base/charset.h"
#include "base/utf8.h"
#include "link/build.h"
#include "link/placeholder.h"
#include "lint/report.h"
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

// What a raw value contains that the canonical link writes differently.
struct Oddities {
  Stretch quote;    // " as it is
  Stretch bracket;  // [ ] { } as they are
  Stretch literal;  // any other byte that canonical form encodes
  Stretch plus, space, asterisk;
  Stretch lower_hex;  // %5b
  Stretch needless;   // %5F
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
      default:
        odd.literal.Take(i, 1);
    }
  }
  return odd;
}

void Tell(Report* report, uint32_t rule, const Stretch& stretch, Str message) {
  if (!stretch.found()) return;
  const Span span = {stretch.begin, stretch.end};
  // Bytes cut out of the middle of the stretch make its canonical form no replacement for the original's bytes.
  const bool whole = report->link.clean.OriginEnd(span.end) - report->link.clean.Origin(span.begin) == span.size();
  report->Add(rule, span, kNoPermission, whole ? report->Reencoded(report->raw(span)) : View(), message);
}

void TellCommon(Report* report, const Oddities& odd) {
  Tell(report, kRulePlusForSpace, odd.plus, "A + means a space; %20 means the same everywhere.");
  Tell(report, kRuleWhitespace, odd.space, "The link contains a space; encoded, it is %20.");
  Tell(report, kRuleLiteralAsterisk, odd.asterisk, "The asterisk is not percent-encoded; %2A survives Markdown.");
  Tell(report, kRuleLowerCaseHex, odd.lower_hex, "The hex digits of an escape are lower case.");
  Tell(report, kRuleNeedlessEscape, odd.needless, "A character is percent-encoded that needs no escape.");
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

// Whether a decoded value can take the place of its encoded form: it has no byte that an URL would not, and decodes
// once more, to text.
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
  const Oddities odd = Survey(report->clean(), p.raw_value);
  if (odd.quote.found()) {
    Tell(report, kRuleRawJson, Join(odd.quote, odd.bracket),
         "The JSON is not percent-encoded; its quotes end the link in most places it is pasted.");
  } else if (odd.bracket.found() && !link.permissions_placeholder) {
    Tell(report, kRuleHalfEncodedJson, odd.bracket, "The brackets of the JSON are not percent-encoded.");
  } else {
    Tell(report, kRuleLiteralCharacter, odd.literal,
         "Characters that the canonical link encodes are not percent-encoded.");
  }
  TellCommon(report, odd);
  // Only a value that is no list can be encoded once too often: in a list an escape is part of a key.
  if (p.value.empty() || (p.value[0] == '%' && link.status != Status::OK)) CheckDoubleEncoding(report, p, "JSON");
  if (link.status != Status::OK || link.permissions_placeholder || !HasJsonSpace(p.value)) return;
  View fix;
  const Request request = link.request();
  if (CheckPermissions(request, nullptr) == Status::OK) {
    const Permissions list = request.permissions;
    char* encoded = report->arena()->Bytes(EncodedListSize(list) + 1);
    if (encoded == nullptr) return report->set_out_of_memory();
    fix = Str(encoded, static_cast<size_t>(WriteEncodedList(list, encoded) - encoded));
  }
  report->Add(kRuleWhitespaceInJson, p.raw_value, kNoPermission, fix, "The JSON holds white space it does not need.");
}

void CheckTo(Report* report, const LinkParameter& p) {
  const Oddities odd = Survey(report->clean(), p.raw_value);
  if (!odd.escape.found()) return;
  report->Add(kRuleEncodedTo, p.raw_value, kNoPermission, View(p.value),
              "The documented links leave the value of `to` literal.");
}

void CheckPlainValue(Report* report, const LinkParameter& p, Str what) {
  Oddities odd = Survey(report->clean(), p.raw_value);
  // A * that should be `all` is reported as that (TL207); two fixes for one byte would contradict each other.
  if (p.role == Role::kZoneId && p.value == "*") odd.asterisk = {};
  odd.literal = Join(odd.literal, Join(odd.quote, odd.bracket));
  Tell(report, kRuleLiteralCharacter, odd.literal,
       "Characters that the canonical link encodes are not percent-encoded.");
  TellCommon(report, odd);
  CheckDoubleEncoding(report, p, what);
}

void CheckPlaceholders(Report* report, const LinkParameter& p) {
  const Str raw = report->raw(p.raw_value);
  const bool permissions = p.role == Role::kPermissions;
  const bool id = p.role == Role::kAccountId || p.role == Role::kZoneId;
  Span found = id ? FindIdPlaceholder(p.value) : FindPlaceholder(p.value);
  if (permissions && !IsPlaceholder(p.value)) found = {};
  if (found.size() > 0) {
    found = {EncodedOffset(raw, found.begin), EncodedOffset(raw, found.end)};
  } else if (report->link.status == Status::E_ESCAPE && !permissions) {
    found = FindPlaceholder(raw);  // %s is no escape
  }
  if (found.size() == 0) return;
  report->Add(kRulePlaceholder, {p.raw_value.begin + found.begin, p.raw_value.begin + found.end}, kNoPermission, View(),
              "A placeholder was left in the link: ", Quoted{Slice(raw, found.begin, found.end)}, ".");
}

bool MeansQuote(Str entity) { return entity == "&quot;" || entity == "&#34;" || EqualIgnoringCase(entity, "&#x22;"); }

void CheckEdits(Report* report) {
  for (const Edit& edit : report->link.clean.edits()) {
    const Span span = {edit.offset, edit.offset + edit.length};
    const Str text = Slice(report->link.original, span.begin, span.end);
    switch (edit.kind) {
      case EditKind::kWhiteSpace:
        report->AddOriginal(kRuleWhitespace, span, kNoPermission, Str(""),
                            "The link contains white space; pasted, it ends or changes here.");
        break;
      case EditKind::kHtmlEntity:
        report->AddOriginal(kRuleHtmlEntity, span, kNoPermission, MeansQuote(text) ? Str("%22") : Str("&"),
                            "The link is HTML-escaped; outside a page ", Quoted{text}, " is read literally.");
        break;
      case EditKind::kMarkdownEscape:
        report->AddOriginal(kRuleMarkdownEscape, span, kNoPermission, report->Keep(From(text, 1)),
                            "The backslash before ", Quoted{From(text, 1)},
                            " is Markdown's; the browser keeps it and the value breaks.");
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
                  "The name of a parameter is percent-encoded; it needs no escape.");
    }
    if (p.role == Role::kTo) {
      CheckTo(report, p);
      continue;
    }
    if (p.role == Role::kPermissions) {
      CheckPermissionValue(report, p);
    } else {
      CheckPlainValue(report, p, p.role == Role::kName ? "name" : "id");
    }
    CheckPlaceholders(report, p);
  }
}

}  // namespace tokenlink

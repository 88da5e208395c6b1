// SPDX-License-Identifier: MIT
#include "commands/explanation.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <vector>

#include "commands/describe.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

std::string Bullet(absl::string_view text) {
  std::string lines = Wrapped(text, 4);
  lines[2] = '-';
  return lines;
}

class Explanation {
 public:
  Explanation(const tokenlink_link& link, const tokenlink_catalog* catalog, const Style& style)
      : link_(link), catalog_(catalog), style_(style) {
    for (size_t i = 0; i < link.permission_count; ++i) {
      (WhyDropped(i) == nullptr ? filled_in_ : dropped_).push_back(i);
    }
  }

  std::string Text() {
    Differences();
    Opening();
    FilledIn();
    Dropped();
    Remarks();
    ByHand();
    Revoking();
    return out_;
  }

 private:
  // The error that keeps a permission from being filled in; null if there is none.
  const tokenlink_finding* WhyDropped(size_t permission) const {
    for (size_t i = 0; i < link_.finding_count; ++i) {
      const tokenlink_finding& finding = link_.findings[i];
      if (finding.severity == TOKENLINK_SEVERITY_ERROR && finding.permission == static_cast<int32_t>(permission))
        return &finding;
    }
    return nullptr;
  }

  void Heading(absl::string_view text) { absl::StrAppend(&out_, "\n", style_.Bold(text), "\n"); }

  // Before everything else: whoever opens the link gets the browser's reading.
  void Differences() {
    for (const tokenlink_finding& finding : absl::MakeConstSpan(link_.findings, link_.finding_count)) {
      if (!IsDifference(finding)) continue;
      if (out_.empty()) absl::StrAppend(&out_, style_.Bold("A browser reads something else in this link"), "\n");
      out_ += Reasoned("error", finding);
    }
    if (out_.empty()) return;
    differs_ = true;
    out_ += Wrapped("Do not open or share it. What follows is the link as it was probably meant.", 0);
    out_ += "\n";
  }

  static bool IsDifference(const tokenlink_finding& finding) {
    return (finding.flags & TOKENLINK_FINDING_BROWSER_DIFFERS) != 0;
  }

  void Opening() {
    switch (link_.kind) {
      case TOKENLINK_KIND_USER:
        out_ += Wrapped(
            "This link opens the form for a new user token, under My Profile > API Tokens. The token will "
            "belong to the person who opens the link, and can do no more than that person can.",
            0);
        break;
      case TOKENLINK_KIND_ACCOUNT:
        out_ += Wrapped(
            "This link opens the form for a new account token, under Manage Account > Account API Tokens. A person "
            "with several accounts is asked for one first. The token will belong to the account, not to a person. "
            "Only a Super Administrator or an Administrator can create it.",
            0);
        break;
      case TOKENLINK_KIND_DEPLOY:
        out_ += Wrapped(
            "This is a deploy button, not a template URL: it deploys a repository, and carries the permissions of the "
            "token it asks for in apiTokenTmpl.",
            0);
        break;
      default:
        out_ += "Which form this link opens is unknown.\n";
    }
    out_ += "Nothing is created until that person checks the form and presses the button.\n";
  }

  void FilledIn() {
    Heading(differs_ ? "As it was probably meant, the form would be filled in with"
                     : "The form will be filled in with");
    size_t label_width = 0, type_width = 0;
    for (const size_t i : filled_in_) {
      label_width = std::max(label_width, DisplayWidth(Label(i)));
      type_width = std::max(type_width, DisplayWidth(Type(i)));
    }
    absl::string_view title = "Permissions";
    for (const size_t i : filled_in_) {
      Row(title, absl::StrCat(Padded(Label(i), label_width), "  ", style_.Bold(Padded(Type(i), type_width)), "  ",
                              style_.Dim(Printable(ToView(link_.permissions[i].key))), Doubt(i)));
      title = "";
    }
    if (filled_in_.empty()) Row(title, "none");
    if (link_.kind == TOKENLINK_KIND_USER) {
      Row("Accounts", Scope(link_.account_id, "*", "account"));
      Row("Zones", Scope(link_.zone_id, "all", "zone"));
    }
    Row("Name", link_.name.len == 0 ? "none; the person has to enter one" : Printable(ToView(link_.name)));
  }

  // What this library ignores may be just what a browser reads.
  bool IsAboutIgnoredText(const tokenlink_finding& finding) const {
    return !differs_ && (finding.flags & TOKENLINK_FINDING_IGNORED) != 0;
  }

  void Dropped() {
    std::string lines;
    for (const size_t i : dropped_) {
      lines += Reasoned(Printable(PermissionText(link_.permissions[i])), *WhyDropped(i));
    }
    for (size_t i = 0; i < link_.finding_count; ++i) {
      if (IsAboutIgnoredText(link_.findings[i])) lines += Reasoned("ignored", link_.findings[i]);
    }
    if (lines.empty()) return;
    Heading("The form will not be filled in with");
    out_ += lines;
  }

  // Warnings, and the errors that are not about one permission. Notes on spelling are left to `lint`.
  void Remarks() {
    std::string lines;
    for (size_t i = 0; i < link_.finding_count; ++i) {
      const tokenlink_finding& finding = link_.findings[i];
      const bool is_above = (finding.severity == TOKENLINK_SEVERITY_ERROR && finding.permission >= 0) ||
                            IsAboutIgnoredText(finding) || IsDifference(finding);
      if (finding.severity != TOKENLINK_SEVERITY_INFO && !is_above) {
        lines += Reasoned(SeverityName(finding.severity), finding);
      }
    }
    if (link_.info_count > 0) lines += Bullet(absl::StrCat(Counted(link_.info_count, "note"), ": see tokenlink lint"));
    if (lines.empty()) return;
    Heading("Note");
    out_ += lines;
  }

  static std::string Reasoned(absl::string_view subject, const tokenlink_finding& why) {
    return Bullet(absl::StrCat(subject, ": ", Printable(ToView(why.message)), " [", RuleId(why.rule), "]"));
  }

  void ByHand() {
    Heading("A link cannot carry these; set them in the form");
    if (link_.kind == TOKENLINK_KIND_ACCOUNT)
      out_ += Bullet("the scope: which zones and resources of the account it reaches");
    out_ += Bullet("an expiry date");
    out_ += Bullet("a filter of client IP addresses");
  }

  void Revoking() {
    Heading("To revoke the token later");
    const std::string name =
        link_.name.len == 0 ? "the token" : absl::StrCat("the token named ", Quoted(ToView(link_.name)));
    out_ += Wrapped(absl::StrCat(TokenPage(link_.kind), " > ", name,
                                 " > Roll (a new secret; the old one stops working) or Delete."),
                    2);
  }

  void Row(absl::string_view title, absl::string_view value) {
    absl::StrAppend(&out_, "  ", Padded(title, 13), value, "\n");
  }

  // What is known of it only from elsewhere than the documentation is not promised.
  std::string Doubt(size_t permission) const {
    constexpr uint32_t kUndocumentedKey = 105, kUndocumentedType = 115;
    for (const tokenlink_finding& finding : absl::MakeConstSpan(link_.findings, link_.finding_count)) {
      if (finding.permission != static_cast<int32_t>(permission)) continue;
      if (finding.rule == kUndocumentedKey || finding.rule == kUndocumentedType) {
        return absl::StrCat(" (not documented: check it in the form) [", RuleId(finding.rule), "]");
      }
    }
    return "";
  }

  std::string Label(size_t permission) const {
    const absl::string_view key = ToView(link_.permissions[permission].key);
    const std::string label = KeyLabel(catalog_, key);
    return label.empty() ? Printable(key) : label;
  }

  std::string Type(size_t permission) const {
    const tokenlink_str type = link_.permissions[permission].type;
    return IsAbsent(type) ? "?" : Printable(ToView(type));
  }

  static std::string Scope(tokenlink_str value, absl::string_view wildcard, absl::string_view singular) {
    if (IsAbsent(value)) return "left to the form's own default";
    // What an id does is known less well than what the wildcards do (TL212).
    const absl::string_view confirmed =
        singular == "zone" ? " (not confirmed: check it in the form)" : " (reported once)";
    if (value.len == 32) return absl::StrCat(ScopeText(value, wildcard, singular), confirmed);
    return absl::StrCat(ScopeText(value, wildcard, singular), ToView(value) == wildcard ? " of that person" : "");
  }

  const tokenlink_link& link_;
  const tokenlink_catalog* catalog_;
  const Style& style_;
  std::vector<size_t> filled_in_, dropped_;
  bool differs_ = false;  // a browser reads something else
  std::string out_;
};

}  // namespace

std::string ExplainLink(const tokenlink_link& link, const tokenlink_catalog* catalog, const Style& style) {
  return Explanation(link, catalog, style).Text();
}

}  // namespace tokenlink_cli

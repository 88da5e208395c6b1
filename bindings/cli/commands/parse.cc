// SPDX-License-Identifier: MIT
#include <absl/strings/str_cat.h>
#include <absl/types/span.h>
#include <unistd.h>

#include <algorithm>

#include "commands/commands.h"
#include "commands/describe.h"
#include "commands/json.h"
#include "commands/links.h"
#include "io/output.h"
#include "library/abi.h"
#include "terminal/diagnostics.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

void WriteJson(const LintedLink& linted, JsonWriter* json) {
  const tokenlink_link& link = linted.link;
  json->Open('{');
  json->Member("input", linted.input.text);
  if (linted.ok()) {
    WriteKind(link, json);
    WritePermissions(link.permissions, link.permission_count, json);
    WriteTextOrNull("account_id", link.account_id, json);
    WriteTextOrNull("zone_id", link.zone_id, json);
    WriteTextOrNull("name", link.name, json);
    json->Name("extra");
    json->Open('[');
    for (const tokenlink_param& param : absl::MakeConstSpan(link.extra, link.extra_count)) {
      json->Open('[');
      json->Text(ToView(param.name));
      json->Text(ToView(param.value));
      json->Close(']');
    }
    json->Close(']');
    WriteTextOrNull("canonical", link.canonical, json);
  } else {
    WriteError(linted.error, json);
  }
  WriteFindings(link, json);
  json->Close('}');
  json->EndLine();
}

std::string LinkText(const LintedLink& linted, const Style& style) {
  const tokenlink_link& link = linted.link;
  std::string out = absl::StrCat(style.Bold(absl::StrCat(linted.input.name, ":", linted.input.line)), "\n");
  const auto row = [&](absl::string_view label, absl::string_view value) {
    absl::StrAppend(&out, "  ", style.Bold(Padded(label, 12)), value, "\n");
  };
  row("kind", link.kind == 0 ? "unknown" : KindName(link.kind));
  const absl::Span<const tokenlink_permission> permissions(link.permissions, link.permission_count);
  size_t width = 0;
  for (const tokenlink_permission& permission : permissions) {
    width = std::max(width, DisplayWidth(PermissionText(permission)));
  }
  absl::string_view title = "permissions";
  for (const tokenlink_permission& permission : permissions) {
    const std::string label = KeyLabel(linted.catalog, ToView(permission.key));
    row(title, absl::StrCat(Padded(Printable(PermissionText(permission)), width), "  ",
                            style.Dim(label.empty() ? "not in the catalog" : label)));
    title = "";
  }
  if (permissions.empty()) row(title, "none");
  if (link.kind == TOKENLINK_KIND_USER || !IsAbsent(link.account_id) || !IsAbsent(link.zone_id)) {
    row("account", ScopeText(link.account_id, "*", "account"));
    row("zone", ScopeText(link.zone_id, "all", "zone"));
  }
  row("name", IsAbsent(link.name) ? "not given" : Printable(ToView(link.name)));
  title = "extra";
  for (const tokenlink_param& param : absl::MakeConstSpan(link.extra, link.extra_count)) {
    row(title, absl::StrCat(Printable(ToView(param.name)), " = ", Printable(ToView(param.value))));
    title = "";
  }
  const absl::string_view canonical = ToView(link.canonical);
  row("canonical", canonical.empty() ? "none" : canonical == linted.input.text ? "it is" : canonical);
  FindingCounts counts;
  counts.Add(link);
  row("findings", absl::StrCat(counts.text(), counts.total() > 0 ? ": see tokenlink lint" : ""));
  return out + "\n";
}

}  // namespace

absl::StatusOr<ExitCode> RunParse(const Options& options) {
  const Style style = StyleFor(STDOUT_FILENO, options.color);
  const uint32_t flags = TOKENLINK_WITH_CANONICAL | (options.strict ? TOKENLINK_STRICT : 0);
  const Style error_style = StyleFor(STDERR_FILENO, options.color);
  Output out;
  JsonWriter json(&out.buffer());
  return ForEachLink(options, flags, &out, [&](const LintedLink& linted) {
    if (options.json) {
      WriteJson(linted, &json);
      out.Spill();
    } else if (linted.ok()) {
      out.Write(LinkText(linted, style));
    } else {
      PrintRefusal(linted, error_style, &out);
    }
  });
}

}  // namespace tokenlink_cli

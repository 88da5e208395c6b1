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
#include "options/request.h"
#include "terminal/diagnostics.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

constexpr size_t kIndent = 14;

class Parser {
 public:
  Parser(const Options& options, const tokenlink_catalog* catalog)
      : options_(options),
        catalog_(catalog),
        reader_(NewReader(catalog)),
        canonical_reader_(NewReader(catalog)),
        style_(StyleFor(STDOUT_FILENO, options.color)),
        error_style_(StyleFor(STDERR_FILENO, options.color)) {}

  absl::StatusOr<ExitCode> Run() {
    absl::Status status = ForEachLink(options_.words, [this](const LinkInput& input) {
      Parse(input);
      return out_.status();
    });
    status.Update(out_.Commit());
    if (!status.ok()) return status;
    return all_read_ ? kClean : kUnreadable;
  }

 private:
  void Parse(const LinkInput& input) {
    auto link = Sized<tokenlink_link>();
    ApiError error;
    error.status = tokenlink_lint(reader_.get(), input.text.data(), input.text.size(),
                                  options_.strict ? TOKENLINK_STRICT : 0, &link, &error);
    const bool read = error.status == TOKENLINK_OK;
    all_read_ &= read;
    if (options_.json) {
      out_.Write(JsonLine(read ? LinkJson(input, link) : RefusalJson(input, link, error)));
    } else if (read) {
      out_.Write(LinkText(input, link));
    } else {
      out_.Flush();  // keeps the order of the two streams on a terminal
      PrintError(RefusalText(input, error, error_style_));
    }
  }

  // Empty if the link has no canonical form; *error then says why.
  std::string Canonical(const LinkInput& input, ApiError* error) {
    std::string link(TOKENLINK_MAX_LINK, '\0');
    size_t need = 0;
    error->status = tokenlink_canonicalize(canonical_reader_.get(), input.text.data(), input.text.size(), 0, link.data(),
                                           link.size(), &need, error);
    link.resize(error->status == TOKENLINK_OK ? need : 0);
    return link;
  }

  Json LinkJson(const LinkInput& input, const tokenlink_link& link) {
    Json line;
    line["input"] = std::string(input.text);
    line["kind"] = link.kind == 0 ? Json() : Json(std::string(KindName(link.kind)));
    line["permissions"] = PermissionsJson(link.permissions, link.permission_count);
    line["account_id"] = TextOrNull(link.account_id);
    line["zone_id"] = TextOrNull(link.zone_id);
    line["name"] = TextOrNull(link.name);
    line["extra"] = Json::array();
    for (size_t i = 0; i < link.extra_count; ++i) {
      line["extra"].push_back(Json::array({TextOf(link.extra[i].name), TextOf(link.extra[i].value)}));
    }
    ApiError no_canonical;
    const std::string canonical = Canonical(input, &no_canonical);
    line["canonical"] = canonical.empty() ? Json() : Json(canonical);
    line["findings"] = FindingsJson(link);
    return line;
  }

  static Json RefusalJson(const LinkInput& input, const tokenlink_link& link, const ApiError& error) {
    Json line;
    line["input"] = std::string(input.text);
    line["error"] = ErrorJson(error);
    line["findings"] = FindingsJson(link);
    return line;
  }

  void AppendRow(std::string* out, absl::string_view label, absl::string_view value) const {
    absl::StrAppend(out, "  ", style_.Bold(Padded(label, kIndent - 2)), value, "\n");
  }

  std::string LinkText(const LinkInput& input, const tokenlink_link& link) {
    std::string out = absl::StrCat(style_.Bold(absl::StrCat(input.name, ":", input.line)), "\n");
    AppendRow(&out, "kind", link.kind == 0 ? "unknown" : KindName(link.kind));
    const absl::Span<const tokenlink_permission> permissions(link.permissions, link.permission_count);
    size_t width = 0;
    for (const tokenlink_permission& permission : permissions) {
      width = std::max(width, DisplayWidth(PermissionText(permission)));
    }
    absl::string_view title = "permissions";
    for (const tokenlink_permission& permission : permissions) {
      const std::string label = KeyLabel(catalog_, ToView(permission.key));
      AppendRow(&out, title,
                absl::StrCat(Padded(Printable(PermissionText(permission)), width), "  ",
                             style_.Dim(label.empty() ? "not in the catalog" : label)));
      title = "";
    }
    if (permissions.empty()) AppendRow(&out, title, "none");
    if (link.kind == TOKENLINK_KIND_USER || !IsAbsent(link.account_id) || !IsAbsent(link.zone_id)) {
      AppendRow(&out, "account", ScopeText(link.account_id, "*", "account"));
      AppendRow(&out, "zone", ScopeText(link.zone_id, "all", "zone"));
    }
    AppendRow(&out, "name", IsAbsent(link.name) ? "not given" : Printable(ToView(link.name)));
    title = "extra";
    for (const tokenlink_param& param : absl::MakeConstSpan(link.extra, link.extra_count)) {
      AppendRow(&out, title, absl::StrCat(Printable(ToView(param.name)), " = ", Printable(ToView(param.value))));
      title = "";
    }
    ApiError no_canonical;
    const std::string canonical = Canonical(input, &no_canonical);
    AppendRow(&out, "canonical",
              canonical.empty()         ? absl::StrCat("none: ", Printable(no_canonical.sentence()))
              : canonical == input.text ? "it is"
                                        : canonical);
    FindingCounts counts;
    counts.Add(link);
    AppendRow(&out, "findings", absl::StrCat(counts.text(), counts.total() > 0 ? ": see tokenlink lint" : ""));
    return out + "\n";
  }

  const Options& options_;
  const tokenlink_catalog* catalog_;
  const Reader reader_, canonical_reader_;
  const Style style_, error_style_;
  Output out_;
  bool all_read_ = true;
};

}  // namespace

absl::StatusOr<ExitCode> RunParse(const Options& options) {
  const absl::StatusOr<Catalog> catalog = LoadCatalog(options);
  if (!catalog.ok()) return catalog.status();
  return Parser(options, catalog->get()).Run();
}

}  // namespace tokenlink_cli

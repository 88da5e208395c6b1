// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <iostream>

#include "commands/commands.h"
#include "commands/describe.h"
#include "commands/json.h"
#include "commands/links.h"
#include "io/errors.h"
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
  explicit Parser(const Options& options)
      : options_(options),
        catalog_(LoadCatalog(options)),
        reader_(NewReader(catalog_.get())),
        canonical_reader_(NewReader(catalog_.get())),
        style_(StyleFor(STDOUT_FILENO, options.color)),
        error_style_(StyleFor(STDERR_FILENO, options.color)) {}

  int Run() {
    ForEachLink(options_.words, [this](const LinkInput& input) { One(input); });
    out_.Commit();
    return all_read_ ? kClean : kUnreadable;
  }

 private:
  void One(const LinkInput& input) {
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
      out_.Flush();  // so that on a terminal the two streams keep their order
      std::cerr << RefusalText(input, error, error_style_);
    }
  }

  // Empty where the link has no canonical form; *error then says why.
  std::string Canonical(const LinkInput& input, ApiError* error) {
    std::string link(TOKENLINK_MAX_LINK, '\0');
    size_t need = 0;
    error->status = tokenlink_canonicalize(canonical_reader_.get(), input.text.data(), input.text.size(), link.data(),
                                           link.size(), &need, error);
    link.resize(error->status == TOKENLINK_OK ? need : 0);
    return link;
  }

  Json LinkJson(const LinkInput& input, const tokenlink_link& link) {
    Json line;
    line["input"] = input.text;
    line["kind"] = link.kind == 0 ? Json() : Json(KindName(link.kind));
    line["permissions"] = PermissionsJson(link.permissions, link.permission_count);
    line["account_id"] = TextOrNull(link.account_id);
    line["zone_id"] = TextOrNull(link.zone_id);
    line["name"] = TextOrNull(link.name);
    line["extra"] = Json::array();
    for (size_t i = 0; i < link.extra_count; ++i) {
      line["extra"].push_back(Json::array({View(link.extra[i].name), View(link.extra[i].value)}));
    }
    ApiError no_canonical;
    const std::string canonical = Canonical(input, &no_canonical);
    line["canonical"] = canonical.empty() ? Json() : Json(canonical);
    line["findings"] = FindingsJson(link);
    return line;
  }

  static Json RefusalJson(const LinkInput& input, const tokenlink_link& link, const ApiError& error) {
    Json line;
    line["input"] = input.text;
    line["error"] = ErrorJson(error);
    line["findings"] = FindingsJson(link);
    return line;
  }

  std::string Row(std::string_view label, std::string_view value) const {
    return "  " + style_.Bold(Padded(label, kIndent - 2)) + std::string(value) + "\n";
  }

  std::string LinkText(const LinkInput& input, const tokenlink_link& link) {
    std::string out = style_.Bold(input.name + ":" + std::to_string(input.line)) + "\n";
    out += Row("kind", link.kind == 0 ? "unknown" : KindName(link.kind));
    size_t width = 0;
    for (size_t i = 0; i < link.permission_count; ++i) {
      width = std::max(width, DisplayWidth(Printable(PermissionText(link.permissions[i]))));
    }
    for (size_t i = 0; i < link.permission_count; ++i) {
      const std::string label = KeyLabel(catalog_.get(), View(link.permissions[i].key));
      const std::string text = Printable(PermissionText(link.permissions[i]));
      out += Row(i == 0 ? "permissions" : "",
                 Padded(text, width) + "  " + style_.Dim(label.empty() ? "not in the catalog" : label));
    }
    if (link.permission_count == 0) out += Row("permissions", "none");
    if (link.kind == TOKENLINK_USER || !Absent(link.account_id) || !Absent(link.zone_id)) {
      out += Row("account", ScopeText(link.account_id, "*", "account"));
      out += Row("zone", ScopeText(link.zone_id, "all", "zone"));
    }
    out += Row("name", Absent(link.name) ? "not given" : Printable(View(link.name)));
    for (size_t i = 0; i < link.extra_count; ++i) {
      out += Row(i == 0 ? "extra" : "",
                 Printable(View(link.extra[i].name)) + " = " + Printable(View(link.extra[i].value)));
    }
    ApiError no_canonical;
    const std::string canonical = Canonical(input, &no_canonical);
    out += Row("canonical", canonical.empty()         ? "none: " + Printable(no_canonical.sentence())
                            : canonical == input.text ? "it is"
                                                      : canonical);
    FindingCounts counts;
    counts.Add(link);
    out += Row("findings", counts.text() + (counts.total() > 0 ? ": see tokenlink lint" : ""));
    return out + "\n";
  }

  const Options& options_;
  const Catalog catalog_;
  const Reader reader_, canonical_reader_;
  const Style style_, error_style_;
  Output out_;
  bool all_read_ = true;
};

}  // namespace

int RunParse(const Options& options) { return Parser(options).Run(); }

}  // namespace tokenlink_cli

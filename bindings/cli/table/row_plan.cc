// SPDX-License-Identifier: MIT
#include "table/row_plan.h"

#include <absl/algorithm/container.h>
#include <absl/memory/memory.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>
#include <absl/strings/str_replace.h>
#include <unistd.h>

#include <utility>

#include "library/status.h"
#include "terminal/diagnostics.h"
#include "terminal/nearest.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

constexpr size_t kMaxTemplates = 256;

std::string ColumnList(const Header& header) {
  return absl::StrCat("The columns are: ", absl::StrJoin(header.names, ", ", [](std::string* out, const auto& name) {
                        absl::StrAppend(out, Printable(name));
                      }));
}

absl::Status NoSuchColumn(absl::string_view name, const Header& header) {
  return UsageError("the table has no column {", Printable(name), "}", DidYouMean(name, header.names), "\n",
                    ColumnList(header));
}

// The ABI tells an absent text from an empty one.
absl::string_view OrAbsent(const std::string& text) { return text.empty() ? absl::string_view() : text; }

}  // namespace

RowPlan::RowPlan(const Options& options, const Header& header)
    : options_(options),
      header_(header),
      kind_column_(header.Find("kind")),
      permissions_column_(header.Find("permissions")),
      preset_column_(header.Find("preset")),
      name_column_(header.Find("name")),
      account_column_(header.Find("account_id")),
      zone_column_(header.Find("zone_id")) {}

absl::StatusOr<std::unique_ptr<RowPlan>> RowPlan::Make(const Options& options, const Header& header) {
  std::unique_ptr<RowPlan> plan = absl::WrapUnique(new RowPlan(options, header));
  absl::Status status = plan->CheckOptions();
  if (!status.ok()) return status;
  return plan;
}

absl::Status RowPlan::CheckOptions() {
  absl::StatusOr<Catalog> catalog = LoadCatalog(options_);
  if (!catalog.ok()) return catalog.status();
  catalog_ = *std::move(catalog);
  reader_ = NewReader(catalog_.get());
  absl::StatusOr<AllowedRules> allowed = ReadAllowedRules(options_);
  if (!allowed.ok()) return allowed.status();
  allowed_ = *std::move(allowed);
  absl::StatusOr<PermissionSet> permissions = PermissionsFromOptions(options_, reader_.get());
  if (!permissions.ok()) return permissions.status();
  permissions_ = *std::move(permissions);
  absl::Status status = CheckPatterns();
  if (!status.ok()) return status;
  if (permissions_.empty() && !permissions_column_ && !preset_column_) {
    return UsageError("which permissions? Give --permissions or --preset, or a table that has a column of that name\n",
                      ColumnList(header_));
  }
  if (options_.kind == "account" && !kind_column_ && (options_.account_id || options_.zone_id)) {
    return UsageError("an account link carries no account or zone; --account-id and --zone-id are for user links");
  }
  return absl::OkStatus();
}

// The permissions may come from the rows, so the patterns are compiled with others.
absl::Status RowPlan::CheckPatterns() {
  const tokenlink_permission permission = {TOKENLINK_STR("dns"), TOKENLINK_STR("read")};
  const tokenlink_request request = MakeRequest(TOKENLINK_KIND_USER, {&permission, 1}, ValueOf(options_.account_id),
                                                ValueOf(options_.zone_id), ValueOf(options_.name));
  ApiError error;
  const Template made = NewTemplate(request, &error);
  if (made == nullptr) return RequestError(options_, error);
  for (const absl::string_view name : ColumnNames(made.get())) {
    const Column column = header_.Find(name);
    if (!column) return NoSuchColumn(name, header_);
    pattern_columns_.push_back(*column);
  }
  return absl::OkStatus();
}

std::vector<size_t> RowPlan::override_columns() const {
  std::vector<size_t> columns;
  for (const Column column : {kind_column_, preset_column_, name_column_, account_column_, zone_column_}) {
    if (column) columns.push_back(*column);
  }
  return columns;
}

absl::string_view RowPlan::Cell(Column column, const RowChunk& chunk, size_t row) const {
  return column ? chunk.columns[*column][row] : absl::string_view();
}

// Everything the choice of a template depends on: whether the row has a name, an account and a zone of its own, and the
// cells that select kind and permissions. Sizes instead of separators, because a cell may contain any byte.
void RowPlan::MakeKey(const RowChunk& chunk, size_t row) {
  const auto has = [&](Column column) { return Cell(column, chunk, row).empty() ? "0" : "1"; };
  const absl::string_view kind = Cell(kind_column_, chunk, row), preset = Cell(preset_column_, chunk, row);
  key_.clear();  // keeps its memory
  absl::StrAppend(&key_, has(name_column_), has(account_column_), has(zone_column_), kind.size(), ",");
  absl::StrAppend(&key_, preset.size(), ",", kind, preset, Cell(permissions_column_, chunk, row));
}

std::shared_ptr<const RowTemplate> RowPlan::For(const RowChunk& chunk, size_t row) {
  MakeKey(chunk, row);
  if (last_ != nullptr && key_ == last_key_) return last_;
  last_key_.swap(key_);
  const auto known = compiled_.find(last_key_);
  if (known != compiled_.end()) return last_ = known->second;
  auto made = std::make_shared<RowTemplate>();
  made->failure = std::string(Compile(chunk, row, made.get()).message());
  if (compiled_.size() >= kMaxTemplates) compiled_.clear();
  compiled_.emplace(last_key_, made);
  return last_ = std::move(made);
}

absl::Status RowPlan::Compile(const RowChunk& chunk, size_t row, RowTemplate* made) {
  const absl::string_view kind = Cell(kind_column_, chunk, row);
  made->kind = KindNumber(kind.empty() ? absl::string_view(options_.kind) : kind);
  if (made->kind == 0) return UsageError("the kind is ", Quoted(kind), "; it must be user or account");

  const absl::StatusOr<PermissionSet> own = RowPermissions(chunk, row);
  if (!own.ok()) return own.status();
  const PermissionSet& permissions = own->empty() ? permissions_ : *own;
  made->permissions = permissions.text();
  absl::Status status = CheckIds(chunk, row, made->kind);
  if (!status.ok()) return status;

  // A cell is rendered as it is; only the options are patterns.
  const auto pattern = [&](Column column, const std::optional<std::string>& option) {
    if (column && !Cell(column, chunk, row).empty()) return absl::StrCat("{", header_.names[*column], "}");
    return option.value_or("");
  };
  const std::string account_id = pattern(account_column_, options_.account_id);
  const std::string zone_id = pattern(zone_column_, options_.zone_id);
  std::string name = pattern(name_column_, options_.name);
  if (name.empty() && !options_.name) name = absl::StrReplaceAll(permissions.token_name, {{"{", "{{"}, {"}", "}}"}});

  tokenlink_request request =
      MakeRequest(made->kind, permissions.list(), OrAbsent(account_id), OrAbsent(zone_id), name);
  ApiError error;
  Template compiled = NewTemplate(request, &error);
  if (compiled == nullptr) return UsageError(Printable(error.sentence()));
  request.account_id = request.zone_id = {};
  const Template name_alone = NewTemplate(request, &error);
  request.name = {};  // no finding about names and ids, which are patterns, is an error
  status = Lint(request, made);
  if (!status.ok()) return status;
  made->columns = Columns(compiled.get());
  made->name_columns = Columns(name_alone.get());
  made->compiled = std::move(compiled);
  return absl::OkStatus();
}

// A row that names no account must not get a link for all of them.
absl::Status RowPlan::CheckIds(const RowChunk& chunk, size_t row, int32_t kind) const {
  if (kind != TOKENLINK_KIND_USER) return absl::OkStatus();
  const auto is_blank = [&](Column column, const std::optional<std::string>& option) {
    return column && !option && Cell(column, chunk, row).empty();
  };
  if (is_blank(account_column_, options_.account_id)) {
    return UsageError("the cell account_id is empty; to mean all accounts, write *");
  }
  if (is_blank(zone_column_, options_.zone_id)) {
    return UsageError("the cell zone_id is empty; to mean all zones, write all");
  }
  return absl::OkStatus();
}

// Every pattern was checked against the header.
std::vector<size_t> RowPlan::Columns(const tokenlink_template* tmpl) const {
  std::vector<size_t> columns;
  for (const absl::string_view name : ColumnNames(tmpl)) columns.push_back(header_.Find(name).value());
  return columns;
}

// The row's own permissions; empty if those of the options apply.
absl::StatusOr<PermissionSet> RowPlan::RowPermissions(const RowChunk& chunk, size_t row) const {
  const absl::string_view list = Cell(permissions_column_, chunk, row);
  const absl::string_view preset = Cell(preset_column_, chunk, row);
  if (!list.empty() && !preset.empty()) {
    return UsageError("the row has both permissions and a preset; empty one of the two cells");
  }
  if (!preset.empty()) return ReadPreset(preset);
  if (!list.empty()) {
    ApiError error;
    PermissionSet own = ReadPermissions(reader_.get(), list, &error);
    if (own.empty()) return UsageError("permissions ", Quoted(list), ": ", Printable(error.sentence()));
    return own;
  }
  if (permissions_.empty()) {
    return UsageError("the row has neither permissions nor a preset, and no option gives them");
  }
  return PermissionSet();
}

absl::Status RowPlan::Lint(const tokenlink_request& request, RowTemplate* made) {
  ApiError error;
  std::string first;
  size_t more = 0;
  for (const Objection& objection : Objections(LintRequest(reader_.get(), request, &error), allowed_)) {
    if (!objection.is_error) {
      made->warnings.insert(objection.rule);
    } else if (first.empty()) {
      first = objection.sentence;
    } else {
      ++more;
    }
  }
  if (first.empty()) return absl::OkStatus();
  return UsageError(first, more == 0 ? "" : absl::StrCat(", and ", Counted(more, "more error")));
}

}  // namespace tokenlink_cli

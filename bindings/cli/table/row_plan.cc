// SPDX-License-Identifier: MIT
#include "table/row_plan.h"

#include <unistd.h>

#include <algorithm>

#include "io/errors.h"
#include "terminal/diagnostics.h"
#include "terminal/nearest.h"
#include "terminal/text.h"

namespace tokenlink_cli {
namespace {

constexpr size_t kCachedTemplates = 256;
constexpr size_t kWarnings = 5;

// A text as the pattern that stands for just that text.
std::string Literal(std::string_view text) {
  std::string pattern;
  for (const char c : text) pattern.append(c == '{' || c == '}' ? 2 : 1, c);
  return pattern;
}

std::string ColumnList(const Header& header) {
  std::vector<std::string> names;
  for (const std::string& name : header.names) names.push_back(Printable(name));
  return Joined(names, ", ");
}

[[noreturn]] void RefuseColumn(const char* option, const std::string& name, const Header& header) {
  std::string message = std::string(option) + " takes {" + Printable(name) + "}, which is no column of the table" +
                        DidYouMean(name, header.names);
  std::string lines = "The columns are: " + ColumnList(header) + "\n";
  if (header.names.size() == 1 && header.names[0].find(';') != std::string::npos) {
    lines += "The table seems to be separated by semicolons; save it with commas or tabs.\n";
  }
  throw UsageError(message, lines);
}

}  // namespace

RowPlan::RowPlan(const Options& options, const Header& header)
    : options_(options),
      header_(header),
      catalog_(LoadCatalog(options)),
      reader_(NewReader(catalog_.get())),
      permissions_(PermissionsFromOptions(options, reader_.get())),
      kind_column_(header.Find("kind")),
      permissions_column_(header.Find("permissions")),
      preset_column_(header.Find("preset")),
      name_column_(header.Find("name")),
      account_column_(header.Find("account_id")),
      zone_column_(header.Find("zone_id")) {
  CheckPattern("--account-id", options.account_id, &tokenlink_request::account_id, header);
  CheckPattern("--zone-id", options.zone_id, &tokenlink_request::zone_id, header);
  CheckPattern("--name", options.name, &tokenlink_request::name, header);
  if (permissions_.empty() && !permissions_column_ && !preset_column_) {
    throw UsageError("which permissions? Give --permissions or --preset, or a table with a column of that name",
                     "The columns are: " + ColumnList(header) + "\n");
  }
  if (options.kind == "account" && !kind_column_ && (options.account_id || options.zone_id)) {
    throw UsageError("an account link carries no account or zone; --account-id and --zone-id are for user links");
  }
}

// Compiled alone, with a permission list that is in order: what fails here is the pattern.
void RowPlan::CheckPattern(const char* option, const std::optional<std::string>& pattern,
                           tokenlink_str tokenlink_request::*part, const Header& header) {
  if (!pattern) return;
  const tokenlink_permission permission = {TOKENLINK_STR("dns"), TOKENLINK_STR("read")};
  auto request = Sized<tokenlink_request>();
  request.kind = TOKENLINK_USER;
  request.permissions = &permission;
  request.permission_count = 1;
  request.*part = Str(*pattern);
  tokenlink_template* made = nullptr;
  ApiError error;
  if (tokenlink_template_new(&request, &made, &error) != TOKENLINK_OK) {
    throw UsageError(std::string(option) + ": " + Printable(error.sentence()),
                     Excerpt(*pattern, error.offset, 0, TOKENLINK_ERROR, StyleFor(STDERR_FILENO, options_.color)));
  }
  const Template owner(made);
  tokenlink_str name;
  for (size_t i = 0; tokenlink_template_column_name(made, i, &name) == TOKENLINK_OK; ++i) {
    const std::optional<size_t> column = header.Find(View(name));
    if (!column) RefuseColumn(option, std::string(View(name)), header);
    pattern_columns_.push_back(*column);
  }
}

std::vector<size_t> RowPlan::override_columns() const {
  std::vector<size_t> columns;
  for (const auto& column : {kind_column_, preset_column_, name_column_, account_column_, zone_column_}) {
    if (column) columns.push_back(*column);
  }
  return columns;
}

std::string_view RowPlan::Cell(const std::optional<size_t>& column, const RowChunk& chunk, size_t row) const {
  return column ? chunk.columns[*column][row] : std::string_view();
}

void RowPlan::KeyOf(const RowChunk& chunk, size_t row, std::string* key) const {
  const auto own = [&](const std::optional<size_t>& column) { return Cell(column, chunk, row).empty() ? 0 : 1; };
  key->assign(1, static_cast<char>('0' + own(name_column_) + 2 * own(account_column_) + 4 * own(zone_column_)));
  // Sizes instead of separators: a cell may hold any byte.
  for (const auto& column : {kind_column_, preset_column_}) {
    const std::string_view cell = Cell(column, chunk, row);
    const uint32_t size = static_cast<uint32_t>(cell.size());
    key->append(reinterpret_cast<const char*>(&size), sizeof size).append(cell);
  }
  key->append(Cell(permissions_column_, chunk, row));
}

std::shared_ptr<const RowTemplate> RowPlan::For(const RowChunk& chunk, size_t row) {
  KeyOf(chunk, row, &key_);
  if (last_ != nullptr && key_ == last_key_) return last_;
  last_key_.swap(key_);
  const auto known = compiled_.find(last_key_);
  if (known != compiled_.end()) return last_ = known->second;
  last_ = Compile(chunk, row);
  if (compiled_.size() >= kCachedTemplates) compiled_.clear();
  compiled_.emplace(last_key_, last_);
  return last_;
}

std::shared_ptr<const RowTemplate> RowPlan::Compile(const RowChunk& chunk, size_t row) {
  auto made = std::make_shared<RowTemplate>();
  made->failure = Fill(chunk, row, made.get());
  return made;
}

std::string RowPlan::Fill(const RowChunk& chunk, size_t row, RowTemplate* made) {
  const std::string_view kind = Cell(kind_column_, chunk, row);
  made->kind = KindNumber(kind.empty() ? std::string_view(options_.kind) : kind);
  if (made->kind == 0) return "kind is " + Quoted(kind) + "; it must be user or account";

  PermissionSet own;
  std::string failure;
  const PermissionSet& permissions = RowPermissions(chunk, row, &own, &failure);
  if (permissions.empty()) return failure;
  made->permissions = permissions.text();

  // A cell is rendered as the text it is; only the options are patterns.
  const auto pattern = [&](const std::optional<size_t>& column, const std::optional<std::string>& option) {
    if (column && !Cell(column, chunk, row).empty()) return "{" + header_.names[*column] + "}";
    return option.value_or("");
  };
  const std::string account_id = pattern(account_column_, options_.account_id);
  const std::string zone_id = pattern(zone_column_, options_.zone_id);
  std::string name = pattern(name_column_, options_.name);
  if (name.empty() && !options_.name) name = Literal(permissions.token_name);

  auto request = Sized<tokenlink_request>();
  request.kind = made->kind;
  request.permissions = permissions.list().data();
  request.permission_count = permissions.list().size();
  request.account_id = Str(account_id);
  request.zone_id = Str(zone_id);
  request.name = Str(name);
  tokenlink_template* compiled = nullptr;
  ApiError error;
  if (tokenlink_template_new(&request, &compiled, &error) != TOKENLINK_OK) return Printable(error.sentence());
  made->compiled.reset(compiled);
  tokenlink_str column;
  for (size_t i = 0; tokenlink_template_column_name(compiled, i, &column) == TOKENLINK_OK; ++i) {
    made->columns.push_back(header_.Find(View(column)).value());  // every pattern was checked against the header
  }
  Warn(made->kind, permissions);
  return "";
}

const PermissionSet& RowPlan::RowPermissions(const RowChunk& chunk, size_t row, PermissionSet* own,
                                             std::string* failure) {
  const std::string_view list = Cell(permissions_column_, chunk, row);
  const std::string_view preset = Cell(preset_column_, chunk, row);
  if (!list.empty() && !preset.empty()) {
    *failure = "the row has permissions and a preset; empty one of the two cells";
    return *own;
  }
  if (!preset.empty()) {
    *own = ReadPreset(preset, failure);
    return *own;
  }
  if (!list.empty()) {
    ApiError error;
    *own = ReadPermissions(reader_.get(), list, &error);
    *failure = "permissions " + Quoted(list) + ": " + Printable(error.sentence());
    return *own;
  }
  *failure = "the row has neither permissions nor a preset, and no option gives them";
  return permissions_;
}

void RowPlan::Warn(int32_t kind, const PermissionSet& permissions) {
  if (warnings_.size() >= kWarnings) return;  // and no more linting: a table may have a million lists
  for (std::string& sentence : KeyWarnings(reader_.get(), kind, permissions)) {
    if (std::find(warnings_.begin(), warnings_.end(), sentence) == warnings_.end()) {
      warnings_.push_back(std::move(sentence));
    }
  }
}

}  // namespace tokenlink_cli

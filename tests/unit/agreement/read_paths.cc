// SPDX-License-Identifier: MIT
// The fast paths of reading and linting, and what they must agree with.
#include "agreement/agreement.h"
#include "link/build.h"
#include "link/canonical_fast.h"
#include "link/canonicalize_fast.h"
#include "link/reader.h"
#include "link/reading_fast.h"
#include "link/reordered_fast.h"
#include "lint/linter_fast.h"
#include "permissions/encoded_list_fast.h"

namespace tokenlink::test {
namespace {

using Answer = std::optional<std::string>;

template <typename Link>
std::string DescribeLink(const Link& link) {
  return Describe(link.kind, link.permissions, link.account_id, link.zone_id, link.name);
}

View ValueOf(const LinkParameter* parameter) { return parameter != nullptr ? View(parameter->value) : View(); }

std::string ReadExact(const std::string& link) {
  Reader reader;
  Error error;
  const Status status = reader.Read(link, &error);
  if (status != Status::OK) return Describe(status, error);
  const Reading& read = reader.reading();
  const bool user = read.kind == Kind::kUser;
  return Describe(read.kind, read.request().permissions, user ? ValueOf(read.account_id) : View(),
                  user ? ValueOf(read.zone_id) : View(), ValueOf(read.name)) +
         (read.extra.empty() ? "" : " and more");
}

Answer ReadCanonicalFast(Input* input) {
  Arena arena;
  CanonicalLink read;
  if (!TryReadCanonical(input->text(), &arena, &read)) return {};
  input->TakeAway();
  return DescribeLink(read);
}
REGISTER_FAST_PATH(TryReadCanonical, ReadCanonicalFast, ReadExact);

// Everything the checks look at.
std::string DescribeReading(const Reading& read) {
  const auto span = [](Span s) { return " " + std::to_string(s.begin) + "-" + std::to_string(s.end); };
  const auto index = [&read](const LinkParameter* p) {
    return " " + std::to_string(p != nullptr ? p - read.parameters.begin() : -1);
  };
  std::string text =
      Describe(read.kind, {read.permissions.data(), read.permissions.size()}, read.original, read.clean.text(), View());
  text += " " + std::to_string(static_cast<int>(read.status)) + " " + std::to_string(read.clean.edits().size()) + " " +
          std::to_string(read.create_path) + std::to_string(read.permissions_placeholder) + span(read.create) +
          span({read.second_question, read.fragment}) + span({read.query_end, read.extra.size()});
  for (const LinkParameter& p : read.parameters) {
    text += "\n" + Describe(View(p.name)) + "=" + Describe(View(p.value)) + span(p.raw_name) + span(p.raw_value) + " " +
            std::to_string(static_cast<int>(p.role)) + std::to_string(p.repeated);
  }
  return text + index(read.permission_value) + index(read.account_id) + index(read.zone_id) + index(read.name) +
         index(read.to);
}

Answer FillReadingFast(Input* input) {
  Arena arena;
  CanonicalLink read;
  Reading reading(&arena);
  if (!TryReadCanonical(input->text(), &arena, &read) || !TryFillReading(input->text(), read, &arena, &reading))
    return {};
  return DescribeReading(reading);
}

std::string FillReadingExact(const std::string& link) {
  Reader reader;
  (void)reader.Read(link, nullptr);
  return DescribeReading(reader.reading());
}
REGISTER_FAST_PATH(TryFillReading, FillReadingFast, FillReadingExact);

Answer ReadReorderedFast(Input* input) {
  Arena arena;
  ReorderedLink read;
  if (!TryReadReordered(input->text(), &arena, &read)) return {};
  input->TakeAway();
  return DescribeLink(read);
}
REGISTER_FAST_PATH(TryReadReordered, ReadReorderedFast, ReadExact);

// The list a link's permissionGroupKeys begins with.
std::string ListOf(const std::string& link) {
  const size_t at = link.find("permissionGroupKeys=");
  const std::string list = at == std::string::npos ? link : link.substr(at + 20);
  return list.substr(0, list.find_first_of("&#\\"));
}

std::string DescribeList(Permissions list) { return Describe(Kind::kNone, list, View(), View(), View()); }

Answer ReadEncodedListFast(Input* input) {
  std::string list = ListOf(std::string(input->text()));
  for (char c : list) {
    if (static_cast<signed char>(c) <= ' ') return {};
  }
  const size_t whole = list.size();
  list.append(kEncodedListPadding, '\0');
  Arena arena;
  Permissions read;
  size_t size = 0;
  if (!TryReadEncodedList(Slice(list, 0, whole), &arena, &read, &size) || size != whole) return {};
  return DescribeList(read);
}

std::string ReadEncodedListExact(const std::string& link) {
  Arena arena;
  JsonParser json;
  ArenaVector<Parameter> parts(&arena);
  DecodeFault fault;
  const std::string text = "x=" + ListOf(link);
  const auto take = [&parts](const Parameter& part) { return parts.Push(part); };
  if (!SplitQuery(text, {0, text.size()}, &arena, &fault, take) || parts.size() != 1) return "no list";
  ArenaVector<Permission> list(&arena);
  Error error;
  const Status status = ReadPermissionList(&json, parts[0].value, &arena, &list, &error);
  return status == Status::OK ? DescribeList({list.data(), list.size()}) : Describe(status, error);
}
REGISTER_FAST_PATH(TryReadEncodedList, ReadEncodedListFast, ReadEncodedListExact);

Answer LintFast(Input* input) {
  Arena arena;
  CanonicalLink read;
  Findings findings = {ArenaVector<Finding>(&arena)};
  if (!TryReadCanonical(input->text(), &arena, &read) ||
      !TryLint(input->text(), read, BuiltinCatalog(), &arena, &findings))
    return {};
  input->TakeAway();
  return Describe(findings);
}

std::string LintExact(const std::string& link) {
  Reader reader;
  Error error;
  (void)reader.Read(link, &error);
  Findings findings = {ArenaVector<Finding>(reader.arena())};
  if (!Lint(reader.reading(), BuiltinCatalog(), reader.arena(), &findings)) return "out of memory";
  return Describe(findings);
}
REGISTER_FAST_PATH(TryLint, LintFast, LintExact);

Answer CheckStrictFast(Input* input) {
  Arena arena;
  CanonicalLink read;
  if (!TryReadCanonical(input->text(), &arena, &read) || !TryCheckStrict(input->text(), read)) return {};
  return Describe(Status::OK, Error());
}

std::string CheckStrictExact(const std::string& link) {
  Reader reader;
  Error error;
  Status status = reader.Read(link, &error);
  if (status != Status::OK) return Describe(status, error);
  Findings findings = {ArenaVector<Finding>(reader.arena())};
  if (!Lint(reader.reading(), BuiltinCatalog(), reader.arena(), &findings)) return "out of memory";
  status = CheckStrict(reader.reading(), findings, reader.arena(), &error);
  return Describe(status, error);
}
REGISTER_FAST_PATH(TryCheckStrict, CheckStrictFast, CheckStrictExact);

Answer CanonicalizeFast(Input* input) {
  Arena arena;
  std::string out(kMaxLink, '#');
  size_t need = 0;
  if (!TryCanonicalize(input->text(), &arena, out.data(), out.size(), &need)) return {};
  return out.substr(0, need);
}

std::string CanonicalizeExact(const std::string& link) {
  Reader reader;
  Error error;
  std::string out(kMaxLink, '#');
  size_t need = 0;
  Status status = reader.Read(link, &error);
  if (status == Status::OK) status = Build(reader.reading().request(), out.data(), out.size(), &need, &error);
  return status == Status::OK ? out.substr(0, need) : Describe(status, error);
}
REGISTER_FAST_PATH(TryCanonicalize, CanonicalizeFast, CanonicalizeExact);

}  // namespace
}  // namespace tokenlink::test

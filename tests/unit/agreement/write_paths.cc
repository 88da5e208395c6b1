// SPDX-License-Identifier: MIT
// The fast paths of building and rendering, and what they must agree with. Requests and rows are cut from the text.
#include <array>

#include "agreement/agreement.h"
#include "link/build.h"
#include "link/build_fast.h"
#include "pattern/render.h"
#include "pattern/render_fast.h"
#include "pattern/table.h"

namespace tokenlink::test {
namespace {

using Answer = std::optional<std::string>;

// A request cut from a text, the same for the same text.
class CutRequest {
 public:
  explicit CutRequest(std::string_view text) {
    for (const char c : text) hash_ = hash_ * 1099511628211u + static_cast<unsigned char>(c);
    // After the scheme, whose slashes make for no key.
    for (size_t begin = std::min(text.size(), size_t{60}); begin <= text.size() && words_.size() < 16;) {
      const size_t end = std::min(text.find_first_of("%&=?:,\"{}", begin), text.size());
      if (end > begin) words_.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
    for (const std::string_view word : words_) {
      if (word.size() >= 32 && IsHexId(word.substr(0, 32))) id_ = word.substr(0, 32);
    }
    const size_t equals = text.rfind('=');
    name_ = equals == std::string_view::npos ? text : text.substr(equals + 1);
    for (size_t i = 0; i + 1 < words_.size() && i < 2 * (1 + Below(5)); i += 2) {
      permissions_.push_back({View(words_[i]), View(words_[i + 1])});
    }
  }

  // Changes with each call.
  size_t Below(size_t end) {
    hash_ = hash_ * 6364136223846793005u + 1442695040888963407u;
    return (hash_ >> 33) % end;
  }
  std::string_view Id(std::string_view all) { return Below(4) == 0 ? all : Below(9) == 0 ? name_ : id_; }
  Str name() const { return name_; }
  const std::vector<std::string_view>& words() const { return words_; }

  Request Build() {
    Request request;
    request.kind = Below(3) == 0 ? Kind::kAccount : Kind::kUser;
    if (Below(99) == 0) request.kind = Kind::kDeploy;
    request.permissions = permissions_;
    if (request.kind == Kind::kUser || Below(20) == 0) request.account_id = Id("*");
    if (request.kind == Kind::kUser || Below(20) == 0) request.zone_id = Id("all");
    if (Below(9) != 0) request.name = name_;
    return request;
  }
  size_t Cap(size_t size) { return Below(3) == 0 ? size + Below(400) : kMaxLink; }

 private:
  uint64_t hash_ = 14695981039346656037u;
  std::vector<std::string_view> words_;
  std::vector<Permission> permissions_;
  std::string_view id_, name_;
};

std::string Written(Status status, const Error& error, const std::string& out, size_t need) {
  return Describe(status, error) + " " + (status == Status::OK ? out.substr(0, need) : std::to_string(need));
}

Answer BuildFast(Input* input) {
  CutRequest cut(input->text());
  const Request request = cut.Build();
  std::string out(cut.Cap(100), '#');
  size_t need = 77;
  const bool taken = TryBuild(request, out.data(), out.size(), &need);
  if (!taken && need != 77) return "a declined request changed need";
  return taken ? Answer(Written(Status::OK, Error(), out, need)) : std::nullopt;
}

std::string BuildExact(const std::string& text) {
  CutRequest cut(text);
  const Request request = cut.Build();
  std::string out(cut.Cap(100), '#');
  size_t need = 0;
  Error error;
  const Status status = tokenlink::Build(request, out.data(), out.size(), &need, &error);
  return Written(status, error, out, need);
}
REGISTER_FAST_PATH(TryBuild, BuildFast, BuildExact);

const Permission kPermissions[] = {{Str("dns"), Str("edit")}, {Str("zone"), Str("read")}};

// Templates of every form, compiled once.
struct Compiled {
  explicit Compiled(const Request& patterns) {
    status = exact.Compile(patterns, nullptr);
    if (!MakeSegments(exact, &segments)) abort();
  }
  Template exact;
  Segments segments;
  Status status;
};

const Compiled& PickTemplate(CutRequest* cut) {
  static const std::vector<std::unique_ptr<Compiled>>* const kAll = [] {
    auto* all = new std::vector<std::unique_ptr<Compiled>>();
    const std::string long_tail = "{team} " + std::string(300, 'x');
    for (const Str name : {Str("{team}"), Str("{team} deploy"), Str("for {team}: {env}"), Str("{team}{env}{team}"),
                           Str(""), Str("constant"), Str(long_tail)}) {
      for (const Kind kind : {Kind::kUser, Kind::kAccount}) {
        for (const Str account : {Str(""), Str("{account}"), Str("{half}{half}")}) {
          for (const Str zone : {Str(""), Str("{zone}"), Str("023e105f4ecef8ad9ca31a8372d0c353")}) {
            if (kind == Kind::kAccount && !(account.empty() && zone.empty())) continue;
            all->push_back(std::make_unique<Compiled>(Request{kind, kPermissions, account, zone, name}));
            if (all->back()->status != Status::OK) abort();
          }
        }
      }
    }
    return all;
  }();
  return *(*kAll)[cut->Below(kAll->size())];
}

// The values of a row.
std::vector<std::string_view> PickRow(const Template& tmpl, CutRequest* cut, std::string_view name) {
  std::vector<std::string_view> row;
  for (size_t i = 0; i < tmpl.column_count(); ++i) {
    const Str column = tmpl.column_name(i);
    row.push_back(column == "account" ? cut->Id("*")
                  : column == "zone"  ? cut->Id("all")
                  : column == "half"  ? Str("0123456789abcdef")
                                      : name);
  }
  return row;
}

Answer RenderFast(Input* input) {
  CutRequest cut(input->text());
  const Compiled& tmpl = PickTemplate(&cut);
  const std::vector<std::string_view> row = PickRow(tmpl.exact, &cut, cut.name());
  const std::vector<View> values(row.begin(), row.end());
  std::string out(cut.Cap(200), '#');
  size_t need = 77;
  const bool taken = TryRender(tmpl.segments, values.data(), values.size(), out.data(), out.size(), &need);
  if (!taken && need != 77) return "a declined row changed need";
  return taken ? Answer(Written(Status::OK, Error(), out, need)) : std::nullopt;
}

std::string RenderExact(const std::string& text) {
  CutRequest cut(text);
  const Compiled& tmpl = PickTemplate(&cut);
  const std::vector<std::string_view> row = PickRow(tmpl.exact, &cut, cut.name());
  const std::vector<View> values(row.begin(), row.end());
  std::string out(cut.Cap(200), '#');
  size_t need = 0;
  Error error;
  const Status status = Render(tmpl.exact, values.data(), values.size(), out.data(), out.size(), &need, &error);
  return Written(status, error, out, need);
}
REGISTER_FAST_PATH(TryRender, RenderFast, RenderExact);

// A table whose rows are the text's words, in a layout of its own for each column.
struct Table {
  Table(const Template& tmpl, CutRequest* cut) {
    std::vector<Cells> cells(tmpl.column_count());
    for (const std::string_view word : cut->words()) {
      const std::vector<std::string_view> row = PickRow(tmpl, cut, word);
      for (size_t i = 0; i < row.size(); ++i) {
        const bool null = cut->Below(40) == 0;
        cells[i].push_back(null ? std::nullopt : std::optional<std::string>(row[i]));
      }
    }
    for (const Cells& column : cells) {
      const bool wide = cut->Below(2) == 0;
      owned.emplace_back(column, wide ? kOffsets64 : kOffsets32, cut->Below(3) * 5, cut->Below(2) == 0);
      if (cut->Below(20) == 0) owned.back().offsets()[cut->Below(owned.back().offsets().size())] = cut->Below(300);
    }
    for (OwnedColumn& column : owned) columns.push_back(column.view());
    options.row_count = cut->words().size();
    options.cap = cut->Below(2) == 0 ? 60000 : cut->Below(6000);
    options.out_start = std::min<size_t>(options.cap, cut->Below(3) * 7);
    options.out_layout = cut->Below(2) == 0 ? kOffsets64 : kOffsets32;
    options.out_row = cut->Below(2) * 11;
    options.terminator = static_cast<uint32_t>(cut->Below(2) * 10);
    options.flags = static_cast<uint32_t>(cut->Below(2));
    options.validity = cut->Below(2) == 0;
    options.row_error_cap = cut->Below(4) == 0 ? 2 : 100;
  }
  std::vector<OwnedColumn> owned;
  std::vector<Column> columns;
  BatchOptions options;
};

Answer RenderRowsFast(Input* input) {
  CutRequest cut(input->text());
  const Compiled& tmpl = PickTemplate(&cut);
  const Table table(tmpl.exact, &cut);
  size_t taken = 0;
  const Rendered rendered = RunBatch(table.columns, table.options, [&](Batch* batch, Error* error) {
    Status status = BeginBatch(tmpl.exact.column_count(), batch, error);
    while (status == Status::OK && batch->rows_done < batch->row_count) {
      const size_t before = batch->rows_done;
      const bool all = TryRenderRows(tmpl.segments, batch);
      taken += batch->rows_done - before;
      if (all) break;
      status = RenderNextRow(tmpl.exact, batch, error);
    }
    return status;
  });
  if (!rendered.neighbours_untouched) return "memory outside of the batch was written";
  return taken > 0 ? Answer(Describe(rendered)) : std::nullopt;
}

std::string RenderRowsExact(const std::string& text) {
  CutRequest cut(text);
  const Compiled& tmpl = PickTemplate(&cut);
  const Table table(tmpl.exact, &cut);
  return Describe(RunBatch(table.columns, table.options,
                           [&](Batch* batch, Error* error) { return RenderRows(tmpl.exact, batch, error); }));
}
REGISTER_FAST_PATH(TryRenderRows, RenderRowsFast, RenderRowsExact);

}  // namespace
}  // namespace tokenlink::test

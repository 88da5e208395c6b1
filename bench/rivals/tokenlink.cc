// SPDX-License-Identifier: MIT
// We, through the C ABI of the shared library alone.
#include "tokenlink.h"

#include <cstdlib>

#include "rivals/rival.h"

namespace tokenlink_bench {
namespace {

std::string Version() { return tokenlink_version(); }

tokenlink_str View(std::string_view text) { return {text.data(), text.size()}; }
std::string_view Text(tokenlink_str view) { return {view.ptr == nullptr ? "" : view.ptr, view.len}; }

void Must(tokenlink_status status) {
  if (status == TOKENLINK_OK) return;
  std::fprintf(stderr, "tokenlink: %s\n", tokenlink_status_name(status));
  abort();
}

struct Out {
  std::vector<char> buffer;
  size_t size = 0;
  std::string_view view() const { return {buffer.data(), size}; }
};

std::shared_ptr<Out> Room(size_t bytes) {
  auto out = std::make_shared<Out>();
  out->buffer.resize(bytes);
  return out;
}

size_t Longest(const Texts& texts) {
  size_t longest = 0;
  for (const std::string& t : texts) longest = std::max(longest, t.size());
  return longest;
}

tokenlink_column Column(const std::string& data, const std::vector<uint32_t>& offsets) {
  return {data.data(), data.size(), offsets.data(), nullptr, 0, TOKENLINK_LAYOUT_OFFSETS32, 0};
}

constexpr auto kView = [](const Out& out, size_t) { return out.view(); };

void Encode(Job& job, const Texts& texts) {
  job.Add(
      "tokenlink_encode", Version(), Room(3 * Longest(texts)),
      [&texts](Out& out, size_t i) {
        tokenlink_encode(texts[i].data(), texts[i].size(), out.buffer.data(), out.buffer.size(), &out.size, nullptr);
      },
      kView);
}

void Decode(Job& job, const Texts& texts) {
  job.Add(
      "tokenlink_decode", Version(), Room(Longest(texts)),
      [&texts](Out& out, size_t i) {
        tokenlink_decode(texts[i].data(), texts[i].size(), 0, out.buffer.data(), out.buffer.size(), &out.size, nullptr);
      },
      kView);
}

struct Built {
  std::vector<std::vector<tokenlink_permission>> permissions;
  std::vector<tokenlink_request> requests;
};

std::shared_ptr<Built> Convert(const Requests& requests) {
  auto built = std::make_shared<Built>();
  for (const Request& r : requests) {
    built->permissions.emplace_back();
    for (const Permission& p : r.permissions) built->permissions.back().push_back({View(p.key), View(p.type)});
    tokenlink_request request{};
    request.struct_size = sizeof request;
    request.kind = r.account ? TOKENLINK_KIND_ACCOUNT : TOKENLINK_KIND_USER;
    request.permission_count = r.permissions.size();
    request.name = View(r.name);
    built->requests.push_back(request);
  }
  for (size_t i = 0; i < requests.size(); ++i) built->requests[i].permissions = built->permissions[i].data();
  return built;
}

void Build(Job& job, const Requests& requests) {
  const auto built = Convert(requests);
  job.Add(
      "tokenlink_build", Version(), Room(TOKENLINK_MAX_LINK),
      [built](Out& out, size_t i) {
        tokenlink_build(&built->requests[i], out.buffer.data(), out.buffer.size(), &out.size, nullptr);
      },
      kView);
}

// How many rows a call takes when the output stays in the first-level cache.
constexpr size_t kHotRows = 32;

struct Rows {
  tokenlink_template* tmpl = nullptr;
  std::string data;
  std::vector<uint32_t> offsets{0};
  std::vector<char> out;
  std::vector<uint32_t> out_offsets;
  std::vector<tokenlink_status> statuses;
  size_t first = 0;

  Rows() = default;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  ~Rows() { tokenlink_template_free(tmpl); }
};

// The template is made of the request that the prefix says, read back by our own parser.
tokenlink_template* Compile(const std::string& prefix) {
  tokenlink_reader* reader = nullptr;
  Must(tokenlink_reader_new(nullptr, &reader, nullptr));
  tokenlink_link link{};
  link.struct_size = sizeof link;
  Must(tokenlink_parse(reader, prefix.data(), prefix.size(), 0, &link, nullptr));
  tokenlink_request request{};
  request.struct_size = sizeof request;
  request.kind = link.kind;
  request.permissions = link.permissions;
  request.permission_count = link.permission_count;
  request.name = TOKENLINK_STR("{name}");
  tokenlink_template* tmpl = nullptr;
  Must(tokenlink_template_new(&request, &tmpl, nullptr));
  tokenlink_reader_free(reader);
  return tmpl;
}

std::shared_ptr<Rows> MakeRows(const std::string& prefix, const Texts& names) {
  auto rows = std::make_shared<Rows>();
  rows->tmpl = Compile(prefix);
  for (const std::string& n : names) {
    rows->data += n;
    rows->offsets.push_back(static_cast<uint32_t>(rows->data.size()));
  }
  return rows;
}

void Render(Job& job, const std::string& prefix, const Texts& names) {
  auto rows = MakeRows(prefix, names);
  rows->out.resize(TOKENLINK_MAX_LINK + 1 + 1024 * kHotRows);
  rows->out_offsets.resize(kHotRows + 1);
  rows->statuses.resize(kHotRows);
  job.Add(
      "tokenlink_template_render_rows", Version(), rows,
      [](Rows& r, size_t call) {
        const tokenlink_column column = Column(r.data, r.offsets);
        r.first = call * kHotRows;
        tokenlink_batch batch{};
        batch.struct_size = sizeof batch;
        batch.columns = &column;
        batch.column_count = 1;
        batch.first_row = r.first;
        batch.row_count = kHotRows;
        batch.out = r.out.data();
        batch.out_cap = r.out.size();
        batch.out_offsets = r.out_offsets.data();
        batch.statuses = r.statuses.data();
        tokenlink_template_render_rows(r.tmpl, &batch, nullptr);
      },
      [](const Rows& r, size_t i) {
        const size_t row = i - r.first;
        return std::string_view(r.out.data() + r.out_offsets[row], r.out_offsets[row + 1] - r.out_offsets[row]);
      },
      kHotRows);

  const auto single = MakeRows(prefix, names);
  job.Add(
      "tokenlink_template_render", Version(), Room(TOKENLINK_MAX_LINK),
      [single, &names](Out& out, size_t i) {
        const tokenlink_str value = {names[i].data(), names[i].size()};
        tokenlink_template_render(single->tmpl, &value, 1, out.buffer.data(), out.buffer.size(), &out.size, nullptr);
      },
      kView);
}

struct Read {
  tokenlink_reader* reader = nullptr;
  tokenlink_link link{};
  tokenlink_parsed_rows rows{};
  OwnedLink owned;

  Read() {
    Must(tokenlink_reader_new(nullptr, &reader, nullptr));
    link.struct_size = sizeof link;
    rows.struct_size = sizeof rows;
  }
  Read(const Read&) = delete;
  Read& operator=(const Read&) = delete;
  ~Read() { tokenlink_reader_free(reader); }
};

ViewedLink Viewed(const Read& read, size_t) {
  const tokenlink_link& link = read.link;
  ViewedLink v{link.kind == TOKENLINK_KIND_ACCOUNT, {}, Text(link.account_id), Text(link.zone_id), Text(link.name)};
  for (size_t p = 0; p < link.permission_count; ++p) {
    v.permissions.emplace_back(Text(link.permissions[p].key), Text(link.permissions[p].type));
  }
  return v;
}

std::string Own(tokenlink_str view) { return view.ptr == nullptr ? std::string() : std::string(view.ptr, view.len); }

void Parse(Job& job, const Texts& links) {
  job.Add(
      "tokenlink_parse", Version(), std::make_shared<Read>(),
      [&links](Read& read, size_t i) {
        tokenlink_parse(read.reader, links[i].data(), links[i].size(), 0, &read.link, nullptr);
      },
      [](const Read& read, size_t i) { return SummaryOf(Viewed(read, i)); });

  job.Add(
      "tokenlink_parse to owning strings", Version(), std::make_shared<Read>(),
      [&links](Read& read, size_t i) {
        tokenlink_parse(read.reader, links[i].data(), links[i].size(), 0, &read.link, nullptr);
        OwnedLink owned;
        owned.account = read.link.kind == TOKENLINK_KIND_ACCOUNT;
        owned.permissions.reserve(read.link.permission_count);
        for (size_t p = 0; p < read.link.permission_count; ++p) {
          owned.permissions.emplace_back(Own(read.link.permissions[p].key), Own(read.link.permissions[p].type));
        }
        owned.account_id = Own(read.link.account_id);
        owned.zone_id = Own(read.link.zone_id);
        owned.name = Own(read.link.name);
        read.owned = std::move(owned);
      },
      [](const Read& read, size_t) { return SummaryOf(read.owned); });

  auto column = std::make_shared<Rows>();
  for (const std::string& l : links) {
    column->data += l;
    column->offsets.push_back(static_cast<uint32_t>(column->data.size()));
  }
  job.Add(
      "tokenlink_parse_rows", Version(), std::make_shared<Read>(),
      [column, count = links.size()](Read& read, size_t) {
        const tokenlink_column c = Column(column->data, column->offsets);
        tokenlink_parse_rows(read.reader, &c, 0, count, 0, &read.rows, nullptr);
      },
      [](const Read& read, size_t i) {
        const tokenlink_parsed_rows& r = read.rows;
        ViewedLink v{
            r.kinds[i] == TOKENLINK_KIND_ACCOUNT, {}, Text(r.account_ids[i]), Text(r.zone_ids[i]), Text(r.names[i])};
        for (size_t p = r.permission_offsets[i]; p < r.permission_offsets[i + 1]; ++p) {
          v.permissions.emplace_back(Text(r.permissions[p].key), Text(r.permissions[p].type));
        }
        return SummaryOf(v);
      },
      links.size());
}

}  // namespace

const Rival kTokenlink = {&Encode, &Decode, &Build, &Render, &Parse};

void AddLint(Job& job, const Texts& links) {
  job.Add(
      "tokenlink_lint", Version(), std::make_shared<Read>(),
      [&links](Read& read, size_t i) {
        tokenlink_lint(read.reader, links[i].data(), links[i].size(), 0, &read.link, nullptr);
      },
      [](const Read& read, size_t i) { return SummaryOf(Viewed(read, i)); });
}

void AddFill(Job& job, const std::string& prefix, const Texts& names, size_t bytes) {
  auto rows = MakeRows(prefix, names);
  rows->out.resize(bytes);
  rows->out_offsets.resize(names.size() + 1);
  rows->statuses.resize(names.size());
  job.Add(
      "tokenlink_template_render_rows", Version(), rows,
      [](Rows& r, size_t) {
        // The same rows over and over until the buffer is full.
        const tokenlink_column column = Column(r.data, r.offsets);
        tokenlink_status status = TOKENLINK_OK;
        for (r.first = 0; status == TOKENLINK_OK;) {
          tokenlink_batch batch{};
          batch.struct_size = sizeof batch;
          batch.terminator = '\n';
          batch.columns = &column;
          batch.column_count = 1;
          batch.row_count = r.statuses.size();
          batch.out = r.out.data() + r.first;
          batch.out_cap = r.out.size() - r.first;
          batch.out_offsets = r.out_offsets.data();
          batch.statuses = r.statuses.data();
          status = tokenlink_template_render_rows(r.tmpl, &batch, nullptr);
          r.first += r.out_offsets[batch.rows_done];
        }
      },
      [](const Rows& r, size_t) { return std::string_view(r.out.data(), r.first); });
}

}  // namespace tokenlink_bench

// SPDX-License-Identifier: MIT
// Programs of a later minor version: their structs are longer than ours. What we do not know in them must be zero, or
// is made so; nothing is ever written past a caller's struct.
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <vector>

#include "check.h"
#include "samples.h"

namespace {

constexpr unsigned char kCanary = 0xA5;
constexpr size_t kTail = 64;

// A struct inside a larger block, so that the block's rest shows every byte written too far.
template <typename Struct>
class Sized {
 public:
  Sized(const Struct& value, uint32_t size, unsigned char tail) : block_(sizeof(Struct) + kTail, kCanary) {
    std::memcpy(block_.data(), &value, sizeof value < size ? sizeof value : size);
    std::memcpy(block_.data(), &size, sizeof size);
    for (size_t i = sizeof value; i < size; ++i) block_[i] = tail;
    size_ = size < sizeof size ? sizeof size : size;
  }
  Struct* get() { return reinterpret_cast<Struct*>(block_.data()); }
  bool Intact() const {
    for (size_t i = size_; i < block_.size(); ++i) {
      if (block_[i] != kCanary) return false;
    }
    return true;
  }

 private:
  std::vector<unsigned char> block_;  // from new, so aligned for any struct
  size_t size_;
};

// `kIn`: read by the library, wholly or in part. `kOut`: only filled, so the caller need not clear it before.
enum class Use { kIn, kOut };

// `call` gets a struct of each size and returns its status. No program has a struct shorter than that of 1.0, which is
// the one this was compiled with: a shorter one is a mistake.
template <typename Struct, typename Call>
void CheckSizes(const char* name, Use use, const Struct& value, const Call& call) {
  const unsigned long failed = check_failed;
  const auto run = [&](uint32_t size, unsigned char tail) {
    Sized<Struct> sized(value, size, tail);
    const tokenlink_status status = call(sized.get());
    CHECK(sized.Intact());
    if (status != TOKENLINK_OK || size <= sizeof(Struct)) return status;
    // A later program reads its later fields: they are cleared, or were clear.
    size_t clear = sizeof(Struct);
    while (clear < size && reinterpret_cast<unsigned char*>(sized.get())[clear] == 0) ++clear;
    CHECK(clear == size);
    return status;
  };
  CHECK(run(sizeof(Struct), 0) == TOKENLINK_OK);
  for (uint32_t size = 0; size < sizeof(Struct); ++size) CHECK(run(size, 0) == TOKENLINK_E_ARGUMENT);
  for (uint32_t extra = 1; extra <= kTail; ++extra) {
    CHECK(run(sizeof(Struct) + extra, 0) == TOKENLINK_OK);
    const tokenlink_status status = run(sizeof(Struct) + extra, 1);
    CHECK(status == TOKENLINK_E_ARGUMENT || (use == Use::kOut && status == TOKENLINK_OK));
  }
  // A size that no struct has is a struct_size that was forgotten: nothing may be cleared by it.
  for (const uint32_t size : {uint32_t{4097}, uint32_t{65536}, uint32_t{0x55555555}, uint32_t{0xFFFFFFFF}}) {
    Sized<Struct> forgotten(value, sizeof(Struct), 0);
    std::memcpy(forgotten.get(), &size, sizeof size);
    CHECK(call(forgotten.get()) == TOKENLINK_E_ARGUMENT);
    CHECK(forgotten.Intact());
  }
  {
    std::vector<uint64_t> largest(TOKENLINK_MAX_STRUCT / sizeof(uint64_t));
    std::memcpy(largest.data(), &value, sizeof value);
    const uint32_t size = TOKENLINK_MAX_STRUCT;
    std::memcpy(largest.data(), &size, sizeof size);
    CHECK(call(reinterpret_cast<Struct*>(largest.data())) == TOKENLINK_OK);
  }
  // One byte that is not zero, at the very end.
  if (use == Use::kIn) {
    Sized<Struct> last(value, sizeof(Struct) + kTail, 0);
    reinterpret_cast<unsigned char*>(last.get())[sizeof(Struct) + kTail - 1] = 1;
    CHECK(call(last.get()) == TOKENLINK_E_ARGUMENT);
  }
  if (check_failed != failed) std::printf("  in %s\n", name);
}

template <typename Struct>
Struct Zeroed() {
  Struct value;
  std::memset(&value, 0, sizeof value);
  value.struct_size = sizeof value;
  return value;
}

void CheckRequests() {
  char out[1024];
  size_t need = 0;
  tokenlink_request request = sample_request();
  CheckSizes("request of build", Use::kIn, request,
             [&](tokenlink_request* r) { return tokenlink_build(r, out, sizeof out, &need, nullptr); });
  CheckSizes("request of template_new", Use::kIn, request, [&](tokenlink_request* r) {
    tokenlink_template* tmpl = nullptr;
    const tokenlink_status status = tokenlink_template_new(r, &tmpl, nullptr);
    CHECK((status == TOKENLINK_OK) == (tmpl != nullptr));
    tokenlink_template_free(tmpl);
    return status;
  });
  CheckSizes("request of build_bound", Use::kIn, request,
             [&](tokenlink_request* r) { return tokenlink_build_bound(r) > 0 ? TOKENLINK_OK : TOKENLINK_E_ARGUMENT; });
}

void CheckReading() {
  tokenlink_reader* reader = nullptr;
  CHECK(tokenlink_reader_new(nullptr, &reader, nullptr) == TOKENLINK_OK);
  const size_t size = std::strlen(SAMPLE_LINK);
  const auto empty = Zeroed<tokenlink_link>();
  CheckSizes("link of parse", Use::kOut, empty,
             [&](tokenlink_link* link) { return tokenlink_parse(reader, SAMPLE_LINK, size, 0, link, nullptr); });
  CheckSizes("link of lint", Use::kOut, empty,
             [&](tokenlink_link* link) { return tokenlink_lint(reader, SAMPLE_LINK, size, 0, link, nullptr); });
  const uint32_t offsets[] = {0, static_cast<uint32_t>(size)};
  const tokenlink_column links = sample_column(SAMPLE_LINK, size, offsets);
  const auto rows = Zeroed<tokenlink_parsed_rows>();
  CheckSizes("parsed_rows", Use::kOut, rows,
             [&](tokenlink_parsed_rows* out) { return tokenlink_parse_rows(reader, &links, 0, 1, 0, out, nullptr); });
  CheckSizes("link of lint_request", Use::kOut, empty, [&](tokenlink_link* link) {
    const tokenlink_request request = sample_request();
    return tokenlink_lint_request(reader, &request, 0, link, nullptr);
  });
  CheckSizes("reader_options", Use::kIn, Zeroed<tokenlink_reader_options>(), [](tokenlink_reader_options* options) {
    tokenlink_reader* made = nullptr;
    const tokenlink_status status = tokenlink_reader_new(options, &made, nullptr);
    CHECK((status == TOKENLINK_OK) == (made != nullptr));
    tokenlink_reader_free(made);
    return status;
  });
  CheckSizes("catalog_options", Use::kIn, Zeroed<tokenlink_catalog_options>(), [](tokenlink_catalog_options* options) {
    tokenlink_catalog* made = nullptr;
    const tokenlink_status status = tokenlink_catalog_new(options, "[]", 2, &made, nullptr);
    CHECK((status == TOKENLINK_OK) == (made != nullptr));
    tokenlink_catalog_free(made);
    return status;
  });
  // struct_size stays the caller's.
  Sized<tokenlink_link> later(empty, sizeof empty + 16, 0);
  CHECK(tokenlink_parse(reader, SAMPLE_LINK, size, 0, later.get(), nullptr) == TOKENLINK_OK);
  CHECK(later.get()->struct_size == sizeof empty + 16 && later.get()->permission_count == 2);
  tokenlink_reader_free(reader);
}

void CheckBatch() {
  tokenlink_template* tmpl = nullptr;
  const tokenlink_request request = sample_pattern();
  CHECK(tokenlink_template_new(&request, &tmpl, nullptr) == TOKENLINK_OK);
  const uint32_t account_offsets[] = {0, 32}, team_offsets[] = {0, 3};
  const tokenlink_column columns[] = {sample_column(SAMPLE_ID, 32, account_offsets),
                                      sample_column("ops", 3, team_offsets)};
  std::vector<char> out(TOKENLINK_MAX_LINK + 1);
  uint32_t out_offsets[2];
  tokenlink_status statuses[1];
  auto batch = Zeroed<tokenlink_batch>();
  batch.columns = columns;
  batch.column_count = 2;
  batch.row_count = 1;
  batch.out = out.data();
  batch.out_cap = out.size();
  batch.out_offsets = out_offsets;
  batch.statuses = statuses;
  CheckSizes("batch", Use::kIn, batch,
             [&](tokenlink_batch* b) { return tokenlink_template_render_rows(tmpl, b, nullptr); });
  tokenlink_template_free(tmpl);
}

void CheckKnowledge() {
  CheckSizes("key of catalog_find", Use::kOut, Zeroed<tokenlink_key>(),
             [](tokenlink_key* key) { return tokenlink_catalog_find(nullptr, "dns", 3, key); });
  CheckSizes("key of catalog_at", Use::kOut, Zeroed<tokenlink_key>(),
             [](tokenlink_key* key) { return tokenlink_catalog_at(nullptr, 0, key); });
  CheckSizes("wrong_key of find", Use::kOut, Zeroed<tokenlink_wrong_key>(),
             [](tokenlink_wrong_key* key) { return tokenlink_wrong_key_find("waf", 3, key); });
  CheckSizes("wrong_key of at", Use::kOut, Zeroed<tokenlink_wrong_key>(),
             [](tokenlink_wrong_key* key) { return tokenlink_wrong_key_at(0, key); });
  CheckSizes("preset of find", Use::kOut, Zeroed<tokenlink_preset>(),
             [](tokenlink_preset* preset) { return tokenlink_preset_find("dns-read", 8, preset); });
  CheckSizes("preset of at", Use::kOut, Zeroed<tokenlink_preset>(),
             [](tokenlink_preset* preset) { return tokenlink_preset_at(0, preset); });
  CheckSizes("rule of find", Use::kOut, Zeroed<tokenlink_rule>(),
             [](tokenlink_rule* rule) { return tokenlink_rule_find(101, rule); });
  CheckSizes("rule of at", Use::kOut, Zeroed<tokenlink_rule>(),
             [](tokenlink_rule* rule) { return tokenlink_rule_at(0, rule); });
}

// The error struct is filled whatever the call's status is.
void CheckError() {
  tokenlink_request request = sample_request();
  char out[1024];
  size_t need = 0;
  CheckSizes("error of build", Use::kOut, sample_error(),
             [&](tokenlink_error* error) { return tokenlink_build(&request, out, sizeof out, &need, error); });
  request.kind = 0;
  for (uint32_t size = 0; size <= sizeof(tokenlink_error) + kTail; size += 4) {
    Sized<tokenlink_error> error(sample_error(), size, 1);
    const tokenlink_status status = tokenlink_build(&request, out, sizeof out, &need, error.get());
    CHECK(status == (size < sizeof(tokenlink_error) ? TOKENLINK_E_ARGUMENT : TOKENLINK_E_KIND));
    CHECK(error.Intact());
    if (size < sizeof(tokenlink_error)) continue;
    CHECK(error.get()->status == TOKENLINK_E_KIND && error.get()->detail[0] != 0);
    for (uint32_t i = sizeof(tokenlink_error); i < size; ++i) {
      CHECK(reinterpret_cast<unsigned char*>(error.get())[i] == 0);
    }
  }
}

}  // namespace

int main() {
  CheckRequests();
  CheckReading();
  CheckBatch();
  CheckKnowledge();
  CheckError();
  return finish("old_struct");
}

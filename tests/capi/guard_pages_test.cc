// SPDX-License-Identifier: MIT
// Hosts hand over memory that ends at the end of a page, or begins at its beginning. Every input of the vectors, and
// random and deeply nested ones, goes through every function that reads text, on both sides of such a page; every
// output has exactly *need bytes.
#include <exception>
#include <functional>
#include <string>
#include <vector>

#include "../vectors/vector.h"
#include "check.h"
#include "guarded.h"
#include "samples.h"

namespace {

using Side = Guarded::Side;
using Call = std::function<tokenlink_status(char* out, size_t cap, size_t* need)>;

// Asks for the size, then gives just that.
void CheckExact(Side side, const Call& call) {
  size_t need = 0, again = 0;
  const tokenlink_status status = call(nullptr, 0, &need);
  if (status != TOKENLINK_E_BUFFER) {
    CHECK(status != TOKENLINK_OK || need == 0);
    return;
  }
  const Guarded out(need, side);
  CHECK(call(out.data(), out.size(), &again) == TOKENLINK_OK && again == need);
  const Guarded small(need - 1, side);
  CHECK(call(small.data(), small.size(), &again) == TOKENLINK_E_BUFFER && again == need);
}

size_t Touch(const tokenlink_str& text) {
  size_t sum = 0;
  for (size_t i = 0; i < text.len; ++i) sum += static_cast<unsigned char>(text.ptr[i]);
  return sum;
}

// Everything a result points to must be there to be read.
size_t TouchLink(const tokenlink_link& link) {
  size_t sum = Touch(link.account_id) + Touch(link.zone_id) + Touch(link.name);
  for (size_t i = 0; i < link.permission_count; ++i)
    sum += Touch(link.permissions[i].key) + Touch(link.permissions[i].type);
  for (size_t i = 0; i < link.extra_count; ++i) sum += Touch(link.extra[i].name) + Touch(link.extra[i].value);
  for (size_t i = 0; i < link.finding_count; ++i) sum += Touch(link.findings[i].message) + Touch(link.findings[i].fix);
  return sum;
}

void CheckText(tokenlink_reader* reader, const std::string& text, Side side) {
  const Guarded in(text, side);
  const char* const data = in.data();
  const size_t size = in.size();
  CheckExact(
      side, [&](char* out, size_t cap, size_t* need) { return tokenlink_encode(data, size, out, cap, need, nullptr); });
  for (const uint32_t flags : {0u, TOKENLINK_PLUS_IS_SPACE}) {
    CheckExact(side, [&](char* out, size_t cap, size_t* need) {
      return tokenlink_decode(data, size, flags, out, cap, need, nullptr);
    });
  }
  CheckExact(side, [&](char* out, size_t cap, size_t* need) {
    return tokenlink_canonicalize(reader, data, size, 0, out, cap, need, nullptr);
  });
  for (const uint32_t flags : {0u, TOKENLINK_STRICT}) {
    tokenlink_link link = sample_out();
    tokenlink_error error = sample_error();
    tokenlink_status status = tokenlink_parse(reader, data, size, flags, &link, &error);
    CHECK(status == TOKENLINK_OK || error.status == status);
    size_t sum = TouchLink(link);
    status = tokenlink_lint(reader, data, size, flags, &link, &error);
    CHECK(status == TOKENLINK_OK || error.offset <= size);
    sum += TouchLink(link);
    CHECK(sum != 1);
  }
  const tokenlink_permission* list = nullptr;
  size_t count = 0;
  if (tokenlink_permissions_read(reader, data, size, 0, &list, &count, nullptr) == TOKENLINK_OK) {
    for (size_t i = 0; i < count; ++i) CHECK(Touch(list[i].key) + Touch(list[i].type) > 0);
  }
  const uint32_t offsets[] = {0, static_cast<uint32_t>(size)};
  const tokenlink_column column = sample_column(data, size, offsets);
  tokenlink_parsed_rows rows = sample_rows();
  CHECK(tokenlink_parse_rows(reader, &column, 0, 1, 0, &rows, nullptr) == TOKENLINK_OK);
  tokenlink_catalog* catalog = nullptr;
  if (tokenlink_catalog_new(nullptr, data, size, &catalog, nullptr) == TOKENLINK_OK) tokenlink_catalog_free(catalog);

  // The text as each part of a request, and as a pattern.
  const tokenlink_permission permission = {{data, size}, {data, size}};
  for (int part = 0; part < 3; ++part) {
    tokenlink_request request = sample_request();
    if (part == 0) request.permissions = &permission, request.permission_count = 1;
    if (part == 1) request.name = {data, size};
    if (part == 2) request.account_id = request.zone_id = {data, size};
    CheckExact(side,
               [&](char* out, size_t cap, size_t* need) { return tokenlink_build(&request, out, cap, need, nullptr); });
    tokenlink_template* tmpl = nullptr;
    if (tokenlink_template_new(&request, &tmpl, nullptr) == TOKENLINK_OK) tokenlink_template_free(tmpl);
  }
  tokenlink_request pattern = sample_pattern();
  pattern.account_id = {nullptr, 0};
  tokenlink_template* tmpl = nullptr;
  CHECK(tokenlink_template_new(&pattern, &tmpl, nullptr) == TOKENLINK_OK);
  const tokenlink_str value = {data, size};
  CheckExact(side, [&](char* out, size_t cap, size_t* need) {
    return tokenlink_template_render(tmpl, &value, 1, out, cap, need, nullptr);
  });
  tokenlink_template_free(tmpl);
}

std::vector<std::string> Texts(const char* folder) {
  std::vector<std::string> texts;
  for (const vectors::File& file : vectors::LoadFolder(folder)) {
    for (const vectors::Json& item : file.cases) {
      const vectors::Json& input = item.at("input");
      if (item.at("op") == "template" || item.at("op") == "build") continue;
      texts.push_back(vectors::Text(input));
    }
  }
  // Lengths around the widths of vector registers, with the dangerous byte last.
  for (size_t n = 0; n <= 130; ++n) {
    texts.push_back(std::string(n, 'a') + "%");
    texts.push_back(std::string(n, 'a') + "%4");
    texts.push_back(std::string(n, '"') + "\xF0\x9F");
  }
  const std::string head = "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=";
  for (const size_t depth : {1000u, 1100u, 5000u, 100000u}) {
    texts.push_back(head + std::string(depth, '['));
    texts.push_back(head + std::string(depth, '[') + std::string(depth, ']'));
    std::string objects;
    for (size_t i = 0; i < depth; ++i) objects += "{\"a\":";
    texts.push_back(head + "[" + objects);
  }
  // Cut after every byte: whatever is half there.
  for (const std::string& link :
       {std::string(SAMPLE_ODD_LINK), std::string(SAMPLE_ORDINARY_LINK), std::string(SAMPLE_LINK)}) {
    for (size_t n = 0; n < link.size(); ++n) texts.push_back(link.substr(0, n));
  }
  // And changed in one byte, from a fixed seed.
  uint64_t state = 20261123;
  for (int i = 0; i < 4000; ++i) {
    std::string link = i % 4 == 1 ? SAMPLE_ORDINARY_LINK : i % 2 == 0 ? SAMPLE_ODD_LINK : SAMPLE_LINK;
    for (int k = 0; k < 1 + i % 3; ++k) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      link[(state >> 33) % link.size()] = static_cast<char>(state >> 24);
    }
    texts.push_back(link);
  }
  return texts;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 1;
  tokenlink_reader* reader = nullptr;
  CHECK(tokenlink_reader_new(nullptr, &reader, nullptr) == TOKENLINK_OK);
  try {
    const std::vector<std::string> texts = Texts(argv[1]);
    CHECK(texts.size() > 4500);
    for (const std::string& text : texts) {
      for (const Side side : {Side::kEnd, Side::kStart}) CheckText(reader, text, side);
    }
  } catch (const std::exception& e) {
    std::printf("FAIL %s\n", e.what());
    CHECK(!"the vectors can be read");
  }
  tokenlink_reader_free(reader);
  return finish("guard_pages");
}

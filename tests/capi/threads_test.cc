// SPDX-License-Identifier: MIT
// Eight threads, one template and one catalog between them, a reader each: the answers are those of one thread. The
// first call of all is made by all at once, when the kernel is chosen and simdjson looks at the machine.
#include <atomic>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "../reference/reference.h"
#include "check.h"
#include "samples.h"

namespace {

constexpr int kThreads = 8;
constexpr int kRounds = 2000;

const reference::Permissions kPermissions = {{"dns", "edit"}, {"zone", "read"}};

struct Shared {
  const tokenlink_template* tmpl = nullptr;
  const tokenlink_catalog* catalog = nullptr;
  std::atomic<int> waiting{kThreads};
  std::atomic<int> wrong{0};
};

void Meet(std::atomic<int>* waiting) {
  waiting->fetch_sub(1);
  while (waiting->load() > 0) {
  }
}

void FirstCalls(Shared* shared, int thread) {
  const std::string text(static_cast<size_t>(100 + thread), '"');
  std::string out(TOKENLINK_ENCODE_BOUND(text.size()), '\0');
  tokenlink_reader* reader = nullptr;
  tokenlink_link link = sample_out();
  size_t need = 0;
  Meet(&shared->waiting);
  const tokenlink_status encoded = tokenlink_encode(text.data(), text.size(), &out[0], out.size(), &need, nullptr);
  const tokenlink_status made = tokenlink_reader_new(nullptr, &reader, nullptr);
  const tokenlink_status parsed = tokenlink_parse(reader, SAMPLE_LINK, std::strlen(SAMPLE_LINK), 0, &link, nullptr);
  if (encoded != TOKENLINK_OK || made != TOKENLINK_OK || parsed != TOKENLINK_OK || link.permission_count != 2 ||
      out.substr(0, need) != reference::Encode(text)) {
    ++shared->wrong;
  }
  tokenlink_reader_free(reader);
}

// Build, render, parse and lint, each with this thread's own words; every answer is checked against the reference.
bool Round(const Shared& shared, tokenlink_reader* reader, int thread, int round) {
  const std::string team = "team " + std::to_string(thread) + "/" + std::to_string(round);
  const std::string name = team + " deploy";
  const std::string expected = reference::Link(true, kPermissions, SAMPLE_ID, "", name);
  std::string out(TOKENLINK_MAX_LINK, '\0');
  size_t need = 0;
  tokenlink_request request = sample_request();
  request.name = {name.data(), name.size()};
  if (tokenlink_build(&request, &out[0], out.size(), &need, nullptr) != TOKENLINK_OK) return false;
  if (out.compare(0, need, expected) != 0) return false;
  const tokenlink_str values[] = {sample_str(SAMPLE_ID), {team.data(), team.size()}};
  if (tokenlink_template_render(shared.tmpl, values, 2, &out[0], out.size(), &need, nullptr) != TOKENLINK_OK)
    return false;
  if (out.compare(0, need, expected) != 0) return false;
  tokenlink_link link = sample_out();
  if (tokenlink_lint(reader, expected.data(), expected.size(), 0, &link, nullptr) != TOKENLINK_OK) return false;
  if (std::string(link.name.ptr, link.name.len) != name || link.permission_count != 2) return false;
  const std::string own =
      "https://dash.cloudflare.com/?to=/:account/"
      "api-tokens&permissionGroupKeys=%5B%7B%22key%22%3A%22only_here%22%2C%22type%22%3A%22read%22%7D%5D&name=x%20y";
  if (tokenlink_lint(reader, own.data(), own.size(), 0, &link, nullptr) != TOKENLINK_OK) return false;
  for (size_t i = 0; i < link.finding_count; ++i) {
    if (link.findings[i].rule == 101) return false;  // the shared catalog knows the key
  }
  tokenlink_key key;
  std::memset(&key, 0, sizeof key);
  key.struct_size = sizeof key;
  return tokenlink_catalog_find(shared.catalog, "only_here", 9, &key) == TOKENLINK_OK;
}

void RunRounds(Shared* shared, int thread) {
  tokenlink_reader* reader = nullptr;
  reader = sample_reader(shared->catalog);
  if (reader == nullptr) ++shared->wrong;
  for (int round = 0; round < kRounds; ++round) {
    if (!Round(*shared, reader, thread, round)) ++shared->wrong;
  }
  tokenlink_reader_free(reader);
}

void InThreads(Shared* shared, void (*work)(Shared*, int)) {
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) threads.emplace_back(work, shared, i);
  for (std::thread& thread : threads) thread.join();
}

}  // namespace

int main() {
  Shared shared;
  InThreads(&shared, FirstCalls);
  CHECK(shared.wrong == 0);

  const tokenlink_request pattern = sample_pattern();
  tokenlink_template* tmpl = nullptr;
  tokenlink_catalog* catalog = nullptr;
  const char json[] = "[{\"key\":\"only_here\",\"types\":[\"read\"],\"scope\":\"account\"}]";
  CHECK(tokenlink_template_new(&pattern, &tmpl, nullptr) == TOKENLINK_OK);
  CHECK(tokenlink_catalog_new(nullptr, json, sizeof json - 1, &catalog, nullptr) == TOKENLINK_OK);
  shared.tmpl = tmpl;
  shared.catalog = catalog;
  InThreads(&shared, RunRounds);
  CHECK(shared.wrong == 0);
  tokenlink_template_free(tmpl);
  tokenlink_catalog_free(catalog);
  return finish("threads");
}

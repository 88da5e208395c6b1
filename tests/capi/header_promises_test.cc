// SPDX-License-Identifier: MIT
// Sentences of tokenlink.h that no other test of this folder holds: each check names the one it would make false.
#include <cstring>
#include <string>

#include "check.h"
#include "samples.h"

namespace {

const char kDeploy[] =
    "https://deploy.workers.cloudflare.com/?url=https://github.com/a/b&apiTokenTmpl=%5B%7B%22key%22%3A%22dns%22%2C%22"
    "type%22%3A%22read%22%7D%5D&apiTokenName=x";
const char kNoType[] = "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=[{\"key\":\"dns\"}]";

// "The bound says nothing about whether tokenlink_build() will succeed."
void CheckBuildBound() {
  tokenlink_request request = sample_request();
  char out[TOKENLINK_MAX_LINK];
  size_t need = 0;
  CHECK(tokenlink_build(&request, out, sizeof out, &need, nullptr) == TOKENLINK_OK);
  CHECK(tokenlink_build_bound(&request) >= need && tokenlink_build_bound(&request) <= TOKENLINK_MAX_LINK);
  request.name = sample_str("a\nb");
  CHECK(tokenlink_build_bound(&request) > 0);
  request.kind = TOKENLINK_KIND_ACCOUNT;
  CHECK(tokenlink_build_bound(&request) > 0);
  request.kind = TOKENLINK_KIND_DEPLOY;
  CHECK(tokenlink_build_bound(&request) == 0);
  const std::string longest(4 * TOKENLINK_MAX_LINK, 'x');
  request = sample_request();
  request.name = {longest.data(), longest.size()};
  CHECK(tokenlink_build_bound(&request) == TOKENLINK_MAX_LINK);
}

// "err->part and err->index say which text of the request is at fault, err->offset the byte in it."
void CheckParts() {
  char out[TOKENLINK_MAX_LINK];
  size_t need = 0;
  const auto refused = [&](const tokenlink_request& request) {
    tokenlink_error error = sample_error();
    CHECK(tokenlink_build(&request, out, sizeof out, &need, &error) != TOKENLINK_OK);
    return error;
  };
  tokenlink_permission list[2] = {sample_permissions()[0], sample_permissions()[1]};
  tokenlink_request request = sample_request();
  request.permissions = list;
  list[1].key = sample_str("a\xFF");
  tokenlink_error error = refused(request);
  CHECK(error.status == TOKENLINK_E_UTF8 && error.part == TOKENLINK_PART_KEY && error.index == 1 && error.offset == 1);
  list[1].key = sample_str("dns");
  list[1].type = sample_str("");
  error = refused(request);
  CHECK(error.status == TOKENLINK_E_PERMISSION && error.part == TOKENLINK_PART_TYPE && error.index == 1);
  request = sample_request();
  request.permission_count = 0;
  CHECK(refused(request).part == TOKENLINK_PART_PERMISSIONS);
  request = sample_request();
  request.account_id = sample_str("12");
  error = refused(request);
  CHECK(error.part == TOKENLINK_PART_ACCOUNT_ID && error.index == -1);
  request = sample_request();
  request.zone_id = sample_str("everything");
  CHECK(refused(request).part == TOKENLINK_PART_ZONE_ID);
  request = sample_request();
  request.name = sample_str("ab\n");
  error = refused(request);
  CHECK(error.part == TOKENLINK_PART_NAME && error.offset == 2);
  // A name that is too long points into the name.
  const std::string name(6000, '"');
  request.name = {name.data(), name.size()};
  error = refused(request);
  CHECK(error.status == TOKENLINK_E_TOO_LONG && error.part == TOKENLINK_PART_NAME && error.offset < name.size());

  tokenlink_template* tmpl = nullptr;
  const struct {
    tokenlink_str tokenlink_request::*member;
    uint32_t part;
  } patterns[] = {{&tokenlink_request::account_id, TOKENLINK_PART_ACCOUNT_ID},
                  {&tokenlink_request::zone_id, TOKENLINK_PART_ZONE_ID},
                  {&tokenlink_request::name, TOKENLINK_PART_NAME}};
  for (const auto& pattern : patterns) {
    request = sample_request();
    request.*pattern.member = sample_str("ab{c");
    error = sample_error();
    CHECK(tokenlink_template_new(&request, &tmpl, &error) == TOKENLINK_E_PATTERN && tmpl == nullptr);
    CHECK(error.part == pattern.part && error.offset == 2);
  }
}

// "out->kind is then set if it could be told"; "it is empty for a link that leads elsewhere or whose own bytes are not
// UTF-8".
void CheckReading() {
  tokenlink_reader* reader = sample_reader(nullptr);
  tokenlink_link link = sample_out();
  const auto lint = [&](const std::string& text) {
    return tokenlink_lint(reader, text.data(), text.size(), 0, &link, nullptr);
  };
  CHECK(lint("http://dash.cloudflare.com/") == TOKENLINK_E_SCHEME && link.finding_total == 0 && link.kind == 0);
  CHECK(lint("https://example.com/") == TOKENLINK_E_HOST && link.finding_total == 0 && link.kind == 0);
  CHECK(lint("https://dash.cloudflare.com/x") == TOKENLINK_E_PATH && link.finding_total == 0 && link.kind == 0);
  CHECK(lint(std::string(SAMPLE_LINK) + "\xFF") == TOKENLINK_E_UTF8 && link.finding_total == 0);
  CHECK(lint(SAMPLE_BAD_LINK) == TOKENLINK_E_JSON && link.kind == TOKENLINK_KIND_USER);
  // "extra: every parameter that no other member shows"
  CHECK(lint("https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys=[]&accountId=*&x=1&x=2&name=a"
             "&name=b") == TOKENLINK_OK);
  CHECK(link.extra_count == 4);
  // "at most 1000" and "including those past the first 1000"
  std::string flood = SAMPLE_LINK;
  for (int i = 0; i < 1500; ++i) flood += "&y";
  CHECK(lint(flood) == TOKENLINK_OK && link.finding_count == 1000 && link.finding_total >= 1500);

  size_t need = 0;
  char out[TOKENLINK_MAX_LINK];
  CHECK(tokenlink_canonicalize(reader, kDeploy, sizeof kDeploy - 1, 0, out, sizeof out, &need, nullptr) ==
        TOKENLINK_E_KIND);
  CHECK(tokenlink_canonicalize(reader, kNoType, sizeof kNoType - 1, 0, out, sizeof out, &need, nullptr) ==
        TOKENLINK_E_PERMISSION);
  CHECK(tokenlink_parse(reader, kDeploy, sizeof kDeploy - 1, TOKENLINK_WITH_CANONICAL, &link, nullptr) == TOKENLINK_OK);
  CHECK(link.kind == TOKENLINK_KIND_DEPLOY && link.canonical.ptr == nullptr);

  // "The offsets of the findings are in out->canonical; finding.permission is an index in the request."
  const tokenlink_permission wrong[] = {{TOKENLINK_STR("zone"), TOKENLINK_STR("read")},
                                        {TOKENLINK_STR("zone_dns"), TOKENLINK_STR("edit")}};
  tokenlink_request request = sample_request();
  request.permissions = wrong;
  CHECK(tokenlink_lint_request(reader, &request, 0, &link, nullptr) == TOKENLINK_OK && link.canonical.len > 0);
  bool found = false;
  for (size_t i = 0; i < link.finding_count; ++i) {
    const tokenlink_finding& finding = link.findings[i];
    if (finding.rule != 102) continue;
    found = finding.permission == 1 && std::string(link.canonical.ptr + finding.offset, finding.length) == "zone_dns";
  }
  CHECK(found);
  tokenlink_reader_free(reader);
}

// "Members other than these five are refused; a string has at most 80 bytes; err->offset at the fault in the text."
void CheckCatalogText() {
  const auto offset_of = [](const std::string& json, tokenlink_status expected) {
    tokenlink_catalog* catalog = nullptr;
    tokenlink_error error = sample_error();
    CHECK(tokenlink_catalog_new(nullptr, json.data(), json.size(), &catalog, &error) == expected);
    tokenlink_catalog_free(catalog);
    return error.offset;
  };
  const std::string sound = "[{\"key\":\"a\",\"types\":[\"read\"]},";
  CHECK(offset_of(sound + "{\"key\":\"b\",\"types\":[\"read\"],\"x\":1}]", TOKENLINK_E_CATALOG) >= sound.size());
  CHECK(offset_of(sound + "{\"key\":\"b\"}]", TOKENLINK_E_CATALOG) >= sound.size());
  CHECK(offset_of(sound + "7]", TOKENLINK_E_CATALOG) >= sound.size());
  CHECK(offset_of(sound + "{\"key\":\"" + std::string(80, 'k') + "\",\"types\":[\"read\"]}]", TOKENLINK_OK) == 0);
  CHECK(offset_of(sound + "{\"key\":\"" + std::string(81, 'k') + "\",\"types\":[\"read\"]}]", TOKENLINK_E_CATALOG) >=
        sound.size());
  CHECK(offset_of(sound + "x", TOKENLINK_E_JSON) >= sound.size() - 1);
}

}  // namespace

int main() {
  CheckBuildBound();
  CheckParts();
  CheckReading();
  CheckCatalogText();
  return finish("header_promises");
}

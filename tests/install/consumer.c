/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>
#include <tokenlink.h>

int main(int argc, char** argv) {
  static const char expected[] =
      "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A"
      "%22read%22%7D%5D&accountId=%2A&zoneId=all&name=DNS%20Read%20Token";
  tokenlink_permission dns = {TOKENLINK_STR("dns"), TOKENLINK_STR("read")};
  tokenlink_str name = TOKENLINK_STR("DNS Read Token");
  tokenlink_request request = TOKENLINK_REQUEST_INIT;
  char link[512];
  size_t size = 0;

  if (argc > 1 && strcmp(argv[1], "--version") == 0) return puts(tokenlink_version()) < 0;
  request.kind = TOKENLINK_KIND_USER;
  request.permissions = &dns;
  request.permission_count = 1;
  request.name = name;
  if (tokenlink_build(&request, link, sizeof link, &size, NULL) != TOKENLINK_OK) return 1;
  return size != sizeof expected - 1 || memcmp(link, expected, size) != 0;
}

/* SPDX-License-Identifier: MIT
 * Prints the permissions of a link whose list is raw JSON, which simdjson parses. For check_archive.sh and
 * check_environment.sh. */
#include <stdio.h>

#include "../capi/samples.h"

int main(void) {
  tokenlink_reader* reader = sample_reader(NULL);
  tokenlink_link link = sample_out();
  tokenlink_error error = sample_error();
  size_t i;
  if (reader == NULL) return 1;
  if (tokenlink_parse(reader, SAMPLE_ODD_LINK, strlen(SAMPLE_ODD_LINK), 0, &link, &error) != TOKENLINK_OK) {
    printf("%s\n", error.detail);
  } else {
    for (i = 0; i < link.permission_count; ++i) {
      const tokenlink_permission* permission = &link.permissions[i];
      printf("%.*s:%.*s\n", (int)permission->key.len, permission->key.ptr, (int)permission->type.len,
             permission->type.ptr);
    }
  }
  tokenlink_reader_free(reader);
  return 0;
}

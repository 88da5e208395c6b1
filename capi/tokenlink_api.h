/* SPDX-License-Identifier: MIT */
/*
 * tokenlink_api.h - the functions of tokenlink.h as one table, for hosts that dlopen the library.
 * Included by tokenlink.h; never include it alone.
 */
#ifndef TOKENLINK_TABLE_H
#define TOKENLINK_TABLE_H

#ifndef TOKENLINK_H
#  error "include tokenlink.h"
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The same functions in the order of capi/functions.def. Grows at its end inside one major; a slot never moves. */
typedef struct tokenlink_api {
    uint32_t struct_size, abi_major, abi_minor, reserved;
    const char *(*version)(void);
    const char *(*status_name)(tokenlink_status);
    tokenlink_status (*encode)(const char *, size_t, char *, size_t, size_t *, tokenlink_error *);
    tokenlink_status (*decode)(const char *, size_t, uint32_t, char *, size_t, size_t *, tokenlink_error *);
    tokenlink_status (*build)(const tokenlink_request *, char *, size_t, size_t *, tokenlink_error *);
    size_t (*build_bound)(const tokenlink_request *);
    tokenlink_status (*template_new)(const tokenlink_request *, tokenlink_template **, tokenlink_error *);
    void (*template_free)(tokenlink_template *);
    size_t (*template_column_count)(const tokenlink_template *);
    tokenlink_status (*template_column_name)(const tokenlink_template *, size_t, tokenlink_str *);
    tokenlink_status (*template_render)(const tokenlink_template *, const tokenlink_str *, size_t, char *, size_t,
                                        size_t *, tokenlink_error *);
    tokenlink_status (*template_render_rows)(const tokenlink_template *, tokenlink_batch *, tokenlink_error *);
    tokenlink_status (*reader_new)(const tokenlink_catalog *, tokenlink_reader **, tokenlink_error *);
    void (*reader_free)(tokenlink_reader *);
    tokenlink_status (*parse)(tokenlink_reader *, const char *, size_t, uint32_t, tokenlink_link *, tokenlink_error *);
    tokenlink_status (*lint)(tokenlink_reader *, const char *, size_t, uint32_t, tokenlink_link *, tokenlink_error *);
    tokenlink_status (*canonicalize)(tokenlink_reader *, const char *, size_t, char *, size_t, size_t *,
                                     tokenlink_error *);
    tokenlink_status (*parse_rows)(tokenlink_reader *, const tokenlink_column *, size_t, size_t, uint32_t,
                                   tokenlink_parsed_rows *, tokenlink_error *);
    tokenlink_status (*permissions_read)(tokenlink_reader *, const char *, size_t, const tokenlink_permission **,
                                         size_t *, tokenlink_error *);
    const tokenlink_catalog *(*catalog_builtin)(void);
    tokenlink_status (*catalog_new)(const char *, size_t, tokenlink_catalog **, tokenlink_error *);
    void (*catalog_free)(tokenlink_catalog *);
    size_t (*catalog_count)(const tokenlink_catalog *);
    tokenlink_status (*catalog_at)(const tokenlink_catalog *, size_t, tokenlink_key *);
    tokenlink_status (*catalog_find)(const tokenlink_catalog *, const char *, size_t, tokenlink_key *);
    size_t (*wrong_key_count)(void);
    tokenlink_status (*wrong_key_at)(size_t, tokenlink_wrong_key *);
    tokenlink_status (*wrong_key_find)(const char *, size_t, tokenlink_wrong_key *);
    size_t (*preset_count)(void);
    tokenlink_status (*preset_at)(size_t, tokenlink_preset *);
    tokenlink_status (*preset_find)(const char *, size_t, tokenlink_preset *);
    size_t (*rule_count)(void);
    tokenlink_status (*rule_at)(size_t, tokenlink_rule *);
    tokenlink_status (*rule_find)(uint32_t, tokenlink_rule *);
} tokenlink_api;

/* does     Gives the table of functions; the one symbol a dlopen host looks up.
 * takes    abi_major, min_minor: ask for the lowest version that has what you call; out
 * returns  TOKENLINK_OK and a static table in *out, never NULL
 * errors   TOKENLINK_E_ABI, with both versions in err->detail, when this library is older or of another major
 * since    1.0 */
TOKENLINK_API tokenlink_status tokenlink_get_api(uint32_t abi_major, uint32_t min_minor, const tokenlink_api **out,
                                                 tokenlink_error *err);

#ifdef __cplusplus
}
#endif

#endif /* TOKENLINK_TABLE_H */

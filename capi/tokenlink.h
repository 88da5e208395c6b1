/* SPDX-License-Identifier: MIT */
/*
 * tokenlink.h - build, read, check and mass-produce Cloudflare API token template URLs.
 *
 * Cloudflare's dashboard opens its token form pre-filled when a link carries the permissions, the scope and a name.
 * Such a link is an "API token template URL", or just "link" below. The format is documented on Cloudflare's page of
 * that name; "spec" in this file refers to its sections.
 *
 *     static void print_link(void)
 *     {
 *         tokenlink_permission dns = { TOKENLINK_STR("dns"), TOKENLINK_STR("edit") };
 *         tokenlink_request request = TOKENLINK_REQUEST_INIT;
 *         tokenlink_error error = TOKENLINK_ERROR_INIT;
 *         char link[TOKENLINK_MAX_LINK];
 *         size_t size;
 *
 *         request.kind = TOKENLINK_KIND_USER;
 *         request.permissions = &dns;
 *         request.permission_count = 1;
 *         if (tokenlink_build(&request, link, sizeof(link), &size, &error) == TOKENLINK_OK)
 *             fwrite(link, 1, size, stdout);
 *         else
 *             fprintf(stderr, "%s\n", error.detail);
 *     }
 *
 * What to read: the rules right below, then the section you need. Sections: versions, statuses, limits, constants,
 * structs, percent-encoding, building, token templates, reading, the catalog, the function table.
 *
 * RULES FOR EVERY FUNCTION
 *
 * Text is a pointer and a size in bytes, not NUL-terminated. A NULL pointer is allowed only with size 0. Text must be
 * UTF-8 unless the function says otherwise.
 *
 * Output goes to a buffer of the caller, `out` of `cap` bytes, and *need is set to the exact size of the result. If that
 * is more than `cap`, the status is TOKENLINK_E_BUFFER and nothing useful was written; call again with *need bytes.
 * No NUL is appended. Bytes of `out` from *need up to `cap` may be overwritten, bytes past `cap` never.
 * Input and output must not overlap unless the function allows it.
 *
 * Errors are returned as a status. If the caller passes a tokenlink_error, it also receives the offset and a sentence;
 * `err` may always be NULL. On every status other than TOKENLINK_OK and TOKENLINK_E_BUFFER, *need is 0, a handle or
 * pointer returned through `out` is NULL, and an output struct is zero apart from its struct_size, unless the function
 * says otherwise.
 *
 * Structs that begin with `struct_size` may grow at the end in a later minor version. Initialize them with their _INIT
 * macro, or zero them and set struct_size to sizeof. An older library accepts a larger input struct if the members it
 * does not know are zero, and zeroes the members it does not know in an output struct. A struct_size smaller than that of
 * version 1.0 or over TOKENLINK_MAX_STRUCT is TOKENLINK_E_ARGUMENT. Structs without struct_size never change.
 * Unknown flags, and reserved members that are not zero, are TOKENLINK_E_ARGUMENT.
 *
 * Views (tokenlink_str and arrays) returned by a reader are valid until the next call on that reader. Views of a template
 * or a catalog live as long as it does. All other views are valid until the library is unloaded. The caller frees
 * nothing but the three handles, each with its own _free function.
 *
 * Every function may be called from any thread. Catalogs and templates never change and may be shared between threads.
 * A reader may be used by one thread at a time.
 *
 * Building, rendering, encoding and decoding never allocate. A reader allocates while its memory grows and reuses it:
 * reading the same text for the third time allocates nothing, provided it needs no more memory than the reader keeps
 * (tokenlink_reader_options).
 *
 * LOADING
 *
 * Link with -ltokenlink (pkg-config tokenlink), or link libtokenlink.a and the C++ runtime, or dlopen libtokenlink.so.1
 * and call tokenlink_get_api(), its one entry point for such programs (see the end of this file). The shared library
 * needs libc alone. A machine-readable description of this header is installed beside it as tokenlink.abi.json.
 */
#ifndef TOKENLINK_H
#define TOKENLINK_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#  define TOKENLINK_API __attribute__((visibility("default")))
#else
#  define TOKENLINK_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Versions -------------------------------------------------------------------------------------------------- */

/* The release. */
#define TOKENLINK_VERSION   "1.0.0"

/* The ABI has a version of its own. The major is the number in libtokenlink.so.1; a minor only adds. */
#define TOKENLINK_ABI_MAJOR 1
#define TOKENLINK_ABI_MINOR 0

/* ---- Statuses -------------------------------------------------------------------------------------------------- */

/*
 * A number never changes its meaning. A later minor version may return a status that is not listed here. If it refines
 * one of these, its low 8 bits are that status: compare TOKENLINK_STATUS_BASE(status) to classify what you do not know.
 */
typedef int32_t tokenlink_status;
#define TOKENLINK_STATUS_BASE(status) ((status) & 0xFF)

#define TOKENLINK_OK                 0
#define TOKENLINK_E_ARGUMENT         1 /* the call is wrong: a NULL, a struct_size, a flag, overlapping buffers */
#define TOKENLINK_E_ABI              2 /* the library is older, or of another major version */
#define TOKENLINK_E_NOMEM            3
#define TOKENLINK_E_BUFFER           4 /* the output does not fit; *need has its size */
#define TOKENLINK_E_NOT_FOUND        5
#define TOKENLINK_E_UTF8             6
#define TOKENLINK_E_ESCAPE           7 /* a '%' without two hex digits */
#define TOKENLINK_E_KIND             8 /* the kind is neither user nor account */
#define TOKENLINK_E_NO_PERMISSIONS   9
#define TOKENLINK_E_PERMISSION      10 /* a permission without a key or a type */
#define TOKENLINK_E_NAME            11 /* the name contains a control character */
#define TOKENLINK_E_ACCOUNT_ID      12 /* neither "*" nor 32 hex digits */
#define TOKENLINK_E_ZONE_ID         13 /* neither "all" nor 32 hex digits */
#define TOKENLINK_E_SCOPE           14 /* an account link with an account id or a zone id */
#define TOKENLINK_E_TOO_LONG        15
#define TOKENLINK_E_SCHEME          16 /* the text does not start with https:// */
#define TOKENLINK_E_HOST            17 /* the link leads to another host */
#define TOKENLINK_E_PATH            18 /* the link leads to another page */
#define TOKENLINK_E_JSON            19 /* the permission list is not valid JSON */
#define TOKENLINK_E_NOT_A_LIST      20 /* the permission list is JSON, but not a list */
#define TOKENLINK_E_NOT_CANONICAL   21 /* only with TOKENLINK_STRICT */
#define TOKENLINK_E_PATTERN         22 /* a pattern of a template is malformed */
#define TOKENLINK_E_VALUES          23 /* the values do not match the template's columns, or one is null */
#define TOKENLINK_E_CATALOG         24 /* the catalog text is not of the documented form */

/* ---- Limits ---------------------------------------------------------------------------------------------------- */

#define TOKENLINK_MAX_LINK   16384u   /* bytes of a link that is built; a buffer of this size is always enough */
#define TOKENLINK_MAX_INPUT  1048576u /* bytes of a text that is read, unless reader options say otherwise; a minor
                                         version may raise it */
#define TOKENLINK_MAX_STRUCT 4096u    /* the largest struct_size that is accepted */

/* ---- Constants ------------------------------------------------------------------------------------------------- */

/* Kinds of links. */
#define TOKENLINK_KIND_USER    1 /* /profile/api-tokens: the user owns the token (spec "User token URL format") */
#define TOKENLINK_KIND_ACCOUNT 2 /* /?to=/:account/api-tokens: the account owns it (spec "Account token URL format") */
#define TOKENLINK_KIND_DEPLOY  3 /* a "Deploy to Cloudflare" button with apiTokenTmpl; can be read, not built */

/* Severities of findings. */
#define TOKENLINK_SEVERITY_ERROR   1 /* the form will not be filled in as asked */
#define TOKENLINK_SEVERITY_WARNING 2 /* probably dropped, or risky */
#define TOKENLINK_SEVERITY_INFO    3 /* works, but is not canonical or deserves a look */

/* The text that an error is about. */
#define TOKENLINK_PART_NONE        0u /* not about a text, or the call takes only one */
#define TOKENLINK_PART_PERMISSIONS 1u /* the list as a whole */
#define TOKENLINK_PART_KEY         2u /* `index` is the permission */
#define TOKENLINK_PART_TYPE        3u /* `index` is the permission */
#define TOKENLINK_PART_ACCOUNT_ID  4u
#define TOKENLINK_PART_ZONE_ID     5u
#define TOKENLINK_PART_NAME        6u
#define TOKENLINK_PART_COLUMN      7u /* a column as a whole: `index` is the column */

/* Flags. Each belongs to the functions named; any other bit is TOKENLINK_E_ARGUMENT. */
#define TOKENLINK_PLUS_IS_SPACE  1u /* tokenlink_decode: '+' decodes to a space, as in a query string */
#define TOKENLINK_STRICT         1u /* parse, lint, parse_rows: refuse a link that is not canonical to the byte */
#define TOKENLINK_WITH_CANONICAL 2u /* parse, lint: set link.canonical */

/* Flags of tokenlink_batch. */
#define TOKENLINK_TERMINATE_FAILED 1u /* rows that fail end with the terminator too */

/* Flags of a finding. */
#define TOKENLINK_FINDING_NON_CANONICAL   1u /* about how the link is written, rather than what it asks for */
#define TOKENLINK_FINDING_BROWSER_DIFFERS 2u /* a browser reads something else than is reported */
#define TOKENLINK_FINDING_IGNORED         4u /* the dashboard does not read these bytes */
#define TOKENLINK_FINDING_ADVICE          8u /* there is nothing to correct: documented links have it too */

/* Flags of a catalog key. */
#define TOKENLINK_KEY_SCOPE_INFERRED 1u /* `scope` was inferred from the key's name, not observed */

/* How the strings of a column, or of rendered links, are delimited. */
#define TOKENLINK_LAYOUT_OFFSETS32 0u /* uint32_t offsets; Arrow's utf8 */
#define TOKENLINK_LAYOUT_OFFSETS64 1u /* uint64_t offsets; Arrow's large_utf8 */

#define TOKENLINK_TERMINATOR_NUL 256u /* tokenlink_batch.terminator: a NUL after each link */

/* ---- Structs that never change --------------------------------------------------------------------------------- */

typedef struct tokenlink_str {
    const char *ptr; /* NULL: absent; not NUL-terminated */
    size_t      len;
} tokenlink_str;

/* Initializes a tokenlink_str from a string literal; does not compile for a pointer. */
#define TOKENLINK_STR(literal) { "" literal, sizeof("" literal) - 1 }

typedef struct tokenlink_permission {
    tokenlink_str key;  /* "dns"; absent where a link that was read has none */
    tokenlink_str type; /* "edit"; absent where a link that was read has none */
} tokenlink_permission;

/* A query parameter, decoded. */
typedef struct tokenlink_param {
    tokenlink_str name;
    tokenlink_str value;
} tokenlink_param;

typedef struct tokenlink_finding {
    uint32_t      rule;       /* 101 is "TL101"; tokenlink_rule_find() explains it */
    int32_t       severity;   /* TOKENLINK_SEVERITY_... */
    int32_t       permission; /* index of the permission it is about, or -1 */
    uint32_t      flags;      /* TOKENLINK_FINDING_... */
    size_t        offset;     /* the first byte it is about, in the text that was linted */
    size_t        length;     /* in bytes; 0: something is missing at this place */
    tokenlink_str message;    /* one sentence */
    tokenlink_str fix;        /* what to replace these bytes with; absent: no certain fix. The fixes of one lint never
                                 overlap: apply them all, from the last to the first. */
} tokenlink_finding;

/*
 * A column of strings. Row i is element e = first + i: the bytes of data from offsets[e] up to offsets[e + 1]. This is
 * Arrow's memory layout: `first` is ArrowArray.offset, `validity` its first buffer, `offsets` the second, `data` the
 * third. A row whose offsets decrease or exceed `size` fails alone with TOKENLINK_E_ARGUMENT. `data` may be NULL if
 * size is 0, `offsets` may be NULL if no row is used.
 */
typedef struct tokenlink_column {
    const char    *data;
    size_t         size;     /* bytes of data */
    const void    *offsets;  /* uint32_t or uint64_t, as `layout` says; one more than there are rows */
    const uint8_t *validity; /* NULL: every row has a value; else row i is null if bit e % 8 of validity[e / 8] is 0 */
    size_t         first;
    uint32_t       layout;   /* TOKENLINK_LAYOUT_... */
    uint32_t       reserved; /* 0 */
} tokenlink_column;
#define TOKENLINK_COLUMN_INIT { NULL, 0, NULL, NULL, 0, TOKENLINK_LAYOUT_OFFSETS32, 0 }

/* Why a row of a batch failed; the members are those of tokenlink_error. */
typedef struct tokenlink_row_error {
    uint64_t         row;    /* in the columns: first_row is the first */
    tokenlink_status status;
    uint32_t         part;
    uint64_t         offset;
    int32_t          index;
    uint32_t         reserved;
    char             detail[128];
} tokenlink_row_error;

/* ---- Structs that may grow ------------------------------------------------------------------------------------- */

/* Filled in by every function that takes one, also on success (status TOKENLINK_OK, an empty detail). */
typedef struct tokenlink_error {
    uint32_t         struct_size;
    tokenlink_status status;
    uint32_t         rule;        /* with TOKENLINK_E_NOT_CANONICAL: the rule that says why; else 0 */
    uint32_t         part;        /* TOKENLINK_PART_...: the text that `offset` is about */
    uint64_t         offset;      /* a byte in that text, or in the only text the call takes */
    int32_t          index;       /* of the permission or the column it is about; -1: neither */
    uint32_t         reserved;    /* 0 */
    char             detail[128]; /* one sentence in UTF-8, NUL-terminated */
} tokenlink_error;
#define TOKENLINK_ERROR_INIT { sizeof(tokenlink_error), 0, 0, 0, 0, -1, 0, "" }

/* A link to build, or the patterns of a template. */
typedef struct tokenlink_request {
    uint32_t                    struct_size;
    int32_t                     kind; /* TOKENLINK_KIND_USER or TOKENLINK_KIND_ACCOUNT */
    const tokenlink_permission *permissions;
    size_t                      permission_count;
    tokenlink_str               account_id; /* user links only; empty or "*": all accounts; else 32 hex digits */
    tokenlink_str               zone_id;    /* user links only; empty or "all": all zones; else 32 hex digits */
    tokenlink_str               name;       /* empty: the link carries no name */
} tokenlink_request;
#define TOKENLINK_REQUEST_INIT { sizeof(tokenlink_request), 0, NULL, 0, { NULL, 0 }, { NULL, 0 }, { NULL, 0 } }

/* A link that was read. */
typedef struct tokenlink_link {
    uint32_t                    struct_size;
    int32_t                     kind; /* TOKENLINK_KIND_...; 0: unknown */
    const tokenlink_permission *permissions;
    size_t                      permission_count;
    tokenlink_str               account_id;    /* absent: the link has none; "*": all accounts */
    tokenlink_str               zone_id;       /* absent: the link has none; "all": all zones */
    tokenlink_str               name;          /* absent: the link has none */
    const tokenlink_param      *extra;         /* in order, every parameter that no other member within the caller's
                                                  struct_size shows: unknown, repeated and unused ones.
                                                  Of a link's parameters the first 4096 are kept, and any later one that
                                                  has a meaning of its own */
    size_t                      extra_count;
    const tokenlink_finding    *findings;      /* tokenlink_lint() and _lint_request(): by offset; of more than 1000 the
                                                  first of each rule, then the most severe */
    size_t                      finding_count; /* of `findings` */
    size_t                      finding_total; /* of all, which is the sum of the three that follow */
    size_t                      error_count;   /* of each severity, whether in `findings` or not: decide by these */
    size_t                      warning_count;
    size_t                      info_count;
    tokenlink_str               canonical;     /* with TOKENLINK_WITH_CANONICAL: what tokenlink_canonicalize() gives;
                                                  absent where that fails */
} tokenlink_link;
#define TOKENLINK_LINK_INIT                                                                                       \
    { sizeof(tokenlink_link), 0, NULL, 0, { NULL, 0 }, { NULL, 0 }, { NULL, 0 }, NULL, 0, NULL, 0, 0, 0, 0, 0,        \
      { NULL, 0 } }

/* Rows to render, and where the links go. */
typedef struct tokenlink_batch {
    uint32_t                struct_size;
    uint32_t                flags;      /* 0 or TOKENLINK_TERMINATE_FAILED */
    const tokenlink_column *columns;    /* one for each column of the template, in its order */
    size_t                  column_count;
    size_t                  first_row;  /* the first row to render */
    size_t                  row_count;  /* how many to render */

    char                   *out;
    size_t                  out_cap;    /* bytes of out */
    size_t                  out_start;  /* where in out the first link goes */
    uint32_t                out_layout; /* TOKENLINK_LAYOUT_...: the width of out_offsets. 32-bit offsets use at most
                                           4 GiB of out; for Arrow's utf8, which reads them as signed, keep out_cap at
                                           0x7FFFFFFF or less. */
    uint32_t                terminator; /* 0: none; 1 to 255: that byte after each link; TOKENLINK_TERMINATOR_NUL */

    size_t                  out_row;    /* index of first_row in the following arrays, which have out_row + row_count
                                           elements */
    void                   *out_offsets; /* and one element more: link k, its terminator included, is the bytes of out
                                            from out_offsets[k] up to out_offsets[k + 1] */
    tokenlink_status       *statuses;   /* a row that fails has its status here, and an empty link */
    uint8_t                *out_validity; /* or NULL: bit k % 8 of out_validity[k / 8] becomes 1 for a link, 0 for a row
                                             that failed */

    tokenlink_row_error    *row_errors; /* or NULL: receives an entry for each row that fails, in row order */
    size_t                  row_error_cap;

    size_t                  rows_done;       /* returned */
    size_t                  rows_failed;     /* returned: rows among those done whose status is not TOKENLINK_OK */
    size_t                  row_error_count; /* returned */
} tokenlink_batch;
#define TOKENLINK_BATCH_INIT                                                                                      \
    { sizeof(tokenlink_batch), 0, NULL, 0, 0, 0, NULL, 0, 0, TOKENLINK_LAYOUT_OFFSETS32, 0, 0, NULL, NULL, NULL, NULL, 0, \
      0, 0, 0 }

typedef struct tokenlink_reader_options {
    uint32_t                        struct_size;
    uint32_t                        flags;       /* 0 */
    const struct tokenlink_catalog *catalog;     /* the keys that are known; NULL: the built-in ones. Must outlive the
                                                    reader. */
    size_t                          max_input;   /* bytes of a text that is read; 0: TOKENLINK_MAX_INPUT; at most
                                                    256 MiB */
    size_t                          keep_memory; /* bytes of memory to keep between calls; 0: 4 MiB */
} tokenlink_reader_options;
#define TOKENLINK_READER_OPTIONS_INIT { sizeof(tokenlink_reader_options), 0, NULL, 0, 0 }

typedef struct tokenlink_catalog_options {
    uint32_t struct_size;
    uint32_t flags; /* 0 */
} tokenlink_catalog_options;
#define TOKENLINK_CATALOG_OPTIONS_INIT { sizeof(tokenlink_catalog_options), 0 }

/* Links that were read, as columns of row_count elements. */
typedef struct tokenlink_parsed_rows {
    uint32_t                    struct_size;
    uint32_t                    reserved;
    size_t                      row_count;
    size_t                      rows_failed;
    const tokenlink_status     *statuses;
    const uint32_t             *error_offsets; /* of a row that failed: the byte in its link */
    const uint32_t             *error_rules;   /* as tokenlink_error.rule */
    const tokenlink_str        *error_details; /* of a row that failed: one sentence; else absent */
    const int32_t              *kinds;
    const tokenlink_str        *account_ids;
    const tokenlink_str        *zone_ids;
    const tokenlink_str        *names;
    const uint32_t             *permission_offsets; /* row_count + 1 of them: row i has permissions[o[i]] up to
                                                       permissions[o[i + 1]] */
    const tokenlink_permission *permissions;
} tokenlink_parsed_rows;
#define TOKENLINK_PARSED_ROWS_INIT                                                                                \
    { sizeof(tokenlink_parsed_rows), 0, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL }

/* A permission key. */
typedef struct tokenlink_key {
    uint32_t             struct_size;
    uint32_t             flags; /* TOKENLINK_KEY_... */
    tokenlink_str        key;   /* "dns" */
    const tokenlink_str *types; /* the types this key is offered with */
    size_t               type_count;
    tokenlink_str        scope;       /* account, zone, user, ... */
    tokenlink_str        label;       /* what the dashboard calls it */
    tokenlink_str        evidence;    /* how it is known: documented, official link, dashboard label, oauth scope, user */
    tokenlink_str        note;        /* empty, or where sources differ */
    tokenlink_str        section;     /* spec "Permission reference": Account, Zone or Access; empty: not in its table */
    tokenlink_str        description; /* spec "Permission reference" */
    tokenlink_str        use_cases;   /* spec "Permission reference" */
} tokenlink_key;
#define TOKENLINK_KEY_INIT                                                                                        \
    { sizeof(tokenlink_key), 0, { NULL, 0 }, NULL, 0, { NULL, 0 }, { NULL, 0 }, { NULL, 0 }, { NULL, 0 }, { NULL, 0 }, \
      { NULL, 0 }, { NULL, 0 } }

/* A key that people use and that does not work. */
typedef struct tokenlink_wrong_key {
    uint32_t      struct_size;
    uint32_t      reserved;
    tokenlink_str key;
    tokenlink_str why;      /* renamed, guess or level */
    tokenlink_str use_key;  /* the key to use; empty: none is certain */
    tokenlink_str use_type; /* the type to use with it; empty: the same one */
    tokenlink_str advice;   /* one sentence */
    tokenlink_str evidence;
} tokenlink_wrong_key;
#define TOKENLINK_WRONG_KEY_INIT                                                                                  \
    { sizeof(tokenlink_wrong_key), 0, { NULL, 0 }, { NULL, 0 }, { NULL, 0 }, { NULL, 0 }, { NULL, 0 }, { NULL, 0 } }

/* A ready-made set of permissions (spec "Common permission templates"). */
typedef struct tokenlink_preset {
    uint32_t                    struct_size;
    uint32_t                    reserved;
    tokenlink_str               name;       /* "dns-edit" */
    tokenlink_str               group;      /* its heading in the spec */
    tokenlink_str               use_case;   /* the table's words */
    tokenlink_str               token_name; /* the documented value of `name` */
    const tokenlink_permission *permissions;
    size_t                      permission_count;
} tokenlink_preset;
#define TOKENLINK_PRESET_INIT                                                                                     \
    { sizeof(tokenlink_preset), 0, { NULL, 0 }, { NULL, 0 }, { NULL, 0 }, { NULL, 0 }, NULL, 0 }

/* A rule of the linter. */
typedef struct tokenlink_rule {
    uint32_t      struct_size;
    uint32_t      number;           /* 101 */
    tokenlink_str id;               /* "TL101" */
    tokenlink_str slug;             /* "unknown-key" */
    int32_t       severity;         /* of its findings on user links */
    int32_t       account_severity; /* of its findings on account links and deploy buttons */
    tokenlink_str sentence;
    tokenlink_str explanation;
    tokenlink_str bad;              /* an example that has this finding */
    tokenlink_str good;             /* the same link, fixed */
} tokenlink_rule;
#define TOKENLINK_RULE_INIT                                                                                       \
    { sizeof(tokenlink_rule), 0, { NULL, 0 }, { NULL, 0 }, 0, 0, { NULL, 0 }, { NULL, 0 }, { NULL, 0 }, { NULL, 0 } }

/* ---- Handles --------------------------------------------------------------------------------------------------- */

typedef struct tokenlink_reader   tokenlink_reader;
typedef struct tokenlink_template tokenlink_template;
typedef struct tokenlink_catalog  tokenlink_catalog;

/* ---- Identity -------------------------------------------------------------------------------------------------- */

/*
 * Returns the release of the library that is running, such as "1.0.0". Static and NUL-terminated.
 * Since 1.0.
 */
TOKENLINK_API const char *tokenlink_version(void);

/*
 * Returns the name of a status, such as "E_ESCAPE", or "E_UNKNOWN" for a number this library does not know. A status
 * that refines another one has a name of its own. Static and NUL-terminated.
 * Since 1.0.
 */
TOKENLINK_API const char *tokenlink_status_name(tokenlink_status status);

/* ---- Percent-encoding ------------------------------------------------------------------------------------------ */

/* An output size that tokenlink_encode() never exceeds. */
#define TOKENLINK_ENCODE_BOUND(size) ((size_t)(size) * 3)

/*
 * Percent-encodes `size` bytes, which need not be UTF-8. The unreserved characters of RFC 3986 (A-Z a-z 0-9 - . _ ~)
 * are copied; every other byte becomes %XX with upper-case digits.
 *
 * Fastest with cap >= TOKENLINK_ENCODE_BOUND(size), where the size need not be computed first.
 *
 * Errors: TOKENLINK_E_BUFFER; TOKENLINK_E_ARGUMENT, also if `text` and `out` overlap or 3 * size overflows size_t.
 * Since 1.0.
 */
TOKENLINK_API tokenlink_status tokenlink_encode(const char *text, size_t size, char *out, size_t cap, size_t *need,
                                                tokenlink_error *err);

/*
 * Decodes %XX, with hex digits of either case. The result is bytes; whether they are UTF-8 is not checked. `flags` is 0
 * or TOKENLINK_PLUS_IS_SPACE. `size` bytes of output are always enough, and `out` may be `text` itself.
 *
 * Errors: TOKENLINK_E_ESCAPE with err->offset at the '%' that is not followed by two hex digits; `out` may then have
 * been overwritten. TOKENLINK_E_BUFFER; TOKENLINK_E_ARGUMENT.
 * Since 1.0.
 */
TOKENLINK_API tokenlink_status tokenlink_decode(const char *text, size_t size, uint32_t flags, char *out, size_t cap,
                                                size_t *need, tokenlink_error *err);

/* ---- Building -------------------------------------------------------------------------------------------------- */

/*
 * Writes the canonical link of a request. The same request always gives the same bytes, in this and in every later
 * version. TOKENLINK_MAX_LINK bytes are always enough; tokenlink_build_bound() gives a closer bound.
 *
 * Errors: TOKENLINK_E_KIND, _NO_PERMISSIONS, _PERMISSION, _UTF8, _NAME, _ACCOUNT_ID, _ZONE_ID, _SCOPE, _TOO_LONG.
 * err->part and err->index say which text of the request is at fault, err->offset the byte in it.
 * TOKENLINK_E_BUFFER; TOKENLINK_E_ARGUMENT.
 * Since 1.0.
 */
TOKENLINK_API tokenlink_status tokenlink_build(const tokenlink_request *request, char *out, size_t cap, size_t *need,
                                               tokenlink_error *err);

/*
 * Returns a bound on the size of a request's link, computed from the sizes of its texts without reading them; never more
 * than TOKENLINK_MAX_LINK. The bound says nothing about whether tokenlink_build() will succeed. Returns 0 if `request`
 * is malformed (TOKENLINK_E_ARGUMENT), its kind cannot be built, or it has no permissions.
 * Since 1.0.
 */
TOKENLINK_API size_t tokenlink_build_bound(const tokenlink_request *request);

/* ---- Token templates ------------------------------------------------------------------------------------------- */

/*
 * Compiles a request whose account_id, zone_id and name are patterns: {column} is replaced by that column's value in a
 * row, {{ and }} give a brace. The request is copied. An id pattern with a column in it must not come out empty: a blank
 * cell must not widen a token to all accounts or zones.
 *
 * Errors: TOKENLINK_E_PATTERN with err->part and err->offset in the pattern; those of tokenlink_build(), as far as they
 * do not depend on a row; TOKENLINK_E_NOMEM; TOKENLINK_E_ARGUMENT.
 * Since 1.0.
 */
TOKENLINK_API tokenlink_status tokenlink_template_new(const tokenlink_request *request, tokenlink_template **out,
                                                      tokenlink_error *err);

/*
 * Frees a template. NULL is allowed.
 * Since 1.0.
 */
TOKENLINK_API void tokenlink_template_free(tokenlink_template *tmpl);

/*
 * Returns the number of columns. A column that is used twice counts once. NULL has 0.
 * Since 1.0.
 */
TOKENLINK_API size_t tokenlink_template_column_count(const tokenlink_template *tmpl);

/*
 * Gives the name of a column. Columns are in the order of their first use in account_id, then zone_id, then name.
 *
 * Errors: TOKENLINK_E_NOT_FOUND if `index` is not below the column count; TOKENLINK_E_ARGUMENT.
 * Since 1.0.
 */
TOKENLINK_API tokenlink_status tokenlink_template_column_name(const tokenlink_template *tmpl, size_t index,
                                                              tokenlink_str *out);

/*
 * Returns a buffer size that is enough to render `rows` rows whose values have `bytes` bytes in total, counting every
 * column, with a terminator after each link. Returns SIZE_MAX if that overflows, 0 for a NULL template.
 * Since 1.0.
 */
TOKENLINK_API size_t tokenlink_template_bound(const tokenlink_template *tmpl, size_t bytes, size_t rows);

/*
 * Renders one row. `values` has one value for each column, in column order.
 *
 * Errors: TOKENLINK_E_VALUES if value_count is not the column count; TOKENLINK_E_UTF8, _NAME, _ACCOUNT_ID, _ZONE_ID,
 * _TOO_LONG for the row, with err->part the pattern, err->index the column and err->offset the byte in its value;
 * TOKENLINK_E_BUFFER; TOKENLINK_E_ARGUMENT.
 * Since 1.0.
 */
TOKENLINK_API tokenlink_status tokenlink_template_render(const tokenlink_template *tmpl, const tokenlink_str *values,
                                                         size_t value_count, char *out, size_t cap, size_t *need,
                                                         tokenlink_error *err);

/*
 * Renders rows of columns into one buffer. A row that fails does not affect the others: it gets its status, an empty
 * link and an entry in row_errors. A row that needs a value that is null fails with TOKENLINK_E_VALUES.
 *
 * Stops between rows when the next link might not fit, or when the next failure would not fit into row_errors. The
 * status is then TOKENLINK_E_BUFFER, and rows_done says how many rows are done. Empty or enlarge the buffer that is full
 * and call again with rows_done added to first_row and out_row and subtracted from row_count. A call makes progress if
 * out has room for TOKENLINK_MAX_LINK + 1 bytes and row_errors, if not NULL, for one entry.
 *
 * Errors: TOKENLINK_E_BUFFER; TOKENLINK_E_VALUES if column_count is not that of the template, and TOKENLINK_E_ARGUMENT,
 * both with rows_done 0.
 * Since 1.0.
 */
TOKENLINK_API tokenlink_status tokenlink_template_render_rows(const tokenlink_template *tmpl, tokenlink_batch *batch,
                                                              tokenlink_error *err);

/* ---- Reading --------------------------------------------------------------------------------------------------- */

/*
 * Makes a reader. Keep it and use it again: its memory is reused from call to call. `options` may be NULL.
 *
 * Errors: TOKENLINK_E_NOMEM; TOKENLINK_E_ARGUMENT.
 * Since 1.0.
 */
TOKENLINK_API tokenlink_status tokenlink_reader_new(const tokenlink_reader_options *options, tokenlink_reader **out,
                                                    tokenlink_error *err);

/*
 * Frees a reader and everything it has returned. NULL is allowed.
 * Since 1.0.
 */
TOKENLINK_API void tokenlink_reader_free(tokenlink_reader *reader);

/*
 * Reads a link as the dashboard understands it, tolerating what people and documents do to links: parameters in any
 * order, raw or half-encoded JSON, &amp;, line breaks and more. Unknown keys, types and parameters are not errors.
 * `flags` combines TOKENLINK_STRICT and TOKENLINK_WITH_CANONICAL. The findings of *out are empty: see tokenlink_lint().
 *
 * Errors: TOKENLINK_E_SCHEME, _HOST, _PATH, _ESCAPE, _UTF8, _JSON, _NOT_A_LIST, _TOO_LONG with err->offset in the link;
 * out->kind is then set if it could be told, the rest of *out is zero. TOKENLINK_E_NOT_CANONICAL with err->rule; *out is
 * then complete. TOKENLINK_E_NOMEM; TOKENLINK_E_ARGUMENT.
 * Since 1.0.
 */
TOKENLINK_API tokenlink_status tokenlink_parse(tokenlink_reader *reader, const char *link, size_t size, uint32_t flags,
                                               tokenlink_link *out, tokenlink_error *err);

/*
 * Reads a link like tokenlink_parse() and reports everything there is to say about it in out->findings. TOKENLINK_OK
 * means that the link could be read, not that it has no findings.
 *
 * Errors: those of tokenlink_parse(). out->findings is set even then, except with TOKENLINK_E_NOMEM and _ARGUMENT; it is
 * empty for a link that leads elsewhere (TOKENLINK_E_SCHEME, _HOST, _PATH) or whose own bytes are not UTF-8.
 * Since 1.0.
 */
TOKENLINK_API tokenlink_status tokenlink_lint(tokenlink_reader *reader, const char *link, size_t size, uint32_t flags,
                                              tokenlink_link *out, tokenlink_error *err);

/*
 * Builds the link of a request and lints it. The offsets of the findings are in out->canonical, which is always set;
 * finding.permission is an index in the request. `flags` must be 0.
 *
 * Errors: those of tokenlink_build() but TOKENLINK_E_BUFFER; *out is then zero. TOKENLINK_E_NOMEM.
 * Since 1.0.
 */
TOKENLINK_API tokenlink_status tokenlink_lint_request(tokenlink_reader *reader, const tokenlink_request *request,
                                                      uint32_t flags, tokenlink_link *out, tokenlink_error *err);

/*
 * Reads a link and writes its canonical form. TOKENLINK_MAX_LINK bytes are always enough. Parameters that
 * tokenlink_request has no member for are dropped; a later version may keep more of them. `flags` must be 0.
 *
 * Errors: those of tokenlink_parse(), and those of tokenlink_build() for what was read: a deploy button has no canonical
 * form (TOKENLINK_E_KIND), nor has a permission without a type (TOKENLINK_E_PERMISSION). TOKENLINK_E_BUFFER.
 * Since 1.0.
 */
TOKENLINK_API tokenlink_status tokenlink_canonicalize(tokenlink_reader *reader, const char *link, size_t size,
                                                      uint32_t flags, char *out, size_t cap, size_t *need,
                                                      tokenlink_error *err);

/*
 * Reads row_count links from row first_row on. A row that fails does not affect the others; one that is null fails with
 * TOKENLINK_E_VALUES. `flags` is 0 or TOKENLINK_STRICT.
 *
 * Errors: TOKENLINK_E_NOMEM; TOKENLINK_E_ARGUMENT. TOKENLINK_OK if rows failed: see out->statuses.
 * Since 1.0.
 */
TOKENLINK_API tokenlink_status tokenlink_parse_rows(tokenlink_reader *reader, const tokenlink_column *links,
                                                    size_t first_row, size_t row_count, uint32_t flags,
                                                    tokenlink_parsed_rows *out, tokenlink_error *err);

/*
 * Reads a permission list as people write it: "dns:edit,zone:read" or the format's JSON list. On success *out has *count
 * permissions, at least one, each with a key and a type. `flags` must be 0.
 *
 * Errors: TOKENLINK_E_NO_PERMISSIONS, _PERMISSION, _UTF8, _JSON, _NOT_A_LIST, _TOO_LONG with err->offset in the text;
 * *count is then 0. TOKENLINK_E_NOMEM; TOKENLINK_E_ARGUMENT.
 * Since 1.0.
 */
TOKENLINK_API tokenlink_status tokenlink_permissions_read(tokenlink_reader *reader, const char *text, size_t size,
                                                          uint32_t flags, const tokenlink_permission **out,
                                                          size_t *count, tokenlink_error *err);

/* ---- The catalog ----------------------------------------------------------------------------------------------- */

/*
 * Four tables: permission keys, wrong keys, presets and rules. Each has a _count, an _at that takes an index below it,
 * and a _find. Both return TOKENLINK_E_NOT_FOUND where there is no such entry, with *out zero, and TOKENLINK_E_ARGUMENT
 * if out->struct_size is not set. None of them allocates.
 */

/*
 * Returns the built-in catalog; never NULL. It must not be freed.
 * Since 1.0.
 */
TOKENLINK_API const tokenlink_catalog *tokenlink_catalog_builtin(void);

/*
 * Makes a catalog that has the built-in keys and those of a JSON text, which is copied:
 *
 *     [{"key":"my_key","types":["read","edit"],"scope":"account","label":"My product","note":""}, ...]
 *
 * Members other than these five are refused; "key" and "types" are required; a string has at most 80 bytes. A key that is
 * built in already is replaced. `options` may be NULL.
 *
 * Errors: TOKENLINK_E_CATALOG, _JSON, _UTF8, _TOO_LONG with err->offset at the fault in the text; TOKENLINK_E_NOMEM;
 * TOKENLINK_E_ARGUMENT.
 * Since 1.0.
 */
TOKENLINK_API tokenlink_status tokenlink_catalog_new(const tokenlink_catalog_options *options, const char *json,
                                                     size_t size, tokenlink_catalog **out, tokenlink_error *err);

/*
 * Frees a catalog made by tokenlink_catalog_new(), after the readers that use it. NULL and the built-in catalog are
 * allowed and left alone.
 * Since 1.0.
 */
TOKENLINK_API void tokenlink_catalog_free(tokenlink_catalog *catalog);

/*
 * The keys of a catalog, in byte order. NULL: the built-in catalog.
 * Since 1.0.
 */
TOKENLINK_API size_t           tokenlink_catalog_count(const tokenlink_catalog *catalog);
TOKENLINK_API tokenlink_status tokenlink_catalog_at(const tokenlink_catalog *catalog, size_t index, tokenlink_key *out);
TOKENLINK_API tokenlink_status tokenlink_catalog_find(const tokenlink_catalog *catalog, const char *key, size_t size,
                                                      tokenlink_key *out);

/*
 * The keys that people use and that do not work, in byte order.
 * Since 1.0.
 */
TOKENLINK_API size_t           tokenlink_wrong_key_count(void);
TOKENLINK_API tokenlink_status tokenlink_wrong_key_at(size_t index, tokenlink_wrong_key *out);
TOKENLINK_API tokenlink_status tokenlink_wrong_key_find(const char *key, size_t size, tokenlink_wrong_key *out);

/*
 * The presets, in the order of the spec. tokenlink_preset_find() takes a name such as "dns-edit".
 * Since 1.0.
 */
TOKENLINK_API size_t           tokenlink_preset_count(void);
TOKENLINK_API tokenlink_status tokenlink_preset_at(size_t index, tokenlink_preset *out);
TOKENLINK_API tokenlink_status tokenlink_preset_find(const char *name, size_t size, tokenlink_preset *out);

/*
 * The rules of the linter, by number. tokenlink_rule_find() takes 101 for TL101.
 * Since 1.0.
 */
TOKENLINK_API size_t           tokenlink_rule_count(void);
TOKENLINK_API tokenlink_status tokenlink_rule_at(size_t index, tokenlink_rule *out);
TOKENLINK_API tokenlink_status tokenlink_rule_find(uint32_t number, tokenlink_rule *out);

/* ---- The function table, for programs that dlopen the library --------------------------------------------------- */

/*
 * The functions above as pointers. A slot never moves; later minor versions append slots. Use TOKENLINK_HAS() before
 * calling one that is newer than the version you asked for.
 */
typedef struct tokenlink_api {
    uint32_t struct_size;
    uint32_t abi_major;
    uint32_t abi_minor;
    uint32_t reserved;
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
    size_t (*template_bound)(const tokenlink_template *, size_t, size_t);
    tokenlink_status (*template_render)(const tokenlink_template *, const tokenlink_str *, size_t, char *, size_t,
                                        size_t *, tokenlink_error *);
    tokenlink_status (*template_render_rows)(const tokenlink_template *, tokenlink_batch *, tokenlink_error *);
    tokenlink_status (*reader_new)(const tokenlink_reader_options *, tokenlink_reader **, tokenlink_error *);
    void (*reader_free)(tokenlink_reader *);
    tokenlink_status (*parse)(tokenlink_reader *, const char *, size_t, uint32_t, tokenlink_link *, tokenlink_error *);
    tokenlink_status (*lint)(tokenlink_reader *, const char *, size_t, uint32_t, tokenlink_link *, tokenlink_error *);
    tokenlink_status (*lint_request)(tokenlink_reader *, const tokenlink_request *, uint32_t, tokenlink_link *,
                                     tokenlink_error *);
    tokenlink_status (*canonicalize)(tokenlink_reader *, const char *, size_t, uint32_t, char *, size_t, size_t *,
                                     tokenlink_error *);
    tokenlink_status (*parse_rows)(tokenlink_reader *, const tokenlink_column *, size_t, size_t, uint32_t,
                                   tokenlink_parsed_rows *, tokenlink_error *);
    tokenlink_status (*permissions_read)(tokenlink_reader *, const char *, size_t, uint32_t,
                                         const tokenlink_permission **, size_t *, tokenlink_error *);
    const tokenlink_catalog *(*catalog_builtin)(void);
    tokenlink_status (*catalog_new)(const tokenlink_catalog_options *, const char *, size_t, tokenlink_catalog **,
                                    tokenlink_error *);
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

/* Whether a table has a slot: TOKENLINK_HAS(api, rule_find). */
#define TOKENLINK_HAS(api, slot) ((api)->struct_size >= offsetof(tokenlink_api, slot) + sizeof((api)->slot))

/*
 * Gives the function table: static, and the only symbol to look up. Ask for the lowest version that has what you call;
 * the table may be of a later minor version.
 *
 * Errors: TOKENLINK_E_ABI, with both versions in err->detail, if this library is older or of another major version;
 * TOKENLINK_E_ARGUMENT.
 * Since 1.0.
 */
TOKENLINK_API tokenlink_status tokenlink_get_api(uint32_t abi_major, uint32_t min_minor, const tokenlink_api **out,
                                                 tokenlink_error *err);

#ifdef __cplusplus
}
#endif

#endif /* TOKENLINK_H */

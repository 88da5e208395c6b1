/* SPDX-License-Identifier: MIT */
/*
 * tokenlink.h - build, read, check and mass-produce Cloudflare API token template URLs.
 *
 * A template URL opens the dashboard's token form with permissions, scope and name already filled in.
 *
 *     tokenlink_permission dns = {TOKENLINK_STR("dns"), TOKENLINK_STR("edit")};
 *     tokenlink_request request = {sizeof request, TOKENLINK_USER, &dns, 1};
 *     char link[512];
 *     size_t size;
 *     if (tokenlink_build(&request, link, sizeof link, &size, NULL) == TOKENLINK_OK)
 *         fwrite(link, 1, size, stdout);
 *
 * RULES THAT HOLD FOR EVERY FUNCTION
 *
 *   Text     is UTF-8, a pointer and a size in bytes. No NUL and no padding is asked for; NULL only with size 0.
 *   Output   goes into the caller's buffer. `*need` is always set to the exact size. When it is over `cap`, the
 *            status is TOKENLINK_E_BUFFER. No NUL is appended; bytes behind *need, and all after an error, may be
 *            overwritten up to `cap`, none beyond.
 *   Views    (tokenlink_str) that a reader hands out are valid until the next call on that reader; views of a
 *            catalog live as long as the catalog; all other views are static. Nothing returned is ever freed by
 *            the caller but the three handles, each by its own _free.
 *   Errors   are a status and, if the caller wants them, a tokenlink_error of his own. Set its `struct_size` first.
 *            `err` may be NULL. A later minor version may return a status this header does not name.
 *   Structs  that start with `struct_size` grow at their end. Set it to sizeof; a newer library reads what an older
 *            program has; an older library refuses input it does not know unless it is all zero, and zeroes such output.
 *   Threads  Every function may be called from any thread. Catalogs and templates never change, so that threads may
 *            share them. A reader is used by one thread at a time.
 *   Memory   tokenlink_build, _template_render, _template_render_rows, _encode and _decode never allocate. A reader
 *            allocates while it grows to the size of its input and not after that.
 *
 * THREE WAYS TO LOAD IT: link (-ltokenlink, pkg-config tokenlink), link statically (libtokenlink.a and the C++
 * runtime), or dlopen libtokenlink.so.1 and ask its one entry point, tokenlink_get_api, for the table of functions.
 *
 * The format is Cloudflare's documentation "API token template URLs"; "spec" below names its sections.
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

/* ---- versions: the ABI counts apart from the release, its major is the number in libtokenlink.so.1 -------------- */
#define TOKENLINK_VERSION   "1.0.0"
#define TOKENLINK_ABI_MAJOR 1
#define TOKENLINK_ABI_MINOR 0

/* ---- statuses: numbers are never reused; tokenlink_status_name() gives their names ----------------------------- */
typedef int32_t tokenlink_status;
#define TOKENLINK_OK                 0
#define TOKENLINK_E_ARGUMENT         1 /* the call itself is wrong: NULL, a struct_size, an unknown flag */
#define TOKENLINK_E_ABI              2
#define TOKENLINK_E_NOMEM            3
#define TOKENLINK_E_BUFFER           4 /* *need says how many bytes it takes */
#define TOKENLINK_E_NOT_FOUND        5
#define TOKENLINK_E_UTF8             6
#define TOKENLINK_E_ESCAPE           7
#define TOKENLINK_E_KIND             8
#define TOKENLINK_E_NO_PERMISSIONS   9
#define TOKENLINK_E_PERMISSION      10 /* an empty key or type */
#define TOKENLINK_E_NAME            11 /* a control character in the name */
#define TOKENLINK_E_ACCOUNT_ID      12 /* neither * nor 32 hex digits */
#define TOKENLINK_E_ZONE_ID         13 /* neither all nor 32 hex digits */
#define TOKENLINK_E_SCOPE           14 /* account or zone scope on an account link */
#define TOKENLINK_E_TOO_LONG        15
#define TOKENLINK_E_SCHEME          16
#define TOKENLINK_E_HOST            17
#define TOKENLINK_E_PATH            18
#define TOKENLINK_E_JSON            19
#define TOKENLINK_E_NOT_A_LIST      20
#define TOKENLINK_E_NOT_CANONICAL   21 /* with TOKENLINK_STRICT only */
#define TOKENLINK_E_PATTERN         22
#define TOKENLINK_E_VALUES          23
#define TOKENLINK_E_CATALOG         24

/* ---- limits ---------------------------------------------------------------------------------------------------- */
#define TOKENLINK_MAX_LINK  16384u      /* bytes of a link that is built; no link is ever longer */
#define TOKENLINK_MAX_INPUT 268435456u  /* bytes of a text that is read (256 MiB) */

/* ---- words ----------------------------------------------------------------------------------------------------- */
#define TOKENLINK_USER    1 /* /profile/api-tokens, the token is owned by the user (spec "User token URL format") */
#define TOKENLINK_ACCOUNT 2 /* /?to=/:account/api-tokens, owned by the account (spec "Account token URL format") */
#define TOKENLINK_DEPLOY  3 /* a deploy button carrying apiTokenTmpl: read, never built */

#define TOKENLINK_ERROR   1 /* will not be filled in as asked */
#define TOKENLINK_WARNING 2 /* probably dropped, or risky */
#define TOKENLINK_INFO    3 /* works, but is not canonical, or is worth a thought */

#define TOKENLINK_PLUS_IS_SPACE 1u /* flag of tokenlink_decode: '+' decodes to a space, as in a query string */
#define TOKENLINK_STRICT 1u /* flag of _parse, _lint, _parse_rows: refuse what is not canonical to the byte */

/* ---- frozen views: elements of arrays, they never grow --------------------------------------------------------- */
typedef struct tokenlink_str {
    const char *ptr; /* NULL: absent; not NUL-terminated */
    size_t      len;
} tokenlink_str;
#define TOKENLINK_STR(literal) { literal, sizeof(literal) - 1 }

typedef struct tokenlink_permission {
    tokenlink_str key;  /* "dns"; absent (NULL) where a link that was read has none */
    tokenlink_str type; /* "edit"; absent where a link that was read has none */
} tokenlink_permission;

typedef struct tokenlink_param {
    tokenlink_str name, value;
} tokenlink_param;

typedef struct tokenlink_finding {
    uint32_t      rule;       /* 101 is "TL101"; tokenlink_rule_find() explains it */
    int32_t       severity;   /* TOKENLINK_ERROR, _WARNING or _INFO */
    int32_t       permission; /* index of the permission it is about, or -1 */
    int32_t       reserved;
    size_t        offset;     /* first byte it is about, in the link as it was given */
    size_t        length;     /* bytes; 0 marks a place where something is missing */
    tokenlink_str message;    /* one sentence */
    tokenlink_str fix;        /* text to put in place of those bytes; absent where none is certain. Apply fixes from
                                 the last to the first, and of overlapping ones the enclosing one alone. */
} tokenlink_finding;

/* Strings as columns: row i is the bytes data[offsets[i]] up to data[offsets[i + 1]]. */
typedef struct tokenlink_column {
    const char     *data;
    const uint32_t *offsets; /* one more than there are rows, never decreasing */
} tokenlink_column;

/* ---- the caller's error, 128 bytes for ever -------------------------------------------------------------------- */
typedef struct tokenlink_error {
    uint32_t         struct_size; /* sizeof(tokenlink_error) */
    tokenlink_status status;
    uint32_t         rule;        /* the rule behind TOKENLINK_E_NOT_CANONICAL, else 0 */
    uint32_t         reserved;
    uint64_t         offset;      /* byte in the text that was given: a link, a name, a pattern, a JSON text */
    char             detail[104]; /* one sentence, UTF-8, NUL-terminated */
} tokenlink_error;

/* ---- structs that grow at their end ---------------------------------------------------------------------------- */
typedef struct tokenlink_request {
    uint32_t                    struct_size;
    int32_t                     kind;       /* TOKENLINK_USER or TOKENLINK_ACCOUNT */
    const tokenlink_permission *permissions;
    size_t                      permission_count;
    tokenlink_str               account_id; /* user links only; empty or "*": all accounts, else 32 hex digits */
    tokenlink_str               zone_id;    /* user links only; empty or "all": all zones, else 32 hex digits */
    tokenlink_str               name;       /* empty: the link carries no name */
} tokenlink_request;

typedef struct tokenlink_link {
    uint32_t                    struct_size;
    int32_t                     kind;          /* 0 where it could not be told */
    const tokenlink_permission *permissions;
    size_t                      permission_count;
    tokenlink_str               account_id;    /* absent where the link has none; "*" means all accounts */
    tokenlink_str               zone_id;       /* absent where the link has none; "all" means all zones */
    tokenlink_str               name;          /* absent where the link has none */
    const tokenlink_param      *extra;         /* unknown and repeated parameters, decoded, in order */
    size_t                      extra_count;
    const tokenlink_finding    *findings;      /* tokenlink_lint only, by offset; at most 1000 of them */
    size_t                      finding_count;
    size_t                      finding_total; /* how many there are, beyond those 1000 too */
} tokenlink_link;

typedef struct tokenlink_batch {
    uint32_t                struct_size;
    int32_t                 terminator;   /* a byte to put after each link, such as '\n', or -1 */
    const tokenlink_column *columns;      /* in the order of tokenlink_template_column_name() */
    size_t                  column_count;
    size_t                  first_row;    /* where to start; on return unchanged */
    size_t                  row_count;    /* how many to render */
    char                   *out;
    size_t                  out_cap;      /* TOKENLINK_MAX_LINK + 1 always takes at least one row */
    uint32_t               *out_offsets;  /* row_count + 1 of them; link k is out[offsets[k]] to out[offsets[k + 1]] */
    tokenlink_status       *statuses;     /* row_count of them; a row that failed has an empty link */
    size_t                  rows_done;    /* set on return */
    size_t                  rows_failed;  /* set on return: rows among those done whose status is not 0 */
} tokenlink_batch;

typedef struct tokenlink_parsed_rows {
    uint32_t                    struct_size;
    uint32_t                    reserved;
    size_t                      row_count;
    size_t                      rows_failed;
    const tokenlink_status     *statuses;           /* row_count of each of the following */
    const uint32_t             *error_offsets;      /* byte in the row's link, where its status is not 0 */
    const int32_t              *kinds;
    const tokenlink_str        *account_ids;
    const tokenlink_str        *zone_ids;
    const tokenlink_str        *names;
    const uint32_t             *permission_offsets; /* row_count + 1: row i has permissions[o[i]] up to [o[i + 1]] */
    const tokenlink_permission *permissions;
} tokenlink_parsed_rows;

typedef struct tokenlink_key {
    uint32_t             struct_size;
    uint32_t             reserved;
    tokenlink_str        key;         /* "dns" */
    const tokenlink_str *types;       /* the types this key is offered with */
    size_t               type_count;
    tokenlink_str        scope;       /* account, zone, user, ...; a '?' after it: inferred, not seen */
    tokenlink_str        label;       /* the dashboard's words for it */
    tokenlink_str        evidence;    /* how it is known: documented, official link, dashboard label, oauth scope, user */
    tokenlink_str        note;        /* empty, or where sources differ */
    tokenlink_str        section;     /* spec "Permission reference": Account, Zone or Access; empty: not in its table */
    tokenlink_str        description; /* spec "Permission reference" */
    tokenlink_str        use_cases;   /* spec "Permission reference" */
} tokenlink_key;

typedef struct tokenlink_wrong_key {
    uint32_t      struct_size;
    uint32_t      reserved;
    tokenlink_str key;      /* the key that does not work */
    tokenlink_str why;      /* renamed, guess or level */
    tokenlink_str use_key;  /* the key to use; empty where there is no certain one */
    tokenlink_str use_type; /* the type to use with it; empty: the one that stands there */
    tokenlink_str advice;   /* one sentence */
    tokenlink_str evidence;
} tokenlink_wrong_key;

typedef struct tokenlink_preset {
    uint32_t                    struct_size;
    uint32_t                    reserved;
    tokenlink_str               name;       /* "dns-edit", what --preset takes */
    tokenlink_str               group;      /* spec "Common permission templates": its heading */
    tokenlink_str               use_case;   /* the table's words */
    tokenlink_str               token_name; /* the documented value of `name` */
    const tokenlink_permission *permissions;
    size_t                      permission_count;
} tokenlink_preset;

typedef struct tokenlink_rule {
    uint32_t      struct_size;
    uint32_t      number;           /* 101 */
    tokenlink_str id;               /* "TL101" */
    tokenlink_str slug;             /* "unknown-key" */
    int32_t       severity;         /* on user links and wherever the kind makes no difference */
    int32_t       account_severity; /* on account links */
    tokenlink_str sentence;
    tokenlink_str explanation;
    tokenlink_str bad;              /* an example that has this finding */
    tokenlink_str good;             /* the same, mended */
} tokenlink_rule;

/* ---- handles --------------------------------------------------------------------------------------------------- */
typedef struct tokenlink_reader   tokenlink_reader;
typedef struct tokenlink_template tokenlink_template;
typedef struct tokenlink_catalog  tokenlink_catalog;

/* ---- identity -------------------------------------------------------------------------------------------------- */

/* does     Names the release of the library that is running.
 * takes    nothing
 * returns  a static NUL-terminated string, "1.0.0"
 * errors   none
 * since    1.0 */
TOKENLINK_API const char *tokenlink_version(void);

/* does     Names a status, for logs and messages.
 * takes    any number
 * returns  a static NUL-terminated string, "E_ESCAPE"; "E_UNKNOWN" for a number this library does not know
 * errors   none
 * since    1.0 */
TOKENLINK_API const char *tokenlink_status_name(tokenlink_status status);

/* ---- percent-encoding: the RFC 3986 unreserved set stays, every other byte becomes %XX in upper case ------------ */

/* does     Percent-encodes bytes; they need not be UTF-8. Fastest with cap >= TOKENLINK_ENCODE_BOUND(size).
 * takes    text, size; out, cap
 * returns  TOKENLINK_OK and the exact size in *need
 * errors   TOKENLINK_E_BUFFER when cap < *need; TOKENLINK_E_ARGUMENT
 * since    1.0 */
#define TOKENLINK_ENCODE_BOUND(size) ((size_t)(size) * 3)
TOKENLINK_API tokenlink_status tokenlink_encode(const char *text, size_t size, char *out, size_t cap, size_t *need,
                                                tokenlink_error *err);

/* does     Decodes %XX, in either case; the result is bytes, not checked to be UTF-8.
 * takes    text, size; flags: 0 or TOKENLINK_PLUS_IS_SPACE; out, cap: `size` bytes are always enough
 * returns  TOKENLINK_OK and the exact size in *need; out may be text itself
 * errors   TOKENLINK_E_ESCAPE with err->offset at the '%' that is not followed by two hex digits (out then holds
 *          nothing of use); TOKENLINK_E_BUFFER; TOKENLINK_E_ARGUMENT
 * since    1.0 */
TOKENLINK_API tokenlink_status tokenlink_decode(const char *text, size_t size, uint32_t flags, char *out, size_t cap,
                                                size_t *need, tokenlink_error *err);

/* ---- building -------------------------------------------------------------------------------------------------- */

/* does     Writes the canonical template URL of a request; the same request always gives the same bytes.
 * takes    request; out, cap: TOKENLINK_MAX_LINK bytes are always enough, tokenlink_build_bound() says a tighter bound
 * returns  TOKENLINK_OK and the exact size in *need
 * errors   TOKENLINK_E_KIND, _NO_PERMISSIONS, _PERMISSION, _UTF8, _NAME, _ACCOUNT_ID, _ZONE_ID, _SCOPE, _TOO_LONG;
 *          err->offset is the byte inside the text the detail names; TOKENLINK_E_BUFFER; TOKENLINK_E_ARGUMENT
 * since    1.0 */
TOKENLINK_API tokenlink_status tokenlink_build(const tokenlink_request *request, char *out, size_t cap, size_t *need,
                                               tokenlink_error *err);

/* does     Says, without looking at the text, how large the link of a request can be.
 * takes    request
 * returns  bytes, never over TOKENLINK_MAX_LINK; 0 for a request no link can be built from
 * errors   none
 * since    1.0 */
TOKENLINK_API size_t tokenlink_build_bound(const tokenlink_request *request);

/* ---- token templates: compiled once, rendered with a row of values --------------------------------------------- */

/* does     Compiles a request whose account_id, zone_id and name are patterns: {column} stands for that column's
 *          value in a row, {{ and }} for a brace. An id with a column in it must not come out empty.
 * takes    request (copied); out
 * returns  TOKENLINK_OK and a template in *out, to be given to tokenlink_template_free()
 * errors   TOKENLINK_E_PATTERN with err->offset in the pattern; those of tokenlink_build() as far as they can be told
 *          without a row; TOKENLINK_E_NOMEM; TOKENLINK_E_ARGUMENT
 * since    1.0 */
TOKENLINK_API tokenlink_status tokenlink_template_new(const tokenlink_request *request, tokenlink_template **out,
                                                      tokenlink_error *err);

/* does     Frees a template.
 * takes    a template, or NULL
 * returns  nothing
 * errors   none
 * since    1.0 */
TOKENLINK_API void tokenlink_template_free(tokenlink_template *tmpl);

/* does     Counts the columns a template takes; a column that stands twice counts once.
 * takes    a template; NULL counts 0
 * returns  the number of columns
 * errors   none
 * since    1.0 */
TOKENLINK_API size_t tokenlink_template_column_count(const tokenlink_template *tmpl);

/* does     Names a column; their order is that of first appearance in account_id, then zone_id, then name.
 * takes    a template; index below the column count; out: a view that lives as long as the template
 * returns  TOKENLINK_OK
 * errors   TOKENLINK_E_NOT_FOUND; TOKENLINK_E_ARGUMENT
 * since    1.0 */
TOKENLINK_API tokenlink_status tokenlink_template_column_name(const tokenlink_template *tmpl, size_t index,
                                                              tokenlink_str *out);

/* does     Renders one row.
 * takes    a template; values: one for each column, in column order; out, cap
 * returns  TOKENLINK_OK and the exact size in *need
 * errors   TOKENLINK_E_VALUES when value_count is not the column count; TOKENLINK_E_UTF8, _NAME, _ACCOUNT_ID,
 *          _ZONE_ID, _TOO_LONG for this row; TOKENLINK_E_BUFFER; TOKENLINK_E_ARGUMENT
 * since    1.0 */
TOKENLINK_API tokenlink_status tokenlink_template_render(const tokenlink_template *tmpl, const tokenlink_str *values,
                                                         size_t value_count, char *out, size_t cap, size_t *need,
                                                         tokenlink_error *err);

/* does     Renders many rows into one buffer. A row that fails leaves an empty link and its status, and its
 *          neighbours unharmed. A full buffer stops between rows: add rows_done to first_row and call again.
 * takes    a template; batch, of which rows_done, rows_failed and what its pointers lead to are written
 * returns  TOKENLINK_OK when all row_count rows are done
 * errors   TOKENLINK_E_BUFFER when the buffer was full first (rows_done says how far it came, possibly 0);
 *          TOKENLINK_E_VALUES, TOKENLINK_E_ARGUMENT before any row
 * since    1.0 */
TOKENLINK_API tokenlink_status tokenlink_template_render_rows(const tokenlink_template *tmpl, tokenlink_batch *batch,
                                                              tokenlink_error *err);

/* ---- reading --------------------------------------------------------------------------------------------------- */

/* does     Makes a reader. Keep it: its memory is reused from call to call.
 * takes    catalog: which keys are known, NULL for the built-in ones; it must outlive the reader
 * returns  TOKENLINK_OK and a reader in *out, to be given to tokenlink_reader_free()
 * errors   TOKENLINK_E_NOMEM; TOKENLINK_E_ARGUMENT
 * since    1.0 */
TOKENLINK_API tokenlink_status tokenlink_reader_new(const tokenlink_catalog *catalog, tokenlink_reader **out,
                                                    tokenlink_error *err);

/* does     Frees a reader and everything it has handed out.
 * takes    a reader, or NULL
 * returns  nothing
 * errors   none
 * since    1.0 */
TOKENLINK_API void tokenlink_reader_free(tokenlink_reader *reader);

/* does     Reads a link as the dashboard means it: any order, raw or half-encoded JSON, &amp;, line breaks and more.
 *          Unknown keys, types and parameters are no error. The link has no findings in it: see tokenlink_lint().
 * takes    a reader; link, size; flags: 0 or TOKENLINK_STRICT; out: views valid until the reader's next call
 * returns  TOKENLINK_OK
 * errors   TOKENLINK_E_SCHEME, _HOST, _PATH, _ESCAPE, _UTF8, _JSON, _NOT_A_LIST, _TOO_LONG with err->offset in the
 *          link; TOKENLINK_E_NOT_CANONICAL with err->rule; *out then holds what could be told, at least no garbage;
 *          TOKENLINK_E_NOMEM; TOKENLINK_E_ARGUMENT
 * since    1.0 */
TOKENLINK_API tokenlink_status tokenlink_parse(tokenlink_reader *reader, const char *link, size_t size, uint32_t flags,
                                               tokenlink_link *out, tokenlink_error *err);

/* does     Reads a link and says all there is to say about it: out->findings.
 * takes    as tokenlink_parse()
 * returns  as tokenlink_parse(): TOKENLINK_OK says that the link could be read, not that it has no findings
 * errors   as tokenlink_parse(); out->findings are there even then
 * since    1.0 */
TOKENLINK_API tokenlink_status tokenlink_lint(tokenlink_reader *reader, const char *link, size_t size, uint32_t flags,
                                              tokenlink_link *out, tokenlink_error *err);

/* does     Reads a link and builds it anew, in canonical form. Parameters the format does not know are left out.
 * takes    a reader; link, size; out, cap: TOKENLINK_MAX_LINK bytes are always enough
 * returns  TOKENLINK_OK and the exact size in *need
 * errors   those of tokenlink_parse() and of tokenlink_build(): a deploy button has no canonical form
 *          (TOKENLINK_E_KIND), nor has a permission without a type (TOKENLINK_E_PERMISSION)
 * since    1.0 */
TOKENLINK_API tokenlink_status tokenlink_canonicalize(tokenlink_reader *reader, const char *link, size_t size,
                                                      char *out, size_t cap, size_t *need, tokenlink_error *err);

/* does     Reads many links in one call.
 * takes    a reader; links: a column; first_row, row_count; flags as tokenlink_parse(); out: views as there
 * returns  TOKENLINK_OK, also when rows failed: out->statuses tells
 * errors   TOKENLINK_E_NOMEM; TOKENLINK_E_ARGUMENT
 * since    1.0 */
TOKENLINK_API tokenlink_status tokenlink_parse_rows(tokenlink_reader *reader, const tokenlink_column *links,
                                                    size_t first_row, size_t row_count, uint32_t flags,
                                                    tokenlink_parsed_rows *out, tokenlink_error *err);

/* does     Reads a permission list as people write it: "dns:edit,zone:read" or the format's JSON list.
 * takes    a reader; text, size; out, count: views valid until the reader's next call
 * returns  TOKENLINK_OK and at least one permission, each with a key and a type
 * errors   TOKENLINK_E_NO_PERMISSIONS, _PERMISSION, _UTF8, _JSON, _NOT_A_LIST, _TOO_LONG with err->offset in the text;
 *          TOKENLINK_E_NOMEM; TOKENLINK_E_ARGUMENT
 * since    1.0 */
TOKENLINK_API tokenlink_status tokenlink_permissions_read(tokenlink_reader *reader, const char *text, size_t size,
                                                          const tokenlink_permission **out, size_t *count,
                                                          tokenlink_error *err);

/* ---- knowledge: the catalog of keys, wrong keys, presets, rules -------------------------------------------------
 * The _at functions take an index below the _count and return TOKENLINK_E_NOT_FOUND from there on; the _find
 * functions return it for what they do not know. `out->struct_size` must be set before either. */

/* does     Gives the catalog that is built in.
 * takes    nothing
 * returns  a catalog that must not be freed; never NULL
 * errors   none
 * since    1.0 */
TOKENLINK_API const tokenlink_catalog *tokenlink_catalog_builtin(void);

/* does     Adds keys of the caller's to the built-in ones; a key of the same name takes the built-in one's place.
 * takes    json: [{"key":"my_key","types":["read","edit"],"scope":"account","label":"My product","note":""}, ...];
 *          copied; key and types are needed
 * returns  TOKENLINK_OK and a catalog in *out, to be given to tokenlink_catalog_free() after its readers are freed
 * errors   TOKENLINK_E_CATALOG, _JSON, _UTF8, _TOO_LONG with err->offset where it can be told; TOKENLINK_E_NOMEM;
 *          TOKENLINK_E_ARGUMENT
 * since    1.0 */
TOKENLINK_API tokenlink_status tokenlink_catalog_new(const char *json, size_t size, tokenlink_catalog **out,
                                                     tokenlink_error *err);

/* does     Frees a catalog made by tokenlink_catalog_new(); leaves the built-in one alone.
 * takes    a catalog, or NULL
 * returns  nothing
 * errors   none
 * since    1.0 */
TOKENLINK_API void tokenlink_catalog_free(tokenlink_catalog *catalog);

/* does     Counts, lists (in byte order) and finds the keys of a catalog.
 * takes    catalog: NULL for the built-in one
 * returns  the count; TOKENLINK_OK
 * errors   TOKENLINK_E_NOT_FOUND; TOKENLINK_E_ARGUMENT
 * since    1.0 */
TOKENLINK_API size_t           tokenlink_catalog_count(const tokenlink_catalog *catalog);
TOKENLINK_API tokenlink_status tokenlink_catalog_at(const tokenlink_catalog *catalog, size_t index, tokenlink_key *out);
TOKENLINK_API tokenlink_status tokenlink_catalog_find(const tokenlink_catalog *catalog, const char *key, size_t size,
                                                      tokenlink_key *out);

/* does     Counts, lists (in byte order) and finds the keys that people use and that do not work.
 * takes    an index; a key
 * returns  the count; TOKENLINK_OK
 * errors   TOKENLINK_E_NOT_FOUND; TOKENLINK_E_ARGUMENT
 * since    1.0 */
TOKENLINK_API size_t           tokenlink_wrong_key_count(void);
TOKENLINK_API tokenlink_status tokenlink_wrong_key_at(size_t index, tokenlink_wrong_key *out);
TOKENLINK_API tokenlink_status tokenlink_wrong_key_find(const char *key, size_t size, tokenlink_wrong_key *out);

/* does     Counts, lists (in the order of the spec) and finds the ready-made sets of "Common permission templates".
 * takes    an index; a name such as "dns-edit"
 * returns  the count; TOKENLINK_OK
 * errors   TOKENLINK_E_NOT_FOUND; TOKENLINK_E_ARGUMENT
 * since    1.0 */
TOKENLINK_API size_t           tokenlink_preset_count(void);
TOKENLINK_API tokenlink_status tokenlink_preset_at(size_t index, tokenlink_preset *out);
TOKENLINK_API tokenlink_status tokenlink_preset_find(const char *name, size_t size, tokenlink_preset *out);

/* does     Counts, lists (by number) and finds the rules behind the findings.
 * takes    an index; a number: 101 is TL101
 * returns  the count; TOKENLINK_OK
 * errors   TOKENLINK_E_NOT_FOUND; TOKENLINK_E_ARGUMENT
 * since    1.0 */
TOKENLINK_API size_t           tokenlink_rule_count(void);
TOKENLINK_API tokenlink_status tokenlink_rule_at(size_t index, tokenlink_rule *out);
TOKENLINK_API tokenlink_status tokenlink_rule_find(uint32_t number, tokenlink_rule *out);

#ifdef __cplusplus
}
#endif

#include "tokenlink_api.h"

#endif /* TOKENLINK_H */

// SPDX-License-Identifier: MIT
/// <reference types="node" />
/**
 * Builds, reads, checks and mass-produces Cloudflare API token template URLs: links that open the dashboard's token
 * form with permissions, scope and name already filled in.
 *
 * **Text** is a string, or a Uint8Array of UTF-8. A string with a lone surrogate is refused with `E_UTF8`; it is never
 * replaced. Bytes in a SharedArrayBuffer are refused with a TypeError; copy them first.
 *
 * **Errors.** The library's errors are {@link TokenlinkError}s. An argument of the wrong type is a TypeError, a number
 * out of range a RangeError; both have the code `E_ARGUMENT`.
 */
import type { Transform } from 'node:stream';
import type { ErrorCode, ErrorPart } from './lib/constants.cjs';

export type { ErrorCode, ErrorPart };

/** A string, or a Uint8Array (a Buffer is one) of UTF-8. */
export type Text = string | Uint8Array;

/** `user`: the profile form; `account`: the account form; `deploy`: a deploy button, which can be read but not built. A
 * later library may add others. */
export type Kind = 'user' | 'account' | 'deploy' | (string & {});

/** `error`: will not be filled in as asked. `warning`: probably dropped, or risky. `info`: works, but is not canonical
 * or deserves a look. */
export type Severity = 'error' | 'warning' | 'info' | (string & {});

export interface Permission<T extends Text = string> {
  /** `"dns"` */
  readonly key: T;
  /** `"edit"` */
  readonly type: T;
}

/** A link to build, or the patterns of a template. */
export interface LinkRequest {
  /** Default: `"user"`. */
  readonly kind?: 'user' | 'account';
  /** A list, or a text as people write it: `"dns:edit,zone:read"` or the format's JSON. */
  readonly permissions?: readonly Permission<Text>[] | Text;
  /** Instead of `permissions`: a preset, such as `"dns-edit"`. Its `tokenName` is the default for `name`. */
  readonly preset?: string;
  /** User links only. Absent, empty or `"*"`: all accounts; else 32 hex digits. */
  readonly accountId?: Text | null;
  /** User links only. Absent, empty or `"all"`: all zones; else 32 hex digits. */
  readonly zoneId?: Text | null;
  /** The token's name. Absent or empty: the link has none. */
  readonly name?: Text | null;
}

/** A link that was read. `null`: the link does not say. */
export interface Link {
  /** `null` if it is unknown. */
  readonly kind: Kind | null;
  readonly permissions: readonly { readonly key: string | null; readonly type: string | null }[];
  /** `"*"` means all accounts. */
  readonly accountId: string | null;
  /** `"all"` means all zones. */
  readonly zoneId: string | null;
  readonly name: string | null;
  /** Unknown and repeated parameters, decoded, in order. */
  readonly extra: readonly (readonly [name: string, value: string])[];
}

/** A finding of the linter. */
export interface Finding {
  /** `"TL101"`; {@link findRule} explains it. */
  readonly rule: string;
  readonly severity: Severity;
  /** Index of the permission it is about, or `null`. */
  readonly permission: number | null;
  /** First byte it is about, in the UTF-8 of the link. */
  readonly offset: number;
  /** In bytes; 0 if something is missing at this place. */
  readonly length: number;
  /** `link.slice(start, end)` is what it is about, for a string and for bytes. */
  readonly start: number;
  readonly end: number;
  /** One sentence. */
  readonly message: string;
  /** What to replace `start` to `end` with; `null`: no certain fix. {@link applyFixes} applies the fixes of a lint. */
  readonly fix: string | null;
}

/** A link that was read, and its findings. */
export interface LintResult extends Link {
  /** By offset, at most 1000. */
  readonly findings: readonly Finding[];
  /** The number of findings, including those past the first 1000. */
  readonly findingTotal: number;
  /** Why the link could not be read, or `null`. The link's members then hold what is known. */
  readonly error: TokenlinkError | null;
}

/** Added with the option `canonical: true`. */
export interface WithCanonical {
  /** What {@link canonicalize} returns; `null` where that throws. */
  readonly canonical: string | null;
}

export interface CatalogOption {
  /** The permission keys that are known. Default: {@link Catalog.builtin}. */
  readonly catalog?: Catalog;
}

export interface LintOptions extends CatalogOption {
  /** Report a link that is not canonical to the byte as an `error`, `E_NOT_CANONICAL`. */
  readonly strict?: boolean;
}

/** Thrown for everything the library refuses; `message` is one sentence. `JSON.stringify` includes `name` and
 * `message`. */
export class TokenlinkError extends Error {
  readonly name: 'TokenlinkError';
  /** `"E_JSON"`. A later library may have codes this list does not name. */
  readonly code: ErrorCode | (string & {});
  /** The number of the code, as in {@link statuses}. */
  readonly status: number;
  /** A byte in the UTF-8 of the text that is at fault; 0 if no text is. */
  readonly offset: number;
  /** The same place in the text as it was passed: `text.slice(index)` begins at the fault, for a string and for a
   * Uint8Array. `null` if no text that was passed is at fault. */
  readonly index: number | null;
  /** The text that is at fault: a member of the request or the pattern of a template. `"permissions"` is the list as a
   * whole, `"column"` a column as a whole. `null`: no text is, or the call takes only one. */
  readonly part: ErrorPart | (string & {}) | null;
  /** With `part` `"key"` or `"type"`: the index of the permission. When a template is rendered: the index of the
   * column, as in {@link Template.columns}. Else `null`. */
  readonly item: number | null;
  /** With `E_NOT_CANONICAL`: the rule that says why, such as `"TL213"`. Else `null`. */
  readonly rule: string | null;
  /** With `E_BUFFER`: the number of bytes needed. Else `null`. */
  readonly need: number | null;
  /** In a batch: the row that failed, counted from 0. Else `null`. */
  readonly row: number | null;
  toJSON(): { readonly name: string; readonly message: string; readonly [field: string]: unknown };
}

// ---- one link ------------------------------------------------------------------------------------------------------

/** Builds the canonical link of a request; the same request always gives the same string.
 * @throws TokenlinkError `E_KIND`, `E_NO_PERMISSIONS`, `E_PERMISSION`, `E_UTF8`, `E_NAME`, `E_ACCOUNT_ID`,
 * `E_ZONE_ID`, `E_SCOPE`, `E_TOO_LONG`; for permissions given as a text, those of {@link readPermissions};
 * `E_NOT_FOUND` for an unknown preset. */
export function build(request: LinkRequest): string;

/** Writes the link of a request to `buffer` at `offset` (default 0) and returns its size in bytes. No other byte is
 * written, and none at all if the link does not fit.
 * @throws TokenlinkError as {@link build}; `E_BUFFER` with `need`. */
export function buildInto(request: LinkRequest, buffer: Uint8Array, offset?: number): number;

/** Reads a link as the dashboard understands it: parameters in any order, raw or half-encoded JSON, `&amp;`, line
 * breaks and more. Unknown keys, types and parameters are not errors; {@link lint} reports them.
 * @throws TokenlinkError `E_SCHEME`, `E_HOST`, `E_PATH`, `E_ESCAPE`, `E_UTF8`, `E_JSON`, `E_NOT_A_LIST`,
 * `E_TOO_LONG`. */
export function parse(link: Text, options: { readonly canonical: true }): Link & WithCanonical;
export function parse(link: Text, options?: { readonly canonical?: boolean }): Link;

/** Reads a link that is canonical to the byte.
 * @throws TokenlinkError as {@link parse}; `E_NOT_CANONICAL` with `rule`. */
export function parseStrict(link: Text, options: CatalogOption & { readonly canonical: true }): Link & WithCanonical;
export function parseStrict(link: Text, options?: CatalogOption & { readonly canonical?: boolean }): Link;

/** Reads a link and reports everything there is to say about it. A link that cannot be read does not throw: `error`
 * says why. Neither does a string with a lone surrogate, nor one that is too long. */
export function lint(link: Text, options: LintOptions & { readonly canonical: true }): LintResult & WithCanonical;
export function lint(link: Text, options?: LintOptions & { readonly canonical?: boolean }): LintResult;

/** Builds the link of a request and lints it. The places of the findings are in `canonical`, which is the link;
 * `permission` is an index in the request.
 * @throws TokenlinkError as {@link build}. */
export function lintRequest(
  request: LinkRequest,
  options?: CatalogOption,
): LintResult & { readonly canonical: string; readonly error: null };

/** Returns the link with the fixes of its findings applied. Lint the result again: a fix may reveal another finding.
 * @throws RangeError: a place outside the link. */
export function applyFixes(link: string, findings: readonly Finding[]): string;

/** Reads a link and returns its canonical form. Parameters the format does not know are dropped.
 * @throws TokenlinkError as {@link parse} and {@link build}. */
export function canonicalize(link: Text): string;

/** Reads a permission list as people write it: `"dns:edit,zone:read"` or the format's JSON list.
 * @throws TokenlinkError `E_NO_PERMISSIONS`, `E_PERMISSION`, `E_UTF8`, `E_JSON`, `E_NOT_A_LIST`, `E_TOO_LONG`. */
export function readPermissions(text: Text): Permission[];

// ---- percent-encoding ----------------------------------------------------------------------------------------------

/** Percent-encodes everything but the unreserved characters of RFC 3986. Bytes need not be UTF-8. */
export function encode(text: Text): string;

/** Decodes `%XX`, with hex digits of either case.
 * @param options `plusIsSpace`: a `+` becomes a space, as in a query string.
 * @throws TokenlinkError `E_ESCAPE` at a `%` without two hex digits; `E_UTF8` if the result is not UTF-8. */
export function decode(text: Text, options?: { readonly plusIsSpace?: boolean }): string;

/** Decodes to bytes, which need not be UTF-8.
 * @throws TokenlinkError `E_ESCAPE`. */
export function decodeBytes(text: Text, options?: { readonly plusIsSpace?: boolean }): Buffer;

// ---- token templates -----------------------------------------------------------------------------------------------

/** A column of strings, as an Arrow array is laid out: row `i` is element `e = first + i`, the bytes
 * `data[offsets[e]]` up to `data[offsets[e + 1]]`. A row whose offsets decrease or exceed `data` fails alone, with
 * `E_ARGUMENT`. */
export interface Column {
  readonly data: Uint8Array;
  /** One more than there are rows. 32 bits are Arrow's utf8, 64 bits its large_utf8. */
  readonly offsets: Uint32Array | Int32Array | BigUint64Array | BigInt64Array;
  /** A row is null if bit `e % 8` of `validity[e / 8]` is 0. Absent or null: every row has a value. A row that needs a
   * null value fails with `E_VALUES`. */
  readonly validity?: Uint8Array | null;
  /** The element of the first row. Default 0. */
  readonly first?: number;
}

/** Makes a column of strings, with `validity` if some are null.
 * @throws TokenlinkError `E_UTF8` with `row`: a lone surrogate. RangeError: more UTF-16 units in total than
 * `MAX_STRING_LENGTH` of `node:buffer` (512 Mi in Node). */
export function toColumn(values: readonly (string | null)[]): Column & {
  readonly data: Buffer;
  readonly offsets: Uint32Array;
};

/** Rows to render. */
export interface RowsOptions {
  /** In the order of {@link Template.columns}, or by name. */
  readonly columns: readonly Column[] | { readonly [name: string]: Column };
  /** Default 0. */
  readonly firstRow?: number;
  /** Default: all from `firstRow` on. */
  readonly rowCount?: number;
  /** A byte to write after each link, such as `10` for a newline; default -1, none. A row that failed has none. */
  readonly terminator?: number;
  /** Return the reason of each row that failed in {@link RowsErrors.errors}. Default false: only `statuses` tells. */
  readonly errors?: boolean;
}

/** Memory for the result of {@link Template.renderColumns}. It can be reused from call to call. */
export interface RowsOutput {
  /** `LIMITS.MAX_LINK + 1` bytes are always enough for one row. */
  readonly out: Uint8Array;
  /** At least one element more than there are rows to render. Link `k` is `out[outOffsets[k]]` up to
   * `out[outOffsets[k + 1]]`. */
  readonly outOffsets: Uint32Array;
  /** At least one element for each row; 0, or a number of {@link statuses}. */
  readonly statuses: Int32Array;
}

/** How far a call got. */
export interface RowsDone {
  /** Fewer than requested if `out` was full: continue at `firstRow + rowsDone`. */
  readonly rowsDone: number;
  /** Rows among them whose status is not 0; their links are empty. */
  readonly rowsFailed: number;
  /** Bytes of `out` that are links. */
  readonly bytes: number;
}

/** Added with the option `errors: true`. */
export interface RowsErrors {
  /** One for each row that failed, by `row`; `part` is the pattern and `item` the column it is about. */
  readonly errors: readonly TokenlinkError[];
}

export interface LinesOptions {
  /** What to do with a name that fails. `"throw"` (default): throw its error, with `row`. `"blank"`: write an empty
   * line, so that line numbers still match. */
  readonly onError?: 'throw' | 'blank';
}

export interface LinesEnd {
  /** Default true: the last line is complete even without a newline. With false, a last line without a newline is
   * not consumed, however long it is. {@link Template.createStream} skips a line longer than any link in constant
   * memory. */
  readonly final?: boolean;
}

/** How far a call got. */
export interface LinesDone {
  /** Bytes of `names` that were consumed. */
  readonly taken: number;
  /** Bytes of `out` that are links. */
  readonly bytes: number;
  readonly rowsDone: number;
  /** Rows among them that failed and are blank lines. */
  readonly rowsFailed: number;
}

/** A request whose `accountId`, `zoneId` and `name` are patterns, compiled once: `{column}` is replaced by that
 * column's value in a row, `{{` and `}}` give a brace. An id pattern with a column in it must not come out empty. */
export class Template {
  /** @throws TokenlinkError `E_PATTERN` with `part` and `offset` in the pattern; those of {@link build}, as far as
   * they do not depend on a row. */
  constructor(request: LinkRequest);

  /** Names of the columns, in the order of their first use in `accountId`, then `zoneId`, then `name`. */
  readonly columns: readonly string[];

  /** Renders one row: one value for each column, in their order, or an object that has them by name and may have other
   * members.
   * @throws TokenlinkError `E_VALUES`: too few or too many; `E_UTF8`, `E_NAME`, `E_ACCOUNT_ID`, `E_ZONE_ID`,
   * `E_TOO_LONG`. */
  render(...values: Text[]): string;
  render(values: { readonly [column: string]: Text }): string;

  /** Renders one row to `buffer` at `offset` and returns the size of the link in bytes. No other byte is written, and
   * none at all if the link does not fit.
   * @throws TokenlinkError as {@link render}; `E_BUFFER` with `need`. */
  renderInto(buffer: Uint8Array, offset: number, ...values: Text[]): number;
  renderInto(buffer: Uint8Array, offset: number, values: { readonly [column: string]: Text }): number;

  /** Renders one link per line from one name per line, for a template of one column. A line ends with LF or CR LF,
   * which the last line may lack; each link is followed by LF. Like many of Node's, the Buffer may be a part of its
   * ArrayBuffer.
   * @throws TokenlinkError as {@link render}, with `row`, and `offset` in that row's name. RangeError: the links do
   * not fit into one Buffer, or into memory. */
  renderLines(names: Uint8Array, options?: LinesOptions): Buffer;

  /** Renders lines into memory of the caller, which can be reused and may be smaller than the result: rendering then
   * stops between lines, and continues with `names.subarray(taken)`. Allocating memory costs more than rendering the
   * links.
   * @throws TokenlinkError as {@link renderLines}; `E_BUFFER`: not even one link fits. */
  renderLinesInto(names: Uint8Array, out: Uint8Array, options?: LinesOptions & LinesEnd): LinesDone;

  /** {@link renderLines} on the thread pool, in pieces, so that the event loop is not blocked. If `names` changes
   * meanwhile, either content may be rendered.
   * @param options `signal` stops between two pieces; the promise is then rejected with `signal.reason`. */
  renderLinesAsync(names: Uint8Array, options?: LinesOptions & { readonly signal?: AbortSignal }): Promise<Buffer>;

  /** Renders many rows into memory of the caller, which may be smaller than the result: rendering then stops between
   * rows. A row that fails does not affect the others: it gets its status and an empty link.
   * @throws TokenlinkError `E_VALUES`: the columns are not those of the template; `E_BUFFER`: not even one row fits.
   * RangeError: too few offsets, validity bits or statuses. */
  renderColumns(batch: RowsOptions & RowsOutput & { readonly errors: true }): RowsDone & RowsErrors;
  renderColumns(batch: RowsOptions & RowsOutput): RowsDone;

  /** {@link renderColumns} on the thread pool, into new memory of the right size. The input is copied in pieces.
   * @param batch `signal` as in {@link renderLinesAsync}.
   * @throws RangeError: the links take more than 4 GiB. */
  renderColumnsAsync(
    batch: RowsOptions & { readonly errors: true; readonly signal?: AbortSignal },
  ): Promise<RowsDone & RowsOutput & RowsErrors>;
  renderColumnsAsync(batch: RowsOptions & { readonly signal?: AbortSignal }): Promise<RowsDone & RowsOutput>;

  /** A stream that renders lines as {@link renderLines} does, from chunks of any size, in constant memory.
   * @param options `chunkSize`: bytes of an output chunk, default 64 KiB. */
  createStream(options?: LinesOptions & { readonly chunkSize?: number }): Transform;
}

// ---- many links ----------------------------------------------------------------------------------------------------

/** The link of a row; batches leave `extra` out. */
export type ParsedRow = Omit<Link, 'extra'>;

/** Reads many links in one call. A row that cannot be read, or is null, gives its error, with `row`, instead of a link.
 * @param options `firstRow`, `rowCount`: the rows, default all; `strict`, `catalog`: as in {@link lint}.
 * @throws RangeError: too few offsets or validity bits. */
export function parseRows(
  links: Column,
  options?: {
    readonly firstRow?: number;
    readonly rowCount?: number;
    readonly strict?: boolean;
    readonly catalog?: Catalog;
  },
): (ParsedRow | TokenlinkError)[];

// ---- the catalog ---------------------------------------------------------------------------------------------------

export interface CatalogKey {
  readonly key: string;
  /** The types this key is offered with. */
  readonly types: readonly string[];
  /** account, zone, user, ...; a `?` after it: inferred, not observed. */
  readonly scope: string;
  /** What the dashboard calls it. */
  readonly label: string;
  /** How it is known: documented, official link, dashboard label, oauth scope, user. */
  readonly evidence: string;
  /** Empty, or where sources differ. */
  readonly note: string;
  /** Its section in the documentation's table: Account, Zone or Access; empty: not in the table. */
  readonly section: string;
  readonly description: string;
  readonly useCases: string;
}

/** A key to add to a catalog. */
export interface CatalogEntry {
  readonly key: string;
  readonly types: readonly string[];
  readonly scope?: string;
  readonly label?: string;
  readonly note?: string;
}

/** The permission keys that are known, in byte order. A catalog never changes. */
export class Catalog implements Iterable<CatalogKey> {
  /** The built-in keys. */
  static readonly builtin: Catalog;
  /** The built-in keys and those given; a key that is built in already is replaced.
   * @param entries a list, or its JSON text
   * @throws TokenlinkError `E_CATALOG`, `E_JSON`, `E_UTF8`, `E_TOO_LONG`, with `offset` in the JSON. */
  constructor(entries: readonly CatalogEntry[] | Text);
  readonly size: number;
  has(key: string): boolean;
  get(key: string): CatalogKey | undefined;
  [Symbol.iterator](): Iterator<CatalogKey>;
}

/** A key that people use and that does not work. */
export interface WrongKey {
  readonly key: string;
  /** renamed, guess or level */
  readonly why: string;
  /** The key to use; empty: none is certain. */
  readonly useKey: string;
  /** The type to use with it; empty: the same one. */
  readonly useType: string;
  /** One sentence. */
  readonly advice: string;
  readonly evidence: string;
}
/** All of them, in byte order. */
export function wrongKeys(): readonly WrongKey[];
export function findWrongKey(key: string): WrongKey | undefined;

/** A ready-made set of permissions, from the documentation's "Common permission templates". */
export interface Preset {
  /** `"dns-edit"` */
  readonly name: string;
  /** The documentation's heading. */
  readonly group: string;
  readonly useCase: string;
  /** The documented name of the token. */
  readonly tokenName: string;
  readonly permissions: readonly Permission[];
}
/** All of them, in the documentation's order. */
export function presets(): readonly Preset[];
export function findPreset(name: string): Preset | undefined;

/** A rule of the linter. */
export interface Rule {
  /** 101 */
  readonly number: number;
  /** `"TL101"` */
  readonly id: string;
  /** `"unknown-key"` */
  readonly slug: string;
  /** Of its findings on user links. */
  readonly severity: Severity;
  /** Of its findings on account links and deploy buttons. */
  readonly accountSeverity: Severity;
  readonly sentence: string;
  readonly explanation: string;
  /** An example that has this finding. */
  readonly bad: string;
  /** The same link, fixed. */
  readonly good: string;
}
/** All of them, by number. */
export function rules(): readonly Rule[];
/** @param rule `"TL101"` or 101 */
export function findRule(rule: string | number): Rule | undefined;

// ---- names and numbers ---------------------------------------------------------------------------------------------

/** The library's release, `"1.0.0"`. */
export const version: string;

/** The numbers of the statuses, as in {@link RowsOutput.statuses}: `statuses.E_NAME`. */
export const statuses: { readonly OK: 0 } & { readonly [code in ErrorCode]: number };

/** The code of a status: `"E_NAME"`; `"E_UNKNOWN"` for a number the library does not know. */
export function statusName(status: number): string;

export const LIMITS: {
  /** Bytes of a link that is built, at most. */
  readonly MAX_LINK: number;
  /** Bytes of a text that is read, at most. */
  readonly MAX_INPUT: number;
};

// SPDX-License-Identifier: MIT
/// <reference types="node" />
/**
 * Builds, reads, checks and mass-produces Cloudflare API token template URLs: links that open the dashboard's token
 * form with permissions, scope and name already filled in.
 *
 * **Text** is a string, or a Uint8Array of UTF-8. A string with a lone surrogate is refused with `E_UTF8`; it is never
 * replaced. Bytes in memory shared between threads (SharedArrayBuffer) are refused with a TypeError; copy them first.
 *
 * **Errors.** What the library refuses is a {@link TokenlinkError}. An argument of the wrong type is a TypeError, a
 * number out of range a RangeError; both have the code `E_ARGUMENT`.
 */
import type { Transform } from "node:stream";
import type { ErrorCode } from "./lib/constants.cjs";

export type { ErrorCode };

/** A string, or a Uint8Array (a Buffer is one) of UTF-8. */
export type Text = string | Uint8Array;

/** `user`: the profile form; `account`: the account form; `deploy`: a deploy button, which is read and never built. A
 * later library may know more. */
export type Kind = "user" | "account" | "deploy" | (string & {});

/** `error`: will not be filled in as asked. `warning`: probably dropped, or risky. `info`: works, but is worth a
 * word. */
export type Severity = "error" | "warning" | "info" | (string & {});

export interface Permission<T extends Text = string> {
  /** `"dns"` */
  readonly key: T;
  /** `"edit"` */
  readonly type: T;
}

/** What a link is to say. */
export interface LinkRequest {
  /** Default: `"user"`. */
  readonly kind?: "user" | "account";
  /** A list, or one text as people write it: `"dns:edit,zone:read"` or the format's JSON. */
  readonly permissions?: readonly Permission<Text>[] | Text;
  /** In place of `permissions`: the permissions of a preset, `"dns-edit"`. Its `tokenName` is the name if none is
   * given. */
  readonly preset?: string;
  /** User links only. Left out, empty or `"*"`: all accounts; else 32 hex digits. */
  readonly accountId?: Text | null;
  /** User links only. Left out, empty or `"all"`: all zones; else 32 hex digits. */
  readonly zoneId?: Text | null;
  /** The token's name. Left out or empty: the link carries none. */
  readonly name?: Text | null;
}

/** What a link says. `null`: the link does not say. */
export interface Link {
  /** `null` where it could not be told. */
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

/** One thing the linter has to say. */
export interface Finding {
  /** `"TL101"`; {@link findRule} explains it. */
  readonly rule: string;
  readonly severity: Severity;
  /** Index of the permission it is about, or `null`. */
  readonly permission: number | null;
  /** First byte it is about, in the UTF-8 of the link. */
  readonly offset: number;
  /** In bytes; 0 marks a place where something is missing. */
  readonly length: number;
  /** `link.slice(start, end)` is what it is about, whether the link was given as a string or as bytes. */
  readonly start: number;
  readonly end: number;
  /** One sentence. */
  readonly message: string;
  /** Text to put in place of `start` to `end`; `null` where none is certain. Apply fixes from the last to the first,
   * and of overlapping ones the enclosing one alone; {@link applyFixes} does. */
  readonly fix: string | null;
}

/** What a link says, and all there is to say about it. */
export interface LintResult extends Link {
  /** By offset; at most 1000 of them. */
  readonly findings: readonly Finding[];
  /** How many there are, beyond those 1000 too. */
  readonly findingTotal: number;
  /** Why the link could not be read, or `null`. The link's own fields then hold what could be told. */
  readonly error: TokenlinkError | null;
}

/** What the library refuses, with the reason as `message`. */
export class TokenlinkError extends Error {
  readonly name: "TokenlinkError";
  /** `"E_JSON"`. A later library may have codes this list does not name. */
  readonly code: ErrorCode | (string & {});
  /** The number behind the code, as in {@link statuses}. */
  readonly status: number;
  /** Byte in the UTF-8 of the text that is at fault: the link, the name, the pattern, the JSON. 0 where none is. */
  readonly offset: number;
  /** The same place in the text as it was given: UTF-16 units of a string, bytes of a Uint8Array, so that
   * `text.slice(index)` begins at the fault. `null` where it cannot be told which text it is in. */
  readonly index: number | null;
  /** With `E_NOT_CANONICAL`: the rule that is broken, `"TL213"`. Else `null`. */
  readonly rule: string | null;
  /** With `E_BUFFER`: how many bytes it takes. Else `null`. */
  readonly need: number | null;
  /** In a batch: the row (0 is the first) that failed. Else `null`. */
  readonly row: number | null;
}

// ---- one link ------------------------------------------------------------------------------------------------------

/** Builds the canonical link of a request; the same request always gives the same string.
 * @throws TokenlinkError `E_KIND`, `E_NO_PERMISSIONS`, `E_PERMISSION`, `E_UTF8`, `E_NAME`, `E_ACCOUNT_ID`, `E_ZONE_ID`,
 * `E_SCOPE`, `E_TOO_LONG`; of a text as permissions those of {@link readPermissions}; `E_NOT_FOUND` for a preset. */
export function build(request: LinkRequest): string;

/** Writes the link of a request into `buffer` from `offset` (default 0) on, and returns how many bytes it took. Nothing
 * is written when it does not fit.
 * @throws TokenlinkError as {@link build}; `E_BUFFER` with `need`. */
export function buildInto(request: LinkRequest, buffer: Uint8Array, offset?: number): number;

/** Reads a link as the dashboard means it: any order, raw or half-encoded JSON, `&amp;`, line breaks and more. Unknown
 * keys, types and parameters are no error; {@link lint} speaks of them.
 * @throws TokenlinkError `E_SCHEME`, `E_HOST`, `E_PATH`, `E_ESCAPE`, `E_UTF8`, `E_JSON`, `E_NOT_A_LIST`,
 * `E_TOO_LONG`. */
export function parse(link: Text): Link;

/** Reads a link that is canonical to the byte.
 * @throws TokenlinkError as {@link parse}; `E_NOT_CANONICAL` with `rule`. */
export function parseStrict(link: Text, options?: { readonly catalog?: Catalog }): Link;

/** Reads a link and says all there is to say about it. A link that cannot be read is no exception here but `error`,
 * and neither is a string that is no text or too long to be looked at.
 * @param options `strict`: refuse what is not canonical; `catalog`: which keys are known. */
export function lint(link: Text, options?: { readonly strict?: boolean; readonly catalog?: Catalog }): LintResult;

/** The link with the fixes of its findings in it. Lint the result again: one fix may uncover the next fault.
 * @throws RangeError: a place outside of the link. */
export function applyFixes(link: string, findings: readonly Finding[]): string;

/** Reads a link and builds it anew, in canonical form. Parameters the format does not know are left out.
 * @throws TokenlinkError as {@link parse} and {@link build}. */
export function canonicalize(link: Text): string;

/** Reads a permission list as people write it: `"dns:edit,zone:read"` or the format's JSON list.
 * @throws TokenlinkError `E_NO_PERMISSIONS`, `E_PERMISSION`, `E_UTF8`, `E_JSON`, `E_NOT_A_LIST`, `E_TOO_LONG`. */
export function readPermissions(text: Text): Permission[];

// ---- percent-encoding ----------------------------------------------------------------------------------------------

/** Percent-encodes all but the unreserved set of RFC 3986. Bytes need not be UTF-8. */
export function encode(text: Text): string;

/** Decodes `%XX`, in either case.
 * @param options `plusIsSpace`: a `+` becomes a space, as in a query string.
 * @throws TokenlinkError `E_ESCAPE` at a `%` without two hex digits; `E_UTF8` where the bytes are no text. */
export function decode(text: Text, options?: { readonly plusIsSpace?: boolean }): string;

/** The same, giving the bytes whatever they are.
 * @throws TokenlinkError `E_ESCAPE`. */
export function decodeBytes(text: Text, options?: { readonly plusIsSpace?: boolean }): Buffer;

// ---- token templates -----------------------------------------------------------------------------------------------

/** Strings as a column: row `i` is the bytes `data[offsets[i]]` up to `data[offsets[i + 1]]`. */
export interface Column {
  readonly data: Uint8Array;
  /** One more than there are rows, never decreasing. */
  readonly offsets: Uint32Array;
}

/** Makes a column of strings.
 * @throws TokenlinkError `E_UTF8` with `row`: a lone surrogate. RangeError: more than one string could hold, which is
 * `MAX_STRING_LENGTH` of `node:buffer` (512 Mi UTF-16 units in Node). */
export function toColumn(values: readonly string[]): Column;

/** Which rows of which columns. */
export interface RowsOptions {
  /** In the order of {@link Template.columns}, or by name. */
  readonly columns: readonly Column[] | { readonly [name: string]: Column };
  /** Default 0. */
  readonly firstRow?: number;
  /** Default: all from `firstRow` on. */
  readonly rowCount?: number;
  /** A byte to put after each link, such as `10` for a newline; default -1, none. A row that failed has none either. */
  readonly terminator?: number;
}

/** Memory for the result of {@link Template.renderColumns}. The same can serve call after call. */
export interface RowsOutput {
  /** `LIMITS.MAX_LINK + 1` bytes always take at least one row. */
  readonly out: Uint8Array;
  /** At least one more element than rows are asked for. Link `k` is `out[outOffsets[k]]` up to `out[outOffsets[k +
   * 1]]`. */
  readonly outOffsets: Uint32Array;
  /** At least one element for each row; 0, or a number of {@link statuses}. */
  readonly statuses: Int32Array;
}

/** How far a call came. */
export interface RowsDone {
  /** Less than were asked for when `out` was full: go on at `firstRow + rowsDone`. */
  readonly rowsDone: number;
  /** Rows among them whose status is not 0; their links are empty. */
  readonly rowsFailed: number;
  /** Bytes of `out` that are links. */
  readonly bytes: number;
}

export interface LinesOptions {
  /** What a name no link can be made of does. `"throw"` (default): it ends the work, as an error with `row`. `"blank"`:
   * its line is left empty, so that line numbers stay. */
  readonly onError?: "throw" | "blank";
}

export interface LinesEnd {
  /** Default true: the last line is whole even without a newline. With false it is not taken until the rest of it is
   * there, however long it is; {@link Template.createStream} passes over what is longer than any link in constant
   * memory. */
  readonly final?: boolean;
}

/** How far a call came. */
export interface LinesDone {
  /** Bytes of `names` that are done. */
  readonly taken: number;
  /** Bytes of `out` that are links. */
  readonly bytes: number;
  readonly rowsDone: number;
  /** Rows among them that failed and are blank lines. */
  readonly rowsFailed: number;
}

/** A request whose `accountId`, `zoneId` and `name` are patterns, compiled once: `{column}` stands for that column's
 * value in a row, `{{` and `}}` for a brace. An id with a column in it must not come out empty. */
export class Template {
  /** @throws TokenlinkError `E_PATTERN` with `offset` in the pattern; those of {@link build} as far as they can be told
   * without a row. */
  constructor(request: LinkRequest);

  /** Names of the columns, by first appearance in `accountId`, then `zoneId`, then `name`. */
  readonly columns: readonly string[];

  /** Renders one row, given as one value for each column in their order, or as an object that has them by name (it may
   * have more).
   * @throws TokenlinkError `E_VALUES`: too few or too many; `E_UTF8`, `E_NAME`, `E_ACCOUNT_ID`, `E_ZONE_ID`,
   * `E_TOO_LONG`. */
  render(...values: Text[]): string;
  render(values: { readonly [column: string]: Text }): string;

  /** Renders one row into `buffer` from `offset` on, and returns how many bytes it took. Nothing is written when it
   * does not fit.
   * @throws TokenlinkError as {@link render}; `E_BUFFER` with `need`. */
  renderInto(buffer: Uint8Array, offset: number, ...values: Text[]): number;
  renderInto(buffer: Uint8Array, offset: number, values: { readonly [column: string]: Text }): number;

  /** One name a line in, one link a line out, for a template of one column. A line ends with LF or CR LF, the last one
   * may do without; each link is followed by LF. The Buffer may be part of a larger ArrayBuffer, as Node's often are.
   * @throws TokenlinkError as {@link render}, with `row`, and `offset` in that row's name. RangeError: more links than
   * one Buffer, or the memory, can hold. */
  renderLines(names: Uint8Array, options?: LinesOptions): Buffer;

  /** The same into memory of the caller's, which may be used again and may be smaller than the result: it then stops
   * between lines, and goes on with `names.subarray(taken)`. New memory costs more than the links in it.
   * @throws TokenlinkError as {@link renderLines}; `E_BUFFER`: not even one link fits. */
  renderLinesInto(names: Uint8Array, out: Uint8Array, options?: LinesOptions & LinesEnd): LinesDone;

  /** The same as {@link renderLines} on the thread pool, piece by piece, so that the event loop goes on. `names` may
   * change meanwhile, to no certain effect on the links.
   * @param options `signal` ends it between two pieces; the promise is then rejected with `signal.reason`. */
  renderLinesAsync(names: Uint8Array, options?: LinesOptions & { readonly signal?: AbortSignal }): Promise<Buffer>;

  /** Renders many rows into memory of the caller's, which may be smaller than the result: it then stops between rows. A
   * row that fails leaves an empty link and its status, and its neighbours unharmed.
   * @throws TokenlinkError `E_VALUES`: not these columns; `E_BUFFER`: not even one row fits. RangeError: an offset
   * outside of its data, too few offsets or statuses. */
  renderColumns(batch: RowsOptions & RowsOutput): RowsDone;

  /** The same on the thread pool, into new memory of the right size. What is read is copied piece by piece.
   * @param options `signal` as in {@link renderLinesAsync}.
   * @throws RangeError when the links take over 4 GiB. */
  renderColumnsAsync(batch: RowsOptions & { readonly signal?: AbortSignal }): Promise<RowsDone & RowsOutput>;

  /** A stream of {@link renderLines}: names in, links out, in whatever pieces they come, in constant memory.
   * @param options `chunkSize`: bytes of a piece of output, default 64 KiB. */
  createStream(options?: LinesOptions & { readonly chunkSize?: number }): Transform;
}

// ---- many links ----------------------------------------------------------------------------------------------------

/** What a row's link says; without `extra`, which batches do not give. */
export type ParsedRow = Omit<Link, "extra">;

/** Reads many links in one call. A row that cannot be read is its error, with `row`, in the row's place.
 * @param options `firstRow`, `rowCount`: which rows, default all; `strict`, `catalog`: as {@link lint}.
 * @throws RangeError: an offset outside of its data. */
export function parseRows(
  links: Column,
  options?: {
    readonly firstRow?: number;
    readonly rowCount?: number;
    readonly strict?: boolean;
    readonly catalog?: Catalog;
  },
): (ParsedRow | TokenlinkError)[];

// ---- what the library knows ----------------------------------------------------------------------------------------

export interface CatalogKey {
  readonly key: string;
  /** The types this key is offered with. */
  readonly types: readonly string[];
  /** account, zone, user, ...; a `?` after it: inferred, not seen. */
  readonly scope: string;
  /** The dashboard's words for it. */
  readonly label: string;
  /** How it is known: documented, official link, dashboard label, oauth scope, user. */
  readonly evidence: string;
  /** Where sources differ. */
  readonly note: string;
  /** Of the documentation's table: Account, Zone or Access; empty: not in it. */
  readonly section: string;
  readonly description: string;
  readonly useCases: string;
}

/** A key of the program's own. */
export interface CatalogEntry {
  readonly key: string;
  readonly types: readonly string[];
  readonly scope?: string;
  readonly label?: string;
  readonly note?: string;
}

/** The permission keys that are known, in byte order. It never changes. */
export class Catalog implements Iterable<CatalogKey> {
  /** The keys the library comes with. */
  static readonly builtin: Catalog;
  /** Those and keys of the program's own; one of the same name takes the built-in one's place.
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
  /** The key to use; empty where there is no certain one. */
  readonly useKey: string;
  /** The type to use with it; empty: the one that stands there. */
  readonly useType: string;
  /** One sentence. */
  readonly advice: string;
  readonly evidence: string;
}
/** All of them, in byte order. */
export function wrongKeys(): readonly WrongKey[];
export function findWrongKey(key: string): WrongKey | undefined;

/** A ready-made set of the documentation's "Common permission templates". */
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

/** What is behind a finding. */
export interface Rule {
  /** 101 */
  readonly number: number;
  /** `"TL101"` */
  readonly id: string;
  /** `"unknown-key"` */
  readonly slug: string;
  /** On user links, and wherever the kind makes no difference. */
  readonly severity: Severity;
  /** On account links. */
  readonly accountSeverity: Severity;
  readonly sentence: string;
  readonly explanation: string;
  /** An example that has this finding. */
  readonly bad: string;
  /** The same, mended. */
  readonly good: string;
}
/** All of them, by number. */
export function rules(): readonly Rule[];
/** @param rule `"TL101"` or 101 */
export function findRule(rule: string | number): Rule | undefined;

// ---- names and numbers ---------------------------------------------------------------------------------------------

/** The library's release, `"1.0.0"`. */
export const version: string;

/** Numbers of the statuses, as {@link RowsOutput.statuses} has them: `statuses.E_NAME`. */
export const statuses: { readonly OK: 0 } & { readonly [code in ErrorCode]: number };

/** The code of a status: `"E_NAME"`; `"E_UNKNOWN"` for a number the library does not know. */
export function statusName(status: number): string;

export const LIMITS: {
  /** Bytes of the longest link that is ever built. */
  readonly MAX_LINK: number;
  /** Bytes of the longest text that is read. */
  readonly MAX_INPUT: number;
};

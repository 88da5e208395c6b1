// SPDX-License-Identifier: MIT
// Compiled and never run: what a program may write, and what it may not.
import tokenlink, {
  applyFixes,
  build,
  buildInto,
  canonicalize,
  Catalog,
  decode,
  decodeBytes,
  encode,
  findPreset,
  findRule,
  findWrongKey,
  LIMITS,
  lint,
  lintRequest,
  parse,
  parseRows,
  parseStrict,
  presets,
  readPermissions,
  rules,
  statuses,
  statusName,
  Template,
  toColumn,
  TokenlinkError,
  version,
  wrongKeys,
} from 'tokenlink';
import type { Column, ErrorCode, ErrorPart, Finding, Kind, Link, LinkRequest, LintResult, Permission } from 'tokenlink';
import type { RowsDone, Text } from 'tokenlink';
import type { Transform } from 'node:stream';

const wanted: LinkRequest = { permissions: [{ key: 'dns', type: 'edit' }], name: 'x', accountId: null };
const link: string = build(wanted);
build({ permissions: 'dns:edit' });
build({ permissions: Buffer.from('dns:edit'), name: new Uint8Array(2) });
build({ permissions: [{ key: Buffer.from('dns'), type: 'edit' }] as const });
build({ preset: 'dns-edit', kind: 'account' });
const size: number = buildInto(wanted, Buffer.alloc(100), 5);
// @ts-expect-error a deploy button is never built
build({ kind: 'deploy' });
// @ts-expect-error a name is no number
build({ permissions: [], name: 5 });
// @ts-expect-error a permission has a type
build({ permissions: [{ key: 'dns' }] });
// @ts-expect-error a member of another language
build({ permissions: [], account_id: 'x' });

const read: Link = parse(link);
const kind: Kind | null = read.kind;
const key: string | null = read.permissions[0]!.key;
const [name, value]: readonly [string, string] = read.extra[0]!;
parseStrict(Buffer.from(link), { catalog: Catalog.builtin });
// @ts-expect-error strict is parseStrict
parse(link, { strict: true });
const form: string | null = parse(link, { canonical: true }).canonical;
// @ts-expect-error only with canonical: true
parse(link).canonical;
const checked: string = lintRequest({ preset: 'dns-edit' }, { catalog: Catalog.builtin }).canonical;
const both: string | null = lint(link, { strict: true, canonical: true }).canonical;
const linted: LintResult = lint(link, { strict: true, catalog: new Catalog([{ key: 'own', types: ['read'] }]) });
const finding: Finding | undefined = linted.findings[0];
const fixed: string = applyFixes(link, linted.findings);
const why: ErrorCode | string | undefined = linted.error?.code;
const list: Permission[] = readPermissions('dns:edit');
const canonical: string = canonicalize(link);
const texts: [string, string, Buffer] = [encode('x'), decode('x', { plusIsSpace: true }), decodeBytes('x')];

const template = new Template({ permissions: list, name: '{team}' });
const columns: readonly string[] = template.columns;
const rendered: string[] = [template.render('x'), template.render('x', Buffer.from('y'))];
rendered.push(template.render({ team: 'x' }));
template.renderInto(new Uint8Array(9), 0, 'x');
template.renderInto(new Uint8Array(9), 0, { team: 'x' });
// @ts-expect-error a value is a text
template.render(5);
// @ts-expect-error columns cannot be changed
template.columns = [];
const lines: Buffer = template.renderLines(Buffer.from('a\n'), { onError: 'blank' });
const { taken, bytes } = template.renderLinesInto(lines, new Uint8Array(9), { final: false });
const later: Promise<Buffer> = template.renderLinesAsync(lines, { signal: new AbortController().signal });
// @ts-expect-error neither throw nor blank
template.renderLines(lines, { onError: 'skip' });
const column: Column = toColumn(['a']);
const done: RowsDone = template.renderColumns({
  columns: { team: column },
  firstRow: 0,
  rowCount: 1,
  terminator: 10,
  out: new Uint8Array(9),
  outOffsets: new Uint32Array(2),
  statuses: new Int32Array(1),
});
const validity: Uint8Array | null | undefined = toColumn(['a', null]).validity;
const arrow: Column = { data: new Uint8Array(), offsets: new BigInt64Array(2), validity: new Uint8Array(1), first: 0 };
const output = { out: new Uint8Array(9), outOffsets: new Uint32Array(2), statuses: new Int32Array(1) };
const reasons: readonly TokenlinkError[] = template.renderColumns({ columns: [arrow], errors: true, ...output }).errors;
// @ts-expect-error only with errors: true
template.renderColumns({ columns: [arrow], ...output }).errors;
const { part, item } = (await template.renderColumnsAsync({ columns: [arrow], errors: true })).errors[0]!;
const named: ErrorPart | string | null = part;
const place: number | null = item;
// @ts-expect-error without memory for the result
template.renderColumns({ columns: [column] });
const { outOffsets } = await template.renderColumnsAsync({ columns: [column] });
const stream: Transform = template.createStream({ onError: 'throw', chunkSize: 4096 });

for (const row of parseRows(column, { firstRow: 0 })) {
  if (row instanceof TokenlinkError) {
    const place: number | null = row.row;
    console.log(place, row.code, row.offset, row.index, row.rule, row.need, row.status);
  } else {
    console.log(row.name);
    // @ts-expect-error batches have none
    console.log(row.extra);
  }
}

const types: readonly string[] | undefined = Catalog.builtin.get('dns')?.types;
for (const { key: one, useCases } of Catalog.builtin) console.log(one, useCases);
const facts: (string | number | undefined)[] = [
  findPreset('dns-edit')?.tokenName,
  findRule('TL101')?.severity,
  findRule(101)?.number,
  findWrongKey('zone_dns')?.useKey,
  presets()[0]?.group,
  rules()[0]?.slug,
  wrongKeys()[0]?.advice,
  statuses.E_NAME,
  statusName(5),
  LIMITS.MAX_LINK,
  version,
];
const code: ErrorCode = 'E_JSON';
// @ts-expect-error no such code
const none: ErrorCode = 'E_NOTHING';
const text: Text = tokenlink.encode('x');
export { size, kind, key, name, value, finding, fixed, why, canonical, texts, columns, rendered, taken, bytes };
export { form, checked, both, validity, reasons, named, place };
export { later, done, outOffsets, stream, types, facts, code, none, text };

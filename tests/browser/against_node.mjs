// SPDX-License-Identifier: MIT
// Node's URL, URLSearchParams and JSON as the browser: against_node.mjs PROGRAM [CLI] [--seed N] [--count N].
import { spawnSync } from 'node:child_process';
import { cases } from './cases.mjs';
import { browserReads } from './oracle.mjs';
import { options, session, Tally } from './session.mjs';

// '' if `tokenlink lint` tells and counts all that the library reports of a named case.
function fromCli(cli, { link, rules, agree, refused }) {
  const { status, stdout, stderr } = spawnSync(cli, ['lint', '--json', link], { encoding: 'utf8' });
  if (refused) return status === 2 ? '' : `exit code ${status}, not 2`;
  if (status !== 0 && status !== 1) return `exit code ${status}: ${stderr}`;
  const { findings, finding_counts: counts } = JSON.parse(stdout);
  const missing = rules.filter((rule) => !findings.some((finding) => finding.rule === rule));
  if (missing.length > 0) return `${missing.join(', ')} missing`;
  if (counts === undefined) return 'no finding_counts';
  if (!agree && status === 0) return 'exit code 0 although a browser reads another link';
  if ((status === 1) !== counts.error > 0) return `exit code ${status} with ${counts.error} errors`;
  const total = counts.error + counts.warning + counts.info;
  return total >= findings.length && (findings.length >= 1000 || total === findings.length)
    ? ''
    : `${findings.length} findings, counted ${JSON.stringify(counts)}`;
}

const { programs, seed, count } = options(300000);
const [program, cli] = programs;
const tally = new Tally('browser');
if (cli !== undefined) cases.forEach((one) => tally.check(`lint: ${one.name}`, fromCli(cli, one)));
await session(tally, (links) => links.map(browserReads), program, { seed, count });
tally.end();

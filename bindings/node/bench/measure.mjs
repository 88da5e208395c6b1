// SPDX-License-Identifier: MIT
// Two contenders, in one process, slice by slice in turn: a round runs a slice of each, and its ratio is theirs.
const ROUNDS = Number(process.env.TOKENLINK_BENCH_ROUNDS ?? 101);
const SLICE_NS = 1.5e6;
const ONLY = process.env.TOKENLINK_BENCH_ONLY ?? '';

function time(run, first, calls) {
  const begin = process.hrtime.bigint();
  run(first, calls);
  return Number(process.hrtime.bigint() - begin);
}

// Calls that fill a slice; the compiler has seen them by then.
function callsPerSlice(run, inputs) {
  for (let i = 0; i < 30; ++i) time(run, 0, inputs);
  let calls = inputs;
  for (;;) {
    const ns = time(run, 0, calls);
    if (ns > SLICE_NS / 2) return Math.max(1, Math.round((calls * SLICE_NS) / ns));
    calls *= 2;
  }
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
const spread = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: at(sorted, 0.5), p10: at(sorted, 0.1), p90: at(sorted, 0.9) };
};

// `ours.run(first, calls)` and `rival.run` go through the same `inputs` inputs, `units` of work a call.
export function compare({ job, ours, rival, inputs, check }) {
  if (!job.includes(ONLY)) return null;
  const row = { job, ours: ours.name, rival: rival.name, version: rival.version ?? process.version };
  const fault = check();
  if (fault) return { ...row, ratio: null, ours_ns: null, rival_ns: null, allocations: null, fault };
  const sides = [ours, rival].map((side) => ({ ...side, first: 0, ns: [], calls: callsPerSlice(side.run, inputs) }));
  const ratios = [];
  for (let round = 0; round < ROUNDS; ++round) {
    const order = round % 2 === 0 ? sides : [sides[1], sides[0]];
    for (const side of order) {
      const ns = time(side.run, side.first, side.calls);
      side.first = (side.first + side.calls) % inputs;
      side.ns.push(ns / side.calls / (side.units ?? 1));
    }
    ratios.push(sides[0].ns[round] / sides[1].ns[round]);
  }
  return {
    ...row,
    ratio: spread(ratios),
    ours_ns: spread(sides[0].ns).median,
    rival_ns: spread(sides[1].ns).median,
    allocations: null,
    fault: null,
  };
}

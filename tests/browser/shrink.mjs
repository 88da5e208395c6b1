// SPDX-License-Identifier: MIT
// The shortest text found that fails in the same way: pieces are cut out, large ones first.

const AT_ONCE = 64;
const MOST_BYTES = 8e6; // of texts that are tried

// `verdicts(texts)` gives one for each text, '' if all is well.
export async function shrink(text, verdicts) {
  const [wanted] = await verdicts([text]);
  let best = text;
  let bytes = 0;
  for (let size = Math.max(1, best.length >> 1); size >= 1; size >>= 1) {
    for (let at = 0; at < best.length && bytes < MOST_BYTES; ) {
      const cut = [];
      for (let from = at; from < best.length && cut.length < AT_ONCE; from += size) {
        cut.push(best.slice(0, from) + best.slice(from + size));
      }
      bytes += cut.length * best.length;
      const found = (await verdicts(cut)).indexOf(wanted);
      if (found >= 0) best = cut[found];
      at += size * (found >= 0 ? found : cut.length);
    }
  }
  return best;
}

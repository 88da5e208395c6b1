// SPDX-License-Identifier: MIT
// What is measured: 1024 different requests and names, made from a seed, like bench/inputs.h makes them for C++.
import { Catalog } from '../index.mjs';

export const COUNT = 1024;

const WORDS = (
  'ci deploy DNS Edge team prod staging zone Backup worker Analytics read edit bot web Checkout billing R&D us-east-1 ' +
  'v2.0 terraform GitHub A/B mail cache #42 on-call data_sync Mobile API Q3:plan renewal C++ customer search'
).split(' ');
const JAPANESE =
  '東京 本番 環境 デプロイ 用 証明書 更新 監視 開発 検証 キャッシュ 削除 自動 管理 共有 決済 🚀 🔒 ✅'.split(' ');
const SIZES = [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6];

// splitmix64, so that every runtime gets the same inputs.
function random(seed) {
  let state = BigInt(seed);
  return (below) => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let z = state;
    z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    return Number((z ^ (z >> 31n)) % BigInt(below));
  };
}

function names(seed, least, spread, words, glue) {
  const below = random(seed);
  return Array.from({ length: COUNT }, () => {
    const list = Array.from({ length: least + below(spread) }, () => words[below(words.length)]);
    // Flat, as a string from a request or a database is.
    return Buffer.from(list.join(glue)).toString();
  });
}

export const asciiNames = names(1, 3, 3, WORDS, ' ');
export const japaneseNames = names(2, 2, 3, JAPANESE, '');

const documented = [...Catalog.builtin]
  .filter(({ evidence }) => evidence === 'documented')
  .flatMap(({ key, types }) => types.map((type) => ({ key, type })));

export const requests = (() => {
  const below = random(3);
  return asciiNames.map((name) => {
    const size = SIZES[below(SIZES.length)];
    const permissions = [];
    while (permissions.length < size) {
      const next = documented[below(documented.length)];
      if (permissions.every(({ key }) => key !== next.key)) permissions.push({ key: next.key, type: next.type });
    }
    return { kind: 'user', permissions, name };
  });
})();

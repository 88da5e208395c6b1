// SPDX-License-Identifier: MIT
// Finds the addon, and checks its version before anything calls it. The error lists every path that was tried, and
// why it failed.
'use strict';

const { Buffer } = require('node:buffer');
const fs = require('node:fs');
const path = require('node:path');
const { ABI_MAJOR, ABI_MINOR } = require('./constants.cjs');
const { version } = require('../package.json');

const OVERRIDE = 'TOKENLINK_NODE_BINARY';

// Literal paths, so that a bundler sees them and includes the files; inside try, it ignores files that are missing.
const PREBUILT = {
  'linux-x64'() {
    try {
      return require('../prebuilds/linux-x64/tokenlink.node');
    } catch (error) {
      throw error;
    }
  },
  'linux-arm64'() {
    try {
      return require('../prebuilds/linux-arm64/tokenlink.node');
    } catch (error) {
      throw error;
    }
  },
};

// Mapping a truncated file kills the process. The section table comes last, so its end must be there.
function checkWhole(file) {
  const header = Buffer.alloc(64);
  const descriptor = fs.openSync(file, 'r');
  const read = fs.readSync(descriptor, header, 0, 64, 0);
  const { size } = fs.fstatSync(descriptor);
  fs.closeSync(descriptor);
  if (read < 64 || header.readUInt32BE(0) !== 0x7f454c46) throw new Error('it is not an ELF file');
  const end = Number(header.readBigUInt64LE(40)) + header.readUInt16LE(58) * header.readUInt16LE(60);
  if (size < end) throw new Error(`it is cut short: ${size} bytes of at least ${end}`);
}

function open(file) {
  checkWhole(file);
  const module = { exports: {} };
  process.dlopen(module, file);
  return module.exports;
}

// Where the addon may be, in order. If the override is set, it is the only place.
function candidates() {
  const override = process.env[OVERRIDE];
  if (override) {
    const file = path.resolve(override);
    return [{ place: `${file} (from ${OVERRIDE})`, open: () => open(file) }];
  }
  const platform = `${process.platform}-${process.arch}`;
  // A module bundled into one file may not know where it is.
  const here = typeof __dirname === 'string' ? __dirname : '';
  const list = [];
  if (platform in PREBUILT) {
    const place = path.join(here, '..', 'prebuilds', platform, 'tokenlink.node');
    const require = PREBUILT[platform];
    // In a bundle the file is elsewhere, and only the bundler's require knows where.
    list.push({ place, open: () => (fs.existsSync(place) && checkWhole(place), require()) });
  }
  // A program bundled into one file has the addon beside it.
  if (here !== '') {
    const beside = path.join(here, 'tokenlink.node');
    list.push({ place: beside, open: () => open(beside) });
  }
  return list;
}

// Why an addon cannot serve this package, or null.
function fault(addon) {
  if (addon === null || typeof addon !== 'object' || typeof addon.package !== 'string') {
    return 'it is not an addon of tokenlink';
  }
  if (addon.package !== version) {
    return `it belongs to tokenlink ${addon.package}, and this package is ${version}; install the two from one release`;
  }
  if (addon.abiMajor !== ABI_MAJOR || addon.abiMinor < ABI_MINOR) {
    const needed = `${ABI_MAJOR}.${ABI_MINOR} or a later minor is needed`;
    return `its library has ABI ${addon.abiMajor}.${addon.abiMinor}, and ${needed}`;
  }
  if (typeof addon.find !== 'function') return 'it lacks functions';
  return null;
}

function firstLine(error) {
  return String((error && error.message) || error).split('\n')[0];
}

// {addon, error}, one of them null.
function load() {
  const reasons = [];
  for (const { place, open: tryIt } of candidates()) {
    let reason;
    try {
      const addon = tryIt();
      reason = fault(addon);
      if (reason === null) return { addon, error: null };
    } catch (error) {
      reason = firstLine(error);
    }
    reasons.push(`\n  ${place}: ${reason}`);
  }
  const platform = `${process.platform}-${process.arch}`;
  const known = Object.keys(PREBUILT).join(', ');
  const advice =
    platform in PREBUILT
      ? `Reinstall the package, or set ${OVERRIDE} to the path of a tokenlink.node of version ${version}.`
      : `There is no prebuilt addon for ${platform}, only for ${known}. Build one and set ${OVERRIDE} to its path.`;
  const error = new Error(`tokenlink ${version} cannot load its addon. ${advice} Tried:${reasons.join('')}`);
  error.code = 'E_LOAD';
  return { addon: null, error };
}

module.exports = load();

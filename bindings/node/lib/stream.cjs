// SPDX-License-Identifier: MIT
// Renders lines from chunks of any size. Only complete lines are rendered: a line that is split between two chunks
// waits for its end.
'use strict';

const { Buffer } = require('node:buffer');
const { Transform } = require('node:stream');
const { native, numbers, AT } = require('./native.cjs');
const { LIMITS, STATUSES } = require('./constants.cjs');
const { countOf, isBytes, kindOf, optionsOf, typeError } = require('./arguments.cjs');
const { TokenlinkError } = require('./errors.cjs');
const { FINAL, NEWLINE, checkColumns, flagsOf, lineFailure } = require('./lines.cjs');

const NOTHING = Buffer.alloc(0);
// A lone surrogate.
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const UTF8 = /^utf-?8$/i;
const isHigh = (unit) => unit >= 0xd800 && unit < 0xdc00;

class LineStream extends Transform {
  #compiled;
  #flags;
  #chunkSize;
  #rest = NOTHING; // of a line whose end has not arrived
  #skipping = false; // to the end of a line that is longer than any link
  #rows = 0;
  #half = ''; // a high surrogate at the end of a chunk
  #resume = null; // continues when the reader wants more

  constructor(compiled, options) {
    const given = optionsOf(options);
    const chunkSize = given.chunkSize === undefined ? 65536 : countOf(given.chunkSize, 'chunkSize', 1 << 30);
    checkColumns(compiled);
    const flags = flagsOf(given);
    super({ decodeStrings: false, readableHighWaterMark: chunkSize, writableHighWaterMark: 65536 });
    this.#compiled = compiled;
    this.#flags = flags;
    // Room for at least one link, so that every call makes progress.
    this.#chunkSize = Math.max(chunkSize, LIMITS.MAX_LINK + 1);
  }

  _transform(chunk, encoding, done) {
    let bytes;
    try {
      bytes = this.#bytesOf(chunk, encoding);
    } catch (error) {
      done(error);
      return;
    }
    this.#render(bytes, 0, done);
  }

  _flush(done) {
    if (this.#half !== '') {
      done(this.#loneSurrogate(''));
      return;
    }
    const last = this.#rest;
    this.#rest = NOTHING;
    if (last.length === 0 || this.#skipping) {
      done();
      return;
    }
    this.#render(last, FINAL, done);
  }

  _read(size) {
    const resume = this.#resume;
    if (resume === null) {
      super._read(size);
      return;
    }
    this.#resume = null;
    resume();
  }

  _destroy(error, done) {
    this.#resume = null;
    this.#rest = NOTHING;
    super._destroy(error, done);
  }

  // `before` is the text before it in its chunk.
  #loneSurrogate(before) {
    // A line that is being skipped has been counted.
    const row = this.#rows + before.split('\n').length - (this.#skipping ? 2 : 1);
    const message = `line ${row + 1}: the text has a lone surrogate, which UTF-8 cannot represent`;
    return new TokenlinkError(message, { status: STATUSES.E_UTF8, row });
  }

  // Strings are converted here: Node would turn each half of a surrogate pair split between two chunks into U+FFFD.
  #bytesOf(chunk, encoding) {
    const isText = typeof chunk === 'string';
    if (!isText && !isBytes(chunk)) {
      throw typeError(`names must come as strings or Uint8Arrays, not as ${kindOf(chunk)}`);
    }
    if (isText && UTF8.test(encoding)) return this.#bytesOfText(chunk);
    const bytes = isText ? Buffer.from(chunk, encoding) : chunk;
    if (bytes.length > 0 && this.#half !== '') throw this.#loneSurrogate('');
    return bytes;
  }

  #bytesOfText(chunk) {
    let text = this.#half + chunk;
    this.#half = '';
    if (text.length > 0 && isHigh(text.charCodeAt(text.length - 1))) {
      this.#half = text.slice(-1);
      text = text.slice(0, -1);
    }
    const bytes = Buffer.from(text);
    // A lone surrogate became U+FFFD; a text without that character has none.
    const lone = bytes.includes('\ufffd') ? text.search(LONE) : -1;
    if (lone >= 0) throw this.#loneSurrogate(text.slice(0, lone));
    return bytes;
  }

  // This chunk, after the start of its first line; or what follows a line that is skipped.
  #joined(bytes) {
    if (this.#skipping) {
      const end = bytes.indexOf(NEWLINE);
      if (end < 0) return NOTHING;
      this.#skipping = false;
      return bytes.subarray(end + 1);
    }
    if (this.#rest.length === 0) return bytes;
    const joined = Buffer.concat([this.#rest, bytes]);
    this.#rest = NOTHING;
    return joined;
  }

  #render(piece, final, done) {
    const bytes = final ? piece : this.#joined(piece);
    // If the writer transfers the memory of a chunk before it is rendered, nothing may be lost silently.
    const { length } = bytes;
    const gone = () => done(typeError('the memory of names was transferred or made smaller before they were read'));
    let at = 0;
    const step = () => {
      while (at < length) {
        if (bytes.length < length) return gone();
        const output = Buffer.allocUnsafeSlow(this.#chunkSize);
        const flags = this.#flags | final;
        if (native.renderLines(this.#compiled, bytes, at, length, output, 0, flags) === undefined) {
          return done(lineFailure(bytes, this.#rows));
        }
        const consumed = numbers[AT.CONSUMED];
        const written = numbers[AT.WRITTEN];
        const full = numbers[AT.FULL] === 1;
        this.#skipping = numbers[AT.CUT] === 1;
        this.#rows += numbers[AT.ROWS];
        at += consumed;
        // Copied before code of the reader can run, since the writer may reuse its memory.
        if (!full && at < length) this.#rest = Buffer.from(bytes.subarray(at, length));
        const more = written === 0 || this.push(output.subarray(0, written));
        if (!full) break;
        if (!more) {
          this.#resume = step;
          return undefined;
        }
      }
      return done();
    };
    step();
  }
}

module.exports = { LineStream };

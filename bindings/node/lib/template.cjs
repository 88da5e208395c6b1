// SPDX-License-Identifier: MIT
'use strict';

const { Buffer } = require('node:buffer');
const { native } = require('./native.cjs');
const { STATUSES } = require('./constants.cjs');
const { checkOutput, isObject, isPlace } = require('./arguments.cjs');
const { failure, TokenlinkError } = require('./errors.cjs');
const { withRequest } = require('./request.cjs');
const { renderColumns, renderColumnsAsync } = require('./columns.cjs');
const { renderLines, renderLinesAsync, renderLinesInto } = require('./lines.cjs');
const { LineStream } = require('./stream.cjs');
const unpack = require('./unpack.cjs');

// More values cross as an array.
const MOST_ARGUMENTS = 16;

function columnsOf(compiled) {
  unpack.open(native.columnNames(compiled));
  const names = [];
  const count = unpack.number();
  for (let i = 0; i < count; ++i) names.push(unpack.string());
  unpack.close();
  return Object.freeze(names);
}

// Whether the values of a row are given as an object that has them by name.
function isRow(values) {
  return values.length === 1 && isObject(values[0]) && !ArrayBuffer.isView(values[0]);
}

class Template {
  // The compiled template: a function of the addon that renders.
  #compiled;
  #columns;

  constructor(request) {
    this.#compiled = withRequest(native.compile, request);
    this.#columns = columnsOf(this.#compiled);
  }

  get columns() {
    return this.#columns;
  }

  render(first, second, third) {
    // Values are passed unchecked; what is wrong with them is examined if the addon refuses them.
    let link;
    if (arguments.length === 1) {
      if (typeof first === 'object') return this.#renderList(this.#listOf([first]));
      link = this.#compiled(first);
    } else if (arguments.length === 2) {
      link = this.#compiled(first, second);
    } else if (arguments.length === 3) {
      link = this.#compiled(first, second, third);
    } else {
      return this.#renderList(Array.from(arguments));
    }
    if (link === undefined) throw this.#failure(Array.from(arguments));
    return link;
  }

  renderInto(buffer, offset, first, second) {
    if (!isPlace(buffer, offset)) checkOutput(buffer, offset);
    let size;
    if (arguments.length === 3 && typeof first !== 'object') {
      size = this.#compiled.into(buffer, offset, first);
    } else if (arguments.length === 4) {
      size = this.#compiled.into(buffer, offset, first, second);
    } else {
      return this.#renderListInto(buffer, offset, this.#listOf(Array.from(arguments).slice(2)));
    }
    if (size === undefined) throw this.#failure([first, second]);
    return size;
  }

  renderLines(names, options) {
    return renderLines(this.#compiled, names, options);
  }

  renderLinesInto(names, out, options) {
    return renderLinesInto(this.#compiled, names, out, options);
  }

  renderLinesAsync(names, options) {
    return renderLinesAsync(this.#compiled, names, options);
  }

  renderColumns(batch) {
    return renderColumns(this.#compiled, this.#columns, batch);
  }

  renderColumnsAsync(batch) {
    return renderColumnsAsync(this.#compiled, this.#columns, batch);
  }

  createStream(options) {
    return new LineStream(this.#compiled, options);
  }

  #renderList(values) {
    const link =
      values.length <= MOST_ARGUMENTS ? this.#compiled(...values) : native.renderList(this.#compiled, values);
    if (link === undefined) throw this.#failure(values);
    return link;
  }

  #renderListInto(buffer, offset, values) {
    if (values.length > MOST_ARGUMENTS) return copyOut(this.#renderList(values), buffer, offset);
    const size = this.#compiled.into(buffer, offset, ...values);
    if (size === undefined) throw this.#failure(values);
    return size;
  }

  // The values in the order of the columns.
  #listOf(values) {
    if (!isRow(values)) return values;
    const [row] = values;
    return this.#columns.map((column) => {
      const value = row[column];
      if (value === undefined || value === null) {
        throw new TokenlinkError(`the row has no value for the column {${column}}`, { status: STATUSES.E_VALUES });
      }
      return value;
    });
  }

  #failure(values) {
    const columns = this.#columns;
    const label = (item) => `the value of column {${columns[item] ?? item}}`;
    return failure(values.map((value, item) => ({ label: label(item), value, part: null, item })));
  }
}

// A link into memory of the caller's.
function copyOut(link, buffer, offset) {
  checkOutput(buffer, offset);
  const { length } = link;
  if (length > buffer.length - offset) {
    throw new TokenlinkError('the buffer is too small for the link', { status: STATUSES.E_BUFFER, need: length });
  }
  return Buffer.from(buffer.buffer, buffer.byteOffset + offset, length).latin1Write(link);
}

module.exports = { Template };

// SPDX-License-Identifier: MIT
'use strict';

const { native } = require('./native.cjs');
const { STATUSES } = require('./constants.cjs');
const { checkOutput, isObject } = require('./arguments.cjs');
const { failure, TokenlinkError } = require('./errors.cjs');
const { withRequest } = require('./request.cjs');
const { renderColumns, renderColumnsAsync } = require('./columns.cjs');
const { renderLines, renderLinesAsync, renderLinesInto } = require('./lines.cjs');
const { LineStream } = require('./stream.cjs');
const unpack = require('./unpack.cjs');

// More cross as an array.
const MOST_ARGUMENTS = 16;

function columnsOf(compiled) {
  unpack.open(native.columnNames(compiled));
  const names = [];
  const count = unpack.number();
  for (let i = 0; i < count; ++i) names.push(unpack.string());
  unpack.close();
  return Object.freeze(names);
}

// Whether the values of a row were given as an object that has them by name.
function isRow(values) {
  return values.length === 1 && isObject(values[0]) && !ArrayBuffer.isView(values[0]);
}

class Template {
  // The compiled template: a function of the addon that renders with it.
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
    // The ordinary cases pass their values as they are; what is wrong with them is looked at when the addon refuses.
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

  renderInto(buffer, offset, ...values) {
    checkOutput(buffer, offset);
    const list = this.#listOf(values);
    // The addon takes an array for the list of values: one of the caller's, whose getters would run in the midst of the
    // call, must not get there as such.
    const taken = list.length === 1 && !Array.isArray(list[0]) ? list[0] : list;
    const size = native.renderInto(this.#compiled, taken, buffer, offset);
    if (size === undefined) throw this.#failure(list);
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
    const inputs = values.map((value, i) => ({ label: `the value of column {${this.#columns[i] ?? i}}`, value }));
    const inValue = (status) => (status === STATUSES.E_NAME || status === STATUSES.E_UTF8) && values.length === 1;
    return failure(inputs, (status) => (inValue(status) ? 0 : -1));
  }
}

module.exports = { Template };

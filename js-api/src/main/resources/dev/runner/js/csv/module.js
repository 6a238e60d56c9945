const host = __runner("k6/experimental/csv");
const HANDLE = Symbol.for("runner.file");
let wrap;

function handleOf(what, file) {
  const handle = typeof file === "object" && file !== null ? file[HANDLE] : undefined;
  if (handle === undefined) {
    throw new TypeError(`${what} takes a file opened by fs.open() of k6/experimental/fs`);
  }
  return handle;
}

function lineOf(name, value, fallback) {
  if (value === undefined || value === null) {
    return fallback;
  }
  if (!Number.isInteger(value) || value < 0) {
    throw new TypeError(`${name} must be the number of a line, from 0`);
  }
  return value;
}

function settings(options) {
  const { delimiter = ",", skipFirstLine = false, asObjects = false } = options ?? {};
  if (typeof delimiter !== "string" || delimiter.length !== 1) {
    throw new TypeError("delimiter must be one character");
  }
  const from = lineOf("fromLine", options?.fromLine, 0);
  const to = lineOf("toLine", options?.toLine, -1);
  if (to >= 0 && to < from) {
    throw new TypeError(`toLine (${to}) comes before fromLine (${from})`);
  }
  return [delimiter, !!skipFirstLine, from, to, !!asObjects];
}

export async function parse(file, options) {
  const rows = host.parse(handleOf("csv.parse()", file), ...settings(options));
  wrap ??= host.wrap();
  return wrap(rows);
}

export class Parser {
  #parser;

  constructor(file, options) {
    this.#parser = host.parser(handleOf("new csv.Parser()", file), ...settings(options));
  }

  async next() {
    const row = this.#parser.next();
    return row === null ? { done: true, value: [] } : { done: false, value: JSON.parse(row) };
  }
}

export default { parse, Parser };

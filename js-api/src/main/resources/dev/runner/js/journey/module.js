// runner: what journeys need beyond k6. Work is done here unless it needs the virtual user.
const host = __runner("runner");
const { parse, stringify } = JSON;

// --- words for messages ---

const SHOWN = 200;

function shorten(text) {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}… (${text.length} characters)` : text;
}

function show(value) {
  if (value === undefined) {
    return "nothing";
  }
  if (typeof value === "string" || value instanceof RegExp) {
    return shorten(typeof value === "string" ? `'${value}'` : String(value));
  }
  const text = typeof value === "object" && value !== null ? stringify(value) : undefined;
  return shorten(text === undefined ? String(value) : text);
}

function bodyText(response) {
  const { body } = response;
  return typeof body === "string" ? body : body === null || body === undefined ? "" : undefined;
}

function showBody(response) {
  const text = bodyText(response);
  return text === undefined
    ? "a binary body"
    : text === ""
      ? "an empty body"
      : `the body ${shorten(stringify(text))}`;
}

function where(response) {
  const { request, url, status } = response;
  const method = request && request.method ? `${request.method} ` : "";
  return `${method}${url} answered ${status === 0 ? response.error || "nothing" : status}`;
}

function refuse(message) {
  throw new TypeError(message);
}

const DURATION = /^(?:(\d+(?:\.\d+)?)(ms|s|m|h))+$/;
const UNITS = { ms: 0.001, s: 1, m: 60, h: 3600 };

// Seconds of a number, or of a text such as '500ms' or '1m30s'.
function seconds(what, value, unit) {
  if (typeof value === "number" && value >= 0) {
    return value * unit;
  }
  if (typeof value !== "string" || !DURATION.test(value)) {
    refuse(`${what} takes a number or a text such as '500ms' or '1.5s', not ${show(value)}`);
  }
  let sum = 0;
  for (const [, number, name] of value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    sum += Number(number) * UNITS[name];
  }
  return sum;
}

function headerOf(response, name) {
  const wanted = name.toLowerCase();
  for (const key of Object.keys(response.headers)) {
    if (key.toLowerCase() === wanted) {
      return response.headers[key];
    }
  }
  return undefined;
}

// --- steps ---

let failures = 0;

export function step(name, fn) {
  if (typeof fn !== "function") {
    refuse("step() needs a name and a function");
  }
  const begun = host.begin(String(name));
  const before = failures;
  let result;
  try {
    result = fn();
  } catch (error) {
    finish(begun, true);
    throw error;
  }
  if (typeof result !== "object" || result === null || typeof result.then !== "function") {
    finish(begun, failures > before);
    return result;
  }
  host.pause(begun);
  return result.then(
    (value) => {
      host.end(begun, failures > before);
      return value;
    },
    (error) => {
      host.end(begun, true);
      throw error;
    },
  );
}

function finish(begun, failed) {
  if (!host.stopping()) {
    host.end(begun, failed);
  }
  host.pause(begun);
}

// --- expectations ---

class Expectation {
  #response;
  #prefix;
  #failures = [];

  constructor(response, label) {
    this.#response = response;
    this.#prefix = label === undefined ? "" : `${label}: `;
  }

  #record(name, passed, found) {
    host.check(this.#prefix + name, passed);
    if (!passed) {
      failures++;
      const failure = `expected ${name}, found ${found()}`;
      this.#failures.push(failure);
      host.explain(`${this.#prefix}${failure} (${where(this.#response)})`);
    }
    return this;
  }

  get ok() {
    return this.#failures.length === 0;
  }

  get failures() {
    return [...this.#failures];
  }

  status(...wanted) {
    const { status, error } = this.#response;
    const all = wanted.flat();
    return this.#record(`status ${all.join(" or ")}`, all.includes(status), () =>
      status === 0 ? `no response: ${error}` : status,
    );
  }

  under(limit) {
    const millis = seconds("under()", limit, 0.001) * 1000;
    const { duration } = this.#response.timings;
    const shown = typeof limit === "number" ? `${limit}ms` : limit;
    return this.#record(
      `duration under ${shown}`,
      this.#response.status !== 0 && duration < millis,
      () => `${Math.round(duration * 100) / 100}ms`,
    );
  }

  header(name, wanted) {
    const value = headerOf(this.#response, String(name));
    if (wanted === undefined) {
      return this.#record(`header ${name}`, value !== undefined, () => "none of that name");
    }
    return this.#record(
      `header ${name} ${wanted instanceof RegExp ? "matching" : "equal to"} ${show(wanted)}`,
      value !== undefined &&
        (wanted instanceof RegExp ? wanted.test(value) : value === String(wanted)),
      () => show(value),
    );
  }

  cookie(name, wanted) {
    const found = cookieOf(this.#response, String(name));
    return this.#record(
      wanted === undefined ? `cookie ${name}` : `cookie ${name} equal to ${show(wanted)}`,
      wanted === undefined ? found !== undefined : found === String(wanted),
      () => show(found),
    );
  }

  jsonPath(path, wanted) {
    let found;
    try {
      found = this.#response.json(path);
    } catch {
      found = undefined;
    }
    if (arguments.length < 2) {
      return this.#record(String(path), found !== undefined, () => showBody(this.#response));
    }
    const passed =
      typeof wanted === "function" ? !!wanted(found) : same(found, wanted);
    return this.#record(
      typeof wanted === "function" ? `${path} as wanted` : `${path} equal to ${show(wanted)}`,
      passed,
      () => (found === undefined ? showBody(this.#response) : show(found)),
    );
  }

  bodyContains(text) {
    const body = bodyText(this.#response);
    return this.#record(
      `body containing ${show(text)}`,
      body !== undefined && body.includes(String(text)),
      () => showBody(this.#response),
    );
  }

  bodyMatches(pattern) {
    if (!(pattern instanceof RegExp)) {
      refuse("bodyMatches() takes a regular expression");
    }
    const body = bodyText(this.#response);
    pattern.lastIndex = 0;
    return this.#record(
      `body matching ${show(pattern)}`,
      body !== undefined && pattern.test(body),
      () => showBody(this.#response),
    );
  }

  orFail() {
    if (this.#failures.length > 0) {
      throw new Error(
        `${this.#prefix}${this.#failures.join("; ")} (${where(this.#response)})`,
      );
    }
    return this.#response;
  }
}

function same(found, wanted) {
  if (found === wanted) {
    return true;
  }
  return (
    typeof found === "object" &&
    typeof wanted === "object" &&
    found !== null &&
    wanted !== null &&
    canonical(found) === canonical(wanted)
  );
}

function canonical(value) {
  return stringify(value, (_, part) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

export function expect(response, label) {
  if (typeof response !== "object" || response === null || response.timings === undefined) {
    refuse("expect() takes a response");
  }
  host.live("expect()");
  return new Expectation(response, label);
}

// --- extraction ---

class Extractor {
  constructor(words, find, empty) {
    this.words = words;
    this.find = find;
    this.empty = empty;
  }
}

function cookieOf(response, name) {
  const found = response.cookies[name];
  return found === undefined ? undefined : found[found.length - 1].value;
}

export function header(name) {
  return new Extractor(
    `header ${name}`,
    (response) => headerOf(response, String(name)),
    (response) => `the headers are ${Object.keys(response.headers).join(", ") || "none"}`,
  );
}

export function cookie(name) {
  return new Extractor(
    `cookie ${name}`,
    (response) => cookieOf(response, String(name)),
    (response) => `the response sets ${Object.keys(response.cookies).join(", ") || "no cookies"}`,
  );
}

export function regex(pattern, group) {
  if (!(pattern instanceof RegExp)) {
    refuse("regex() takes a regular expression");
  }
  return new Extractor(
    show(pattern),
    (response) => {
      const body = bodyText(response);
      pattern.lastIndex = 0;
      const found = body === undefined ? null : pattern.exec(body);
      if (found === null) {
        return undefined;
      }
      if (typeof group === "string") {
        return found.groups === undefined ? undefined : found.groups[group];
      }
      return found[group === undefined ? Math.min(1, found.length - 1) : group];
    },
    showBody,
  );
}

export function css(selector, attribute) {
  return new Extractor(
    attribute === undefined ? `'${selector}'` : `attribute ${attribute} of '${selector}'`,
    (response) => {
      const found = response.html(String(selector));
      if (found.size() === 0) {
        return undefined;
      }
      const first = found.first();
      return attribute === undefined ? first.text().trim() : first.attr(String(attribute));
    },
    showBody,
  );
}

function jsonPath(path) {
  return new Extractor(
    path,
    (response) => {
      try {
        return response.json(path);
      } catch {
        return undefined;
      }
    },
    showBody,
  );
}

export function optional(extractor, fallback) {
  const inner = extractorOf("optional()", extractor);
  return new Extractor(
    inner.words,
    (response) => {
      const found = inner.find(response);
      return found === undefined ? fallback : found;
    },
    undefined,
  );
}

function extractorOf(name, given) {
  if (given instanceof Extractor) {
    return given;
  }
  if (typeof given === "string") {
    return jsonPath(given);
  }
  if (given instanceof RegExp) {
    return regex(given);
  }
  if (typeof given === "function") {
    return new Extractor("what the function looks for", given, showBody);
  }
  return refuse(
    `${name} takes a JSON path, header(), cookie(), regex(), css() or a function, not ${show(given)}`,
  );
}

export function extract(response, wanted) {
  if (typeof response !== "object" || response === null || response.headers === undefined) {
    refuse("extract() takes a response and an object of names and what to look for");
  }
  const values = {};
  const missing = [];
  for (const name of Object.keys(wanted)) {
    const extractor = extractorOf(`extract() of '${name}'`, wanted[name]);
    const found = extractor.find(response);
    if (found === undefined && extractor.empty !== undefined) {
      missing.push(`'${name}': no ${extractor.words}; ${extractor.empty(response)}`);
    }
    values[name] = found;
  }
  if (missing.length > 0) {
    throw new Error(`cannot extract ${missing.join("; ")} (${where(response)})`);
  }
  return values;
}

// --- think times ---

export function thinkTime(min, max) {
  const from = seconds("thinkTime()", min, 1);
  const to = max === undefined ? from : seconds("thinkTime()", max, 1);
  if (to < from) {
    refuse(`thinkTime() takes the shorter time first, not ${show(min)} and ${show(max)}`);
  }
  host.think(from === to ? from : from + Math.random() * (to - from));
}

// --- data ---

class Rows {
  #rows;
  #columns;

  constructor(rows, columns) {
    this.#rows = rows;
    this.#columns = columns;
  }

  get length() {
    return this.#rows.size();
  }

  get columns() {
    return [...this.#columns];
  }

  next() {
    host.live("next()");
    const row = this.#rows.next(Math.random());
    if (row === null) {
      host.finish(this.#rows.exhausted());
    }
    const fields = parse(row);
    const object = {};
    for (let i = 0; i < this.#columns.length; i++) {
      object[this.#columns[i]] = i < fields.length ? fields[i] : "";
    }
    return object;
  }
}

export function csv(file, options = {}) {
  const { order = "sequential", onEnd = "wrap", delimiter = ",", columns } = options;
  for (const key of Object.keys(options)) {
    if (!["order", "onEnd", "delimiter", "columns"].includes(key)) {
      refuse(`csv() has no option '${key}'; it has order, onEnd, delimiter and columns`);
    }
  }
  if (onEnd !== "wrap" && onEnd !== "stop") {
    refuse(`onEnd of csv() is 'wrap' or 'stop', not ${show(onEnd)}`);
  }
  if (typeof delimiter !== "string" || delimiter.length !== 1) {
    refuse("the delimiter of csv() is one character");
  }
  const rows = host.csv(String(file), String(order), onEnd === "wrap", delimiter, columns === undefined);
  return new Rows(rows, columns === undefined ? parse(rows.header()) : columns.map(String));
}

// --- templates ---

export function template(text, values) {
  return String(text).replace(/\$\{\s*([^}]*?)\s*\}/g, (_, path) => {
    let value = values;
    for (const part of path.split(".")) {
      value = value === undefined || value === null ? undefined : value[part];
    }
    if (value === undefined || value === null) {
      throw new Error(
        `template '${shorten(String(text))}' needs a value for '${path}'; there are ${
          Object.keys(values ?? {}).join(", ") || "none"
        }`,
      );
    }
    return String(value);
  });
}

export default {
  step,
  expect,
  extract,
  header,
  cookie,
  regex,
  css,
  optional,
  thinkTime,
  csv,
  template,
};

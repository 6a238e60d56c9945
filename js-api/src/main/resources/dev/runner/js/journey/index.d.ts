import { Response } from "k6/http";

/**
 * Runs a part of a journey. Its duration, think times left out, goes into `step_duration`, its
 * count into `steps`, and whether it failed into `step_failed`: because it threw, or because an
 * expectation in it did not hold. Each carries the tag `step`, and so do all samples of the
 * function, up to its first `await`.
 */
export function step<T>(name: string, fn: () => T): T;

/** What is expected of a response. Each expectation is recorded as a check. */
export interface Expectation {
  /** One of these status codes. */
  status(...codes: (number | number[])[]): this;
  /** Answered within this time: milliseconds, or a text such as `'500ms'` or `'1.5s'`. */
  under(limit: number | string): this;
  /** A header of that name, whatever its case, with this value if one is given. */
  header(name: string, value?: string | number | RegExp): this;
  /** A cookie set by the response, with this value if one is given. */
  cookie(name: string, value?: string | number): this;
  /** Something at that path (see `Response.json`), equal to a value or accepted by a function. */
  jsonPath(path: string, value?: unknown | ((found: unknown) => boolean)): this;
  bodyContains(text: string): this;
  bodyMatches(pattern: RegExp): this;
  /** Throws, and so ends the iteration, if anything before did not hold. */
  orFail(): Response;
  /** Whether everything so far holds. */
  readonly ok: boolean;
  /** What did not hold: what was expected, and what was found. */
  readonly failures: string[];
}

/**
 * Begins to say what is expected of a response. What does not hold is recorded as a failed check
 * and the iteration goes on, unless `orFail()` follows.
 *
 * @param label put before the names of the checks
 */
export function expect(response: Response, label?: string): Expectation;

/** Finds one value in a response. */
export interface Extractor<T = string> {
  readonly words: string;
  find(response: Response): T | undefined;
}

/** What `extract()` can look for: an extractor, a path for `Response.json`, or a function. */
export type Wanted = Extractor<unknown> | RegExp | string | ((response: Response) => unknown);

/**
 * Takes values out of a response, by name.
 *
 * @throws if one is not there, saying what was looked for and what the response has
 */
export function extract<K extends string>(response: Response, wanted: Record<K, Wanted>): Record<K, any>;

/** The value of a response header, whatever the case of its name. */
export function header(name: string): Extractor;

/** The value of a cookie that the response sets. */
export function cookie(name: string): Extractor;

/** What a group of a regular expression matches in the body: the first one, or all if it has none. */
export function regex(pattern: RegExp, group?: number | string): Extractor;

/** The text, or an attribute, of the first element that a CSS selector finds in the body. */
export function css(selector: string, attribute?: string): Extractor;

/** An extractor for something that may be missing, and what to use instead. */
export function optional<T>(wanted: Wanted, fallback?: T): Extractor<T>;

/**
 * Waits as a user would who thinks: a fixed time, or one drawn evenly from a range. No duration
 * counts it: neither `step_duration` nor `group_duration` nor `iteration_duration`.
 *
 * @param min seconds, or a text such as `'500ms'`
 */
export function thinkTime(min: number | string, max?: number | string): void;

export interface CsvOptions {
  /**
   * `sequential` (default): all virtual users take the rows in turn. `random`: any row at each
   * call. `unique-per-vu`: always the row of the virtual user's number.
   */
  order?: "sequential" | "random" | "unique-per-vu";
  /** After the last row: `wrap` (default) begins anew, `stop` ends the test. */
  onEnd?: "wrap" | "stop";
  /** One character, a comma by default. */
  delimiter?: string;
  /** The columns' names, for a file whose first line is a row already. */
  columns?: string[];
}

/** The rows of a CSV file, which all virtual users share. */
export interface CsvRows {
  /** How many rows there are. */
  readonly length: number;
  readonly columns: string[];
  /** The next row, by column. */
  next(): Record<string, string>;
}

/** Opens a CSV file, in the init stage only. The file stays on disk, however large it is. */
export function csv(file: string, options?: CsvOptions): CsvRows;

/**
 * Replaces each `${name}` and `${name.member}` in a text.
 *
 * @throws if there is no value for one
 */
export function template(text: string, values: Record<string, unknown>): string;

declare const runner: {
  step: typeof step;
  expect: typeof expect;
  extract: typeof extract;
  header: typeof header;
  cookie: typeof cookie;
  regex: typeof regex;
  css: typeof css;
  optional: typeof optional;
  thinkTime: typeof thinkTime;
  csv: typeof csv;
  template: typeof template;
};
export default runner;

/** Tags of a sample: strings, numbers or booleans. */
export interface SampleTags {
  [name: string]: string | number | boolean;
}

/** A function of a check. */
export type Checker<T> = (value: T) => unknown;

/** What JSON can say. */
export type JSONValue = null | boolean | number | string | JSONArray | JSONObject;
export type JSONArray = JSONValue[];
export type JSONObject = { [name: string]: JSONValue };

/** Checks by name: a function of the value, or a value that counts as passed if it is truthy. */
export interface Checkers<T> {
  [name: string]: Checker<T> | unknown;
}

/** Records one `checks` sample per entry and says whether all passed. A failed check fails nothing. */
export function check<T>(value: T, sets: Checkers<T>, tags?: SampleTags): boolean;

/** Throws, which ends the iteration. */
export function fail(message?: string): never;

/** Runs `fn` and tags what it measures with the group; records `group_duration`. */
export function group<R>(name: string, fn: () => R): R;

/** Makes `Math.random` of this virtual user repeatable. */
export function randomSeed(seed: number): void;

/** Waits; fractions of a second count. */
export function sleep(seconds: number): void;

declare const k6: {
  check: typeof check;
  fail: typeof fail;
  group: typeof group;
  randomSeed: typeof randomSeed;
  sleep: typeof sleep;
};
export default k6;

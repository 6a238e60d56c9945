/** Calls a function once, after `delay` milliseconds, with the arguments given. */
export function setTimeout<A extends unknown[]>(
  callback: (...args: A) => void,
  delay?: number,
  ...args: A
): number;

/** Calls a function again and again, every `delay` milliseconds. */
export function setInterval<A extends unknown[]>(
  callback: (...args: A) => void,
  delay?: number,
  ...args: A
): number;

/** Cancels what `setTimeout` planned; unknown ids are ignored. */
export function clearTimeout(id?: number): void;

/** Cancels what `setInterval` planned; unknown ids are ignored. */
export function clearInterval(id?: number): void;

export type TimeoutID = number;
export type IntervalID = number;

declare const timers: {
  setTimeout: typeof setTimeout;
  setInterval: typeof setInterval;
  clearTimeout: typeof clearTimeout;
  clearInterval: typeof clearInterval;
};
export default timers;

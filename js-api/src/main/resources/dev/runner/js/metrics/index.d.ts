/** Tags of a sample: strings, numbers or booleans. */
export interface SampleTags {
  [name: string]: string | number | boolean;
}

/** A metric of the script's own. Declare it outside of any function. */
declare abstract class Metric {
  /** @param isTime whether values are milliseconds */
  constructor(name: string, isTime?: boolean);

  readonly name: string;

  /** Adds a sample; false if the value is no number. */
  add(value: number | boolean | string, tags?: SampleTags): boolean;
}

/** Adds up. */
export class Counter extends Metric {}

/** Keeps the last, the smallest and the largest value. */
export class Gauge extends Metric {}

/** The share of values that are not zero or false. */
export class Rate extends Metric {}

/** A distribution: average, percentiles, extremes. */
export class Trend extends Metric {}

export type { Metric };

declare const metrics: {
  Counter: typeof Counter;
  Gauge: typeof Gauge;
  Rate: typeof Rate;
  Trend: typeof Trend;
};
export default metrics;

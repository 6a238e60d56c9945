/**
 * The scenario that the iteration belongs to. Can be read in the functions of scenarios only;
 * elsewhere reading throws.
 */
export const scenario: {
  readonly name: string;
  /** Such as `constant-vus`. */
  readonly executor: string;
  /** When the scenario started, in milliseconds since 1970. */
  readonly startTime: number;
  /** How far it is, from 0 to 1. */
  readonly progress: number;
  /** The number of this iteration among all of the scenario in this process, from 0. */
  readonly iterationInInstance: number;
  /** The same among those of all instances of a test that is run in segments. */
  readonly iterationInTest: number;
};

/** This process. Can be read in setup and in the functions of scenarios. */
export const instance: {
  readonly iterationsInterrupted: number;
  readonly iterationsCompleted: number;
  readonly vusActive: number;
  readonly vusInitialized: number;
  /** For how long scenarios have been running, in milliseconds. */
  readonly currentTestRunDuration: number;
};

/** Values that are attached to every sample of the virtual user until its scenario ends. */
export interface Notes {
  [name: string]: string | number | boolean;
}

/** The virtual user that runs the code. Can be read anywhere but in init code. */
export const vu: {
  /** From 1; 0 in setup, teardown and handleSummary. */
  readonly idInInstance: number;
  /** The same among those of all instances of a test that is run in segments. */
  readonly idInTest: number;
  /** How many iterations it has begun before this one, over all scenarios. */
  readonly iterationInInstance: number;
  /** How many of those in the running scenario. */
  readonly iterationInScenario: number;
  readonly metrics: {
    /** All tags of its samples; values become strings. */
    readonly tags: Notes;
    /** What only outputs carry along; may differ from sample to sample. */
    readonly metadata: Notes;
  };
  /** @deprecated use `vu.metrics.tags` */
  readonly tags: Notes;
};

export const test: {
  /** Ends the test at once, with exit code 108. Nothing after it runs, not even `finally`. */
  readonly abort: (message?: string) => never;
  /** Makes the test fail with exit code 110; it goes on. */
  readonly fail: (message?: string) => void;
  /** The options of all sources together, shortcuts turned into scenarios; unset ones are null. */
  readonly options: Record<string, unknown>;
};

declare const exec: {
  readonly scenario: typeof scenario;
  readonly instance: typeof instance;
  readonly vu: typeof vu;
  readonly test: typeof test;
};
export default exec;

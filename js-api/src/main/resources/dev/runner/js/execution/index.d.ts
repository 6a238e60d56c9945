/** The scenario that the iteration belongs to. */
export const scenario: {
  readonly name: string;
  readonly executor: string;
};

/** This process; no members are available yet. */
export const instance: Record<string, never>;

/** The virtual user that runs the code. */
export const vu: {
  /** From 1; 0 in setup, teardown and handleSummary. */
  readonly idInInstance: number;
  readonly idInTest: number;
  /** From 0, over all scenarios. */
  readonly iterationInInstance: number;
  /** From 0, in the running scenario. */
  readonly iterationInScenario: number;
};

export const test: {
  /** Ends the test at once, with exit code 108. Nothing after it runs, not even `finally`. */
  abort(message?: string): never;
};

declare const exec: {
  scenario: typeof scenario;
  instance: typeof instance;
  vu: typeof vu;
  test: typeof test;
};
export default exec;

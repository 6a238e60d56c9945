const host = __runner("k6/execution");

function readOnly(name, getters, missing) {
  const object = {};
  for (const member of missing) {
    Object.defineProperty(object, member, { get: () => host.missing(`${name}.${member}`) });
  }
  for (const member of Object.keys(getters)) {
    Object.defineProperty(object, member, { get: getters[member], enumerable: true });
  }
  return object;
}

export const scenario = readOnly(
  "scenario",
  { name: () => host.scenarioName(), executor: () => host.executor() },
  ["startTime", "progress", "iterationInInstance", "iterationInTest"],
);

export const instance = readOnly("instance", {}, [
  "iterationsInterrupted",
  "iterationsCompleted",
  "vusActive",
  "vusInitialized",
  "currentTestRunDuration",
]);

export const vu = readOnly(
  "vu",
  {
    idInInstance: () => host.vuId(),
    idInTest: () => host.vuId(),
    iterationInInstance: () => host.iterationInInstance(),
    iterationInScenario: () => host.iterationInScenario(),
  },
  ["metrics", "tags"],
);

export const test = {
  abort(message) {
    host.abort(message === undefined ? "test aborted" : String(message));
  },
  fail() {
    host.missing("test.fail()");
  },
};
Object.defineProperty(test, "options", { get: () => host.missing("test.options") });

export default { scenario, instance, vu, test };

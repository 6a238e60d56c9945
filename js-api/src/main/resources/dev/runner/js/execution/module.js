const host = __runner("k6/execution");
const { defineProperty, freeze, keys } = Object;

function readOnly(getters) {
  const object = {};
  for (const member of keys(getters)) {
    defineProperty(object, member, { get: getters[member], enumerable: true });
  }
  return freeze(object);
}

// The tags or the metadata of the virtual user, as an object of strings.
function notes(metadata) {
  const get = (name) => (typeof name === "string" ? (host.note(metadata, name) ?? undefined) : undefined);
  return new Proxy(
    {},
    {
      get: (_, name) => get(name),
      has: (_, name) => get(name) !== undefined,
      set(_, name, value) {
        const type = typeof value;
        if (typeof name !== "string" || (type !== "string" && type !== "number" && type !== "boolean")) {
          throw new TypeError(
            `the value of ${metadata ? "metadata" : "tag"} '${String(name)}' must be a string, a number or a boolean`,
          );
        }
        host.setNote(metadata, name, String(value));
        return true;
      },
      deleteProperty(_, name) {
        if (typeof name === "string") {
          host.removeNote(metadata, name);
        }
        return true;
      },
      ownKeys() {
        const names = host.noteNames(metadata);
        return names === "" ? [] : names.split("\0");
      },
      getOwnPropertyDescriptor(_, name) {
        const value = get(name);
        return value === undefined
          ? undefined
          : { value, writable: true, enumerable: true, configurable: true };
      },
    },
  );
}

function deepFreeze(value) {
  if (typeof value === "object" && value !== null) {
    for (const key of keys(value)) {
      deepFreeze(value[key]);
    }
    freeze(value);
  }
  return value;
}

export const scenario = readOnly({
  name: () => host.scenarioName(),
  executor: () => host.executor(),
  startTime: () => host.scenarioStart(),
  progress: () => host.scenarioProgress(),
  iterationInInstance: () => host.scenarioIteration(),
  iterationInTest: () => host.scenarioIterationInTest(),
});

export const instance = readOnly({
  iterationsInterrupted: () => host.iterationsInterrupted(),
  iterationsCompleted: () => host.iterationsCompleted(),
  vusActive: () => host.vusActive(),
  vusInitialized: () => host.vusInitialized(),
  currentTestRunDuration: () => host.runMillis(),
});

let tags;
const vuTags = () => (host.vuId(), (tags ??= notes(false)));
let metadata;
const metrics = readOnly({
  tags: vuTags,
  metadata: () => (host.vuId(), (metadata ??= notes(true))),
});

export const vu = readOnly({
  idInInstance: () => host.vuId(),
  idInTest: () => host.vuIdInTest(),
  iterationInInstance: () => host.iterationInInstance(),
  iterationInScenario: () => host.iterationInScenario(),
  metrics: () => (host.vuId(), metrics),
  tags: vuTags,
});

let options;
export const test = readOnly({
  abort: () => abort,
  fail: () => fail,
  options: () => (options ??= deepFreeze(JSON.parse(host.options()))),
});

function abort(message) {
  host.abort(message === undefined ? "test aborted" : String(message));
}

function fail(message) {
  host.fail(message === undefined ? "test marked as failed" : String(message));
}

export default freeze({ scenario, instance, vu, test });

const host = __runner("k6");
const AsyncFunction = (async () => {}).constructor;
const { keys } = Object;
const numbers = new Map();
let live = false;

// Records a check that is not known by number yet, or has tags.
function record(name, passed, tags) {
  const number = host.checkNumber(name);
  if (number >= 0) {
    numbers.set(name, number);
  }
  if (number < 0 || (typeof tags === "object" && tags !== null)) {
    host.taggedCheck(name, passed, tags);
  } else if (passed) {
    host.passed(number);
  } else {
    host.failed(number);
  }
}

function recordThrown(name, tags) {
  if (!host.stopping()) {
    record(name, false, tags);
  }
}

function refuseAsync(name, checker, promise) {
  if (promise instanceof Promise && checker instanceof AsyncFunction) {
    promise.catch(() => {});
    host.fault(`the check '${name}' is an async function, which check() cannot wait for`);
  }
}

// Runs in every iteration, mostly in an interpreter: few calls, and each of them counts.
export function check(value, sets, tags) {
  if (!live) {
    live = host.live("check()");
  }
  if (value === undefined && sets === undefined) {
    host.fault("check() needs a value and an object of checks");
  }
  const names = keys(sets);
  const count = names.length;
  let all = true;
  for (let i = 0; i < count; i++) {
    const name = names[i];
    let passed = sets[name];
    if (typeof passed === "function") {
      try {
        passed = passed(value);
      } catch (error) {
        recordThrown(name, tags);
        throw error;
      }
      if (typeof passed === "object" && passed !== null) {
        refuseAsync(name, sets[name], passed);
      }
    }
    const number = tags === undefined ? numbers.get(name) : undefined;
    if (number === undefined) {
      record(name, !!passed, tags);
      all &&= !!passed;
    } else if (passed) {
      host.passed(number);
    } else {
      host.failed(number);
      all = false;
    }
  }
  return all;
}

export function fail(message) {
  host.fault(message === undefined ? "fail() was called" : String(message));
}

export function group(name, fn) {
  if (!live) {
    live = host.live("group()");
  }
  if (typeof fn !== "function") {
    host.fault("group() needs a name and a function");
  }
  if (fn instanceof AsyncFunction) {
    host.fault("group() cannot wait for an async function");
  }
  const group = host.enter(String(name));
  try {
    return fn();
  } finally {
    host.leave(group);
  }
}

// Marsaglia's xorshift with 128 bits of state, seeded by splitting the seed.
export function randomSeed(seed) {
  let state = Number(seed) | 0;
  const split = () => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return z ^ (z >>> 16);
  };
  let x = split();
  let y = split();
  let z = split();
  let w = split() | 1;
  const next = () => {
    const t = x ^ (x << 11);
    x = y;
    y = z;
    z = w;
    w = w ^ (w >>> 19) ^ t ^ (t >>> 8);
    return w >>> 0;
  };
  Math.random = function random() {
    return ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992;
  };
}

export function sleep(seconds) {
  host.sleep(Number(seconds));
}

export default { check, fail, group, randomSeed, sleep };

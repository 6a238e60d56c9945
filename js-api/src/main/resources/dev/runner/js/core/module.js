const host = __runner("k6");
const AsyncFunction = (async () => {}).constructor;
const numbers = new Map();
let live = false;

function record(name, passed, tags) {
  let number = numbers.get(name);
  if (number === undefined) {
    number = host.checkNumber(name);
    if (number >= 0) {
      numbers.set(name, number);
    }
  }
  if (number < 0 || (typeof tags === "object" && tags !== null)) {
    host.taggedCheck(name, passed, tags);
  } else {
    host.check(number, passed);
  }
}

export function check(value, sets, tags) {
  if (!live) {
    live = host.live("check()");
  }
  if (arguments.length === 0) {
    host.fault("check() needs a value and an object of checks");
  }
  const names = Object.keys(sets);
  let all = true;
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    let result = sets[name];
    if (typeof result === "function") {
      if (result instanceof AsyncFunction) {
        host.fault(`the check '${name}' is an async function, which check() cannot wait for`);
      }
      try {
        result = result(value);
      } catch (error) {
        if (!host.stopping()) {
          record(name, false, tags);
        }
        throw error;
      }
    }
    if (result) {
      record(name, true, tags);
    } else {
      record(name, false, tags);
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

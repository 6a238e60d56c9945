// The globals of a script that are not part of ECMAScript, and the calls of its functions.
(function (host, vu, env) {
  "use strict";

  const parse = JSON.parse;
  const stringify = JSON.stringify;
  const then = Promise.prototype.then;
  const AsyncPromise = Promise;

  function define(name, value) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }

  // Errors that Java code throws look like those of k6.
  try {
    host.resolve("", "");
  } catch (error) {
    Object.defineProperty(Object.getPrototypeOf(error), "name", {
      value: "GoError",
      writable: true,
      configurable: true,
    });
  }

  Graal.setUnhandledPromiseRejectionHandler((reason) => {
    let text;
    try {
      text = String(reason);
    } catch {
      text = "(a value that cannot be shown)";
    }
    host.unhandled(reason, text);
  });
  delete globalThis.Graal;

  define("global", globalThis);
  define("__VU", vu);
  define("__ENV", parse(env));

  define("__runner", (name) => host.module(name));
  define("__meta", (meta) => {
    const url = meta.url;
    meta.resolve = (specifier) => host.resolve(url, String(specifier));
  });

  let commons;
  function commonJs() {
    return (commons ??= host.commonJs());
  }

  define("__commonjs", (path) => commonJs().run(path));
  define("require", function require(name) {
    return commonJs().get(
      host.caller(() => {
        throw new Error();
      }),
      String(name),
    );
  });

  define("open", function open(path, mode) {
    const name = path === undefined || path === null ? "" : String(path);
    const binary = mode === "b";
    const content = host.open(name, binary, () => {
      throw new Error();
    });
    return binary ? new ArrayBuffer(content) : content;
  });

  let inspect;
  function shown(value) {
    if (typeof value === "string") {
      return value;
    }
    inspect ??= host.inspector();
    return inspect(value);
  }

  function printer(level) {
    return (...values) => {
      if (host.shows(level)) {
        let text = "";
        for (let i = 0; i < values.length; i++) {
          text += i === 0 ? shown(values[i]) : " " + shown(values[i]);
        }
        host.print(level, text);
      }
    };
  }

  define("console", {
    debug: printer("DEBUG"),
    error: printer("ERROR"),
    info: printer("INFO"),
    log: printer("INFO"),
    warn: printer("WARNING"),
  });

  function planner(name, repeat) {
    return (callback, delay, ...values) => {
      if (typeof callback !== "function") {
        throw new TypeError(`${name}() needs a function to call`);
      }
      return host.plan(
        values.length === 0 ? () => callback() : () => callback(...values),
        Number(delay),
        repeat,
      );
    };
  }

  function cancel(id) {
    const number = Number(id);
    if (number === (number | 0)) {
      host.cancel(number);
    }
  }

  define("setTimeout", planner("setTimeout", false));
  define("setInterval", planner("setInterval", true));
  define("clearTimeout", (id) => cancel(id));
  define("clearInterval", (id) => cancel(id));

  // Globals that come to life on first use.
  function redefine(names) {
    for (const name of Object.keys(names)) {
      if (Object.getOwnPropertyDescriptor(globalThis, name)?.get?.lazy) {
        define(name, names[name]);
      }
    }
  }

  function lazy(name) {
    const get = () => {
      redefine(host.globals(name));
      return globalThis[name];
    };
    get.lazy = true;
    Object.defineProperty(globalThis, name, {
      get,
      set: (value) => define(name, value),
      configurable: true,
    });
  }

  for (const name of host.globalNames().split(",")) {
    lazy(name);
  }

  // What setup() returned becomes JSON by rules of its own: unlike JSON.stringify, they keep
  // undefined as null, ignore toJSON and refuse functions, cycles and numbers that are not finite.
  function plain(value, parents) {
    switch (typeof value) {
      case "undefined":
        return null;
      case "string":
      case "boolean":
        return value;
      case "number":
        if (!Number.isFinite(value)) {
          throw new Error(`${value} is not a JSON number`);
        }
        return value;
      case "bigint":
        return Number(value);
      case "function":
        throw new Error("a function is not data");
      case "symbol":
        throw new Error("a symbol is not data");
    }
    if (value === null) {
      return null;
    }
    if (value instanceof Date) {
      return value.toISOString().replace(/\.?0*Z$/, "Z");
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return plain(value.valueOf(), parents);
    }
    if (value instanceof Uint8Array || value instanceof Uint8ClampedArray) {
      return host.base64(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength));
    }
    if (parents.includes(value)) {
      throw new Error("an object contains itself");
    }
    parents.push(value);
    let result;
    if (Array.isArray(value) || ArrayBuffer.isView(value)) {
      result = [];
      for (let i = 0; i < value.length; i++) {
        result.push(plain(value[i], parents));
      }
    } else if (value instanceof Map || value instanceof Set) {
      result = [];
      for (const item of value) {
        result.push(plain(item, parents));
      }
    } else {
      result = Object.create(null);
      for (const key of Object.keys(value)) {
        result[key] = plain(value[key], parents);
      }
    }
    parents.pop();
    return result;
  }

  let data;
  let settled;
  let rejected;
  let outcome;

  function start(fn, ...values) {
    settled = false;
    rejected = false;
    outcome = undefined;
    const result = fn(...values);
    if (result instanceof AsyncPromise) {
      then.call(
        result,
        (value) => {
          settled = true;
          outcome = value;
        },
        (reason) => {
          settled = true;
          rejected = true;
          outcome = reason;
        },
      );
    } else {
      settled = true;
      outcome = result;
    }
  }

  return {
    endInit() {
      delete globalThis.__runner;
      delete globalThis.__meta;
      delete globalThis.__commonjs;
    },

    functions(module) {
      return Object.getOwnPropertyNames(module).filter((name) => {
        try {
          return typeof module[name] === "function";
        } catch {
          return false; // never initialised
        }
      });
    },

    options(module) {
      const options = module.options;
      if (options === undefined || options === null) {
        return null;
      }
      return typeof options === "function" ? false : stringify(options);
    },

    environment(json) {
      globalThis.__ENV = parse(json);
    },

    importData(json) {
      data = json === null ? undefined : parse(json);
    },

    iteration(fn) {
      return (number) => {
        globalThis.__ITER = number;
        fn(data);
      };
    },

    start(fn) {
      start(fn);
    },

    startWithData(fn) {
      start(fn, data);
    },

    startWithJson(fn, json) {
      start(fn, parse(json));
    },

    result() {
      if (rejected) {
        throw outcome;
      }
    },

    resultJson() {
      return outcome === undefined ? null : stringify(plain(outcome, []));
    },

    resultFiles() {
      if (typeof outcome !== "object" || outcome === null || Array.isArray(outcome)) {
        return null;
      }
      return Object.entries(outcome).map(([destination, content]) => [
        destination,
        ArrayBuffer.isView(content)
          ? content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength)
          : content,
      ]);
    },
  };
});

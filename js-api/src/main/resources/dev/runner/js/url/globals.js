(function (host) {
  "use strict";

  function text(value) {
    return String(value).toWellFormed();
  }

  function need(count, given, what) {
    if (given < count) {
      throw new TypeError(`${what} needs ${count === 1 ? "an argument" : `${count} arguments`}`);
    }
  }

  const FOR_URL = Symbol("for a URL");
  const RELOAD = Symbol("reload");

  class URLSearchParams {
    // Names and values in turns.
    #pairs = [];
    #changed = null;

    constructor(init = "", changed = undefined, key = undefined) {
      if (key === FOR_URL) {
        this.#changed = changed;
        this[RELOAD](init);
      } else if (typeof init !== "object" && typeof init !== "function") {
        const given = text(init);
        this[RELOAD](given.startsWith("?") ? given.slice(1) : given);
      } else if (init === null) {
        this[RELOAD]("null");
      } else if (init[Symbol.iterator] !== undefined && init[Symbol.iterator] !== null) {
        for (const pair of init) {
          const entry =
            typeof pair === "object" && pair !== null && Symbol.iterator in pair ? [...pair] : [];
          if (entry.length !== 2) {
            throw new TypeError("URLSearchParams takes pairs of a name and a value");
          }
          this.#pairs.push(text(entry[0]), text(entry[1]));
        }
      } else {
        const seen = new Map();
        for (const name of Reflect.ownKeys(init)) {
          if (Object.getOwnPropertyDescriptor(init, name)?.enumerable) {
            seen.set(text(name), text(init[name]));
          }
        }
        for (const [name, value] of seen) {
          this.#pairs.push(name, value);
        }
      }
    }

    [RELOAD](query) {
      this.#pairs = query === "" ? [] : [...host.pairs(query)];
    }

    #update() {
      this.#changed?.(this.toString());
    }

    get size() {
      return this.#pairs.length / 2;
    }

    append(name, value) {
      need(2, arguments.length, "append()");
      this.#pairs.push(text(name), text(value));
      this.#update();
    }

    delete(name, value) {
      need(1, arguments.length, "delete()");
      const wanted = text(name);
      const only = value === undefined ? undefined : text(value);
      const kept = [];
      for (let i = 0; i < this.#pairs.length; i += 2) {
        if (this.#pairs[i] !== wanted || (only !== undefined && this.#pairs[i + 1] !== only)) {
          kept.push(this.#pairs[i], this.#pairs[i + 1]);
        }
      }
      this.#pairs = kept;
      this.#update();
    }

    get(name) {
      need(1, arguments.length, "get()");
      return this.getAll(name)[0] ?? null;
    }

    getAll(name) {
      need(1, arguments.length, "getAll()");
      const wanted = text(name);
      const found = [];
      for (let i = 0; i < this.#pairs.length; i += 2) {
        if (this.#pairs[i] === wanted) {
          found.push(this.#pairs[i + 1]);
        }
      }
      return found;
    }

    has(name, value) {
      need(1, arguments.length, "has()");
      const values = this.getAll(name);
      return value === undefined ? values.length > 0 : values.includes(text(value));
    }

    set(name, value) {
      need(2, arguments.length, "set()");
      const wanted = text(name);
      const kept = [];
      let found = false;
      for (let i = 0; i < this.#pairs.length; i += 2) {
        if (this.#pairs[i] !== wanted) {
          kept.push(this.#pairs[i], this.#pairs[i + 1]);
        } else if (!found) {
          found = true;
          kept.push(wanted, text(value));
        }
      }
      if (!found) {
        kept.push(wanted, text(value));
      }
      this.#pairs = kept;
      this.#update();
    }

    sort() {
      const entries = [...this];
      entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
      this.#pairs = entries.flat();
      this.#update();
    }

    forEach(callback, self) {
      if (typeof callback !== "function") {
        throw new TypeError("forEach() needs a function to call");
      }
      for (const [name, value] of this) {
        callback.call(self, value, name, this);
      }
    }

    *entries() {
      for (let i = 0; i < this.#pairs.length; i += 2) {
        yield [this.#pairs[i], this.#pairs[i + 1]];
      }
    }

    *keys() {
      for (let i = 0; i < this.#pairs.length; i += 2) {
        yield this.#pairs[i];
      }
    }

    *values() {
      for (let i = 1; i < this.#pairs.length; i += 2) {
        yield this.#pairs[i];
      }
    }

    toString() {
      return host.query(this.#pairs);
    }
  }

  Object.defineProperty(URLSearchParams.prototype, Symbol.iterator, {
    value: URLSearchParams.prototype.entries,
    writable: true,
    configurable: true,
  });

  class URL {
    #url;
    #params;

    constructor(url, base) {
      need(1, arguments.length, "URL");
      this.#url = host.parse(String(url), base === undefined ? null : String(base));
      if (this.#url === null) {
        const error = new TypeError(`Invalid URL: '${url}'${base === undefined ? "" : ` with base '${base}'`}`);
        error.code = "ERR_INVALID_URL";
        error.input = String(url);
        throw error;
      }
    }

    static canParse(url, base) {
      need(1, arguments.length, "canParse()");
      return host.parse(String(url), base === undefined ? null : String(base)) !== null;
    }

    static parse(url, base) {
      need(1, arguments.length, "parse()");
      return URL.canParse(url, base) ? new URL(url, base) : null;
    }

    get searchParams() {
      this.#params ??= new URLSearchParams(
        this.#url.query(),
        (query) => this.#url.query(query),
        FOR_URL,
      );
      return this.#params;
    }

    static #accessor(name, writable) {
      return {
        get() {
          return this.#url.get(name);
        },
        set: writable
          ? function (value) {
              if (!this.#url.set(name, text(value))) {
                throw new TypeError(`Invalid URL: '${value}'`);
              }
              if (name === "href" || name === "search") {
                this.#params?.[RELOAD](this.#url.query());
              }
            }
          : undefined,
        enumerable: true,
        configurable: true,
      };
    }

    static {
      const parts =
        "href origin protocol username password host hostname port pathname search hash";
      for (const name of parts.split(" ")) {
        Object.defineProperty(URL.prototype, name, URL.#accessor(name, name !== "origin"));
      }
      for (const name of ["searchParams", "toJSON", "toString"]) {
        const described = Object.getOwnPropertyDescriptor(URL.prototype, name);
        if (described) {
          Object.defineProperty(URL.prototype, name, { ...described, enumerable: true });
        }
      }
    }

    toString() {
      return this.#url.get("href");
    }

    toJSON() {
      return this.#url.get("href");
    }
  }

  for (const type of [URL, URLSearchParams]) {
    Object.defineProperty(type.prototype, Symbol.toStringTag, {
      value: type.name,
      configurable: true,
    });
  }

  return { URL, URLSearchParams };
});

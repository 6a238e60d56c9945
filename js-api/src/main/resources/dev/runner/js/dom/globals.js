(function (host) {
  "use strict";

  const CODES = {
    IndexSizeError: 1,
    HierarchyRequestError: 3,
    InvalidCharacterError: 5,
    NotFoundError: 8,
    NotSupportedError: 9,
    InvalidStateError: 11,
    SyntaxError: 12,
    InvalidAccessError: 15,
    TypeMismatchError: 17,
    SecurityError: 18,
    NetworkError: 19,
    AbortError: 20,
    URLMismatchError: 21,
    QuotaExceededError: 22,
    TimeoutError: 23,
    DataCloneError: 25,
  };

  class DOMException extends Error {
    #name;

    constructor(message = "", name = "Error") {
      super(message);
      if (typeof name === "object" && name !== null) {
        this.#name = name.name === undefined ? "Error" : String(name.name);
        if ("cause" in name) {
          Object.defineProperty(this, "cause", { value: name.cause, configurable: true });
        }
      } else {
        this.#name = String(name);
      }
    }

    get name() {
      return this.#name;
    }

    get code() {
      return Object.hasOwn(CODES, this.#name) ? CODES[this.#name] : 0;
    }
  }

  const NONE = 0;
  const AT_TARGET = 2;
  const DISPATCH = Symbol("dispatch");

  class Event {
    #type;
    #bubbles;
    #cancelable;
    #composed;
    #prevented = false;
    #stopped = false;
    #passive = false;
    #target = null;
    #phase = NONE;
    #time = host.now();

    static NONE = NONE;
    static CAPTURING_PHASE = 1;
    static AT_TARGET = AT_TARGET;
    static BUBBLING_PHASE = 3;

    constructor(type, { bubbles = false, cancelable = false, composed = false } = {}) {
      if (arguments.length === 0) {
        throw new TypeError("Event needs a type");
      }
      this.#type = String(type);
      this.#bubbles = !!bubbles;
      this.#cancelable = !!cancelable;
      this.#composed = !!composed;
    }

    get type() {
      return this.#type;
    }
    get target() {
      return this.#target;
    }
    get srcElement() {
      return this.#target;
    }
    get currentTarget() {
      return this.#phase === NONE ? null : this.#target;
    }
    get eventPhase() {
      return this.#phase;
    }
    get bubbles() {
      return this.#bubbles;
    }
    get cancelable() {
      return this.#cancelable;
    }
    get composed() {
      return this.#composed;
    }
    get defaultPrevented() {
      return this.#prevented;
    }
    get isTrusted() {
      return false;
    }
    get timeStamp() {
      return this.#time;
    }
    composedPath() {
      return this.#phase === NONE ? [] : [this.#target];
    }
    preventDefault() {
      if (this.#cancelable && !this.#passive) {
        this.#prevented = true;
      }
    }
    stopPropagation() {}
    stopImmediatePropagation() {
      this.#stopped = true;
    }

    [DISPATCH](target, listeners) {
      if (this.#phase !== NONE) {
        throw new DOMException("the event is being dispatched", "InvalidStateError");
      }
      this.#target = target;
      this.#phase = AT_TARGET;
      this.#stopped = false;
      for (const listener of listeners) {
        if (this.#stopped) {
          break;
        }
        if (listener.removed) {
          continue;
        }
        if (listener.once) {
          listener.remove();
        }
        this.#passive = listener.passive;
        try {
          if (typeof listener.callback === "function") {
            listener.callback.call(target, this);
          } else {
            listener.callback.handleEvent(this);
          }
        } catch (error) {
          Promise.reject(error); // reported, and the other listeners still hear
        }
        this.#passive = false;
      }
      this.#phase = NONE;
      return !this.#prevented;
    }
  }

  class EventTarget {
    #listeners = new Map();

    addEventListener(type, callback, options) {
      if (callback === null || callback === undefined) {
        return;
      }
      if (typeof callback !== "function" && typeof callback !== "object") {
        throw new TypeError("an event listener must be a function or an object");
      }
      const name = String(type);
      const given = typeof options === "object" && options !== null ? options : {};
      const capture = typeof options === "boolean" ? options : !!given.capture;
      if (given.signal?.aborted) {
        return;
      }
      let list = this.#listeners.get(name);
      if (list === undefined) {
        list = [];
        this.#listeners.set(name, list);
      }
      if (list.some((known) => known.callback === callback && known.capture === capture)) {
        return;
      }
      const listener = {
        callback,
        capture,
        once: !!given.once,
        passive: !!given.passive,
        removed: false,
        remove: () => {
          listener.removed = true;
          const at = list.indexOf(listener);
          if (at >= 0) {
            list.splice(at, 1);
          }
        },
      };
      list.push(listener);
      given.signal?.addEventListener("abort", listener.remove, { once: true });
    }

    removeEventListener(type, callback, options) {
      const capture = typeof options === "boolean" ? options : !!options?.capture;
      this.#listeners
        .get(String(type))
        ?.find((known) => known.callback === callback && known.capture === capture)
        ?.remove();
    }

    dispatchEvent(event) {
      if (!(event instanceof Event)) {
        throw new TypeError("dispatchEvent() takes an Event");
      }
      return event[DISPATCH](this, [...(this.#listeners.get(event.type) ?? [])]);
    }
  }

  const MAKE = Symbol("make");

  class AbortSignal extends EventTarget {
    #aborted = false;
    #reason = undefined;
    #followers = [];
    #handler = null;
    #deadline = Infinity;
    #timer;

    constructor(key) {
      super();
      if (key !== MAKE) {
        throw new TypeError("AbortSignal has no public constructor: use AbortController");
      }
    }

    static abort(reason) {
      const signal = new AbortSignal(MAKE);
      signal.#abort(reason);
      return signal;
    }

    static timeout(milliseconds) {
      const signal = new AbortSignal(MAKE);
      signal.#deadline = host.now() + Number(milliseconds);
      return signal;
    }

    static any(signals) {
      const result = new AbortSignal(MAKE);
      const sources = [...signals];
      const done = sources.find((signal) => signal.aborted);
      if (done) {
        result.#abort(done.reason);
        return result;
      }
      for (const source of sources) {
        source.#plan();
        source.#followers.push(result);
      }
      return result;
    }

    static [MAKE]() {
      const signal = new AbortSignal(MAKE);
      return [signal, (reason) => signal.#abort(reason)];
    }

    get aborted() {
      if (!this.#aborted && host.now() >= this.#deadline) {
        this.#expire();
      }
      return this.#aborted;
    }

    get reason() {
      return this.aborted ? this.#reason : undefined;
    }

    throwIfAborted() {
      if (this.aborted) {
        throw this.#reason;
      }
    }

    get onabort() {
      return this.#handler;
    }

    set onabort(handler) {
      this.removeEventListener("abort", this.#handler);
      this.#handler = typeof handler === "function" ? handler : null;
      this.addEventListener("abort", this.#handler);
    }

    // Only a signal that somebody listens to needs a timer, which keeps the iteration alive.
    addEventListener(type, callback, options) {
      super.addEventListener(type, callback, options);
      if (callback) {
        this.#plan();
      }
    }

    #plan() {
      if (this.#deadline !== Infinity && this.#timer === undefined && !this.#aborted) {
        this.#timer = setTimeout(() => this.#expire(), this.#deadline - host.now());
      }
    }

    #expire() {
      this.#abort(new DOMException("the time is over", "TimeoutError"));
    }

    #abort(reason) {
      if (this.#aborted) {
        return;
      }
      this.#aborted = true;
      this.#reason = reason ?? new DOMException("this was aborted", "AbortError");
      clearTimeout(this.#timer);
      this.dispatchEvent(new Event("abort"));
      for (const follower of this.#followers.splice(0)) {
        follower.#abort(this.#reason);
      }
    }
  }

  class AbortController {
    #signal;
    #abort;

    constructor() {
      [this.#signal, this.#abort] = AbortSignal[MAKE]();
    }

    get signal() {
      return this.#signal;
    }

    abort(reason) {
      this.#abort(reason);
    }
  }

  const performance = {
    timeOrigin: Date.now(),
    now: () => host.now(),
    toJSON() {
      return { timeOrigin: performance.timeOrigin };
    },
  };

  function queueMicrotask(callback) {
    if (typeof callback !== "function") {
      throw new TypeError("queueMicrotask() needs a function to call");
    }
    Promise.resolve().then(() => {
      callback();
    });
  }

  const ERRORS = {
    Error,
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  };

  function refuse(value) {
    let text = typeof value;
    try {
      text = String(value);
    } catch {
      // has no text
    }
    throw new DOMException(`${text} cannot be cloned`, "DataCloneError");
  }

  function structuredClone(value, options) {
    if (arguments.length === 0) {
      throw new TypeError("structuredClone() needs a value");
    }
    const transfer = new Set(options?.transfer ?? []);
    for (const item of transfer) {
      if (!(item instanceof ArrayBuffer)) {
        throw new DOMException("only ArrayBuffers can be transferred", "DataCloneError");
      }
    }
    const known = new Map();

    function buffer(source) {
      let copy = known.get(source);
      if (copy === undefined) {
        copy = transfer.has(source) ? source.transfer() : source.slice(0);
        known.set(source, copy);
      }
      return copy;
    }

    function members(from, to) {
      for (const key of Object.keys(from)) {
        Object.defineProperty(to, key, {
          value: clone(from[key]),
          writable: true,
          enumerable: true,
          configurable: true,
        });
      }
      return to;
    }

    function clone(source) {
      switch (typeof source) {
        case "function":
        case "symbol":
          return refuse(source);
        case "object":
          break;
        default:
          return source;
      }
      if (source === null) {
        return null;
      }
      if (known.has(source)) {
        return known.get(source);
      }
      const keep = (copy) => {
        known.set(source, copy);
        return copy;
      };
      if (Array.isArray(source)) {
        const copy = keep([]);
        copy.length = source.length;
        return members(source, copy);
      }
      if (source instanceof ArrayBuffer) {
        return buffer(source);
      }
      if (ArrayBuffer.isView(source)) {
        const { byteLength, byteOffset } = source;
        const to = buffer(source.buffer);
        return keep(
          source instanceof DataView
            ? new DataView(to, byteOffset, byteLength)
            : new source.constructor(to, byteOffset, byteLength / source.BYTES_PER_ELEMENT),
        );
      }
      if (source instanceof Date) {
        return keep(new Date(source.getTime()));
      }
      if (source instanceof RegExp) {
        return keep(new RegExp(source.source, source.flags));
      }
      if (source instanceof Map) {
        const copy = keep(new Map());
        for (const [key, item] of [...source]) {
          copy.set(clone(key), clone(item));
        }
        return copy;
      }
      if (source instanceof Set) {
        const copy = keep(new Set());
        for (const item of [...source]) {
          copy.add(clone(item));
        }
        return copy;
      }
      if (
        source instanceof Boolean ||
        source instanceof Number ||
        source instanceof String ||
        source instanceof BigInt
      ) {
        return keep(Object(source.valueOf()));
      }
      if (source instanceof DOMException) {
        return keep(new DOMException(source.message, source.name));
      }
      if (source instanceof Error) {
        const type = ERRORS[source.name] ?? Error;
        const fresh = keep(new type(String(source.message)));
        if (source.stack !== undefined) {
          Object.defineProperty(fresh, "stack", {
            value: String(source.stack),
            writable: true,
            configurable: true,
          });
        }
        if (Object.hasOwn(source, "cause")) {
          Object.defineProperty(fresh, "cause", {
            value: clone(source.cause),
            writable: true,
            configurable: true,
          });
        }
        return fresh;
      }
      if (
        source instanceof WeakMap ||
        source instanceof WeakSet ||
        source instanceof WeakRef ||
        source instanceof Promise
      ) {
        return refuse(source);
      }
      return members(source, keep({}));
    }

    const result = clone(value);
    for (const item of transfer) {
      buffer(item);
    }
    return result;
  }

  for (const type of [DOMException, Event, EventTarget, AbortSignal, AbortController]) {
    Object.defineProperty(type.prototype, Symbol.toStringTag, {
      value: type.name,
      configurable: true,
    });
  }

  return {
    AbortController,
    AbortSignal,
    DOMException,
    Event,
    EventTarget,
    performance,
    queueMicrotask,
    structuredClone,
  };
});

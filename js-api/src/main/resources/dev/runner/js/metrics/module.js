const host = __runner("k6/metrics");

function numeric(value) {
  switch (typeof value) {
    case "boolean":
      return value ? 1 : 0;
    case "string":
      return value.trim() === "" ? NaN : Number(value);
    case "bigint":
      return Number(value);
    case "object":
      return value === null ? NaN : Number(value);
    default:
      return NaN;
  }
}

class Metric {
  #number;
  #rate;

  constructor(kind, name, isTime) {
    const text = name === undefined ? "" : String(name);
    this.#number = host.declare(kind, text, !!isTime);
    this.#rate = kind === "RATE";
    Object.defineProperty(this, "name", { value: text, enumerable: true });
  }

  add(value, tags) {
    let number = typeof value === "number" ? value : numeric(value);
    if (number !== number) {
      return host.refuse(this.#number, String(value));
    }
    if (this.#rate && number !== 0) {
      number = 1;
    }
    if (number === Infinity || number === -Infinity) {
      host.infinite(this.#number);
    }
    return typeof tags === "object" && tags !== null
      ? host.taggedAdd(this.#number, number, tags)
      : host.add(this.#number, number);
  }
}

export class Counter extends Metric {
  constructor(name, isTime) {
    super("COUNTER", name, isTime);
  }
}

export class Gauge extends Metric {
  constructor(name, isTime) {
    super("GAUGE", name, isTime);
  }
}

export class Rate extends Metric {
  constructor(name, isTime) {
    super("RATE", name, isTime);
  }
}

export class Trend extends Metric {
  constructor(name, isTime) {
    super("TREND", name, isTime);
  }
}

export default { Counter, Gauge, Rate, Trend };

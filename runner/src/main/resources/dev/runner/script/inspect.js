// Shows any value as text, the way console does.
(function () {
  "use strict";

  const NAME = /^[A-Za-z_$][A-Za-z0-9_$]*$/;
  const BYTES_SHOWN = 50;
  const parents = [];

  function list(open, items, close) {
    return items.length === 0 ? open + close : `${open} ${items.join(", ")} ${close}`;
  }

  function buffer(value) {
    const bytes = new Uint8Array(value, 0, Math.min(value.byteLength, BYTES_SHOWN));
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"));
    const rest = value.byteLength - bytes.length;
    if (rest > 0) {
      hex.push(`... ${rest} more bytes`);
    }
    return `ArrayBuffer { [Uint8Contents]: <${hex.join(" ")}>, byteLength: ${value.byteLength} }`;
  }

  function object(value) {
    if (value instanceof Error) {
      return String(value);
    }
    if (value instanceof Date) {
      return Number.isNaN(value.getTime()) ? "Invalid Date" : `"${value.toISOString()}"`;
    }
    if (value instanceof ArrayBuffer) {
      return buffer(value);
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return inspect(value.valueOf());
    }
    if (value instanceof DataView) {
      return "{}";
    }
    if (ArrayBuffer.isView(value)) {
      const items = Array.from(value, String);
      return `${value.constructor.name}(${items.length}) ${list("[", items, "]")}`;
    }
    if (Array.isArray(value)) {
      return list("[", Array.from(value, inspect), "]");
    }
    const items = Object.keys(value).map(
      (key) => `${NAME.test(key) ? key : JSON.stringify(key)}: ${inspect(value[key])}`,
    );
    return list("{", items, "}");
  }

  function inspect(value) {
    switch (typeof value) {
      case "string":
        return JSON.stringify(value);
      case "function":
        return "[object Function]";
      case "object":
        break;
      default:
        return String(value);
    }
    if (value === null) {
      return "null";
    }
    if (parents.includes(value)) {
      return "[Circular]";
    }
    parents.push(value);
    try {
      return object(value);
    } finally {
      parents.pop();
    }
  }

  return inspect;
})();

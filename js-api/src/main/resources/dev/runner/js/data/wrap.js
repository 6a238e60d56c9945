(function wrap(rows) {
  const size = rows.size();
  const { parse } = JSON;
  const { isInteger } = Number;

  function freeze(value) {
    if (typeof value === "object" && value !== null) {
      Object.values(value).forEach(freeze);
      Object.freeze(value);
    }
    return value;
  }

  function indexOf(key) {
    if (typeof key !== "string") {
      return -1;
    }
    const index = Number(key);
    return isInteger(index) && index >= 0 && index < size && String(index) === key ? index : -1;
  }

  function refuse() {
    throw new TypeError("SharedArray is immutable");
  }

  return new Proxy([], {
    get(target, key, receiver) {
      const index = indexOf(key);
      if (index >= 0) {
        return freeze(parse(rows.json(index)));
      }
      return key === "length" ? size : Reflect.get(target, key, receiver);
    },
    has(target, key) {
      return indexOf(key) >= 0 || Reflect.has(target, key);
    },
    ownKeys() {
      const keys = new Array(size);
      for (let i = 0; i < size; i++) {
        keys[i] = String(i);
      }
      keys.push("length");
      return keys;
    },
    getOwnPropertyDescriptor(target, key) {
      const index = indexOf(key);
      if (index >= 0) {
        const value = freeze(parse(rows.json(index)));
        return { value, writable: false, enumerable: true, configurable: true };
      }
      return key === "length"
        ? { value: size, writable: true, enumerable: false, configurable: false }
        : undefined;
    },
    set: refuse,
    defineProperty: refuse,
    deleteProperty: refuse,
    setPrototypeOf: refuse,
    preventExtensions: refuse,
  });
});

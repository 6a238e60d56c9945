const host = __runner("k6/data");
const AsyncFunction = (async () => {}).constructor;
const { stringify } = JSON;
let wrap;

export class SharedArray {
  constructor(name, make) {
    host.inInit();
    if (typeof name !== "string" || name === "") {
      throw new Error("new SharedArray() needs a name that is not empty");
    }
    if (typeof make !== "function") {
      throw new Error(`new SharedArray('${name}', …) needs a function that returns an array`);
    }
    if (make instanceof AsyncFunction) {
      throw new Error(`the function of SharedArray '${name}' must not be async`);
    }
    const rows = host.rows(name, () => {
      const array = make();
      if (!Array.isArray(array)) {
        throw new Error(`the function of SharedArray '${name}' must return an array`);
      }
      return Array.from(array, (element) => stringify(element) ?? "null");
    });
    wrap ??= host.wrap();
    return wrap(rows);
  }
}

export default { SharedArray };

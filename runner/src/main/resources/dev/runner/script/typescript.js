// Loads the compiler from its CommonJS files and offers it as one function, which gives the
// JavaScript text, or a list of what is wrong and where (as JSON).
(function (library) {
  "use strict";

  // What the compiler can do without: the check of its own options, source maps, listings.
  const unused = {
    "@jridgewell/gen-mapping": {},
    "lines-and-columns": { default: class {} },
    "ts-interface-checker": { createCheckers: () => ({ Options: { strictCheck() {} } }) },
    "./Options-gen-types": { default: {} },
  };
  const modules = new Map();

  function load(path) {
    let module = modules.get(path);
    if (module === undefined) {
      module = { exports: {} };
      modules.set(path, module);
      const text = library.read(path + ".js") ?? library.read(path + "/index.js");
      const folder = library.read(path + ".js") === null ? path.split("/") : path.split("/").slice(0, -1);
      const require = (name) => {
        if (name in unused) {
          return unused[name];
        }
        const parts = folder.slice();
        for (const part of name.split("/")) {
          if (part === "..") {
            parts.pop();
          } else if (part !== ".") {
            parts.push(part);
          }
        }
        return load(parts.join("/"));
      };
      (0, eval)("(function (exports, require, module) {" + text + "\n})")(
        module.exports,
        require,
        module,
      );
    }
    return module.exports;
  }

  const { transform } = load("index");

  return (text) => {
    try {
      return transform(text, {
        transforms: ["typescript"],
        disableESTransforms: true,
        keepUnusedImports: false,
        preserveDynamicImport: true,
      }).code;
    } catch (error) {
      const message = String(error.message)
        .replace(/^Error transforming [^:]*: /, "")
        .replace(/ \(\d+:\d+\)$/, "");
      return [message, JSON.stringify(error.loc ?? {})];
    }
  };
});

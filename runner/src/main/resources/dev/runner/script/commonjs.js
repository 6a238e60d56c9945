// CommonJS: require() and the modules that it runs, each once.
(function (host) {
  "use strict";

  const modules = new Map();

  function run(path) {
    let module = modules.get(path);
    if (module === undefined) {
      module = { exports: {}, id: path, filename: path, loaded: false, children: [], paths: [] };
      modules.set(path, module);
      try {
        const folder = host.folder(path);
        host
          .commonJs(path)
          .call(module.exports, module.exports, requireIn(folder), module, path, folder);
        module.loaded = true;
      } catch (error) {
        modules.delete(path);
        throw error;
      }
    }
    return module.exports;
  }

  function json(path) {
    let module = modules.get(path);
    if (module === undefined) {
      module = { exports: JSON.parse(host.text(path)) };
      modules.set(path, module);
    }
    return module.exports;
  }

  function get(folder, name) {
    const path = host.locate(folder, name);
    switch (host.kind(path)) {
      case "commonjs":
        return run(path);
      case "json":
        return json(path);
      case "builtin": {
        const module = host.namespace(path);
        return "default" in module ? module.default : module;
      }
      default:
        return host.namespace(path);
    }
  }

  function requireIn(folder) {
    const require = (name) => get(folder, String(name));
    require.resolve = (name) => host.locate(folder, String(name));
    require.cache = {};
    return require;
  }

  function keys(path) {
    const exported = Object(run(path));
    const names = new Set();
    for (let at = exported; at !== null && at !== Object.prototype; ) {
      for (const name of Object.getOwnPropertyNames(at)) {
        if (Object.prototype.propertyIsEnumerable.call(at, name)) {
          names.add(name);
        }
      }
      at = typeof exported === "function" ? null : Object.getPrototypeOf(at);
    }
    return Array.from(names);
  }

  return { run, get, keys };
});

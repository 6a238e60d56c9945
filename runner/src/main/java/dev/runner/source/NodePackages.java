package dev.runner.source;

import dev.runner.json.Json;
import dev.runner.json.JsonFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Finds packages in `node_modules` the way Node.js and bundlers do: in the folder of the importing
/// file and in those above, by `exports` (conditions `browser`, `import` or `require`, `default`),
/// `browser`, `module` or `main`.
///
/// See the chapters "Modules: Packages" and "Modules: CommonJS modules" of the Node.js manual.
final class NodePackages {
  private static final Set<String> PARTS_OF_NODE =
      Set.of(
          "assert",
          "async_hooks",
          "buffer",
          "child_process",
          "cluster",
          "crypto",
          "dgram",
          "dns",
          "events",
          "fs",
          "http",
          "http2",
          "https",
          "inspector",
          "module",
          "net",
          "os",
          "path",
          "perf_hooks",
          "process",
          "querystring",
          "readline",
          "stream",
          "string_decoder",
          "timers",
          "tls",
          "tty",
          "url",
          "util",
          "v8",
          "vm",
          "worker_threads",
          "zlib");
  private static final List<String> EXTENSIONS = List.of(".js", ".mjs", ".cjs", ".json", ".ts");
  private static final String MANIFEST = "package.json";
  private static final Map<String, Object> NOTHING = Map.of();

  private final SourceFiles files;
  private final Map<Path, Map<?, ?>> manifests = new ConcurrentHashMap<>();

  NodePackages(SourceFiles files) {
    this.files = files;
  }

  /// @throws IOException if there is no such package or file in it
  Path resolve(Path folder, String name, boolean require) throws IOException {
    if (name.startsWith("#")) {
      return resolveOwn(folder, name, require);
    }
    int slash = name.indexOf('/');
    if (name.startsWith("@") && slash > 0) {
      slash = name.indexOf('/', slash + 1);
    }
    String packageName = slash < 0 ? name : name.substring(0, slash);
    String subpath = slash < 0 ? "." : "." + name.substring(slash);
    Path home = home(folder);
    if (home != null
        && packageName.equals(manifest(home).get("name"))
        && manifest(home).get("exports") != null) {
      return inPackage(home, name, subpath, require);
    }
    for (Path at = folder; at != null; at = at.getParent()) {
      Path found = at.resolve("node_modules").resolve(packageName);
      if (files.isFile(found.resolve(MANIFEST)) || files.isFile(found.resolve("index.js"))) {
        return inPackage(found, name, subpath, require);
      }
    }
    String plain = name.startsWith("node:") ? name.substring("node:".length()) : packageName;
    if (PARTS_OF_NODE.contains(plain)) {
      throw new IOException("it is a part of Node.js, which scripts do not have");
    }
    throw new IOException(
        "this is neither a built-in module nor a package in node_modules; run 'npm install "
            + packageName
            + "', or begin the path of a file with './', '../' or '/'");
  }

  /// A name such as `#lib`, which `imports` of the package itself defines.
  private Path resolveOwn(Path folder, String name, boolean require) throws IOException {
    Path home = home(folder);
    Object target =
        home == null ? null : match(manifest(home).get("imports"), name, require, false);
    if (home == null || target == null) {
      throw new IOException("no package.json defines it");
    }
    return target.toString().startsWith("./")
        ? home.resolve(target.toString()).normalize()
        : resolve(home, target.toString(), require);
  }

  private Path inPackage(Path home, String name, String subpath, boolean require)
      throws IOException {
    Map<?, ?> manifest = manifest(home);
    Object exports = manifest.get("exports");
    if (exports != null) {
      String target = match(exports, subpath, require, true);
      if (target == null) {
        throw new IOException("the package in '" + home + "' does not export '" + subpath + "'");
      }
      return home.resolve(target).normalize();
    }
    Path found =
        subpath.equals(".") ? main(home, manifest, require) : withExtension(home.resolve(subpath));
    if (found == null) {
      throw new IOException("the package in '" + home + "' has no file for '" + name + "'");
    }
    return found.normalize();
  }

  private @Nullable Path main(Path home, Map<?, ?> manifest, boolean require) {
    List<String> keys = require ? List.of("browser", "main") : List.of("browser", "module", "main");
    for (String key : keys) {
      if (manifest.get(key) instanceof String file && !file.isEmpty()) {
        Path found = withExtension(home.resolve(file));
        if (found != null) {
          return found;
        }
      }
    }
    return withExtension(home.resolve("index"));
  }

  /// What the table of `exports` or `imports` says for a name; null if nothing.
  private static @Nullable String match(
      @Nullable Object table, String name, boolean require, boolean sugar) {
    if (!(table instanceof Map<?, ?> entries)
        || entries.keySet().stream().noneMatch(key -> key.toString().matches("[.#].*"))) {
      return sugar && name.equals(".") ? target(table, "", require) : null;
    }
    if (entries.containsKey(name) && name.indexOf('*') < 0) {
      return target(entries.get(name), "", require);
    }
    String best = null;
    for (Object entry : entries.keySet()) {
      String key = entry.toString();
      int star = key.indexOf('*');
      boolean fits =
          star >= 0
              ? name.startsWith(key.substring(0, star))
                  && name.endsWith(key.substring(star + 1))
                  && name.length() >= key.length()
              : key.endsWith("/") && name.startsWith(key);
      if (fits && (best == null || key.length() > best.length())) {
        best = key;
      }
    }
    if (best == null) {
      return null;
    }
    int star = best.indexOf('*');
    String part =
        star < 0
            ? name.substring(best.length())
            : name.substring(star, name.length() - (best.length() - star - 1));
    String found = target(entries.get(best), part, require);
    return found != null && star < 0 ? found + part : found;
  }

  private static @Nullable String target(@Nullable Object target, String part, boolean require) {
    return switch (target) {
      case null -> null;
      case String text -> text.replace("*", part);
      case List<?> list -> {
        for (Object item : list) {
          String found = target(item, part, require);
          if (found != null) {
            yield found;
          }
        }
        yield null;
      }
      case Map<?, ?> conditions -> {
        for (Map.Entry<?, ?> entry : conditions.entrySet()) {
          if (holds(entry.getKey().toString(), require)) {
            String found = target(entry.getValue(), part, require);
            if (found != null) {
              yield found;
            }
          }
        }
        yield null;
      }
      default -> null;
    };
  }

  private static boolean holds(String condition, boolean require) {
    return switch (condition) {
      case "browser", "default", "production" -> true;
      case "import", "module" -> !require;
      case "require" -> require;
      default -> false;
    };
  }

  /// A file of a package by a name that may lack its extension or be that of a folder; null if
  /// there is none. The package's table `browser` counts.
  @Nullable Path withExtension(Path path) {
    Path file = search(path.normalize());
    if (file == null) {
      return null;
    }
    Path home = home(file);
    if (home != null && manifest(home).get("browser") instanceof Map<?, ?> table) {
      Object other = table.get("./" + home.relativize(file).toString().replace('\\', '/'));
      if (other instanceof String name) {
        Path replaced = search(home.resolve(name).normalize());
        return replaced == null ? file : replaced;
      }
    }
    return file;
  }

  private @Nullable Path search(Path path) {
    if (files.isFile(path)) {
      return path;
    }
    for (String extension : EXTENSIONS) {
      Path named = path.resolveSibling(path.getFileName() + extension);
      if (files.isFile(named)) {
        return named;
      }
    }
    if (path.endsWith("index")) {
      return null;
    }
    if (manifest(path).get("main") instanceof String main && !main.isEmpty()) {
      Path target = path.resolve(main).normalize();
      Path found = target.equals(path) ? null : search(target);
      if (found != null) {
        return found;
      }
    }
    return search(path.resolve("index"));
  }

  boolean isModule(Path file) {
    Path home = file.getParent() == null ? null : home(file.getParent());
    return home != null && "module".equals(manifest(home).get("type"));
  }

  /// The folder of the nearest `package.json`.
  private @Nullable Path home(Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      if (files.isFile(at.resolve(MANIFEST))) {
        return at;
      }
      if (at.endsWith("node_modules")) {
        return null;
      }
    }
    return null;
  }

  private Map<?, ?> manifest(Path folder) {
    return manifests.computeIfAbsent(folder, this::readManifest);
  }

  private Map<?, ?> readManifest(Path folder) {
    Path file = folder.resolve(MANIFEST);
    if (!files.isFile(file)) {
      return NOTHING;
    }
    try {
      return Json.parse(SourceFiles.text(files.read(file))) instanceof Map<?, ?> map
          ? map
          : NOTHING;
    } catch (IOException | JsonFault e) {
      return NOTHING;
    }
  }
}

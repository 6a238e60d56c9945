package dev.runner.script;

import dev.runner.js.module.JsModule;
import dev.runner.json.Json;
import dev.runner.source.RemotePath;
import dev.runner.source.SourceFiles;
import dev.runner.source.SourceScan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.graalvm.polyglot.Source;
import org.jspecify.annotations.Nullable;

/// The modules of one script as the engine is to see them: TypeScript compiled, CommonJS wrapped,
/// built-in modules in a folder of their own. Made once and shared by all virtual users. Safe for
/// use by many threads.
final class ScriptFiles implements AutoCloseable {
  /// A folder that stands for built-in modules and does not exist.
  private static final String BUILTIN_FOLDER = "$builtin$";

  /// Put before modules that use `import.meta.resolve`, which the engine does not offer; on their
  /// first line, so that line numbers stay true.
  private static final String META_PROLOGUE = "__meta(import.meta);";

  private static final String META_USE = "import.meta.resolve";

  /// Makes the text of a CommonJS module a function; on its first line as well.
  private static final String COMMON_PROLOGUE =
      "(function (exports, require, module, __filename, __dirname) {";

  private static final Set<String> TYPESCRIPT = Set.of("ts", "mts", "cts");
  private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");

  private final Path builtinRoot;
  private final SourceFiles files;
  private final TypeScript typeScript;
  private final Map<Path, String> codes = new ConcurrentHashMap<>();
  private final Map<Path, byte[]> views = new ConcurrentHashMap<>();
  private final Map<Path, Boolean> commons = new ConcurrentHashMap<>();
  private final Map<Path, Source> sources = new ConcurrentHashMap<>();
  private final Map<String, SharedValue> shared = new ConcurrentHashMap<>();
  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private final Map<String, JsModule> modules = new LinkedHashMap<>();

  ScriptFiles(List<JsModule> builtins, SourceFiles files, TypeScript typeScript) {
    this.files = files;
    this.typeScript = typeScript;
    builtinRoot = Path.of("").toAbsolutePath().getRoot().resolve(BUILTIN_FOLDER);
    for (JsModule module : builtins) {
      modules.put(module.name(), module);
      views.put(
          builtinRoot.resolve(module.name()), module.source().getBytes(StandardCharsets.UTF_8));
    }
  }

  /// The files behind the modules.
  SourceFiles files() {
    return files;
  }

  @Nullable JsModule module(String name) {
    JsModule module = modules.get(name);
    if (module != null) {
      used.add(name);
    }
    return module;
  }

  Path builtin(String name) {
    return builtinRoot.resolve(name);
  }

  boolean isBuiltin(Path path) {
    return path.startsWith(builtinRoot);
  }

  /// Whether the module was loaded before.
  boolean isKnown(Path path) {
    return views.containsKey(path) || codes.containsKey(path);
  }

  /// What all virtual users share under a key, made at the first call.
  Object shared(String key, Supplier<?> maker) {
    return shared.computeIfAbsent(key, _ -> new SharedValue()).get(maker);
  }

  /// The file that a path really names.
  Path follow(Path path) {
    return isBuiltin(path) ? path : files.follow(path);
  }

  /// The JavaScript of a file.
  ///
  /// @throws IOException if it cannot be read; the message is the reason in words
  /// @throws ScriptError if it is not TypeScript
  String code(Path path) throws IOException {
    String known = codes.get(path);
    if (known == null) {
      String text = SourceFiles.text(files.readImport(path));
      known = TYPESCRIPT.contains(extension(path)) ? typeScript.compile(path, text) : text;
      if (SourceFiles.isInPackage(path)) {
        known = known.replace("process.env.NODE_ENV", "\"production\"");
      }
      codes.put(path, known);
    }
    return known;
  }

  boolean isJson(Path path) {
    return extension(path).equals("json");
  }

  /// Whether a file is a CommonJS module, by its extension, its package or else its statements.
  ///
  /// @throws IOException if it cannot be read; the message is the reason in words
  boolean isCommonJs(Path path) throws IOException {
    Boolean known = commons.get(path);
    if (known == null) {
      known =
          switch (extension(path)) {
            case "cjs" -> true;
            case "mjs", "mts", "json" -> false;
            default ->
                !isBuiltin(path)
                    && !(SourceFiles.isInPackage(path) && files.isModuleByPackage(path))
                    && SourceScan.kind(code(path)) == SourceScan.Kind.COMMON_JS;
          };
      commons.put(path, known);
    }
    return known;
  }

  private static String extension(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /// The bytes of a module as `import` is to see it, which must not be changed.
  ///
  /// @param commonKeys runs a CommonJS module and tells the names that it exports
  /// @throws IOException if it cannot be read; the message is the reason in words
  byte[] readModule(Path path, Function<Path, List<String>> commonKeys) throws IOException {
    byte[] known = views.get(path);
    if (known == null) {
      known = view(path, commonKeys).getBytes(StandardCharsets.UTF_8);
      views.put(path, known);
    }
    return known;
  }

  private String view(Path path, Function<Path, List<String>> commonKeys) throws IOException {
    if (isCommonJs(path)) {
      return wrapper(path, commonKeys.apply(path));
    }
    String code = code(path);
    return code.contains(META_USE) && !code.startsWith("#!") && !isJson(path)
        ? META_PROLOGUE + code
        : code;
  }

  /// An ES module that exports what a CommonJS module does.
  private static String wrapper(Path path, List<String> keys) {
    var text = new StringBuilder("const m = __commonjs(" + Json.write(path.toString()) + ");\n");
    text.append("const o = Object(m);\nexport default \"default\" in o ? o.default : m;\n");
    int number = 0;
    for (String key : keys) {
      if (!key.equals("default") && NAME.matcher(key).matches()) {
        text.append("const k%1$d = o.%2$s; export { k%1$d as %2$s };\n".formatted(number++, key));
      }
    }
    return text.toString();
  }

  /// A CommonJS module as a function of `exports`, `require`, `module`, `__filename` and
  /// `__dirname`.
  ///
  /// @throws IOException if it cannot be read; the message is the reason in words
  Source commonSource(Path path) throws IOException {
    Source known = sources.get(path);
    if (known == null) {
      String code = code(path);
      String text = COMMON_PROLOGUE + (code.startsWith("#!") ? "//" : "") + code + "\n})";
      known =
          Source.newBuilder("js", path.toFile())
              .content(text)
              .mimeType("application/javascript")
              .cached(true)
              .build();
      sources.put(path, known);
    }
    return known;
  }

  /// How many characters stand before the text of the file in the first line of a source.
  static int prologue(Source source) {
    String text = source.getCharacters().toString();
    return text.startsWith(COMMON_PROLOGUE)
        ? COMMON_PROLOGUE.length()
        : text.startsWith(META_PROLOGUE) ? META_PROLOGUE.length() : 0;
  }

  /// The modules that were loaded so far: names of built-in ones and URLs of files; sorted.
  List<String> loaded() {
    return Stream.concat(used.stream(), codes.keySet().stream().map(RemotePath::display))
        .distinct()
        .sorted()
        .toList();
  }

  /// Frees what only loading needs.
  @Override
  public void close() {
    typeScript.close();
  }
}

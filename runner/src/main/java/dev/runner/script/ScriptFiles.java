package dev.runner.script;

import dev.runner.js.module.JsModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The files of one script, each read once, so that all virtual users see the same bytes. Safe for
/// use by many threads.
final class ScriptFiles {
  /// A folder that stands for built-in modules and does not exist.
  private static final String BUILTIN_FOLDER = "$builtin$";

  /// Put before modules that use `import.meta.resolve`, which the engine does not offer; on their
  /// first line, so that line numbers stay true.
  private static final String META_PROLOGUE = "__meta(import.meta);";

  private static final String META_USE = "import.meta.resolve";

  private final Path builtinRoot;
  private final Map<Path, byte[]> sources = new ConcurrentHashMap<>();
  private final Map<Path, Content> contents = new ConcurrentHashMap<>();
  private final Map<String, JsModule> modules = new LinkedHashMap<>();
  private final Map<String, SharedValue> shared = new ConcurrentHashMap<>();

  /// What reading a file gave: its bytes or why there are none.
  private record Content(byte @Nullable [] bytes, String problem) {}

  ScriptFiles(List<JsModule> builtins) {
    builtinRoot = Path.of("").toAbsolutePath().getRoot().resolve(BUILTIN_FOLDER);
    for (JsModule module : builtins) {
      modules.put(module.name(), module);
      put(builtinRoot.resolve(module.name()), module.source());
    }
  }

  /// Defines a file that need not exist.
  void put(Path path, String text) {
    contents.put(path, new Content(text.getBytes(StandardCharsets.UTF_8), ""));
  }

  @Nullable JsModule module(String name) {
    return modules.get(name);
  }

  Path builtin(String name) {
    return builtinRoot.resolve(name);
  }

  boolean isBuiltin(Path path) {
    return path.startsWith(builtinRoot);
  }

  /// What all virtual users share under a key, made at the first call.
  Object shared(String key, Supplier<?> maker) {
    return shared.computeIfAbsent(key, _ -> new SharedValue()).get(maker);
  }

  /// Whether the file was read before.
  boolean isKnown(Path path) {
    return contents.containsKey(path);
  }

  /// The bytes of a file, which must not be changed.
  ///
  /// @throws IOException if it cannot be read; the message is the reason in words
  byte[] read(Path path) throws IOException {
    Content content = contents.computeIfAbsent(path, ScriptFiles::load);
    if (content.bytes == null) {
      throw new IOException(content.problem);
    }
    return content.bytes;
  }

  /// The bytes of a file as the engine is to see it, which must not be changed.
  ///
  /// @throws IOException if it cannot be read; the message is the reason in words
  byte[] readModule(Path path) throws IOException {
    byte[] bytes = read(path);
    return sources.computeIfAbsent(
        path,
        file -> {
          var text = new String(bytes, StandardCharsets.UTF_8);
          return text.contains(META_USE) && !text.startsWith("#!")
              ? (META_PROLOGUE + text).getBytes(StandardCharsets.UTF_8)
              : bytes;
        });
  }

  private static Content load(Path path) {
    try {
      if (Files.isDirectory(path)) {
        return new Content(null, "it is a directory");
      }
      return new Content(Files.readAllBytes(path), "");
    } catch (NoSuchFileException e) {
      return new Content(null, "no such file");
    } catch (AccessDeniedException e) {
      return new Content(null, "permission denied");
    } catch (IOException e) {
      String reason = e.getMessage();
      return new Content(null, reason == null ? e.getClass().getSimpleName() : reason);
    }
  }
}

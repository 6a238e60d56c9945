package dev.runner.script;

import dev.runner.json.Json;
import dev.runner.script.ScriptError.Kind;
import dev.runner.source.DiskCache;
import dev.runner.source.RemotePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/// Turns TypeScript into JavaScript by leaving types out; does not check them. The lines stay what
/// they are. The compiler is sucrase, in an engine of its own; what it made is kept on disk.
final class TypeScript implements AutoCloseable {
  private static final String VERSION = "3.35.1";
  private static final String FOLDER = "/META-INF/resources/_static/sucrase/" + VERSION + "/dist/";

  private final DiskCache cache;
  private @Nullable Context context;
  private @Nullable Value compiler;

  /// @param cacheFolder where compiled files are kept
  TypeScript(Path cacheFolder) {
    cache = new DiskCache(cacheFolder);
  }

  /// What the loader of the compiler can reach.
  public static final class Library {
    /// The text of a file of the compiler; null if there is none.
    @HostAccess.Export
    public @Nullable String read(String name) {
      try (InputStream in = TypeScript.class.getResourceAsStream(FOLDER + name)) {
        return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// The JavaScript of a text.
  ///
  /// @throws ScriptError if the text is not TypeScript
  synchronized String compile(Path path, String text) {
    String key = "sucrase " + VERSION + " 1\n" + text;
    byte[] kept = cache.find(key);
    if (kept != null) {
      return new String(kept, StandardCharsets.UTF_8);
    }
    Value result;
    try {
      result = compiler().execute(text);
    } catch (PolyglotException e) {
      throw new ScriptError(
          Kind.SYNTAX,
          "SyntaxError: " + RemotePath.display(path) + ": cannot compile: " + e.getMessage(),
          e);
    }
    if (!result.isString()) {
      String problem = result.getArrayElement(0).asString();
      Object parsed = Json.parse(result.getArrayElement(1).asString());
      String place =
          parsed instanceof Map<?, ?> at && at.get("line") != null
              ? ":" + at.get("line") + ":" + at.get("column")
              : "";
      throw new ScriptError(
          Kind.SYNTAX, "SyntaxError: " + RemotePath.display(path) + place + ": " + problem);
    }
    String code = result.asString();
    cache.keep(key, code.getBytes(StandardCharsets.UTF_8));
    return code;
  }

  private Value compiler() {
    if (compiler == null) {
      context =
          Context.newBuilder("js")
              .engine(ScriptEngines.interpreting())
              .allowHostAccess(HostAccess.CONSTRAINED)
              .in(InputStream.nullInputStream())
              .build();
      Source loader = Script.internal("typescript.js");
      compiler = context.eval(loader).execute(new Library());
    }
    return compiler;
  }

  /// Frees the compiler; it comes back when it is needed.
  @Override
  public synchronized void close() {
    if (context != null) {
      context.getEngine().close(true);
      context = null;
      compiler = null;
    }
  }
}

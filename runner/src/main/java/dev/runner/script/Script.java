package dev.runner.script;

import dev.runner.js.module.VuScope;
import dev.runner.json.Json;
import dev.runner.source.ScriptArchive;
import dev.runner.source.SourceFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.IOAccess;
import org.jspecify.annotations.Nullable;

/// A script that was read, with the engine that runs it. Safe for use by many threads: each virtual
/// user opens an instance of its own, which shares parsed code and files with the others.
public final class Script implements AutoCloseable {
  private static final String MODULE_TYPE = "application/javascript+module";

  private final Path path;
  private final ScriptFiles files;
  private final LazyGlobals lazyGlobals;
  private final ScriptFailures failures;
  private volatile Engine engine;
  private volatile Jit.Effort compiled = Jit.Effort.NONE;
  private final HostAccess access;
  private final Source globals;
  private final Source inspector;
  private final Source commonJs;
  private final Source random;
  private final Source bootstrap;
  private final Path folder;
  private final @Nullable ScriptArchive archive;

  Script(Path path, ScriptFiles files, LazyGlobals lazyGlobals, @Nullable ScriptArchive archive) {
    this.path = path;
    this.files = files;
    this.lazyGlobals = lazyGlobals;
    this.archive = archive;
    folder = path.getParent() == null ? path : path.getParent();
    this.failures = new ScriptFailures(files);
    engine = ScriptEngines.interpreting();
    access = HostAccess.newBuilder(HostAccess.CONSTRAINED).allowBufferAccess(true).build();
    globals = internal("globals.js");
    inspector = internal("inspect.js");
    random = internal("random.js");
    commonJs = internal("commonjs.js");
    bootstrap = importing(path);
  }

  /// A module whose export `script` is the namespace of a file.
  static Source importing(Path path) {
    return Source.newBuilder(
            "js",
            "import * as script from " + Json.write(path.toString()) + "; export {script};",
            "bootstrap.mjs")
        .mimeType(MODULE_TYPE)
        .internal(true)
        .cached(true)
        .buildLiteral();
  }

  /// The archive that the script was read from, if it was.
  public Optional<ScriptArchive> archive() {
    return Optional.ofNullable(archive);
  }

  /// The modules that were loaded so far: names of built-in ones and URLs of files; sorted.
  public List<String> modules() {
    return files.loaded();
  }

  /// The script with all files that it read so far, to run it elsewhere.
  public ScriptArchive pack(
      Map<String, ? extends @Nullable Object> options, Map<String, String> env) throws IOException {
    return new ScriptArchive(path, options, env, files.files().all(), files.files().links());
  }

  /// The main file, absolute.
  public Path path() {
    return path;
  }

  /// The text of the main file.
  public String text() {
    try {
      return SourceFiles.text(files.files().read(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Has instances that are opened from now on compiled as far as said, if this JVM can; earlier
  /// ones must have been closed.
  public void compile(Jit.Effort effort) {
    if (effort != Jit.Effort.NONE && ScriptEngines.canCompile()) {
      Engine interpreting = engine;
      engine = ScriptEngines.make(effort);
      compiled = effort;
      interpreting.close(true);
    }
  }

  /// How the code runs, for `--verbose`.
  public String engineInWords() {
    return switch (compiled) {
      case FULL -> "compiled by Graal";
      case LITTLE -> "what runs most often compiled by Graal";
      case NONE ->
          ScriptEngines.canCompile()
              ? "interpreted"
              : "interpreted: this JVM has no compiler for it";
    };
  }

  /// Runs the script's init code for one virtual user.
  ///
  /// @param scope whose phase is INIT
  /// @param env the content of `__ENV`
  /// @throws ScriptError if the code cannot be loaded, throws or is interrupted
  public ScriptInstance open(VuScope scope, Map<String, String> env) {
    var loop = new EventLoop(scope);
    var commons = new CommonJs(scope, files, folder, commonJs);
    var fileSystem = new ModuleFileSystem(files, folder, commons::keys);
    Context context =
        Context.newBuilder("js")
            .engine(engine)
            .allowHostAccess(access)
            .allowIO(IOAccess.newBuilder().fileSystem(fileSystem).build())
            .allowPolyglotAccess(PolyglotAccess.NONE)
            .allowEnvironmentAccess(EnvironmentAccess.NONE)
            .in(InputStream.nullInputStream())
            .option("js.esm-eval-returns-exports", "true")
            .option("js.unhandled-rejections", "handler")
            .option("js.load", "false")
            .option("js.print", "false")
            .option("js.console", "false")
            .build();
    var host =
        new ScriptHost(scope, files, lazyGlobals, failures, loop, inspector, commons, folder);
    var instance = new ScriptInstance(context, random, host, loop, failures, scope);
    try {
      instance.load(globals, bootstrap, fileSystem, env);
      return instance;
    } catch (ScriptError e) {
      context.close(true);
      throw e;
    } finally {
      files.close();
    }
  }

  /// Frees the engine; all instances must have been closed.
  @Override
  public void close() {
    engine.close(true);
  }

  static Source internal(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("there is no resource " + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Source.newBuilder("js", text, name).internal(true).cached(true).buildLiteral();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

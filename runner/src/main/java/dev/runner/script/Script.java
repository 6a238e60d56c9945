package dev.runner.script;

import dev.runner.js.module.VuScope;
import dev.runner.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.SandboxPolicy;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.IOAccess;

/// A script that was read, with the engine that runs it. Safe for use by many threads: each virtual
/// user opens an instance of its own, which shares parsed code and files with the others.
public final class Script implements AutoCloseable {
  private static final String MODULE_TYPE = "application/javascript+module";

  private final Path path;
  private final ScriptFiles files;
  private final LazyGlobals lazyGlobals;
  private final ScriptFailures failures;
  private final Engine engine;
  private final HostAccess access;
  private final Source globals;
  private final Source inspector;
  private final Source random;
  private final Source bootstrap;

  Script(Path path, ScriptFiles files, LazyGlobals lazyGlobals) {
    this.path = path;
    this.files = files;
    this.lazyGlobals = lazyGlobals;
    this.failures = new ScriptFailures(files);
    // The engine warns about runtimes and threads by its log: which ones are in use is our choice.
    engine =
        Engine.newBuilder("js")
            .sandbox(SandboxPolicy.CONSTRAINED)
            .out(OutputStream.nullOutputStream())
            .err(OutputStream.nullOutputStream())
            .logHandler(OutputStream.nullOutputStream())
            .option("engine.WarnInterpreterOnly", "false")
            .build();
    access = HostAccess.newBuilder(HostAccess.CONSTRAINED).allowBufferAccess(true).build();
    globals = internal("globals.js");
    inspector = internal("inspect.js");
    random = internal("random.js");
    bootstrap =
        Source.newBuilder(
                "js",
                "import * as script from " + Json.write(path.toString()) + "; export {script};",
                "bootstrap.mjs")
            .mimeType(MODULE_TYPE)
            .internal(true)
            .cached(true)
            .buildLiteral();
  }

  /// The main file, absolute.
  public Path path() {
    return path;
  }

  /// The text of the main file.
  public String text() {
    try {
      return new String(files.read(path), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What runs the code, such as `Interpreted`, for `--verbose`.
  public String engineName() {
    return engine.getImplementationName();
  }

  /// Runs the script's init code for one virtual user.
  ///
  /// @param scope whose phase is INIT
  /// @param env the content of `__ENV`
  /// @throws ScriptError if the code cannot be loaded, throws or is interrupted
  public ScriptInstance open(VuScope scope, Map<String, String> env) {
    var fileSystem = new ModuleFileSystem(files);
    Context context =
        Context.newBuilder("js")
            .engine(engine)
            .sandbox(SandboxPolicy.CONSTRAINED)
            .allowHostAccess(access)
            .allowIO(IOAccess.newBuilder().fileSystem(fileSystem).build())
            .in(InputStream.nullInputStream())
            .option("js.esm-eval-returns-exports", "true")
            .option("js.unhandled-rejections", "handler")
            .option("js.load", "false")
            .option("js.print", "false")
            .option("js.console", "false")
            .build();
    var loop = new EventLoop(scope);
    Path folder = path.getParent();
    var host =
        new ScriptHost(
            scope, files, lazyGlobals, failures, loop, inspector, folder == null ? path : folder);
    var instance = new ScriptInstance(context, random, host, loop, failures, scope);
    try {
      instance.load(globals, bootstrap, fileSystem, env);
      return instance;
    } catch (ScriptError e) {
      context.close(true);
      throw e;
    }
  }

  /// Frees the engine; all instances must have been closed.
  @Override
  public void close() {
    engine.close(true);
  }

  private static Source internal(String name) {
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

package dev.runner.script;

import dev.runner.js.module.JsModule;
import dev.runner.js.module.ScriptFault;
import dev.runner.js.module.ScriptPhase;
import dev.runner.js.module.ScriptServices;
import dev.runner.js.module.Tasks;
import dev.runner.js.module.VuScope;
import dev.runner.log.LogLevel;
import dev.runner.source.RemotePath;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/// The Java half of the globals of one script instance: what `globals.js` can reach.
public final class ScriptHost implements ScriptServices {
  private final VuScope scope;
  private final ScriptFiles files;
  private final LazyGlobals lazyGlobals;
  private final ScriptFailures failures;
  private final EventLoop loop;
  private final Source inspector;
  private final CommonJs commons;
  private final Path home;
  private final Map<String, Object> halves = new LinkedHashMap<>();
  private Consumer<ScriptError> onRejection;

  /// @param inspector the script whose value is a function that shows a value as text
  /// @param home where relative paths begin if no file of the script asks
  ScriptHost(
      VuScope scope,
      ScriptFiles files,
      LazyGlobals lazyGlobals,
      ScriptFailures failures,
      EventLoop loop,
      Source inspector,
      CommonJs commons,
      Path home) {
    this.scope = scope;
    this.files = files;
    this.lazyGlobals = lazyGlobals;
    this.failures = failures;
    this.loop = loop;
    this.inspector = inspector;
    this.commons = commons;
    this.home = home;
    this.onRejection = error -> scope.log().error(error.getMessage());
  }

  /// The Java halves that were asked for.
  List<Object> halves() {
    return new ArrayList<>(halves.values());
  }

  /// The Java half of a built-in module.
  @HostAccess.Export
  public Object module(String name) {
    Object known = halves.get(name);
    if (known != null) {
      return known;
    }
    JsModule module = files.module(name);
    if (module == null) {
      throw new ScriptFault("there is no built-in module '" + name + "'");
    }
    Object half = module.host(scope, this);
    halves.put(name, half);
    return half;
  }

  /// The names of the globals that come to life when they are used, joined by commas.
  @HostAccess.Export
  public String globalNames() {
    return lazyGlobals.names();
  }

  /// Makes the feature with that global: an object with all globals of the feature.
  @HostAccess.Export
  public Value globals(String name) {
    return lazyGlobals.make(name, scope);
  }

  @HostAccess.Export
  public boolean shows(String level) {
    return scope.log().shows(LogLevel.valueOf(level));
  }

  @HostAccess.Export
  public void print(String level, String text) {
    scope.log().log(LogLevel.valueOf(level), text, Map.of("source", "console"));
  }

  /// The function that shows a value as text.
  @HostAccess.Export
  public Value inspector() {
    return Context.getCurrent().eval(inspector);
  }

  /// The functions of CommonJS.
  @HostAccess.Export
  public Value commonJs() {
    return commons.functions();
  }

  /// The folder of the file whose code called.
  ///
  /// @param thrower a function of the caller that throws, to learn who that is
  @HostAccess.Export
  public String caller(Value thrower) {
    return base(thrower).toString();
  }

  /// Takes note of a rejected promise that nobody handles.
  ///
  /// @param text the reason in words
  @HostAccess.Export
  public void unhandled(Value reason, String text) {
    ScriptError error = failures.ofRejection(reason, text);
    if (error != null) {
      onRejection.accept(error);
    }
  }

  /// Says who is told of rejected promises that nobody handles; they are logged at first.
  void onRejection(Consumer<ScriptError> listener) {
    onRejection = listener;
  }

  @HostAccess.Export
  public int plan(Value callback, double millis, boolean repeat) {
    return loop.plan(callback, millis, repeat);
  }

  @HostAccess.Export
  public void cancel(int id) {
    loop.cancel(id);
  }

  /// The content of a file: text, or a buffer of bytes.
  ///
  /// @param thrower a function of the caller that throws, to learn who that is
  @HostAccess.Export
  public Object open(String name, boolean binary, Value thrower) {
    if (scope.phase() != ScriptPhase.INIT) {
      throw new ScriptFault("open() can be used in the init stage only, outside of any function");
    }
    if (name.isEmpty()) {
      throw new ScriptFault("open() needs the name of a file");
    }
    Path path = path(name, () -> base(thrower));
    try {
      byte[] bytes = files.files().readData(path);
      return binary ? ByteBuffer.wrap(bytes.clone()) : new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ScriptFault("cannot open '" + path + "': " + e.getMessage(), e);
    }
  }

  private static Path path(String name, Supplier<Path> base) {
    try {
      if (name.startsWith("file://")) {
        return Path.of(URI.create(name)).normalize();
      }
      if (name.contains("://")) {
        throw new ScriptFault("only local files can be read, not '" + name + "'");
      }
      Path path = Path.of(name);
      return path.isAbsolute() ? path.normalize() : base.get().resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw new ScriptFault("'" + name + "' is no valid path", e);
    } catch (IllegalArgumentException e) {
      throw new ScriptFault("'" + name + "' is no valid file URL", e);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the key belongs to one module, which makes one type for it
  public <T> T shared(String key, Supplier<T> maker) {
    return (T) files.shared(key, maker);
  }

  @Override
  public Tasks tasks() {
    return loop;
  }

  @Override
  public Path file(String name) {
    Path path = path(name, () -> home);
    try {
      return files.files().dataFile(path);
    } catch (IOException e) {
      throw new ScriptFault("cannot read '" + path + "': " + e.getMessage(), e);
    }
  }

  /// The folder of the file whose code called.
  private Path base(Value thrower) {
    @Nullable Path file = null;
    try {
      thrower.executeVoid();
    } catch (PolyglotException e) {
      file = failures.file(e);
    }
    Path folder = file == null ? null : file.getParent();
    return folder == null ? home : folder;
  }

  /// The URL of a module that `import` in the file `base` would load.
  @HostAccess.Export
  public String resolve(String base, String specifier) {
    if (specifier.startsWith("file://") || specifier.startsWith("https://")) {
      return specifier;
    }
    Path module = Path.of(URI.create(base));
    if (specifier.startsWith("./") || specifier.startsWith("../") || specifier.startsWith("/")) {
      return RemotePath.display(module.resolveSibling(specifier).normalize());
    }
    Path folder = module.getParent();
    if (files.module(specifier) == null && folder != null) {
      try {
        return RemotePath.display(files.files().resolvePackage(folder, specifier, false));
      } catch (IOException e) {
        throw new ScriptFault("'" + specifier + "': " + e.getMessage(), e);
      }
    }
    throw new ScriptFault("'" + specifier + "' is a built-in module and has no URL");
  }

  /// Bytes as base64 text.
  @HostAccess.Export
  public String base64(Value buffer) {
    return Base64.getEncoder().encodeToString(bytes(buffer));
  }

  static byte[] bytes(Value buffer) {
    var bytes = new byte[Math.toIntExact(buffer.getBufferSize())];
    buffer.readBuffer(0, bytes, 0, bytes.length);
    return bytes;
  }
}

package dev.runner.script;

import dev.runner.js.module.ScriptFault;
import dev.runner.js.module.ScriptPhase;
import dev.runner.js.module.VuScope;
import dev.runner.source.RemotePath;
import dev.runner.source.SourceFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/// The Java half of `require` in one script instance: what `commonjs.js` can reach.
public final class CommonJs {
  private final VuScope scope;
  private final ScriptFiles files;
  private final Path home;
  private final Source source;
  private @Nullable Value functions;

  /// @param home the folder of the main script
  /// @param source the text of `commonjs.js`
  CommonJs(VuScope scope, ScriptFiles files, Path home, Source source) {
    this.scope = scope;
    this.files = files;
    this.home = home;
    this.source = source;
  }

  /// The functions `run(path)`, `get(folder, name)` and `keys(path)`.
  Value functions() {
    if (functions == null) {
      functions = Context.getCurrent().eval(source).execute(this);
    }
    return functions;
  }

  /// The names that a CommonJS module exports. It runs for that; if it fails, it exports nothing
  /// yet, and will fail again when the modules that import it are run.
  List<String> keys(Path path) {
    var names = new ArrayList<String>();
    try {
      Value keys = functions().invokeMember("keys", path.toString());
      for (long i = 0; i < keys.getArraySize(); i++) {
        names.add(keys.getArrayElement(i).asString());
      }
    } catch (PolyglotException e) {
      if (ScriptFailures.isStop(e)) {
        throw e;
      }
    }
    return names;
  }

  /// The file that a name in code of a folder leads to.
  @HostAccess.Export
  public String locate(String folder, String name) {
    if (scope.phase() != ScriptPhase.INIT) {
      throw new ScriptFault(
          "require() can be used in the init stage only, outside of any function");
    }
    try {
      return find(folder.isEmpty() ? home : Path.of(folder), name).toString();
    } catch (IOException | IllegalArgumentException e) {
      throw new ScriptFault("cannot require '" + name + "': " + e.getMessage(), e);
    }
  }

  private Path find(Path folder, String name) throws IOException {
    if (files.module(name) != null) {
      return files.builtin(name);
    }
    if (name.equals("k6") || name.startsWith("k6/")) {
      throw new IOException("there is no built-in module of that name");
    }
    if (name.startsWith("https://")) {
      return files.follow(RemotePath.of(URI.create(name)));
    }
    if (name.startsWith("file://")) {
      return files.files().resolveLoosely(Path.of(URI.create(name)).normalize());
    }
    if (name.contains("://")) {
      throw new IOException("modules can be loaded from files and by https only");
    }
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      throw new IOException("this is no valid path", e);
    }
    boolean relative = name.matches("\\.{1,2}(/.*)?");
    if (!relative && !path.isAbsolute()) {
      return files.files().resolvePackage(folder, name, true);
    }
    Path target = folder.resolve(path).normalize();
    if (RemotePath.isRemote(folder)) {
      return files.follow(relative ? target : RemotePath.ofSameServer(folder, name));
    }
    return files.files().resolveLoosely(target);
  }

  /// What a file is: `builtin`, `json`, `commonjs` or `module`.
  @HostAccess.Export
  public String kind(String path) {
    Path file = Path.of(path);
    if (files.isBuiltin(file)) {
      return "builtin";
    }
    if (files.isJson(file)) {
      return "json";
    }
    try {
      return files.isCommonJs(file) ? "commonjs" : "module";
    } catch (IOException e) {
      throw cannotLoad(file, e);
    }
  }

  /// A CommonJS module as a function.
  @HostAccess.Export
  public Value commonJs(String path) {
    Path file = Path.of(path);
    try {
      return Context.getCurrent().eval(files.commonSource(file));
    } catch (IOException e) {
      throw cannotLoad(file, e);
    }
  }

  /// The namespace of an ES module.
  @HostAccess.Export
  public Value namespace(String path) {
    return Context.getCurrent().eval(Script.importing(Path.of(path))).getMember("script");
  }

  /// The text of a JSON file.
  @HostAccess.Export
  public String text(String path) {
    Path file = Path.of(path);
    try {
      return SourceFiles.text(files.files().readImport(file));
    } catch (IOException e) {
      throw cannotLoad(file, e);
    }
  }

  @HostAccess.Export
  public String folder(String path) {
    Path folder = Path.of(path).getParent();
    return folder == null ? path : folder.toString();
  }

  private static ScriptFault cannotLoad(Path file, IOException e) {
    return new ScriptFault(
        "cannot load '"
            + (RemotePath.isRemote(file) ? RemotePath.display(file) : file)
            + "': "
            + e.getMessage(),
        e);
  }
}

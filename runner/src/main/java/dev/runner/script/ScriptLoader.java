package dev.runner.script;

import dev.runner.js.module.GlobalFeature;
import dev.runner.js.module.JsModule;
import dev.runner.script.ScriptError.Kind;
import dev.runner.source.RemotePath;
import dev.runner.source.ScriptArchive;
import dev.runner.source.SourceFiles;
import dev.runner.source.SourceSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.jspecify.annotations.Nullable;

/// Makes a script ready to run.
public final class ScriptLoader {
  private final List<JsModule> modules;
  private final List<GlobalFeature> globals;
  private final SourceSettings settings;

  /// @param modules what scripts can import by name
  /// @param globals what they find without an import
  /// @param settings where files may come from
  public ScriptLoader(
      List<JsModule> modules, List<GlobalFeature> globals, SourceSettings settings) {
    this.modules = List.copyOf(modules);
    this.globals = List.copyOf(globals);
    this.settings = settings;
  }

  /// Loads the classes of the script engine by running a line of code, so that the first script
  /// does not have to wait for them all.
  public static void loadEngine() {
    // Left open: closing the engine takes a tenth of the time that is to be saved.
    Context context = Context.newBuilder("js").engine(ScriptEngines.interpreting()).build();
    context.eval(Script.internal("globals.js"));
  }

  /// Reads the main file. None of its code runs before [Script#open].
  ///
  /// @throws ScriptError if it cannot be read
  public Script load(ScriptSource source) {
    var files = SourceFiles.of(source.path(), settings);
    byte[] bytes = source.bytes();
    if (bytes != null) {
      files.put(source.path(), bytes);
    } else {
      bytes = read(files, source.path());
    }
    if (!source.mayBeArchive() || !ScriptArchive.isArchive(bytes)) {
      return script(files.follow(source.path()), files, null);
    }
    try {
      ScriptArchive archive = ScriptArchive.read(bytes);
      return script(archive.script(), SourceFiles.of(archive, settings), archive);
    } catch (IOException e) {
      throw new ScriptError(
          Kind.LOAD, "cannot read archive '" + source.path() + "': " + e.getMessage(), e);
    }
  }

  private Script script(Path path, SourceFiles files, @Nullable ScriptArchive archive) {
    var typeScript = new TypeScript(settings.cache().resolve("typescript"));
    return new Script(
        path, new ScriptFiles(modules, files, typeScript), new LazyGlobals(globals), archive);
  }

  private static byte[] read(SourceFiles files, Path path) {
    try {
      return files.read(path);
    } catch (IOException e) {
      throw new ScriptError(
          Kind.LOAD,
          "cannot read script '"
              + (RemotePath.isRemote(path) ? RemotePath.display(path) : path)
              + "': "
              + e.getMessage(),
          e);
    }
  }
}

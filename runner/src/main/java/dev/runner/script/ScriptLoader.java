package dev.runner.script;

import dev.runner.js.module.GlobalFeature;
import dev.runner.js.module.JsModule;
import dev.runner.script.ScriptError.Kind;
import java.io.IOException;
import java.util.List;

/// Makes a script ready to run.
public final class ScriptLoader {
  private final List<JsModule> modules;
  private final List<GlobalFeature> globals;

  /// @param modules what scripts can import by name
  /// @param globals what they find without an import
  public ScriptLoader(List<JsModule> modules, List<GlobalFeature> globals) {
    this.modules = List.copyOf(modules);
    this.globals = List.copyOf(globals);
  }

  /// Reads the main file. None of its code runs before [Script#open].
  ///
  /// @throws ScriptError if it cannot be read
  public Script load(ScriptSource source) {
    var files = new ScriptFiles(modules);
    String text = source.text();
    if (text != null) {
      files.put(source.path(), text);
    }
    if (source.path().toString().endsWith(".ts")) {
      throw new ScriptError(
          Kind.LOAD,
          "cannot load script '"
              + source.path()
              + "': TypeScript is not supported yet; compile it to JavaScript first");
    }
    try {
      files.read(source.path());
    } catch (IOException e) {
      throw new ScriptError(
          Kind.LOAD, "cannot read script '" + source.path() + "': " + e.getMessage(), e);
    }
    return new Script(source.path(), files, new LazyGlobals(globals));
  }
}

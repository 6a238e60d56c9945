package dev.runner.script;

import dev.runner.js.module.JsModule;
import dev.runner.script.ScriptError.Kind;
import java.io.IOException;
import java.util.List;

/// Makes a script ready to run.
public final class ScriptLoader {
  private final List<JsModule> modules;

  /// @param modules what scripts can import by name
  public ScriptLoader(List<JsModule> modules) {
    this.modules = List.copyOf(modules);
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
    return new Script(source.path(), files);
  }
}

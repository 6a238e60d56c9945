package dev.runner.script;

import dev.runner.js.JsModules;
import dev.runner.js.module.ScriptPhase;
import dev.runner.source.SourceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Scripts in real files, run in real contexts; closes what it opened.
final class Scripts implements AutoCloseable {
  private final Path folder;
  private final List<Script> opened = new ArrayList<>();
  final TestScope scope = new TestScope();

  Scripts(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  Path write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Files of the test's folder, and nothing else.
  SourceSettings settings() {
    return SourceSettings.of(folder, folder.resolve("home"), folder.resolve("cache"));
  }

  Script load(String text) {
    return loadFile(write("script.js", text));
  }

  Script loadFile(Path file) {
    Script script =
        new ScriptLoader(JsModules.all(), JsModules.globals(), settings())
            .load(ScriptSource.file(file));
    opened.add(script);
    return script;
  }

  /// The script after its init code, ready for iterations.
  ScriptInstance open(String text) {
    return open(load(text), scope);
  }

  static ScriptInstance open(Script script, TestScope scope) {
    ScriptInstance instance = script.open(scope, Map.of("HOST", "localhost"));
    scope.phase = ScriptPhase.VU;
    return instance;
  }

  /// What the default function of a script prints in one iteration.
  List<String> printed(String text) {
    open(text).iterate("default", 0);
    return scope.lines.stream()
        .map(line -> line.replaceAll("^info (.*) \\{source=console}$", "$1"))
        .toList();
  }

  /// What statements print in one iteration; what they throw is printed, too.
  ///
  /// @param prelude code before them, outside the default function
  List<String> printed(String prelude, String statements) {
    return printed(
        prelude
            + "export default async function () { try {\n"
            + statements
            + "\n} catch (e) { console.log('thrown', e.name, e.message) } }");
  }

  @Override
  public void close() {
    opened.forEach(Script::close);
  }
}

package dev.runner.script;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the main script comes from.
///
/// @param path the file, absolute; for a script without one, the place from which its relative
///   imports are resolved
/// @param text the script, or null to read the file
public record ScriptSource(Path path, @Nullable String text) {
  public ScriptSource {
    path = path.toAbsolutePath().normalize();
  }

  /// A script in a file.
  public static ScriptSource file(Path path) {
    return new ScriptSource(path, null);
  }

  /// A script that was read from elsewhere, such as standard input.
  ///
  /// @param folder where its relative imports begin
  /// @param name what stack traces call it
  public static ScriptSource text(Path folder, String name, String text) {
    return new ScriptSource(folder.resolve(name), text);
  }
}

package dev.runner.script;

import dev.runner.source.RemotePath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the main script comes from.
///
/// @param path the file, absolute; for a script without one, the place from which its relative
///   imports are resolved
/// @param bytes the script or archive, or null to read the file
/// @param mayBeArchive whether an archive is to be run as one
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ScriptSource(Path path, byte @Nullable [] bytes, boolean mayBeArchive) {
  public ScriptSource {
    path = path.toAbsolutePath().normalize();
  }

  /// A script or an archive in a file.
  public static ScriptSource file(Path path) {
    return new ScriptSource(path, null, true);
  }

  /// A script on the web.
  ///
  /// @throws IllegalArgumentException if this is no valid URL
  public static ScriptSource url(URI https) {
    return new ScriptSource(RemotePath.of(https), null, true);
  }

  /// A script or an archive that was read from elsewhere, such as standard input.
  ///
  /// @param folder where its relative imports begin
  /// @param name what stack traces call it
  public static ScriptSource bytes(Path folder, String name, byte[] bytes) {
    return new ScriptSource(folder.resolve(name), bytes, true);
  }

  /// A script that was read from elsewhere.
  ///
  /// @param folder where its relative imports begin
  /// @param name what stack traces call it
  public static ScriptSource text(Path folder, String name, String text) {
    return new ScriptSource(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8), false);
  }

  /// The same, taken for a script even if it looks like an archive.
  public ScriptSource asScript() {
    return new ScriptSource(path, bytes, false);
  }
}

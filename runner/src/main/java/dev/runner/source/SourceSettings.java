package dev.runner.source;

import java.nio.file.Path;
import java.util.List;

/// Where the files of a script may come from.
///
/// @param directory the working directory
/// @param home the user's home directory
/// @param cache the folder that keeps fetched and compiled modules from one run to the next
/// @param allowRead files and folders that scripts may read beside their own
/// @param offline whether nothing is fetched from the web
/// @param anyCertificate whether servers of remote modules may show any TLS certificate
public record SourceSettings(
    Path directory,
    Path home,
    Path cache,
    List<Path> allowRead,
    boolean offline,
    boolean anyCertificate) {
  public SourceSettings {
    allowRead = List.copyOf(allowRead);
  }

  /// What holds without any flag.
  public static SourceSettings of(Path directory, Path home, Path cache) {
    return new SourceSettings(directory, home, cache, List.of(), false, false);
  }
}

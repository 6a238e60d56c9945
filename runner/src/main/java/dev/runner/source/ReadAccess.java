package dev.runner.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which local files a script may read: all below its own folder, below the folder of its project,
/// below the working directory if the script is there too, and what the user allows. Code may be
/// imported from anywhere. Symbolic links count as what they lead to.
final class ReadAccess {
  private static final Set<String> CODE = Set.of("js", "mjs", "cjs", "ts", "mts", "cts");

  private final List<Path> roots = new ArrayList<>();

  ReadAccess(Path script, SourceSettings settings) {
    Path folder = script.getParent();
    if (folder != null) {
      add(folder);
      Path directory = settings.directory().toAbsolutePath().normalize();
      if (folder.startsWith(directory) && isNarrow(directory, settings)) {
        add(directory);
      }
      Path project = project(folder, settings);
      if (project != null) {
        add(project);
      }
    }
    settings.allowRead().forEach(path -> add(settings.directory().resolve(path)));
  }

  private void add(Path root) {
    Path real = real(root.toAbsolutePath().normalize());
    if (!roots.contains(real)) {
      roots.add(real);
    }
  }

  /// The nearest folder that is the root of a project.
  private static @Nullable Path project(Path folder, SourceSettings settings) {
    for (Path at = folder; at != null && isNarrow(at, settings); at = at.getParent()) {
      if (Files.exists(at.resolve("package.json")) || Files.exists(at.resolve(".git"))) {
        return at;
      }
    }
    return null;
  }

  /// Whether a folder is neither the home of a user nor everything.
  private static boolean isNarrow(Path folder, SourceSettings settings) {
    return folder.getNameCount() > 0 && !settings.home().startsWith(folder);
  }

  /// @throws IOException if the script may not read that file; says how to allow it
  void check(Path path) throws IOException {
    Path real = real(path);
    if (roots.stream().noneMatch(real::startsWith)) {
      throw new IOException(
          "it is outside of the folders that the script may read; allow it by --allow-read="
              + (real.getParent() == null ? real : real.getParent()));
    }
  }

  /// The same for a file that is imported: code may be anywhere.
  void checkImport(Path path) throws IOException {
    if (!CODE.contains(extension(real(path)))) {
      check(path);
    }
  }

  private static String extension(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      Path parent = path.getParent();
      return parent == null || path.getFileName() == null
          ? path
          : real(parent).resolve(path.getFileName());
    }
  }
}

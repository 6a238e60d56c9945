package dev.runner.script;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.io.FileSystem;
import org.jspecify.annotations.Nullable;

/// What the `import` statements of one script instance can reach: local files and built-in modules,
/// to read. Everything else is denied. It notes why it last refused, since the engine only says
/// that a module was not found.
final class ModuleFileSystem implements FileSystem {
  private final ScriptFiles files;

  /// Why a path in the built-in folder leads nowhere.
  private final Map<Path, String> refused = new HashMap<>();

  private @Nullable String refusal;
  private boolean frozen;

  ModuleFileSystem(ScriptFiles files) {
    this.files = files;
  }

  /// Why the last refused import was refused, or null if none was.
  @Nullable String refusal() {
    return refusal;
  }

  /// Lets no further file be read.
  void freeze() {
    frozen = true;
  }

  @Override
  public Path parsePath(URI uri) {
    String text = uri.toString();
    if ("file".equals(uri.getScheme())) {
      try {
        return Path.of(uri);
      } catch (IllegalArgumentException e) {
        return refuse(text, "'" + text + "': this is no valid file URL");
      }
    }
    if ("https".equals(uri.getScheme())) {
      return refuse(
          text,
          "'"
              + text
              + "': remote modules cannot be imported yet; save the file and import it from"
              + " there");
    }
    return refuse(
        text, "'" + text + "': modules can be imported from files only, not by " + uri.getScheme());
  }

  @Override
  public Path parsePath(String path) {
    if (files.module(path) != null) {
      return files.builtin(path);
    }
    if (path.equals("k6") || path.startsWith("k6/")) {
      return refuse(path, "'" + path + "': there is no built-in module of that name");
    }
    Path parsed;
    try {
      parsed = Path.of(path);
    } catch (InvalidPathException e) {
      return refuse("invalid", "'" + path + "': this is no valid path");
    }
    if (parsed.isAbsolute() || path.startsWith("./") || path.startsWith("../")) {
      return parsed;
    }
    return refuse(
        path,
        "'"
            + path
            + "': this is neither a built-in module nor a path; begin the path of a file with './', '../'"
            + " or '/'");
  }

  private Path refuse(String name, String why) {
    Path nowhere = files.builtin("refused").resolve(Integer.toHexString(name.hashCode()));
    refused.put(nowhere, why);
    return nowhere;
  }

  @Override
  public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options)
      throws IOException {
    if (modes.contains(AccessMode.WRITE) || modes.contains(AccessMode.EXECUTE)) {
      throw denied();
    }
    content(path);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return new BytesChannel(content(path));
  }

  private byte[] content(Path path) throws IOException {
    String why = refused.get(path);
    if (why == null && frozen && !files.isKnown(path)) {
      why = "'" + path + "': modules can be loaded in the init stage only";
    }
    if (why == null && path.toString().endsWith(".ts")) {
      why = "'" + path + "': TypeScript is not supported yet; compile it to JavaScript first";
    }
    if (why == null) {
      try {
        return files.readModule(path);
      } catch (IOException e) {
        why = "'" + path + "': " + e.getMessage() + suggestion(path);
      }
    }
    refusal = why;
    throw new NoSuchFileException(why);
  }

  private static String suggestion(Path path) {
    Path named = path.resolveSibling(path.getFileName() + ".js");
    return Files.isRegularFile(named)
        ? "; the extension must be given: '" + named.getFileName() + "'"
        : "";
  }

  @Override
  public Path toAbsolutePath(Path path) {
    return path.toAbsolutePath().normalize();
  }

  @Override
  public Path toRealPath(Path path, LinkOption... options) {
    return toAbsolutePath(path);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    throw denied();
  }

  @Override
  public void createDirectory(Path dir, FileAttribute<?>... attributes) throws IOException {
    throw denied();
  }

  @Override
  public void delete(Path path) throws IOException {
    throw denied();
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path dir, DirectoryStream.Filter<? super Path> filter) throws IOException {
    throw denied();
  }

  private static IOException denied() {
    return new IOException("scripts cannot do that");
  }
}

package dev.runner.script;

import dev.runner.source.RemotePath;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.graalvm.polyglot.io.FileSystem;
import org.jspecify.annotations.Nullable;

/// What the `import` statements of one script instance can reach: files, packages, remote and
/// built-in modules, to read. Everything else is denied. It notes why it last refused, since the
/// engine only says that a module was not found.
final class ModuleFileSystem implements FileSystem {
  private final ScriptFiles files;

  /// Why a path in the built-in folder leads nowhere.
  private final Map<Path, String> refused = new HashMap<>();

  private final Path home;
  private final Function<Path, List<String>> commonKeys;

  private @Nullable Path referrer;
  private @Nullable ScriptError failure;
  private @Nullable String refusal;
  private boolean frozen;

  /// @param home where bare names are looked for if no file imports them
  /// @param commonKeys runs a CommonJS module and tells the names that it exports
  ModuleFileSystem(ScriptFiles files, Path home, Function<Path, List<String>> commonKeys) {
    this.files = files;
    this.home = home;
    this.commonKeys = commonKeys;
  }

  /// The error in the file of the last refused import that is no JavaScript, or null.
  @Nullable ScriptError failure() {
    return failure;
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
    try {
      return switch (String.valueOf(uri.getScheme())) {
        case "file" -> Path.of(uri);
        case "https" -> RemotePath.of(uri);
        case "node" -> bare(text);
        default ->
            refuse(
                text,
                "'"
                    + text
                    + "': modules can be imported from files and by https only, not by "
                    + uri.getScheme());
      };
    } catch (IllegalArgumentException e) {
      return refuse(text, "'" + text + "': this is no valid URL");
    }
  }

  /// The engine asks for the path of the importing file first, then for that of the name in its
  /// `import`: so this is where a bare name learns whose it is.
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
    if (parsed.isAbsolute()) {
      referrer = parsed;
      return parsed;
    }
    return path.startsWith("./") || path.startsWith("../") || path.equals(".") || path.equals("..")
        ? parsed
        : bare(path);
  }

  private Path bare(String name) {
    Path from = referrer;
    Path folder = from == null ? null : from.getParent();
    try {
      return files.files().resolvePackage(folder == null ? home : folder, name, false);
    } catch (IOException e) {
      return refuse(name, "'" + name + "': " + e.getMessage());
    }
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

  /// What a path names: `/name` in a remote module is on its server.
  private Path located(Path path) {
    Path from = referrer;
    return from != null
            && RemotePath.isRemote(from)
            && path.isAbsolute()
            && !RemotePath.isRemote(path)
            && !files.isBuiltin(path)
            && !files.files().isFile(path)
        ? RemotePath.ofSameServer(from, path.toString())
        : path;
  }

  private byte[] content(Path asked) throws IOException {
    String why = refused.get(asked);
    Path named = why == null ? located(asked) : asked;
    Path path = why == null ? files.follow(named) : named;
    if (why == null && frozen && !files.isKnown(path)) {
      why = "'" + show(path) + "': modules can be loaded in the init stage only";
    }
    if (why == null) {
      try {
        return files.readModule(path, this::keysOf);
      } catch (ScriptError e) {
        failure = e;
        why = "'" + show(path) + "': " + e.getMessage();
      } catch (IOException e) {
        why = "'" + show(path) + "': " + e.getMessage() + suggestion(path);
      }
    }
    refusal = why;
    throw new NoSuchFileException(why);
  }

  /// The names that a CommonJS module exports, learned by running it.
  private List<String> keysOf(Path path) {
    return commonKeys.apply(path);
  }

  private String show(Path path) {
    return RemotePath.isRemote(path) ? RemotePath.display(path) : path.toString();
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
    return refused.containsKey(path) ? path : files.follow(located(toAbsolutePath(path)));
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

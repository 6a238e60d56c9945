package dev.runner.source;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The files of one script, each read once, so that all virtual users see the same bytes. Safe for
/// use by many threads.
public final class SourceFiles {
  private static final String PACKAGES = "node_modules";

  private final Map<Path, Content> contents = new ConcurrentHashMap<>();

  /// Where a name leads if not to itself: by a redirect, a symbolic link, an added extension.
  private final Map<Path, Path> links = new ConcurrentHashMap<>();

  private final Map<Wish, Path> wishes = new ConcurrentHashMap<>();

  /// Files read piece by piece.
  private final Set<Path> streamed = ConcurrentHashMap.newKeySet();

  /// Files of the archive that are on disk too.
  private final Map<Path, Path> unpacked = new ConcurrentHashMap<>();

  private final ReadAccess access;
  private final RemoteModules remote;
  private final NodePackages packages = new NodePackages(this);
  private final boolean packed;

  /// What reading a file gave: its bytes or why there are none.
  private record Content(byte @Nullable [] bytes, String problem) {}

  private SourceFiles(Path script, SourceSettings settings, boolean packed) {
    access = new ReadAccess(script, settings);
    remote = new RemoteModules(settings);
    this.packed = packed;
  }

  /// Files on disk and on the web.
  ///
  /// @param script the main file, absolute
  public static SourceFiles of(Path script, SourceSettings settings) {
    return new SourceFiles(script, settings, false);
  }

  /// The files of an archive, and no others.
  public static SourceFiles of(ScriptArchive archive, SourceSettings settings) {
    var files = new SourceFiles(archive.script(), settings, true);
    archive.files().forEach(files::put);
    files.links.putAll(archive.links());
    return files;
  }

  /// Defines a file that need not exist.
  public void put(Path path, byte[] bytes) {
    contents.put(path, new Content(bytes, ""));
  }

  /// Whether the file was read before.
  public boolean isKnown(Path path) {
    return contents.containsKey(path);
  }

  /// Every file that was read.
  ///
  /// @throws IOException if one that was read piece by piece is not there any more
  public Map<Path, byte[]> all() throws IOException {
    var all = new TreeMap<Path, byte[]>();
    for (Path path : streamed) {
      all.put(path, Files.readAllBytes(path));
    }
    contents.forEach(
        (path, content) -> {
          if (content.bytes != null) {
            all.put(path, content.bytes);
          }
        });
    return all;
  }

  /// The names that led elsewhere.
  public Map<Path, Path> links() {
    return new TreeMap<>(links);
  }

  /// The bytes of a file, which must not be changed, whether the script may read it or not.
  ///
  /// @throws IOException if it cannot be read; the message is the reason in words
  public byte[] read(Path path) throws IOException {
    Content content = contents.get(path);
    if (content == null) {
      content = load(path);
      Content before = contents.putIfAbsent(path, content);
      content = before == null ? content : before;
    }
    if (content.bytes == null) {
      throw new IOException(content.problem);
    }
    return content.bytes;
  }

  /// The bytes of a file that the script wants to read as data.
  ///
  /// @throws IOException if it cannot be read or must not be; the message is the reason in words
  public byte[] readData(Path path) throws IOException {
    if (!packed && !RemotePath.isRemote(path)) {
      access.check(path);
    }
    return read(path);
  }

  /// A file that the script wants to read as data piece by piece.
  ///
  /// @return where it is on disk
  /// @throws IOException if there is none or it must not be read; the message is the reason in
  ///   words
  public Path dataFile(Path path) throws IOException {
    if (packed) {
      byte[] bytes = read(path);
      Path known = unpacked.get(path);
      if (known == null) {
        known = Files.createTempFile("runner", "." + path.getFileName());
        known.toFile().deleteOnExit();
        Files.write(known, bytes);
        unpacked.put(path, known);
      }
      return known;
    }
    access.check(path);
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new IOException(Files.exists(path) ? "it is no readable file" : "no such file");
    }
    streamed.add(path);
    return path;
  }

  /// The bytes of a file that the script imports.
  ///
  /// @throws IOException if it cannot be read or must not be; the message is the reason in words
  public byte[] readImport(Path path) throws IOException {
    if (!packed && !contents.containsKey(path) && !RemotePath.isRemote(path)) {
      access.checkImport(path);
    }
    return read(path);
  }

  /// The file that a path really names, which may not exist.
  public Path follow(Path path) {
    Path known = links.get(path);
    if (known != null) {
      return known;
    }
    Path target = target(path);
    if (!target.equals(path)) {
      links.put(path, target);
    }
    return target;
  }

  private Path target(Path path) {
    if (packed) {
      return path;
    }
    URI url = RemotePath.url(path);
    if (url != null) {
      try {
        RemoteModules.Fetched fetched = remote.fetch(url);
        Path last = RemotePath.of(fetched.url());
        put(last, fetched.bytes());
        return last;
      } catch (IOException e) {
        contents.put(path, new Content(null, String.valueOf(e.getMessage())));
        return path;
      }
    }
    if (isInPackage(path)) {
      Path file = packages.withExtension(path);
      return file == null ? path : real(file);
    }
    if (!isFile(path)) {
      String name = String.valueOf(path.getFileName());
      Path typed = path.resolveSibling(name.replaceFirst("\\.([mc]?)js$", ".$1ts"));
      return isFile(typed) ? typed : path;
    }
    return path;
  }

  /// What code of a folder asks for by a bare name.
  private record Wish(Path folder, String name, boolean require) {}

  /// The file that a bare name such as `lodash/fp` in code of a folder leads to.
  ///
  /// @param require whether `require` asks, not `import`
  /// @throws IOException if there is none; the message is the reason in words
  public Path resolvePackage(Path folder, String name, boolean require) throws IOException {
    if (RemotePath.isRemote(folder)) {
      throw new IOException("remote modules can import by URL or path only, not by bare names");
    }
    var wish = new Wish(folder, name, require);
    Path known = wishes.get(wish);
    if (known == null) {
      known = follow(packages.resolve(folder, name, require));
      wishes.put(wish, known);
    }
    return known;
  }

  /// The file that a path in code of a package leads to, as `require` finds it.
  public Path resolveLoosely(Path path) {
    Path file = isFile(path) ? path : packages.withExtension(path);
    return follow(file == null ? path : file);
  }

  /// Whether a file belongs to a package of `node_modules`.
  public static boolean isInPackage(Path path) {
    for (Path name : path) {
      if (name.toString().equals(PACKAGES)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the nearest `package.json` says that `.js` files are ES modules.
  public boolean isModuleByPackage(Path path) {
    return packages.isModule(path);
  }

  public boolean isFile(Path path) {
    Content content = contents.get(path);
    return content != null
        ? content.bytes != null
        : links.containsKey(path) || (!packed && Files.isRegularFile(path));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  private Content load(Path path) {
    if (packed) {
      return new Content(null, "the archive does not contain it");
    }
    if (RemotePath.isRemote(path)) {
      Path last = follow(path);
      Content content = contents.get(last);
      return content == null ? new Content(null, "no such module") : content;
    }
    try {
      if (Files.isDirectory(path)) {
        return new Content(null, "it is a directory");
      }
      return new Content(Files.readAllBytes(path), "");
    } catch (NoSuchFileException e) {
      return new Content(null, "no such file");
    } catch (AccessDeniedException e) {
      return new Content(null, "permission denied");
    } catch (IOException e) {
      String reason = e.getMessage();
      return new Content(null, reason == null ? e.getClass().getSimpleName() : reason);
    }
  }

  /// Text as it stands in a file, without a byte order mark.
  public static String text(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}

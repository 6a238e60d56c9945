package dev.runner.source;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The paths that stand for modules on the web: below a folder that does not exist, as in
/// `/$https$/jslib.k6.io/url/1.0.0/index.js`. So relative imports of remote modules are resolved as
/// those of files are.
public final class RemotePath {
  private static final String FOLDER = "$https$";

  /// Stands for the empty name at the end of a URL that ends with a slash.
  private static final String EMPTY_NAME = "$";

  /// Characters of URLs that cannot be in file names everywhere, and the one that masks them.
  private static final String MASKED = "$:?*\"<>|\\";

  private RemotePath() {}

  static Path root() {
    return Path.of("").toAbsolutePath().getRoot().resolve(FOLDER);
  }

  public static boolean isRemote(Path path) {
    return path.startsWith(root());
  }

  /// The path that stands for a URL.
  ///
  /// @throws IllegalArgumentException if the URL has no host
  public static Path of(URI url) {
    URI normal = url.normalize();
    if (normal.getHost() == null) {
      throw new IllegalArgumentException("the URL has no host");
    }
    Path path = root().resolve(mask(normal.getRawAuthority()));
    String rest = normal.getRawPath() == null ? "" : normal.getRawPath();
    String query = normal.getRawQuery();
    String[] names = rest.split("/", -1);
    for (int i = 1; i < names.length; i++) {
      boolean last = i == names.length - 1;
      String name = mask(names[i]) + (last && query != null ? mask("?" + query) : "");
      if (!name.isEmpty()) {
        path = path.resolve(name);
      } else if (last) {
        path = path.resolve(EMPTY_NAME);
      }
    }
    return names.length == 1 ? path.resolve(EMPTY_NAME) : path;
  }

  /// The path for a name below `https/` in an archive: one of ours, or one of k6, which masks
  /// nothing.
  static Path ofPacked(String name) {
    Path path = root();
    for (String part : name.split("/", -1)) {
      boolean plain = part.chars().anyMatch(c -> c != '$' && MASKED.indexOf(c) >= 0);
      path = path.resolve(plain ? mask(part) : part);
    }
    return path.normalize();
  }

  /// The URL that a path stands for; null if it stands for none.
  public static @Nullable URI url(Path path) {
    Path root = root();
    if (!path.startsWith(root) || path.getNameCount() < root.getNameCount() + 2) {
      return null;
    }
    var url = new StringBuilder("https:/");
    for (Path name : root.relativize(path)) {
      url.append('/');
      if (!name.toString().equals(EMPTY_NAME)) {
        url.append(unmask(name.toString()));
      }
    }
    return URI.create(url.toString());
  }

  /// The URL of a file or of a remote module, as errors name it.
  public static String display(Path path) {
    URI url = url(path);
    return url == null
        ? "file://" + path.toAbsolutePath().toUri().getRawPath().replaceFirst("(?<=.)/$", "")
        : url.toString();
  }

  /// The path for `/name` in a module on the same server.
  public static Path ofSameServer(Path module, String absolute) {
    URI url = url(module);
    if (url == null) {
      throw new IllegalArgumentException("not a remote module: " + module);
    }
    return of(url.resolve(absolute));
  }

  private static String mask(String text) {
    var masked = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (MASKED.indexOf(c) >= 0 || (c == '/')) {
        masked.append('$').append("%02x".formatted((int) c));
      } else {
        masked.append(c);
      }
    }
    return masked.toString();
  }

  private static String unmask(String text) {
    var plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '$' && i + 2 < text.length()) {
        plain.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}

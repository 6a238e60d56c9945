package dev.runner.js.url;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The record of a URL, as the standard calls it: its parts, escaped and normalised.
final class WebUrl {
  static final int NO_PORT = -1;

  String scheme = "";
  String username = "";
  String password = "";
  @Nullable String host;
  int port = NO_PORT;

  /// The segments of a path that begins with a slash.
  List<String> path = new ArrayList<>();

  /// The path of a URL such as `mailto:ada@example.com`, else null.
  @Nullable String opaquePath;

  @Nullable String query;
  @Nullable String fragment;

  WebUrl copy() {
    var copy = new WebUrl();
    copy.scheme = scheme;
    copy.username = username;
    copy.password = password;
    copy.host = host;
    copy.port = port;
    copy.path = new ArrayList<>(path);
    copy.opaquePath = opaquePath;
    copy.query = query;
    copy.fragment = fragment;
    return copy;
  }

  boolean isSpecial() {
    return isSpecial(scheme);
  }

  static boolean isSpecial(String scheme) {
    return switch (scheme) {
      case "http", "https", "ws", "wss", "ftp", "file" -> true;
      default -> false;
    };
  }

  static int defaultPort(String scheme) {
    return switch (scheme) {
      case "http", "ws" -> 80;
      case "https", "wss" -> 443;
      case "ftp" -> 21;
      default -> NO_PORT;
    };
  }

  boolean hasCredentials() {
    return !username.isEmpty() || !password.isEmpty();
  }

  /// Whether it can have no user, password and port.
  boolean isWithoutAuthority() {
    String name = host;
    return name == null || name.isEmpty() || scheme.equals("file");
  }

  /// Takes the last segment away, except for the letter of a drive.
  void shorten() {
    if (scheme.equals("file") && path.size() == 1 && isNormalDriveLetter(path.getFirst())) {
      return;
    }
    if (!path.isEmpty()) {
      path.removeLast();
    }
  }

  static boolean isDriveLetter(String text) {
    return text.length() == 2
        && isLetter(text.charAt(0))
        && (text.charAt(1) == ':' || text.charAt(1) == '|');
  }

  private static boolean isNormalDriveLetter(String text) {
    return isDriveLetter(text) && text.charAt(1) == ':';
  }

  static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  String pathText() {
    String opaque = opaquePath;
    if (opaque != null) {
      return opaque;
    }
    var text = new StringBuilder();
    path.forEach(segment -> text.append('/').append(segment));
    return text.toString();
  }

  String hostAndPort() {
    String name = host == null ? "" : host;
    return port == NO_PORT ? name : name + ":" + port;
  }

  String origin() {
    return switch (scheme) {
      case "http", "https", "ws", "wss", "ftp" -> scheme + "://" + hostAndPort();
      case "blob" -> {
        WebUrl inner = UrlParser.parse(pathText(), null);
        yield inner != null && inner.scheme.startsWith("http") ? inner.origin() : "null";
      }
      default -> "null";
    };
  }

  @Override
  public String toString() {
    var text = new StringBuilder(scheme).append(':');
    if (host != null) {
      text.append("//");
      if (hasCredentials()) {
        text.append(username);
        if (!password.isEmpty()) {
          text.append(':').append(password);
        }
        text.append('@');
      }
      text.append(hostAndPort());
    } else if (opaquePath == null && path.size() > 1 && path.getFirst().isEmpty()) {
      text.append("/.");
    }
    text.append(pathText());
    if (query != null) {
      text.append('?').append(query);
    }
    if (fragment != null) {
      text.append('#').append(fragment);
    }
    return text.toString();
  }
}

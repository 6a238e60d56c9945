package dev.runner.http;

import java.net.IDN;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A scheme, host and port that requests go to.
///
/// @param host lower case, in ASCII, IPv6 addresses without brackets
record Site(boolean secure, String host, int port) {
  /// The site of an absolute URI.
  ///
  /// @throws IllegalArgumentException if the scheme is neither `http` nor `https` or there is no
  ///   host
  static Site of(URI uri) {
    String scheme = uri.getScheme();
    boolean secure = "https".equalsIgnoreCase(scheme);
    if (!secure && !"http".equalsIgnoreCase(scheme)) {
      throw new IllegalArgumentException(
          "unsupported protocol scheme \"" + (scheme == null ? "" : scheme) + "\"");
    }
    String authority = authority(uri);
    if (authority == null) {
      throw new IllegalArgumentException("no host in the URL");
    }
    String host = authority;
    String port = "";
    int colon = authority.lastIndexOf(':');
    if (colon > authority.lastIndexOf(']')) {
      host = authority.substring(0, colon);
      port = authority.substring(colon + 1);
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (!isAscii(host)) {
      host = IDN.toASCII(host);
    }
    if (host.isEmpty()) {
      throw new IllegalArgumentException("no host in the URL");
    }
    return new Site(secure, host.toLowerCase(Locale.ROOT), port(port, secure));
  }

  private static int port(String text, boolean secure) {
    if (text.isEmpty()) {
      return secure ? 443 : 80;
    }
    int port;
    try {
      port = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("invalid port \"" + text + "\"", e);
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("invalid port \"" + text + "\"");
    }
    return port;
  }

  /// Host and port as they stand in the URI, without user and password; null if there are none.
  /// Unlike [URI#getHost()] it knows hosts with an underscore.
  private static @Nullable String authority(URI uri) {
    String authority = uri.getRawAuthority();
    return authority == null ? null : authority.substring(authority.lastIndexOf('@') + 1);
  }

  /// The value of the `Host` header for that URI.
  static String hostHeader(URI uri) {
    String authority = authority(uri);
    if (authority == null) {
      return "";
    }
    if (authority.endsWith(":")) {
      authority = authority.substring(0, authority.length() - 1);
    }
    return isAscii(authority) ? authority : IDN.toASCII(authority);
  }

  /// The path to ask for: not empty, in ASCII.
  static String path(URI uri) {
    String path = uri.getRawPath();
    return path == null || path.isEmpty() ? "/" : encoded(path);
  }

  /// The query in ASCII, or null if there is none.
  static @Nullable String query(URI uri) {
    String query = uri.getRawQuery();
    return query == null ? null : encoded(query);
  }

  private static String encoded(String text) {
    if (isAscii(text)) {
      return text;
    }
    var out = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b >= 0) {
        out.append((char) b);
      } else {
        out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return out.toString();
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}

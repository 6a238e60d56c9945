package dev.runner.net;

import java.util.Locale;

/// A host name, or all names with an ending: `*.example.com`, `*`.
///
/// @param text in lower case; a `*` stands at most at the beginning
record HostPattern(String text) {
  /// @throws IllegalArgumentException if a `*` stands elsewhere
  static HostPattern parse(String text) {
    if (text.isEmpty() || text.lastIndexOf('*') > 0) {
      throw new IllegalArgumentException(
          "must be host names, or endings such as *.example.com, found '" + text + "'");
    }
    return new HostPattern(text.toLowerCase(Locale.ROOT));
  }

  /// @param host in lower case
  boolean matches(String host) {
    return text.startsWith("*") ? host.endsWith(text.substring(1)) : host.equals(text);
  }
}

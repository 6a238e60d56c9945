package dev.runner.js.http.cookie;

import dev.runner.js.http.url.Url;

/// One cookie in a jar.
///
/// @param domain in lower case, without leading dot
/// @param hostOnly whether it goes to exactly that host, not to those below it
/// @param expiresMillis since the epoch; [Long#MAX_VALUE] for never
/// @param created counts up within a jar
record Cookie(
    String name,
    String value,
    String domain,
    boolean hostOnly,
    String path,
    boolean secure,
    long expiresMillis,
    long created) {

  boolean isSame(Cookie other) {
    return name.equals(other.name) && domain.equals(other.domain) && path.equals(other.path);
  }

  boolean belongsTo(Url url) {
    return (!secure || url.secure())
        && (hostOnly ? url.host().equals(domain) : isWithin(url.host(), domain))
        && isPathWithin(url.path());
  }

  /// Whether `host` is `domain` or a name below it.
  static boolean isWithin(String host, String domain) {
    return host.equals(domain)
        || (host.length() > domain.length()
            && host.endsWith(domain)
            && host.charAt(host.length() - domain.length() - 1) == '.'
            && !isAddress(host));
  }

  static boolean isAddress(String host) {
    return host.startsWith("[") || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
  }

  private boolean isPathWithin(String requestPath) {
    return requestPath.startsWith(path)
        && (requestPath.length() == path.length()
            || path.endsWith("/")
            || requestPath.charAt(path.length()) == '/');
  }
}

package dev.runner.js.http.url;

import dev.runner.transport.HttpFault;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An absolute `http` or `https` URL.
public final class Url {
  private final String text;
  private final String publicText;
  private final boolean secure;
  private final String authority;
  private final String host;
  private final String path;
  private final String query;
  private final URI uri;
  private final @Nullable String basicAuthorization;

  private Url(
      String text,
      String publicText,
      boolean secure,
      String authority,
      String host,
      String path,
      String query,
      URI uri,
      @Nullable String basicAuthorization) {
    this.text = text;
    this.publicText = publicText;
    this.secure = secure;
    this.authority = authority;
    this.host = host;
    this.path = path;
    this.query = query;
    this.uri = uri;
    this.basicAuthorization = basicAuthorization;
  }

  /// Reads a URL more leniently than [URI]: characters that may not stand in a path or query are
  /// percent-encoded, host names may be international or contain underscores.
  public static Url parse(String text) throws UrlFault {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == 0x7f) {
        throw invalid(text, "it contains a control character");
      }
    }
    int hash = text.indexOf('#');
    String rest = hash < 0 ? text : text.substring(0, hash);
    int schemeEnd = schemeEnd(rest);
    if (schemeEnd < 0 && rest.startsWith(":")) {
      throw invalid(text, "it has no scheme before the colon");
    }
    String scheme = schemeEnd < 0 ? "" : rest.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new UrlFault(
          HttpFault.GENERIC,
          "unsupported protocol scheme \""
              + scheme
              + "\" in \""
              + text
              + "\": begin the URL with http:// or https://");
    }
    if (!rest.startsWith("//", schemeEnd + 1)) {
      throw noHost(text);
    }
    int from = schemeEnd + 3;
    int to = from;
    while (to < rest.length() && rest.charAt(to) != '/' && rest.charAt(to) != '?') {
      to++;
    }
    String authority = rest.substring(from, to);
    int question = rest.indexOf('?', to);
    String path = question < 0 ? rest.substring(to) : rest.substring(to, question);
    String query = question < 0 ? "" : rest.substring(question);

    int at = authority.lastIndexOf('@');
    String userInfo = at < 0 ? null : authority.substring(0, at);
    String hostPort = authority.substring(at + 1);
    String wireHost = wireHost(text, hostPort);
    String host = withoutPort(wireHost).toLowerCase(Locale.ROOT);
    if (host.isEmpty()) {
      throw noHost(text);
    }
    String wirePath = path.isEmpty() ? "/" : UrlEscapes.path(path);
    if (wirePath == null) {
      throw invalid(text, "a '%' in its path is not followed by two hexadecimal digits");
    }
    URI uri;
    try {
      uri = new URI(scheme + "://" + wireHost + wirePath + UrlEscapes.query(query));
    } catch (URISyntaxException e) {
      throw invalid(text, e.getReason());
    }
    String publicText =
        userInfo == null
            ? text
            : text.substring(0, from) + "****:****" + text.substring(from + userInfo.length());
    return new Url(
        text,
        publicText,
        scheme.equals("https"),
        authority,
        host,
        path.isEmpty() ? "/" : path,
        query,
        uri,
        userInfo == null ? null : basic(text, userInfo));
  }

  /// The URL that `reference`, as found in a `Location` header, means on this page.
  public Url resolve(String reference) throws UrlFault {
    int schemeEnd = schemeEnd(reference);
    if (schemeEnd >= 0) {
      return parse(reference);
    }
    String scheme = secure ? "https:" : "http:";
    if (reference.startsWith("//")) {
      return parse(scheme + reference);
    }
    String site = scheme + "//" + authority;
    if (reference.isEmpty() || reference.startsWith("#")) {
      return parse(site + path + query + reference);
    }
    if (reference.startsWith("?")) {
      return parse(site + path + reference);
    }
    int pathEnd = 0;
    while (pathEnd < reference.length() && "?#".indexOf(reference.charAt(pathEnd)) < 0) {
      pathEnd++;
    }
    String target = reference.substring(0, pathEnd);
    if (!target.startsWith("/")) {
      target = path.substring(0, path.lastIndexOf('/') + 1) + target;
    }
    return parse(site + withoutDots(target) + reference.substring(pathEnd));
  }

  /// Whether a reference leaves the site open, so that a `Host` header set by hand stays right.
  public static boolean isRelative(String reference) {
    return schemeEnd(reference) < 0 && !reference.startsWith("//");
  }

  /// As the script wrote it.
  public String text() {
    return text;
  }

  /// As it may be shown: user name and password are masked.
  public String publicText() {
    return publicText;
  }

  public boolean secure() {
    return secure;
  }

  /// In lower case, without port; IPv6 addresses in brackets.
  public String host() {
    return host;
  }

  /// As written, at least `/`.
  public String path() {
    return path;
  }

  /// What to send to: without user name, password and fragment.
  public URI uri() {
    return uri;
  }

  /// The value of an `Authorization` header made of the user name and password in the URL, or null
  /// if it has none.
  public @Nullable String basicAuthorization() {
    return basicAuthorization;
  }

  @Override
  public String toString() {
    return publicText;
  }

  private static int schemeEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        return i == 0 ? -1 : i;
      }
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (!letter && !(i > 0 && other)) {
        return -1;
      }
    }
    return -1;
  }

  private static String wireHost(String text, String hostPort) throws UrlFault {
    String name = withoutPort(hostPort);
    String port = hostPort.substring(name.length());
    for (int i = 1; i < port.length(); i++) {
      if (port.charAt(i) < '0' || port.charAt(i) > '9') {
        throw invalid(text, "\"" + port.substring(1) + "\" is not a port number");
      }
    }
    if (port.length() > 6 || (port.length() > 1 && Integer.parseInt(port.substring(1)) > 65535)) {
      throw invalid(text, "\"" + port.substring(1) + "\" is not a port number");
    }
    boolean ascii = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      ascii &= c < 0x80;
      if (" \"<>\\^`{|}%".indexOf(c) >= 0) {
        throw invalid(text, "'" + c + "' cannot stand in a host name");
      }
    }
    if (!ascii) {
      try {
        name = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
      } catch (IllegalArgumentException e) {
        throw invalid(text, "its host name is not a valid international name");
      }
    }
    return port.length() < 2 ? name : name + port;
  }

  private static String withoutPort(String hostPort) {
    int colon = hostPort.indexOf(':', hostPort.startsWith("[") ? hostPort.indexOf(']') + 1 : 0);
    return colon < 0 ? hostPort : hostPort.substring(0, colon);
  }

  private static String basic(String text, String userInfo) throws UrlFault {
    int colon = userInfo.indexOf(':');
    byte[] user = UrlEscapes.decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
    byte[] password = UrlEscapes.decode(colon < 0 ? "" : userInfo.substring(colon + 1));
    if (user == null || password == null) {
      throw invalid(text, "a '%' before its '@' is not followed by two hexadecimal digits");
    }
    var both = new byte[user.length + 1 + password.length];
    System.arraycopy(user, 0, both, 0, user.length);
    both[user.length] = ':';
    System.arraycopy(password, 0, both, user.length + 1, password.length);
    return "Basic " + new String(Base64.getEncoder().encode(both), StandardCharsets.ISO_8859_1);
  }

  private static String withoutDots(String path) {
    var kept = new StringBuilder();
    int i = 0;
    while (i < path.length()) {
      int end = path.indexOf('/', i + 1);
      String segment = end < 0 ? path.substring(i) : path.substring(i, end);
      boolean last = end < 0;
      if (segment.equals("/..")) {
        kept.setLength(Math.max(0, kept.lastIndexOf("/")));
      }
      if (segment.equals("/.") || segment.equals("/..")) {
        if (last) {
          kept.append('/');
        }
      } else {
        kept.append(segment);
      }
      i = last ? path.length() : end;
    }
    return kept.toString();
  }

  private static UrlFault noHost(String text) {
    return new UrlFault(HttpFault.GENERIC, "no host in request URL \"" + text + "\"");
  }

  private static UrlFault invalid(String text, String why) {
    return new UrlFault(HttpFault.INVALID_URL, "invalid URL \"" + text + "\": " + why);
  }
}

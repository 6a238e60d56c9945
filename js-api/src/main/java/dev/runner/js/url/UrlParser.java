package dev.runner.js.url;

import dev.runner.js.module.ScriptBytes;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The basic URL parser of the WHATWG URL Standard: a state machine over code points, one method a
/// state. Setters of a URL run a part of it (a state given as "override").
final class UrlParser {
  private static final int END = -1;
  private static final int MAX_PORT = 65_535;

  private final int[] input;
  private final @Nullable WebUrl base;
  private final WebUrl url;
  private final @Nullable UrlState override;
  private final StringBuilder buffer = new StringBuilder();
  private UrlState state;
  private int at;
  private boolean atSignSeen;
  private boolean insideBrackets;
  private boolean passwordSeen;
  private boolean done;

  private UrlParser(String text, @Nullable WebUrl base, WebUrl url, @Nullable UrlState override) {
    this.input =
        text.chars().anyMatch(c -> c == '\t' || c == '\n' || c == '\r')
            ? text.codePoints().filter(c -> c != '\t' && c != '\n' && c != '\r').toArray()
            : text.codePoints().toArray();
    this.base = base;
    this.url = url;
    this.override = override;
    this.state = override == null ? UrlState.SCHEME_START : override;
  }

  /// The URL of a text, or null if it is none.
  static @Nullable WebUrl parse(String text, @Nullable WebUrl base) {
    try {
      var url = new WebUrl();
      new UrlParser(trim(ScriptBytes.wellFormed(text)), base, url, null).run();
      return url;
    } catch (InvalidUrl e) {
      return null;
    }
  }

  /// Reads a text as one part of a URL and sets it there; changes nothing if it is no such part.
  static void set(WebUrl url, String text, UrlState part) {
    try {
      new UrlParser(ScriptBytes.wellFormed(text), null, url, part).run();
    } catch (InvalidUrl e) {
      // Setters ignore what makes no sense.
    }
  }

  /// Text without controls and spaces around it.
  private static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) <= ' ') {
      from++;
    }
    while (to > from && text.charAt(to - 1) <= ' ') {
      to--;
    }
    return text.substring(from, to);
  }

  private void run() throws InvalidUrl {
    while (!done) {
      step(at < input.length ? input[at] : END);
      if (at >= input.length) {
        return;
      }
      at++;
    }
  }

  private void step(int c) throws InvalidUrl {
    switch (state) {
      case SCHEME_START -> schemeStart(c);
      case SCHEME -> scheme(c);
      case NO_SCHEME -> noScheme(c);
      case SPECIAL_RELATIVE_OR_AUTHORITY -> {
        if (c == '/' && next(1) == '/') {
          state = UrlState.SPECIAL_AUTHORITY_IGNORE_SLASHES;
          at++;
        } else {
          again(UrlState.RELATIVE);
        }
      }
      case PATH_OR_AUTHORITY -> {
        if (c == '/') {
          state = UrlState.AUTHORITY;
        } else {
          again(UrlState.PATH);
        }
      }
      case RELATIVE -> relative(c);
      case RELATIVE_SLASH -> relativeSlash(c);
      case SPECIAL_AUTHORITY_SLASHES -> {
        if (c == '/' && next(1) == '/') {
          state = UrlState.SPECIAL_AUTHORITY_IGNORE_SLASHES;
          at++;
        } else {
          again(UrlState.SPECIAL_AUTHORITY_IGNORE_SLASHES);
        }
      }
      case SPECIAL_AUTHORITY_IGNORE_SLASHES -> {
        if (c != '/' && c != '\\') {
          again(UrlState.AUTHORITY);
        }
      }
      case AUTHORITY -> authority(c);
      case HOST, HOSTNAME -> host(c);
      case PORT -> port(c);
      case FILE -> file(c);
      case FILE_SLASH -> fileSlash(c);
      case FILE_HOST -> fileHost(c);
      case PATH_START -> pathStart(c);
      case PATH -> path(c);
      case OPAQUE_PATH -> opaquePath(c);
      case QUERY -> query(c);
      case FRAGMENT -> fragment(c);
    }
  }

  private int next(int ahead) {
    int place = at + ahead;
    return place < input.length ? input[place] : END;
  }

  /// Lets another state see the same code point.
  private void again(UrlState other) {
    state = other;
    at--;
  }

  private String take() {
    String text = buffer.toString();
    buffer.setLength(0);
    return text;
  }

  private void schemeStart(int c) throws InvalidUrl {
    if (WebUrl.isLetter(c)) {
      buffer.append((char) Character.toLowerCase(c));
      state = UrlState.SCHEME;
    } else if (override == null) {
      again(UrlState.NO_SCHEME);
    } else {
      throw new InvalidUrl();
    }
  }

  private void scheme(int c) throws InvalidUrl {
    if (WebUrl.isLetter(c) || isDigit(c) || c == '+' || c == '-' || c == '.') {
      buffer.append((char) Character.toLowerCase(c));
      return;
    }
    if (c != ':') {
      if (override != null) {
        throw new InvalidUrl();
      }
      buffer.setLength(0);
      state = UrlState.NO_SCHEME;
      at = -1;
      return;
    }
    String name = take();
    if (override != null) {
      overrideScheme(name);
      done = true;
      return;
    }
    url.scheme = name;
    if (name.equals("file")) {
      state = UrlState.FILE;
    } else if (url.isSpecial()) {
      state =
          base != null && base.scheme.equals(name)
              ? UrlState.SPECIAL_RELATIVE_OR_AUTHORITY
              : UrlState.SPECIAL_AUTHORITY_SLASHES;
    } else if (next(1) == '/') {
      state = UrlState.PATH_OR_AUTHORITY;
      at++;
    } else {
      url.opaquePath = "";
      state = UrlState.OPAQUE_PATH;
    }
  }

  private void overrideScheme(String name) {
    if (url.isSpecial() != WebUrl.isSpecial(name)
        || (name.equals("file") && (url.hasCredentials() || url.port != WebUrl.NO_PORT))
        || (url.scheme.equals("file") && "".equals(url.host))) {
      return;
    }
    url.scheme = name;
    if (url.port == WebUrl.defaultPort(name)) {
      url.port = WebUrl.NO_PORT;
    }
  }

  private void noScheme(int c) throws InvalidUrl {
    if (base == null || (base.opaquePath != null && c != '#')) {
      throw new InvalidUrl();
    }
    if (base.opaquePath != null) {
      url.scheme = base.scheme;
      url.opaquePath = base.opaquePath;
      url.query = base.query;
      url.fragment = "";
      state = UrlState.FRAGMENT;
    } else {
      again(base.scheme.equals("file") ? UrlState.FILE : UrlState.RELATIVE);
    }
  }

  private WebUrl base() {
    if (base == null) {
      throw new IllegalStateException("a relative URL without a base");
    }
    return base;
  }

  private void relative(int c) {
    WebUrl from = base();
    url.scheme = from.scheme;
    if (c == '/') {
      state = UrlState.RELATIVE_SLASH;
    } else if (url.isSpecial() && c == '\\') {
      state = UrlState.RELATIVE_SLASH;
    } else {
      url.username = from.username;
      url.password = from.password;
      url.host = from.host;
      url.port = from.port;
      url.path = new ArrayList<>(from.path);
      url.query = from.query;
      afterBasePath(c);
    }
  }

  /// Goes on after the path of the base: a query, a fragment or another last segment.
  private void afterBasePath(int c) {
    if (c == '?') {
      url.query = "";
      state = UrlState.QUERY;
    } else if (c == '#') {
      url.fragment = "";
      state = UrlState.FRAGMENT;
    } else if (c != END) {
      url.query = null;
      url.shorten();
      again(UrlState.PATH);
    }
  }

  private void relativeSlash(int c) {
    if (url.isSpecial() && (c == '/' || c == '\\')) {
      state = UrlState.SPECIAL_AUTHORITY_IGNORE_SLASHES;
    } else if (c == '/') {
      state = UrlState.AUTHORITY;
    } else {
      WebUrl from = base();
      url.username = from.username;
      url.password = from.password;
      url.host = from.host;
      url.port = from.port;
      again(UrlState.PATH);
    }
  }

  private boolean endsAuthority(int c) {
    return c == END || c == '/' || c == '?' || c == '#' || (url.isSpecial() && c == '\\');
  }

  private void authority(int c) throws InvalidUrl {
    if (c == '@') {
      credentials(atSignSeen ? "%40" + take() : take());
      atSignSeen = true;
    } else if (endsAuthority(c)) {
      if (atSignSeen && buffer.isEmpty()) {
        throw new InvalidUrl();
      }
      at -= buffer.codePointCount(0, buffer.length()) + 1;
      buffer.setLength(0);
      state = UrlState.HOST;
    } else {
      buffer.appendCodePoint(c);
    }
  }

  private void credentials(String text) {
    var user = new StringBuilder(url.username);
    var password = new StringBuilder(url.password);
    text.codePoints()
        .forEach(
            c -> {
              if (c == ':' && !passwordSeen) {
                passwordSeen = true;
              } else {
                PercentSet.USER.append(c, passwordSeen ? password : user);
              }
            });
    url.username = user.toString();
    url.password = password.toString();
  }

  private void host(int c) throws InvalidUrl {
    if (override != null && url.scheme.equals("file")) {
      again(UrlState.FILE_HOST);
    } else if (c == ':' && !insideBrackets) {
      if (buffer.isEmpty() || override == UrlState.HOSTNAME) {
        throw new InvalidUrl();
      }
      url.host = HostParser.parse(take(), !url.isSpecial());
      state = UrlState.PORT;
    } else if (endsAuthority(c)) {
      at--;
      if (url.isSpecial() && buffer.isEmpty()) {
        throw new InvalidUrl();
      }
      if (override != null
          && buffer.isEmpty()
          && (url.hasCredentials() || url.port != WebUrl.NO_PORT)) {
        throw new InvalidUrl();
      }
      url.host = HostParser.parse(take(), !url.isSpecial());
      state = UrlState.PATH_START;
      done = override != null;
    } else {
      insideBrackets = c == '[' || (insideBrackets && c != ']');
      buffer.appendCodePoint(c);
    }
  }

  private void port(int c) throws InvalidUrl {
    if (isDigit(c)) {
      buffer.append((char) c);
    } else if (endsAuthority(c) || override != null) {
      if (!buffer.isEmpty()) {
        String digits = take().replaceFirst("^0+(?=.)", "");
        int number = digits.length() > 5 ? MAX_PORT + 1 : Integer.parseInt(digits);
        if (number > MAX_PORT) {
          throw new InvalidUrl();
        }
        url.port = number == WebUrl.defaultPort(url.scheme) ? WebUrl.NO_PORT : number;
        if (override != null) {
          done = true;
          return;
        }
      }
      if (override != null) {
        throw new InvalidUrl();
      }
      again(UrlState.PATH_START);
    } else {
      throw new InvalidUrl();
    }
  }

  private void file(int c) {
    url.scheme = "file";
    url.host = "";
    if (c == '/' || c == '\\') {
      state = UrlState.FILE_SLASH;
    } else if (base != null && base.scheme.equals("file")) {
      url.host = base.host;
      url.path = new ArrayList<>(base.path);
      url.query = base.query;
      if (c != END && c != '?' && c != '#' && beginsWithDriveLetter()) {
        url.query = null;
        url.path.clear();
        again(UrlState.PATH);
      } else {
        afterBasePath(c);
      }
    } else {
      again(UrlState.PATH);
    }
  }

  private boolean beginsWithDriveLetter() {
    int after = next(2);
    return WebUrl.isLetter(next(0))
        && (next(1) == ':' || next(1) == '|')
        && (after == END || after == '/' || after == '\\' || after == '?' || after == '#');
  }

  private void fileSlash(int c) {
    if (c == '/' || c == '\\') {
      state = UrlState.FILE_HOST;
      return;
    }
    if (base != null && base.scheme.equals("file")) {
      url.host = base.host;
      if (!beginsWithDriveLetter()
          && !base.path.isEmpty()
          && WebUrl.isDriveLetter(base.path.getFirst())) {
        url.path.add(base.path.getFirst());
      }
    }
    again(UrlState.PATH);
  }

  private void fileHost(int c) throws InvalidUrl {
    if (c != END && c != '/' && c != '\\' && c != '?' && c != '#') {
      buffer.appendCodePoint(c);
      return;
    }
    at--;
    if (override == null && WebUrl.isDriveLetter(buffer.toString())) {
      state = UrlState.PATH; // the buffer is its first segment
      return;
    }
    if (buffer.isEmpty()) {
      url.host = "";
    } else {
      String name = HostParser.parse(take(), false);
      url.host = name.equals("localhost") ? "" : name;
    }
    done = override != null;
    state = UrlState.PATH_START;
  }

  private void pathStart(int c) {
    if (url.isSpecial()) {
      state = UrlState.PATH;
      if (c != '/' && c != '\\') {
        at--;
      }
    } else if (override == null && c == '?') {
      url.query = "";
      state = UrlState.QUERY;
    } else if (override == null && c == '#') {
      url.fragment = "";
      state = UrlState.FRAGMENT;
    } else if (c != END) {
      state = UrlState.PATH;
      if (c != '/') {
        at--;
      }
    } else if (override != null && url.host == null) {
      url.path.add("");
    }
  }

  private void path(int c) {
    boolean slash = c == '/' || (url.isSpecial() && c == '\\');
    if (c != END && !slash && (override != null || (c != '?' && c != '#'))) {
      PercentSet.PATH.append(c, buffer);
      return;
    }
    segment(take(), slash);
    if (override == null && c == '?') {
      url.query = "";
      state = UrlState.QUERY;
    } else if (override == null && c == '#') {
      url.fragment = "";
      state = UrlState.FRAGMENT;
    }
  }

  private void segment(String text, boolean slash) {
    String plain = text.toLowerCase(Locale.ROOT).replace("%2e", ".");
    if (plain.equals("..")) {
      url.shorten();
      if (!slash) {
        url.path.add("");
      }
    } else if (plain.equals(".")) {
      if (!slash) {
        url.path.add("");
      }
    } else if (url.scheme.equals("file") && url.path.isEmpty() && WebUrl.isDriveLetter(text)) {
      url.path.add(text.charAt(0) + ":");
    } else {
      url.path.add(text);
    }
  }

  private void opaquePath(int c) {
    if (c == '?' || c == '#' || c == END) {
      url.opaquePath = url.opaquePath + take();
    }
    if (c == '?') {
      url.query = "";
      state = UrlState.QUERY;
    } else if (c == '#') {
      url.fragment = "";
      state = UrlState.FRAGMENT;
    } else if (c == ' ' && (next(1) == '?' || next(1) == '#')) {
      buffer.append("%20");
    } else if (c != END) {
      PercentSet.CONTROL.append(c, buffer);
    }
  }

  private void query(int c) {
    if (c != END && (override != null || c != '#')) {
      (url.isSpecial() ? PercentSet.SPECIAL_QUERY : PercentSet.QUERY).append(c, buffer);
      return;
    }
    url.query = url.query + take();
    if (c == '#') {
      url.fragment = "";
      state = UrlState.FRAGMENT;
    }
  }

  private void fragment(int c) {
    if (c != END) {
      PercentSet.FRAGMENT.append(c, buffer);
    } else {
      url.fragment = url.fragment + take();
    }
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}

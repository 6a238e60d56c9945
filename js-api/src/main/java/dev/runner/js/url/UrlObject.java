package dev.runner.js.url;

import org.graalvm.polyglot.HostAccess;
import org.jspecify.annotations.Nullable;

/// What is behind one `URL` of a script.
public final class UrlObject {
  private WebUrl url;

  UrlObject(WebUrl url) {
    this.url = url;
  }

  /// A part, by the name of its property.
  @HostAccess.Export
  public String get(String part) {
    return switch (part) {
      case "href" -> url.toString();
      case "origin" -> url.origin();
      case "protocol" -> url.scheme + ":";
      case "username" -> url.username;
      case "password" -> url.password;
      case "host" -> url.hostAndPort();
      case "hostname" -> orEmpty(url.host);
      case "port" -> url.port == WebUrl.NO_PORT ? "" : Integer.toString(url.port);
      case "pathname" -> url.pathText();
      case "search" -> marked('?', url.query);
      case "hash" -> marked('#', url.fragment);
      default -> throw new IllegalArgumentException(part);
    };
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String marked(char mark, @Nullable String text) {
    return text == null || text.isEmpty() ? "" : mark + text;
  }

  /// The query without its question mark.
  @HostAccess.Export
  public String query() {
    return orEmpty(url.query);
  }

  /// Replaces the query by one that is escaped already; empty for none.
  @HostAccess.Export
  public void query(String escaped) {
    url.query = escaped.isEmpty() ? null : escaped;
  }

  /// Sets a part, by the name of its property.
  ///
  /// @return false if that is not possible; only `href` cares
  @HostAccess.Export
  public boolean set(String part, String value) {
    switch (part) {
      case "href" -> {
        WebUrl parsed = UrlParser.parse(value, null);
        if (parsed == null) {
          return false;
        }
        url = parsed;
      }
      case "protocol" -> UrlParser.set(url, value + ":", UrlState.SCHEME_START);
      case "username" -> {
        if (!url.isWithoutAuthority()) {
          url.username = PercentSet.USER.of(value);
        }
      }
      case "password" -> {
        if (!url.isWithoutAuthority()) {
          url.password = PercentSet.USER.of(value);
        }
      }
      case "host" -> changeHost(value, UrlState.HOST);
      case "hostname" -> changeHost(value, UrlState.HOSTNAME);
      case "port" -> setPort(value);
      case "pathname" -> {
        if (url.opaquePath == null) {
          url.path.clear();
          UrlParser.set(url, value, UrlState.PATH_START);
        }
      }
      case "search" -> setQuery(value);
      case "hash" -> setFragment(value);
      default -> throw new IllegalArgumentException(part);
    }
    return true;
  }

  private void changeHost(String value, UrlState part) {
    if (url.opaquePath == null) {
      UrlParser.set(url, value, part);
    }
  }

  private void setPort(String value) {
    if (url.isWithoutAuthority()) {
      return;
    }
    if (value.isEmpty()) {
      url.port = WebUrl.NO_PORT;
    } else {
      UrlParser.set(url, value, UrlState.PORT);
    }
  }

  private void setQuery(String value) {
    if (value.isEmpty()) {
      url.query = null;
      return;
    }
    url.query = "";
    UrlParser.set(url, value.startsWith("?") ? value.substring(1) : value, UrlState.QUERY);
  }

  private void setFragment(String value) {
    if (value.isEmpty()) {
      url.fragment = null;
      return;
    }
    url.fragment = "";
    UrlParser.set(url, value.startsWith("#") ? value.substring(1) : value, UrlState.FRAGMENT);
  }
}

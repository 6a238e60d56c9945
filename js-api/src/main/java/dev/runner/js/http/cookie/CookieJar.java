package dev.runner.js.http.cookie;

import dev.runner.js.http.url.Url;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/// The cookies of one virtual user. Domain rules are those of RFC 6265, but without a list of
/// public suffixes: a domain of a single label, such as `com`, is refused.
public final class CookieJar {
  private static final Comparator<Cookie> SENDING_ORDER =
      Comparator.comparingInt((Cookie cookie) -> -cookie.path().length())
          .thenComparingLong(Cookie::created);

  private final InstantSource clock;

  /// In the order in which they are sent.
  private final List<Cookie> cookies = new ArrayList<>();

  private long created;

  public CookieJar(InstantSource clock) {
    this.clock = clock;
  }

  /// Stores a cookie that the server behind `url` sets, replaces or, by an expiry in the past,
  /// removes. One that the server may not set is ignored.
  public void store(Url url, SetCookie set) {
    String domain = url.host();
    boolean hostOnly = true;
    String wanted = set.domain().toLowerCase(Locale.ROOT);
    if (wanted.startsWith(".")) {
      wanted = wanted.substring(1);
    }
    if (!wanted.isEmpty() && !(wanted.equals(domain) && Cookie.isAddress(domain))) {
      boolean top = wanted.indexOf('.') < 0;
      if (!Cookie.isWithin(domain, wanted) || (top && !wanted.equals(domain))) {
        return;
      }
      hostOnly = top;
      domain = wanted;
    }
    String path = set.path().startsWith("/") ? set.path() : defaultPath(url.path());
    long now = clock.millis();
    long expires = Long.MAX_VALUE;
    if (set.maxAgeSeconds() < 0) {
      expires = Long.MIN_VALUE;
    } else if (set.maxAgeSeconds() > 0) {
      expires = now + Math.min(set.maxAgeSeconds(), Integer.MAX_VALUE) * 1000;
    } else if (set.expiresMillis() != null) {
      expires = set.expiresMillis();
    }
    put(
        new Cookie(
            set.name(), set.value(), domain, hostOnly, path, set.secure(), expires, created++),
        now);
  }

  private void put(Cookie cookie, long now) {
    Cookie stored = cookie;
    for (int i = 0; i < cookies.size(); i++) {
      if (cookies.get(i).isSame(cookie)) {
        Cookie old = cookies.remove(i);
        stored =
            new Cookie(
                cookie.name(),
                cookie.value(),
                cookie.domain(),
                cookie.hostOnly(),
                cookie.path(),
                cookie.secure(),
                cookie.expiresMillis(),
                old.created());
        break;
      }
    }
    if (stored.expiresMillis() > now) {
      int place = Collections.binarySearch(cookies, stored, SENDING_ORDER);
      cookies.add(place < 0 ? -place - 1 : place, stored);
    }
  }

  /// Visits name and value of the cookies that a request to `url` carries, in the order of sending.
  public void forEach(Url url, BiConsumer<String, String> visitor) {
    if (cookies.isEmpty()) {
      return;
    }
    long now = clock.millis();
    for (Cookie cookie : cookies) {
      if (cookie.expiresMillis() > now && cookie.belongsTo(url)) {
        visitor.accept(cookie.name(), cookie.value());
      }
    }
  }

  public boolean isEmpty() {
    return cookies.isEmpty();
  }

  /// Removes the cookies that a request to `url` would carry.
  public void clear(Url url) {
    cookies.removeIf(cookie -> cookie.belongsTo(url));
  }

  /// Removes those of them that have that name.
  public void delete(Url url, String name) {
    cookies.removeIf(cookie -> cookie.name().equals(name) && cookie.belongsTo(url));
  }

  private static String defaultPath(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }
}

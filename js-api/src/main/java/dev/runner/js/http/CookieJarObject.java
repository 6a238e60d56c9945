package dev.runner.js.http;

import dev.runner.js.http.cookie.CookieDates;
import dev.runner.js.http.cookie.CookieJar;
import dev.runner.js.http.cookie.SetCookie;
import dev.runner.js.http.request.ScriptText;
import dev.runner.js.http.url.Url;
import dev.runner.js.http.url.UrlCache;
import dev.runner.js.http.url.UrlFault;
import dev.runner.js.module.ScriptFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/// A cookie jar in the hands of a script.
public final class CookieJarObject {
  private final CookieJar jar;
  private final UrlCache urls;

  CookieJarObject(CookieJar jar, UrlCache urls) {
    this.jar = jar;
    this.urls = urls;
  }

  CookieJar jar() {
    return jar;
  }

  /// JSON: names to arrays of values.
  @HostAccess.Export
  public String cookiesForUrl(String url) {
    Map<String, List<String>> cookies = new LinkedHashMap<>();
    jar.forEach(
        parse(url),
        (name, value) -> cookies.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
    return JsonText.lists(cookies);
  }

  @HostAccess.Export
  public void set(String url, String name, String value, Value options) {
    Value expires = option(options, "expires");
    Long expiresMillis = null;
    if (expires != null && !ScriptText.of(expires).isEmpty()) {
      expiresMillis = CookieDates.parseStrictly(ScriptText.of(expires));
      if (expiresMillis == null) {
        throw new ScriptFault(
            "invalid cookie expiry '"
                + ScriptText.of(expires)
                + "': write it like 'Mon, 02 Jan 2006 15:04:05 GMT'");
      }
    }
    Value maxAge = option(options, "max_age");
    jar.store(
        parse(url),
        new SetCookie(
            name,
            value,
            text(option(options, "domain")),
            text(option(options, "path")),
            maxAge != null && maxAge.isNumber() ? (long) maxAge.asDouble() : 0,
            expiresMillis,
            isTrue(option(options, "secure")),
            isTrue(option(options, "http_only"))));
  }

  @HostAccess.Export
  public void clear(String url) {
    jar.clear(parse(url));
  }

  @HostAccess.Export
  public void remove(String url, String name) {
    jar.delete(parse(url), name);
  }

  private Url parse(String url) {
    try {
      return urls.parse(url);
    } catch (UrlFault e) {
      throw new ScriptFault("cookie jar: " + e.getMessage(), e);
    }
  }

  private static @Nullable Value option(Value options, String name) {
    Value option = options.hasMembers() ? options.getMember(name) : null;
    return option == null || option.isNull() ? null : option;
  }

  private static String text(@Nullable Value value) {
    return value == null ? "" : ScriptText.of(value);
  }

  private static boolean isTrue(@Nullable Value value) {
    return value != null && value.isBoolean() && value.asBoolean();
  }
}

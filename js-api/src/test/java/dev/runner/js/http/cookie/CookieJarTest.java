package dev.runner.js.http.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.js.http.url.Url;
import dev.runner.js.http.url.UrlFault;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CookieJarTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final CookieJar jar = new CookieJar(() -> now);

  private static Url url(String text) {
    try {
      return Url.parse(text);
    } catch (UrlFault e) {
      throw new AssertionError(e);
    }
  }

  private void set(String from, String line) {
    jar.store(url(from), SetCookie.parse(line));
  }

  private String sent(String to) {
    var pairs = new ArrayList<String>();
    jar.forEach(url(to), (name, value) -> pairs.add(name + "=" + value));
    return String.join("; ", pairs);
  }

  @Test
  @DisplayName("Without a domain a cookie goes to its host only")
  void hostOnly() {
    set("http://shop.test/", "a=1");
    assertThat(sent("http://SHOP.test:81/x")).isEqualTo("a=1");
    assertThat(sent("http://www.shop.test/")).isEmpty();
    assertThat(sent("http://test/")).isEmpty();
  }

  @Test
  @DisplayName("With a domain a cookie goes to all hosts below it")
  void domain() {
    set("http://www.shop.test/", "a=1; Domain=.shop.test");
    assertThat(sent("http://shop.test/")).isEqualTo("a=1");
    assertThat(sent("http://x.y.shop.test/")).isEqualTo("a=1");
    assertThat(sent("http://workshop.test/")).isEmpty();
  }

  @Test
  @DisplayName("A host cannot set cookies for others, for a whole top level, or by address")
  void foreignDomain() {
    set("http://shop.test/", "a=1; Domain=other.test");
    set("http://shop.test/", "b=1; Domain=www.shop.test");
    set("http://shop.test/", "c=1; Domain=test");
    set("http://127.0.0.1/", "d=1; Domain=0.0.1");
    assertThat(jar.isEmpty()).isTrue();
    set("http://127.0.0.1/", "e=1; Domain=127.0.0.1");
    set("http://localhost/", "f=1; Domain=localhost");
    assertThat(sent("http://127.0.0.1/")).isEqualTo("e=1");
    assertThat(sent("http://localhost/")).isEqualTo("f=1");
  }

  @Test
  @DisplayName("A cookie goes to its path and below; the default is the folder of the page")
  void path() {
    set("http://t/a/b", "x=1");
    set("http://t/", "y=2; Path=/c");
    assertThat(sent("http://t/a")).isEqualTo("x=1");
    assertThat(sent("http://t/a/z")).isEqualTo("x=1");
    assertThat(sent("http://t/ab")).isEmpty();
    assertThat(sent("http://t/c")).isEqualTo("y=2");
    assertThat(sent("http://t/c/d")).isEqualTo("y=2");
    assertThat(sent("http://t/cd")).isEmpty();
  }

  @Test
  @DisplayName("Longer paths come first, then older cookies")
  void order() {
    set("http://t/", "a=1");
    set("http://t/", "b=2; Path=/x/y");
    set("http://t/", "c=3");
    set("http://t/", "a=4");
    assertThat(sent("http://t/x/y")).isEqualTo("b=2; a=4; c=3");
  }

  @Test
  @DisplayName("Secure cookies go over TLS only")
  void secure() {
    set("https://t/", "a=1; Secure");
    assertThat(sent("http://t/")).isEmpty();
    assertThat(sent("https://t/")).isEqualTo("a=1");
  }

  @Test
  @DisplayName("Max-Age goes before Expires; expired cookies vanish")
  void expiry() {
    set("http://t/", "a=1; Max-Age=10; Expires=Wed, 01 Jan 2020 00:00:00 GMT");
    set("http://t/", "b=2; Expires=Thu, 01-Jan-2026 00:00:05 GMT");
    set("http://t/", "c=3; Expires=nonsense");
    assertThat(sent("http://t/")).isEqualTo("a=1; b=2; c=3");
    now = now.plusSeconds(6);
    assertThat(sent("http://t/")).isEqualTo("a=1; c=3");
    now = now.plusSeconds(5);
    assertThat(sent("http://t/")).isEqualTo("c=3");
    set("http://t/", "c=; Max-Age=0");
    assertThat(sent("http://t/")).isEmpty();
  }

  @Test
  @DisplayName("Clearing and deleting touch only what the URL would get")
  void clear() {
    set("http://t/", "a=1");
    set("http://t/", "b=2");
    set("http://u/", "a=3");
    jar.delete(url("http://t/"), "a");
    assertThat(sent("http://t/")).isEqualTo("b=2");
    jar.clear(url("http://t/"));
    assertThat(sent("http://t/")).isEmpty();
    assertThat(sent("http://u/")).isEqualTo("a=3");
  }

  @Test
  @DisplayName("Lines that are no cookies are passed over; quotes are taken off")
  void lines() {
    assertThat(SetCookie.parse("novalue")).isNull();
    assertThat(SetCookie.parse("=x")).isNull();
    assertThat(SetCookie.parse("a b=x")).isNull();
    assertThat(SetCookie.parse("a=b\"c")).isNull();
    assertThat(SetCookie.parse("a=\"b c\"; HttpOnly; SECURE; Path=/p; domain=d; max-age=5"))
        .isEqualTo(new SetCookie("a", "b c", "d", "/p", 5, null, true, true));
    assertThat(SetCookie.parse("a=b=c").value()).isEqualTo("b=c");
    assertThat(SetCookie.parse("a=; max-age=-1").maxAgeSeconds()).isEqualTo(-1);
    assertThat(SetCookie.parse("a=; Expires=Sun, 06 Nov 1994 08:49:37 GMT").expiresMillis())
        .isEqualTo(784111777000L);
    assertThat(SetCookie.parse("a=; Expires=Sunday, 06-Nov-94 08:49:37 GMT").expiresMillis())
        .isEqualTo(784111777000L);
    assertThat(SetCookie.parse("a=; Expires=Sun Nov  6 08:49:37 1994").expiresMillis())
        .isEqualTo(784111777000L);
  }
}

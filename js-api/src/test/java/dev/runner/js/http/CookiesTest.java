package dev.runner.js.http;

import static dev.runner.js.http.FakeSession.header;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CookiesTest {
  private final HttpScript script = new HttpScript();

  @AfterEach
  void close() {
    script.close();
  }

  private String sentCookies() {
    return header(script.session.last(), "Cookie");
  }

  @Test
  @DisplayName("Cookies of responses go with later requests until the next iteration")
  void perIteration() {
    script.session.answer(200, "", "Set-Cookie", "a=1");
    script.run("http.get('http://t/'); http.get('http://t/x')");
    assertThat(sentCookies()).isEqualTo("a=1");
    script.host.iterationStarting();
    script.run("http.get('http://t/')");
    assertThat(sentCookies()).isNull();
  }

  @Test
  @DisplayName("A run can keep cookies from one iteration to the next")
  void kept() {
    script.scope.defaults = new HttpDefaults("", 10, false, true, 20, 6);
    script.run("http.cookieJar().set('http://t/', 'a', '1')");
    script.host.iterationStarting();
    script.run("http.get('http://t/')");
    assertThat(sentCookies()).isEqualTo("a=1");
  }

  @Test
  @DisplayName("Cookies given for a request come before the jar's; replace leaves the jar's out")
  void ownCookies() {
    script.run("http.cookieJar().set('http://t/', 'k', 'v')");
    script.run("http.get('http://t/', {cookies: {k: 'dup', z: 1}})");
    assertThat(sentCookies()).isEqualTo("k=dup; z=1; k=v");
    script.run("const r = http.get('http://t/', {cookies: {k: {value: 'new', replace: true}}})");
    assertThat(sentCookies()).isEqualTo("k=new");
    assertThat(script.json("r.request.cookies"))
        .isEqualTo("{\"k\":[{\"name\":\"k\",\"value\":\"new\",\"replace\":true}]}");
    script.run("http.get('http://t/', {headers: {Cookie: 'h=1'}})");
    assertThat(sentCookies()).isEqualTo("h=1; k=v");
    assertThat(script.json("http.cookieJar().cookiesForURL('http://t/')"))
        .isEqualTo("{\"k\":[\"v\"]}");
  }

  @Test
  @DisplayName("Values that may not stand in a header are mended")
  void values() {
    script.run("http.get('http://t/', {cookies: {a: 'x y', b: 'x;\"y'}})");
    assertThat(sentCookies()).isEqualTo("a=\"x y\"; b=xy");
  }

  @Test
  @DisplayName("A jar of one's own is used in place of the default one and outlives iterations")
  void ownJar() {
    script.run("const jar = new http.CookieJar(); jar.set('http://t/', 'own', '1');");
    script.session.answer(200, "", "Set-Cookie", "b=2");
    script.run("http.get('http://t/', {jar})");
    assertThat(sentCookies()).isEqualTo("own=1");
    script.host.iterationStarting();
    assertThat(script.json("jar.cookiesForURL('http://t/')"))
        .isEqualTo("{\"own\":[\"1\"],\"b\":[\"2\"]}");
    script.run("http.get('http://t/')");
    assertThat(sentCookies()).isNull();
    assertThat(script.run("http.cookieJar() instanceof http.CookieJar").asBoolean()).isTrue();
  }

  @Test
  @DisplayName("Options of set are the attributes of a cookie")
  void options() {
    script.run(
        """
        const jar = http.cookieJar();
        const url = 'http://www.shop.test/a/b';
        const set = jar.set(url, 'd', '1', {domain: 'shop.test', path: '/', what: 1});
        jar.set(url, 's', '1', {secure: true, path: '/'});
        jar.set(url, 'm', '1', {max_age: 10, path: '/'});
        jar.set(url, 'e', '1', {expires: 'Thu, 01 Jan 2026 00:00:05 UTC', path: '/'});
        jar.set(url, 'x', '1', {domain: 'other.test'});
        """);
    assertThat(script.run("set").asBoolean()).isTrue();
    assertThat(script.json("jar.cookiesForURL('http://shop.test/')")).isEqualTo("{\"d\":[\"1\"]}");
    assertThat(script.json("Object.keys(jar.cookiesForURL('http://www.shop.test/'))"))
        .isEqualTo("[\"d\",\"m\",\"e\"]");
    assertThat(script.json("Object.keys(jar.cookiesForURL('https://www.shop.test/'))"))
        .isEqualTo("[\"d\",\"s\",\"m\",\"e\"]");
    script.now = script.now.plusSeconds(6);
    assertThat(script.json("Object.keys(jar.cookiesForURL('http://www.shop.test/'))"))
        .isEqualTo("[\"d\",\"m\"]");
    script.run("jar.delete('http://www.shop.test/', 'd')");
    assertThat(script.json("Object.keys(jar.cookiesForURL('http://www.shop.test/'))"))
        .isEqualTo("[\"m\"]");
    script.run("jar.clear('http://www.shop.test/')");
    assertThat(script.json("jar.cookiesForURL('http://www.shop.test/')")).isEqualTo("{}");
  }

  @Test
  @DisplayName("Bad expiries and bad URLs are thrown")
  void faults() {
    assertThat(
            script.thrown("http.cookieJar().set('http://t/', 'a', '1', {expires: '2026-01-01'})"))
        .contains("invalid cookie expiry '2026-01-01'");
    assertThat(script.thrown("http.cookieJar().set('http://t:x/', 'a', '1')"))
        .contains("invalid URL");
    assertThat(script.thrown("http.cookieJar().cookiesForURL('http://t:x/')"))
        .contains("invalid URL");
  }
}

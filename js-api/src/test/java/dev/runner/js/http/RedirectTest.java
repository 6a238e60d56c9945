package dev.runner.js.http;

import static dev.runner.js.http.FakeSession.body;
import static dev.runner.js.http.FakeSession.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.transport.HttpFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectTest {
  private final HttpScript script = new HttpScript();

  @AfterEach
  void close() {
    script.close();
  }

  @ParameterizedTest(name = "{0} after {1} leads to {2} with body {3}")
  @DisplayName("Statuses decide about method and body of the next hop")
  @CsvSource(
      nullValues = "none",
      value = {
        "301, POST, GET, none",
        "302, POST, GET, none",
        "303, PUT, GET, none",
        "302, HEAD, HEAD, none",
        "307, POST, POST, b",
        "308, PUT, PUT, b",
      })
  void methods(int status, String method, String next, String nextBody) {
    script.session.answer(status, "", "Location", "/next");
    script.run(
        "http.request('%s', 'http://t/', 'b', {headers: {'Content-Type': 'x', 'A': '1'}})"
            .formatted(method));
    var call = script.session.last();
    assertThat(call.uri()).hasToString("http://t/next");
    assertThat(call.method()).isEqualTo(next);
    assertThat(body(call)).isEqualTo(nextBody);
    assertThat(header(call, "Content-Type")).isEqualTo(nextBody == null ? null : "x");
    assertThat(header(call, "A")).isEqualTo("1");
    assertThat(header(call, "Referer")).isEqualTo("http://t/");
  }

  @Test
  @DisplayName("The response is the last one, its request the first one")
  void response() {
    script.session.answer(302, "one", "Location", "/2?x#f").answer(200, "two");
    assertThat(
            script.json(
                "(r => [r.status, r.url, r.body, r.request.url, r.request.method])"
                    + "(http.post('http://t/1'))"))
        .isEqualTo("[200,\"http://t/2?x#f\",\"two\",\"http://t/1\",\"POST\"]");
  }

  @Test
  @DisplayName("Every hop has its own samples under its own URL")
  void samples() {
    script.session.answer(302, "", "Location", "http://u:p@v/2");
    script.run("http.post('http://t/1')");
    assertThat(script.scope.samples).hasSize(18);
    var first = script.scope.samples.get(0).tags();
    var second = script.scope.samples.get(9).tags();
    assertThat(first.get("url")).isEqualTo("http://t/1");
    assertThat(first.get("status")).isEqualTo("302");
    assertThat(first.get("method")).isEqualTo("POST");
    assertThat(second.get("url")).isEqualTo("http://****:****@v/2");
    assertThat(second.get("name")).isEqualTo("http://****:****@v/2");
    assertThat(second.get("method")).isEqualTo("GET");
  }

  @Test
  @DisplayName("Cookies set on a hop go with the next one")
  void cookies() {
    script.session.answer(302, "", "Location", "/2", "Set-Cookie", "a=1");
    script.run("http.get('http://t/1')");
    assertThat(header(script.session.calls.get(0), "Cookie")).isNull();
    assertThat(header(script.session.calls.get(1), "Cookie")).isEqualTo("a=1");
  }

  @Test
  @DisplayName("Credentials and own cookies stay with their site")
  void otherSite() {
    script
        .session
        .answer(302, "", "Location", "/same")
        .answer(302, "", "Location", "http://other/");
    script.run(
        """
        http.get('http://u:p@t/', {headers: {Authorization: 'x', Cookie: 'c=1', Host: 'h', A: '1'},
            cookies: {d: '2'}})
        """);
    var same = script.session.calls.get(1);
    assertThat(header(same, "Authorization")).isEqualTo("x");
    assertThat(header(same, "Cookie")).isEqualTo("c=1; d=2");
    assertThat(header(same, "Host")).isEqualTo("h");
    var other = script.session.calls.get(2);
    assertThat(header(other, "Authorization")).isNull();
    assertThat(header(other, "Cookie")).isNull();
    assertThat(header(other, "Host")).isNull();
    assertThat(header(other, "A")).isEqualTo("1");
  }

  @Test
  @DisplayName("A referer that was given stays; none goes from TLS to plain")
  void referer() {
    script.session.answer(302, "", "Location", "/2").answer(302, "", "Location", "/3");
    script.run("http.get('http://t/1', {headers: {Referer: 'own'}})");
    assertThat(header(script.session.last(), "Referer")).isEqualTo("own");
    script.session.answer(302, "", "Location", "http://t/2");
    script.run("http.get('https://t/1')");
    assertThat(header(script.session.last(), "Referer")).isNull();
  }

  @Test
  @DisplayName("After the request's own limit the last redirect is returned in silence")
  void ownLimit() {
    script.session.answer(302, "b", "Location", "/2").answer(302, "c", "Location", "/3");
    assertThat(
            script.json(
                "(r => [r.status, r.url, r.body, r.error])(http.get('http://t/', {redirects: 1}))"))
        .isEqualTo("[302,\"http://t/2\",\"c\",\"\"]");
    script.session.answer(302, "", "Location", "/2");
    assertThat(script.run("http.get('http://t/', {redirects: 0}).status").asInt()).isEqualTo(302);
    assertThat(script.session.calls).hasSize(3);
    assertThat(script.scope.logged).isEmpty();
  }

  @Test
  @DisplayName("After the run's limit there is a warning")
  void globalLimit() {
    for (int i = 0; i <= 10; i++) {
      script.session.answer(302, "", "Location", "/x");
    }
    assertThat(script.run("http.get('http://t/').status").asInt()).isEqualTo(302);
    assertThat(script.session.calls).hasSize(11);
    assertThat(script.scope.logged).singleElement().asString().contains("after 10 redirects");
  }

  @Test
  @DisplayName("A redirect without a target is an answer")
  void noLocation() {
    script.session.answer(302, "x");
    assertThat(script.run("http.get('http://t/').status").asInt()).isEqualTo(302);
    assertThat(script.scope.logged).isEmpty();
  }

  @Test
  @DisplayName("A redirect to nowhere fails the request")
  void badLocation() {
    script.session.answer(302, "", "Location", "ftp://x/");
    assertThat(script.json("(r => [r.status, r.error_code])(http.get('http://t/'))"))
        .isEqualTo("[0,1000]");
    assertThat(script.scope.samples).hasSize(9);
  }

  @Test
  @DisplayName("The timeout is for all hops together")
  void deadline() {
    script.session.answer(302, "", "Location", "/2");
    script.run("http.get('http://t/', {timeout: 100})");
    assertThat(script.session.last().timeoutNanos()).isEqualTo(100_000_000L);
    script.scope.nanos = 0;
    script.session.answer(302, "", "Location", "/2");
    script.session.onExchange = () -> script.scope.nanos += 60_000_000L;
    script.session.answer(302, "", "Location", "/3");
    assertThat(script.run("http.get('http://t/', {timeout: 100}).error_code").asInt())
        .isEqualTo(HttpFault.REQUEST_TIMEOUT);
    assertThat(script.session.last().timeoutNanos()).isEqualTo(40_000_000L);
  }
}

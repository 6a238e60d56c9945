package dev.runner.js.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.sample.Tags;
import dev.runner.transport.HttpFault;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HttpSamplesTest {
  private final HttpScript script = new HttpScript();

  @AfterEach
  void close() {
    script.close();
  }

  private Tags tags() {
    return script.scope.samples.getLast().tags();
  }

  @Test
  @DisplayName("A request gives nine samples in their order, stamped with its end")
  void samples() {
    script.run("http.get('http://t/')");
    assertThat(script.scope.samples)
        .extracting(sample -> sample.metric() + "=" + sample.value() + "@" + sample.timeNanos())
        .containsExactly(
            "http_reqs=1.0@42",
            "http_req_duration=15.5@42",
            "http_req_blocked=1.0@42",
            "http_req_connecting=2.0@42",
            "http_req_tls_handshaking=3.0@42",
            "http_req_sending=4.0@42",
            "http_req_waiting=5.0@42",
            "http_req_receiving=6.5@42",
            "http_req_failed=0.0@42");
    assertThat(tags().asMap())
        .isEqualTo(
            Map.of(
                "group", "",
                "scenario", "default",
                "proto", "HTTP/1.1",
                "method", "GET",
                "url", "http://t/",
                "name", "http://t/",
                "status", "200",
                "expected_response", "true"));
  }

  @Test
  @DisplayName("A failed dial has an error and no protocol")
  void failure() {
    script.session.fail(HttpFault.DIAL_REFUSED, "dial: connection refused", "");
    script.run("http.get('http://u:p@t/x?y#z')");
    assertThat(tags().asMap())
        .isEqualTo(
            Map.of(
                "group", "",
                "scenario", "default",
                "method", "GET",
                "url", "http://****:****@t/x?y#z",
                "name", "http://****:****@t/x?y#z",
                "status", "0",
                "error", "dial: connection refused",
                "error_code", "1212",
                "expected_response", "false"));
    assertThat(script.scope.samples.getLast().value()).isEqualTo(1.0);
    assertThat(script.scope.samples).hasSize(9);
  }

  @Test
  @DisplayName("Tags of the call override group and scenario, not what was measured")
  void callTags() {
    script.run(
        """
        http.get('http://t/', {tags: {own: 5, flag: true, big: 123456789012, group: 'g',
            scenario: 's', status: 'x', method: 'x', url: 'x', proto: 'x', expected_response: 'x'}})
        """);
    assertThat(tags().asMap())
        .containsEntry("own", "5")
        .containsEntry("flag", "true")
        .containsEntry("big", "123456789012")
        .containsEntry("group", "g")
        .containsEntry("scenario", "s")
        .containsEntry("status", "200")
        .containsEntry("method", "GET")
        .containsEntry("url", "http://t/")
        .containsEntry("proto", "HTTP/1.1")
        .containsEntry("expected_response", "true");
  }

  @Test
  @DisplayName("The tag name replaces name and url, also that of a template")
  void nameTag() {
    script.run("http.get('http://t/', {tags: {name: 'mine'}})");
    assertThat(tags().get("name")).isEqualTo("mine");
    assertThat(tags().get("url")).isEqualTo("mine");
    script.run("http.get(http.url`http://t/${1}`, {tags: {name: 'mine'}})");
    assertThat(tags().get("name")).isEqualTo("mine");
  }

  @Test
  @DisplayName("A tag that is an object fails the request")
  void objectTag() {
    assertThat(script.run("http.get('http://t/', {tags: {a: {}}}).error").asString())
        .contains("tag 'a'");
    assertThat(script.session.calls).isEmpty();
  }

  @Test
  @DisplayName("Only system tags that are on are set")
  void systemTags() {
    script.scope.systemTags.clear();
    script.scope.systemTags.add("status");
    script.scope.systemTags.add("ip");
    script.run("http.get('http://t/', {tags: {url: 'own'}})");
    assertThat(tags().asMap())
        .isEqualTo(
            Map.of(
                "group", "",
                "scenario", "default",
                "status", "200",
                "ip", "127.0.0.1",
                "url", "own"));
  }

  @Test
  @DisplayName("Series are looked up once for each kind of request")
  void seriesAreKept() {
    for (int i = 0; i < 50; i++) {
      script.run("http.get('http://t/a'); http.post('http://t/a'); http.get('http://t/b')");
    }
    assertThat(script.scope.seriesMade).isEqualTo(27);
    assertThat(script.scope.samples).hasSize(50 * 27);
  }

  @Test
  @DisplayName("Whatever the order of kinds and groups, samples get the right tags")
  void manyKinds() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 600; i++) {
        script.scope.tags = Tags.of(Map.of("group", "::g" + i % 2, "scenario", "s"));
        script.run("http.get('http://t/" + i + "', {tags: {i: " + i % 3 + "}})");
        assertThat(tags().get("url")).isEqualTo("http://t/" + i);
        assertThat(tags().get("group")).isEqualTo("::g" + i % 2);
        assertThat(tags().get("i")).isEqualTo("" + i % 3);
      }
    }
  }
}

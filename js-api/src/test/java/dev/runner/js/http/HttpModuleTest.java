package dev.runner.js.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runner.js.module.ScriptPhase;
import dev.runner.js.module.VuInterrupted;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.graalvm.polyglot.PolyglotException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HttpModuleTest {
  private final HttpScript script = new HttpScript();

  @AfterEach
  void close() {
    script.close();
  }

  @Test
  @DisplayName("Each function sends its method")
  void methods() {
    script.run(
        """
        http.get('http://t/'); http.head('http://t/'); http.post('http://t/'); http.put('http://t/');
        http.patch('http://t/'); http.del('http://t/'); http.options('http://t/');
        http.request('PURGE', 'http://t/'); http.request('get', 'http://t/');
        """);
    assertThat(script.session.calls)
        .extracting(call -> call.method())
        .containsExactly(
            "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE", "get");
  }

  @Test
  @DisplayName("A plain request has the user agent as its only header, no body and a minute's time")
  void plainRequest() {
    script.run("http.get('http://t/a?b=1#c')");
    var call = script.session.last();
    assertThat(call.uri()).hasToString("http://t/a?b=1");
    assertThat(call.headers()).extracting(Object::toString).hasSize(1);
    assertThat(FakeSession.header(call, "User-Agent")).isEqualTo("test/1");
    assertThat(call.body()).isNull();
    assertThat(call.timeoutNanos()).isEqualTo(60_000_000_000L);
    assertThat(call.keepBody()).isTrue();
  }

  @Test
  @DisplayName("Named exports, default export and type declarations list the same names")
  void exports() {
    Set<String> named = new TreeSet<>(script.exports.getMemberKeys());
    named.remove("default");
    Set<String> members = new TreeSet<>(script.exports.getMember("default").getMemberKeys());
    assertThat(named).isEqualTo(members);
    var declared = new TreeSet<String>();
    var matcher =
        Pattern.compile("(?m)^export (?:declare )?(?:function|const|class) (\\w+)")
            .matcher(new HttpModule().resource("index.d.ts"));
    while (matcher.find()) {
      declared.add(matcher.group(1));
    }
    assertThat(declared).isEqualTo(named);
  }

  @Test
  @DisplayName("While the script loads, requests and the cookie jar are refused, the rest works")
  void initPhase() {
    script.scope.phase = ScriptPhase.INIT;
    assertThat(script.thrown("http.get('http://t/')")).contains("while the script is loaded");
    assertThat(script.thrown("http.cookieJar()")).contains("while the script is loaded");
    script.run(
        """
        new http.CookieJar(); http.file('x'); http.url`http://t/`;
        http.setResponseCallback(http.expectedStatuses(200));
        """);
    assertThat(script.session.calls).isEmpty();
  }

  @Test
  @DisplayName("URL templates keep their expressions out of the name")
  void urlTemplate() {
    assertThat(
            script.json(
                "(() => {const b = 'http://t', id = 7; return http.url`${b}/x/${id}?a`})()"))
        .isEqualTo(
            "{\"name\":\"${}/x/${}?a\",\"url\":\"http://t/x/7?a\",\"clean_url\":\"http://t/x/7?a\"}");
    script.run("http.get(http.url`http://t/x/${7}`)");
    assertThat(script.session.last().uri()).hasToString("http://t/x/7");
    var tags = script.scope.samples.getFirst().tags();
    assertThat(tags.get("name")).isEqualTo("http://t/x/${}");
    assertThat(tags.get("url")).isEqualTo("http://t/x/${}");
  }

  @Test
  @DisplayName("URLs of other types are made into text")
  void otherUrls() {
    script.run("http.get({toString() { return 'http://t/obj' }})");
    assertThat(script.session.last().uri()).hasToString("http://t/obj");
  }

  @Test
  @DisplayName("URL templates keep user names and passwords out of the name too")
  void urlTemplateWithPassword() {
    assertThat(script.json("http.url`http://u:p@t/x/${7}`"))
        .isEqualTo(
            "{\"name\":\"http://****:****@t/x/${}\",\"url\":\"http://u:p@t/x/7\","
                + "\"clean_url\":\"http://****:****@t/x/7\"}");
  }

  @Test
  @DisplayName("A third argument of get and head is ignored with a warning")
  void extraArguments() {
    script.run("http.get('http://t/', null, {headers: {A: '1'}})");
    assertThat(FakeSession.header(script.session.last(), "A")).isNull();
    assertThat(script.scope.logged).singleElement().asString().startsWith("warning: http.get()");
  }

  @Test
  @DisplayName("Expected statuses can be set for a virtual user and for one request")
  void expectedStatuses() {
    script.run("http.setResponseCallback(http.expectedStatuses(404, {min: 500, max: 502}))");
    var failed = new ArrayList<Double>();
    for (int status : new int[] {404, 501, 503, 200}) {
      script.session.answer(status, "");
      script.run("http.get('http://t/')");
    }
    script.run("http.get('http://t/', {responseCallback: http.expectedStatuses(200)})");
    script.scope.samples.stream()
        .filter(sample -> sample.metric().equals("http_req_failed"))
        .forEach(sample -> failed.add(sample.value()));
    assertThat(failed).containsExactly(0.0, 0.0, 1.0, 1.0, 0.0);
    script.scope.samples.clear();
    script.run("http.setResponseCallback(null); http.get('http://t/')");
    assertThat(script.scope.samples).hasSize(8).noneMatch(s -> s.metric().endsWith("failed"));
    assertThat(script.scope.samples.getFirst().tags().get("expected_response")).isNull();
  }

  @Test
  @DisplayName("Expected statuses of other types are refused")
  void wrongExpectedStatuses() {
    assertThat(script.thrown("http.expectedStatuses()")).contains("at least one");
    assertThat(script.thrown("http.expectedStatuses(200, 'x')")).contains("argument 2");
    assertThat(script.thrown("http.expectedStatuses({min: 1})")).contains("argument 1");
    assertThat(script.thrown("http.expectedStatuses(null)")).contains("argument 1");
    assertThat(script.thrown("http.expectedStatuses([200])")).contains("argument 1");
    assertThat(script.thrown("http.setResponseCallback(5)")).contains("or null");
    assertThat(script.thrown("http.setResponseCallback()")).contains("or null");
  }

  @Test
  @DisplayName("An interrupted request unwinds the script and leaves the thread interrupted")
  void interruption() {
    script.session.interrupts = true;
    assertThatThrownBy(() -> script.run("http.get('http://t/')"))
        .isInstanceOfSatisfying(
            PolyglotException.class,
            e -> {
              assertThat(e.isHostException()).isTrue();
              assertThat(e.asHostException()).isInstanceOf(VuInterrupted.class);
            });
    assertThat(Thread.interrupted()).isTrue();
  }
}

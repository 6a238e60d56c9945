package dev.runner.js.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.transport.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuthTest {
  private static final String DIGEST = "Digest realm=\"r\", qop=\"auth\", nonce=\"n\"";

  private final HttpScript script = new HttpScript();

  @AfterEach
  void close() {
    script.close();
  }

  private String authorization(int call) {
    return FakeSession.header(script.session.calls.get(call), "Authorization");
  }

  @Test
  @DisplayName("Digest sends Basic first and then answers the challenge; each counts")
  void digest() {
    script
        .session
        .answer(401, "who?", "WWW-Authenticate", "Negotiate", "www-authenticate", DIGEST)
        .answer(200, "in");
    assertThat(
            script.json(
                "(r => [r.status, r.body, r.url])"
                    + "(http.post('http://ada:p%40ss@t/a?b=c', 'x', {auth: 'digest'}))"))
        .isEqualTo("[200,\"in\",\"http://ada:p%40ss@t/a?b=c\"]");
    assertThat(authorization(0))
        .isEqualTo(
            "Basic "
                + Base64.getEncoder().encodeToString("ada:p@ss".getBytes(StandardCharsets.UTF_8)));
    assertThat(authorization(1))
        .startsWith("Digest username=\"ada\"")
        .contains("uri=\"/a?b=c\"", "nc=00000001");
    assertThat(FakeSession.body(script.session.calls.get(1))).isEqualTo("x");
    assertThat(
            script.scope.samples.stream()
                .filter(sample -> sample.metric().equals("http_req_failed"))
                .map(sample -> sample.tags().get("status") + " " + sample.value()))
        .containsExactly("401 0.0", "200 0.0");
  }

  @Test
  @DisplayName("The address of a URL without a path is the root")
  void emptyPath() {
    script.session.answer(401, "", "WWW-Authenticate", DIGEST);
    script.run("http.get('http://ada:pass@t', {auth: 'digest'})");
    assertThat(authorization(1)).contains("uri=\"/\"");
  }

  @Test
  @DisplayName("A second refusal, and one without a challenge, are the answer")
  void refused() {
    script.session.answer(401, "1", "WWW-Authenticate", DIGEST);
    script.session.answer(401, "2", "WWW-Authenticate", DIGEST);
    assertThat(script.json("http.get('http://a:b@t/', {auth: 'digest'}).body")).isEqualTo("\"2\"");
    script.session.answer(401, "3", "WWW-Authenticate", "Basic realm=x");
    assertThat(script.json("http.get('http://a:b@t/', {auth: 'digest'}).body")).isEqualTo("\"3\"");
    assertThat(script.session.calls).hasSize(3);
  }

  @Test
  @DisplayName("Client nonces come from the run's seed, each of its own")
  void nonces() {
    String first = clientNonces();
    var again = new AuthTest();
    String second = again.clientNonces();
    again.close();
    assertThat(second).isEqualTo(first);
    String[] both = first.split(" ");
    assertThat(both[0]).hasSize(32).isNotEqualTo(both[1]);
  }

  private String clientNonces() {
    var nonces = new StringBuilder();
    for (int i = 0; i < 2; i++) {
      script.session.answer(401, "", "WWW-Authenticate", DIGEST);
      script.run("http.get('http://ada:pass@t/', {auth: 'digest'})");
      nonces.append(authorization(2 * i + 1).replaceAll(".*cnonce=\"(\\w{32})\".*", "$1 "));
    }
    return nonces.toString();
  }

  @Test
  @DisplayName("NTLM sends its three messages over one connection")
  void ntlm() {
    String challenge =
        "NTLM "
            + Base64.getEncoder()
                .encodeToString(
                    "NTLMSSP\0\2\0\0\0\0\0\0\0\0\0\0\0\1\2\0\0abcdefgh"
                        .getBytes(StandardCharsets.ISO_8859_1));
    script.session.answer(401, "", "WWW-Authenticate", challenge);
    assertThat(script.json("http.get('http://ada:pass@t/', {auth: 'ntlm'}).status"))
        .isEqualTo("200");
    List<HttpCall> calls = script.session.calls;
    assertThat(calls).hasSize(2);
    assertThat(authorization(0)).startsWith("NTLM TlRMTVNTUAABAAAA");
    assertThat(authorization(1)).startsWith("NTLM TlRMTVNTUAADAAAA");
    assertThat(calls.get(0).same()).isNotNull().isSameAs(calls.get(1).same());
  }

  @Test
  @DisplayName("Without a name in the URL nothing is sent, and other kinds mean Basic")
  void others() {
    script.run("http.get('http://t/', {auth: 'digest'})");
    assertThat(authorization(0)).isNull();
    script.run("http.get('http://a:b@t/', {auth: 'kerberos'})");
    assertThat(authorization(1)).startsWith("Basic ");
  }

  @Test
  @DisplayName("A header given by the script wins")
  void ownHeader() {
    script.run("http.get('http://a:b@t/', {auth: 'digest', headers: {Authorization: 'mine'}})");
    assertThat(authorization(0)).isEqualTo("mine");
  }
}

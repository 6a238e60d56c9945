package dev.runner.js.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DigestChallengeTest {
  /// RFC 7616, section 3.9.1.
  private static final String NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";

  private static final String OPAQUE = "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS";
  private static final String CLIENT_NONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
  private static final Credentials MUFASA = new Credentials("Mufasa", "Circle of Life");

  private static String challenge(String algorithm) {
    return "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", "
        + "algorithm="
        + algorithm
        + ", nonce=\""
        + NONCE
        + "\", opaque=\""
        + OPAQUE
        + "\"";
  }

  private static String answer(String challenge) {
    DigestChallenge parsed = DigestChallenge.parse(challenge);
    assertThat(parsed).isNotNull();
    return parsed.answer(MUFASA, "GET", "/dir/index.html", CLIENT_NONCE);
  }

  @Test
  @DisplayName("answers by MD5 as RFC 7616 shows it")
  void md5() {
    assertThat(answer(challenge("MD5")))
        .startsWith("Digest username=\"Mufasa\", realm=\"http-auth@example.org\"")
        .contains("uri=\"/dir/index.html\"", "algorithm=MD5", "nonce=\"" + NONCE + '"')
        .contains("nc=00000001", "cnonce=\"" + CLIENT_NONCE + '"', "qop=auth,")
        .contains("opaque=\"" + OPAQUE + '"')
        .contains("response=\"8ca523f5e9506fed4657c9700eebdbec\"");
  }

  @Test
  @DisplayName("answers by SHA-256 as RFC 7616 shows it")
  void sha256() {
    assertThat(answer(challenge("SHA-256")))
        .contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"");
  }

  @Test
  @DisplayName("derives the secret of a session for -sess")
  void session() {
    // By the formula of section 3.4.2, computed with another program.
    assertThat(answer(challenge("MD5-sess")))
        .contains("algorithm=MD5-sess", "response=\"e783283f46242139c486a698fec7211d\"");
  }

  @Test
  @DisplayName("answers without a quality of protection as RFC 2069 wants it")
  void old() {
    // The example of RFC 2069, with the errata's response.
    DigestChallenge parsed =
        DigestChallenge.parse(
            "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\","
                + " opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"");
    assertThat(parsed).isNotNull();
    assertThat(
            parsed.answer(
                new Credentials("Mufasa", "CircleOfLife"), "GET", "/dir/index.html", "unused"))
        .contains("response=\"1949323746fe6a43ef61f9606e7febea\"")
        .doesNotContain("qop", "cnonce", "algorithm");
  }

  @Test
  @DisplayName("knows which challenges it cannot answer")
  void foreign() {
    assertThat(DigestChallenge.parse("Basic realm=\"x\"")).isNull();
    assertThat(DigestChallenge.parse(challenge("SHA-512-256"))).isNull();
  }

  @Test
  @DisplayName("reads and writes quotes and backslashes in names")
  void quotes() {
    DigestChallenge parsed = DigestChallenge.parse("digest realm=\"a \\\"b\\\" \\\\\", nonce=x");
    assertThat(parsed).isNotNull();
    assertThat(parsed.answer(new Credentials("a\"b", "p"), "GET", "/", "c"))
        .contains("username=\"a\\\"b\"", "realm=\"a \\\"b\\\" \\\\\"", "nonce=\"x\"");
  }
}

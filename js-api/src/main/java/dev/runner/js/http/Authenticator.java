package dev.runner.js.http;

import dev.runner.js.http.auth.Credentials;
import dev.runner.js.http.auth.DigestChallenge;
import dev.runner.js.http.auth.Ntlm;
import dev.runner.js.http.request.RequestSpec;
import dev.runner.js.http.request.RequestSpec.Auth;
import dev.runner.transport.HttpCall.Header;
import dev.runner.transport.HttpReply;
import dev.runner.transport.SameConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The `Authorization` headers of one request that uses Digest or NTLM, from the first to the one
/// that answers the server's challenge.
final class Authenticator {
  private final Auth auth;
  private final Credentials who;
  private final String uri;
  private final AnswerSource source;
  private final @Nullable SameConnection same;
  private String header;
  private boolean answered;

  private Authenticator(
      Auth auth, Credentials who, String uri, AnswerSource source, String header) {
    this.auth = auth;
    this.who = who;
    this.uri = uri;
    this.source = source;
    this.header = header;
    same = auth == Auth.NTLM ? new SameConnection(Authenticator::isNtlmChallenge) : null;
  }

  /// @return null if the URL has no user name
  static @Nullable Authenticator of(RequestSpec spec, AnswerSource source) {
    String basic = spec.url().basicAuthorization();
    if (basic == null) {
      return null;
    }
    byte[] both = Base64.getDecoder().decode(basic.substring("Basic ".length()));
    String text = new String(both, StandardCharsets.UTF_8);
    int colon = text.indexOf(':');
    String path = spec.url().uri().getRawPath();
    if (path == null || path.isEmpty()) {
      path = "/";
    }
    String query = spec.url().uri().getRawQuery();
    return new Authenticator(
        spec.auth(),
        new Credentials(text.substring(0, colon), text.substring(colon + 1)),
        query == null ? path : path + "?" + query,
        source,
        spec.auth() == Auth.NTLM ? Ntlm.negotiate() : basic);
  }

  /// What the next request says.
  String header() {
    return header;
  }

  /// What ties its requests to one connection; null if they need none of their own.
  @Nullable SameConnection sameConnection() {
    return same;
  }

  /// Takes a reply.
  ///
  /// @return whether it was a challenge that the next request answers
  boolean answers(HttpReply reply, String method) {
    if (reply.status() != 401 || answered) {
      return false;
    }
    for (Header line : reply.headers()) {
      String answer =
          line.name().equalsIgnoreCase("WWW-Authenticate") ? answer(line.value(), method) : null;
      if (answer != null) {
        header = answer;
        answered = true;
        return true;
      }
    }
    return false;
  }

  private static boolean isNtlmChallenge(HttpReply reply) {
    return reply.status() == 401
        && reply.headers().stream()
            .anyMatch(
                line ->
                    line.name().equalsIgnoreCase("WWW-Authenticate")
                        && Ntlm.isChallenge(line.value()));
  }

  private @Nullable String answer(String challenge, String method) {
    if (auth == Auth.NTLM) {
      return Ntlm.authenticate(who, challenge, source.random(8), source.epochMillis());
    }
    DigestChallenge digest = DigestChallenge.parse(challenge);
    return digest == null
        ? null
        : digest.answer(who, method, uri, HexFormat.of().formatHex(source.random(16)));
  }
}

package dev.runner.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// The routes that ask who is there: the user and the password they accept stand in the path.
final class AuthRoutes {
  private static final String REALM = "demo";

  /// The server's challenge in Digest; always the same, as nothing here is worth protecting.
  private static final String NONCE = "7ypf-xlj9XXwfDPEoM4URrv-xwf94BcC";

  private static final Pattern PARAMETER =
      Pattern.compile("(\\w+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,]*))");

  private AuthRoutes() {}

  static List<Route> routes() {
    return List.of(
        Route.any(
            "/basic-auth/{user}/{password}",
            "asks for this user and password",
            AuthRoutes::basicAuth),
        Route.any(
            "/digest-auth/{user}/{password}",
            "asks for them by Digest, ?algorithm=MD5 or SHA-256",
            AuthRoutes::digestAuth));
  }

  static Answer.Content unauthorized() {
    return refused("Basic realm=\"" + REALM + "\"");
  }

  private static Answer.Content refused(String challenge) {
    return Answer.error(
        401,
        "user and password are missing or wrong",
        new HttpField(HttpHeader.WWW_AUTHENTICATE, challenge));
  }

  private static Answer accepted(Call call) {
    return Answer.json(Map.of("authenticated", true, "user", call.argument(0)));
  }

  private static Answer basicAuth(Call call) {
    String expected = call.argument(0) + ":" + call.argument(1);
    String sent = call.header(HttpHeader.AUTHORIZATION);
    if (sent == null
        || !sent.regionMatches(true, 0, "Basic ", 0, 6)
        || !expected.equals(decoded(sent.substring(6).strip()))) {
      return unauthorized();
    }
    return accepted(call);
  }

  private static @Nullable String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// Digest with the quality of protection `auth` (RFC 7616).
  private static Answer digestAuth(Call call) {
    String wanted = call.query("algorithm");
    String algorithm = wanted == null ? "MD5" : wanted.toUpperCase(Locale.ROOT);
    if (!algorithm.equals("MD5") && !algorithm.equals("SHA-256")) {
      throw Refused.bad("algorithm must be MD5 or SHA-256");
    }
    String sent = call.header(HttpHeader.AUTHORIZATION);
    if (sent == null || !sent.regionMatches(true, 0, "Digest ", 0, 7)) {
      return challenge(algorithm);
    }
    Map<String, String> said = new HashMap<>();
    Matcher matcher = PARAMETER.matcher(sent.substring(7));
    while (matcher.find()) {
      said.put(matcher.group(1), matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
    }
    String uri = call.request().getHttpURI().getPathQuery();
    String secret = hash(algorithm, call.argument(0) + ":" + REALM + ":" + call.argument(1));
    String request = hash(algorithm, call.method() + ":" + uri);
    String expected =
        hash(
            algorithm,
            String.join(
                ":",
                secret,
                NONCE,
                said.getOrDefault("nc", ""),
                said.getOrDefault("cnonce", ""),
                "auth",
                request));
    boolean right =
        expected.equals(said.get("response"))
            && uri.equals(said.get("uri"))
            && NONCE.equals(said.get("nonce"))
            && call.argument(0).equals(said.get("username"));
    return right ? accepted(call) : challenge(algorithm);
  }

  private static Answer challenge(String algorithm) {
    return refused(
        "Digest realm=\"%s\", qop=\"auth, auth-int\", algorithm=%s, nonce=\"%s\", opaque=\"%s\""
            .formatted(REALM, algorithm, NONCE, "FQhe_qaU925kfnzjCev0ciny7QMkPqMA"));
  }

  private static String hash(String algorithm, String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no " + algorithm, e);
    }
  }
}

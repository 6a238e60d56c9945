package dev.runner.js.http.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a server asks for in a `WWW-Authenticate` header with the scheme Digest (RFC 7616, and RFC
/// 2069 where it names no quality of protection).
public final class DigestChallenge {
  private static final Pattern PARAMETER =
      Pattern.compile("([A-Za-z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,]*))");

  private final Map<String, String> parameters;
  private final MessageDigest digest;
  private final boolean session;

  private DigestChallenge(Map<String, String> parameters, MessageDigest digest, boolean session) {
    this.parameters = parameters;
    this.digest = digest;
    this.session = session;
  }

  /// @param header the value of the header
  /// @return null if it is of another scheme, or asks for what is not supported
  public static @Nullable DigestChallenge parse(String header) {
    if (!header.regionMatches(true, 0, "Digest ", 0, 7)) {
      return null;
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    Matcher matcher = PARAMETER.matcher(header.substring(7));
    while (matcher.find()) {
      String quoted = matcher.group(2);
      parameters.put(
          matcher.group(1).toLowerCase(Locale.ROOT),
          quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
    }
    String algorithm = parameters.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
    boolean session = algorithm.endsWith("-SESS");
    String name = session ? algorithm.substring(0, algorithm.length() - 5) : algorithm;
    if (!name.equals("MD5") && !name.equals("SHA-256")) {
      return null;
    }
    try {
      return new DigestChallenge(parameters, MessageDigest.getInstance(name), session);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no " + name, e);
    }
  }

  /// The value of the `Authorization` header of the request that answers.
  ///
  /// @param uri path and query, as sent
  /// @param clientNonce random
  public String answer(Credentials who, String method, String uri, String clientNonce) {
    String realm = parameters.getOrDefault("realm", "");
    String nonce = parameters.getOrDefault("nonce", "");
    String opaque = parameters.get("opaque");
    String algorithm = parameters.get("algorithm");
    boolean protects = asksForAuth();
    String count = "00000001";
    String secret = hash(who.user() + ":" + realm + ":" + who.password());
    if (session) {
      secret = hash(secret + ":" + nonce + ":" + clientNonce);
    }
    String middle =
        protects ? ":" + nonce + ":" + count + ":" + clientNonce + ":auth:" : ":" + nonce + ":";
    String response = hash(secret + middle + hash(method + ":" + uri));
    var out = new StringBuilder("Digest ");
    out.append("username=").append(quote(who.user()));
    out.append(", realm=").append(quote(realm));
    out.append(", nonce=").append(quote(nonce));
    out.append(", uri=").append(quote(uri));
    out.append(", response=").append(quote(response));
    if (algorithm != null) {
      out.append(", algorithm=").append(algorithm);
    }
    if (opaque != null) {
      out.append(", opaque=").append(quote(opaque));
    }
    if (protects) {
      out.append(", qop=auth, nc=").append(count).append(", cnonce=").append(quote(clientNonce));
    }
    return out.toString();
  }

  private boolean asksForAuth() {
    for (String protection : parameters.getOrDefault("qop", "").split(",", -1)) {
      if (protection.trim().equalsIgnoreCase("auth")) {
        return true;
      }
    }
    return false;
  }

  private String hash(String text) {
    return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

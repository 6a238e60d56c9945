package dev.runner.control;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides who may use the control interface: with a token, whoever knows it; without, programs of
/// this machine, but no web page that its user happens to look at.
///
/// @param token what requests must bring; empty for none
record Guard(Optional<String> token) {
  /// What a request says of itself.
  ///
  /// @param host the header `Host`
  /// @param origin the header `Origin`, which browsers add
  /// @param site the header `Sec-Fetch-Site`, which browsers add
  /// @param authorization the header `Authorization`
  record Visitor(
      @Nullable String host,
      @Nullable String origin,
      @Nullable String site,
      @Nullable String authorization) {}

  /// Why the request is not let in; empty if it is.
  Optional<Reply> turnsAway(Visitor visitor) {
    if (token.isPresent()) {
      return knowsToken(visitor.authorization, token.get())
          ? Optional.empty()
          : Optional.of(
              Reply.error(
                  401,
                  "Unauthorized",
                  "this address needs the token that the test was started with, as 'Authorization:"
                      + " Bearer TOKEN'"));
    }
    if (!isHere(hostOf("http://" + visitor.host))) {
      return Optional.of(forbidden("the header Host does not name this machine"));
    }
    boolean foreign =
        (visitor.origin != null && !isHere(hostOf(visitor.origin)))
            || "cross-site".equals(visitor.site);
    return foreign
        ? Optional.of(forbidden("requests of web pages from elsewhere are not answered"))
        : Optional.empty();
  }

  private static Reply forbidden(String why) {
    return Reply.error(403, "Forbidden", why);
  }

  /// Takes equally long wherever the first difference is.
  private static boolean knowsToken(@Nullable String authorization, String token) {
    String given = authorization == null ? "" : authorization;
    return given.regionMatches(true, 0, "Bearer ", 0, 7)
        && MessageDigest.isEqual(
            given.substring(7).strip().getBytes(StandardCharsets.UTF_8),
            token.getBytes(StandardCharsets.UTF_8));
  }

  private static String hostOf(String url) {
    try {
      String host = new URI(url).getHost();
      return host == null ? "" : host.toLowerCase(Locale.ROOT);
    } catch (URISyntaxException e) {
      return "";
    }
  }

  /// Whether that name can only be this machine; names that a name server answers are not enough.
  private static boolean isHere(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}

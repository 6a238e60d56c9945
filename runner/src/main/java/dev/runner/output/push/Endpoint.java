package dev.runner.output.push;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Where and how results are sent over HTTP.
///
/// @param headers of each request, by name
/// @param tls null for the JDK's choice
/// @param tlsMinimum the oldest version of TLS in the JDK's names, such as `TLSv1.3`; empty for the
///   JDK's choice
/// @param proxy the proxy's URL; null for none
/// @param timeout of one request, from connecting to the answer
public record Endpoint(
    URI uri,
    Map<String, String> headers,
    @Nullable SSLContext tls,
    String tlsMinimum,
    @Nullable URI proxy,
    Duration timeout) {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  public Endpoint {
    headers = Map.copyOf(headers);
  }

  public static Endpoint at(URI uri) {
    return new Endpoint(uri, Map.of(), null, "", null, TIMEOUT);
  }

  /// The URL that a text stands for, if it is one of HTTP with a host.
  public static Optional<URI> parse(String text) {
    try {
      URI uri = new URI(text);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return http && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  /// This with a header more, which replaces one of the same name.
  public Endpoint withHeader(String name, String value) {
    return withHeaders(Map.of(name, value));
  }

  /// This with more headers, which replace those of the same names.
  public Endpoint withHeaders(Map<String, String> more) {
    var all = new LinkedHashMap<>(headers);
    more.forEach(
        (name, value) -> {
          all.keySet().removeIf(name::equalsIgnoreCase);
          all.put(name, value);
        });
    return new Endpoint(uri, all, tls, tlsMinimum, proxy, timeout);
  }

  /// This with HTTP basic authentication (RFC 7617).
  public Endpoint withBasic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return withHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  /// This with a bearer token (RFC 6750).
  public Endpoint withBearer(String token) {
    return withHeader("Authorization", "Bearer " + token);
  }

  /// This with settings of TLS.
  ///
  /// @param context see [TlsFiles]
  /// @param minimum such as `TLSv1.3`; empty for the JDK's choice
  public Endpoint withTls(SSLContext context, String minimum) {
    return new Endpoint(uri, headers, context, minimum, proxy, timeout);
  }

  public Endpoint withProxy(URI through) {
    return new Endpoint(uri, headers, tls, tlsMinimum, through, timeout);
  }

  public Endpoint withTimeout(Duration limit) {
    return new Endpoint(uri, headers, tls, tlsMinimum, proxy, limit);
  }

  /// For the user: the URL without what may be secret.
  public String shown() {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String path = uri.getPath() == null ? "" : uri.getPath();
    return uri.getScheme() + "://" + uri.getHost() + port + path;
  }
}

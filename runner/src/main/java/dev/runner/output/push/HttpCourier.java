package dev.runner.output.push;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/// Sends each payload as the body of a POST request, over HTTP/1.1.
public final class HttpCourier implements Courier {
  private static final List<String> TLS_VERSIONS =
      List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  /// How much of an error's text is shown, in characters.
  private static final int SHOWN = 200;

  private static final int ENOUGH_TO_READ = 4_096;

  private final Endpoint endpoint;
  private final Function<byte[], Delivery> reader;
  private final HttpClient client;

  public HttpCourier(Endpoint endpoint) {
    this(endpoint, _ -> new Delivery.Done());
  }

  /// @param reader says what the body of an answer of success tells of the payload; gets its first
  ///   4 KiB at most
  public HttpCourier(Endpoint endpoint, Function<byte[], Delivery> reader) {
    this.endpoint = endpoint;
    this.reader = reader;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(endpoint.timeout());
    if (endpoint.tls() != null) {
      builder.sslContext(endpoint.tls());
    }
    int from = TLS_VERSIONS.indexOf(endpoint.tlsMinimum());
    if (from >= 0) {
      var parameters = new SSLParameters();
      parameters.setProtocols(
          TLS_VERSIONS.subList(from, TLS_VERSIONS.size()).toArray(String[]::new));
      builder.sslParameters(parameters);
    }
    URI proxy = endpoint.proxy();
    if (proxy != null) {
      builder.proxy(
          ProxySelector.of(new InetSocketAddress(proxy.getHost(), Math.max(80, proxy.getPort()))));
    }
    client = builder.build();
  }

  @Override
  public Delivery deliver(Payload payload) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.uri())
            .timeout(endpoint.timeout())
            .POST(HttpRequest.BodyPublishers.ofByteArray(payload.body()));
    endpoint.headers().forEach(request::setHeader);
    try {
      return judge(client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      return new Delivery.Away(reason(e, endpoint.timeout()));
    }
  }

  private Delivery judge(HttpResponse<InputStream> response) throws IOException {
    int status = response.statusCode();
    byte[] begin;
    try (InputStream body = response.body()) {
      begin = body.readNBytes(ENOUGH_TO_READ);
    }
    if (status >= 200 && status < 300) {
      return reader.apply(begin);
    }
    String line = new String(begin, StandardCharsets.UTF_8).strip().lines().findFirst().orElse("");
    String reason =
        "HTTP status "
            + status
            + (line.isEmpty() ? "" : ": " + line.substring(0, Math.min(line.length(), SHOWN)));
    return isPassing(status) ? new Delivery.Away(reason) : new Delivery.Refused(reason);
  }

  /// Whether an error says that a later attempt may succeed: the server's own, a timeout, too
  /// early, too many requests.
  private static boolean isPassing(int status) {
    return status >= 500 || status == 408 || status == 425 || status == 429;
  }

  /// A few words for the user.
  static String reason(IOException failure, Duration timeout) {
    var chain = new ArrayList<Throwable>();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      chain.add(cause);
    }
    if (chain.stream().anyMatch(UnresolvedAddressException.class::isInstance)) {
      return "unknown host";
    }
    if (failure instanceof HttpTimeoutException) {
      return "no answer within " + timeout.toMillis() + " ms";
    }
    if (failure instanceof ConnectException) {
      return "connection refused";
    }
    String message = String.valueOf(failure.getMessage());
    return failure instanceof SSLException ? "TLS: " + message : message;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}

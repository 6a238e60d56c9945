package dev.runner.output.otlp;

import dev.runner.output.push.Courier;
import dev.runner.output.push.Delivery;
import dev.runner.output.push.Endpoint;
import dev.runner.output.push.Payload;
import java.net.ConnectException;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Sends each payload as a call of one method of a gRPC service: an HTTP/2 request whose answer
/// ends with a status; see <https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md>.
final class GrpcCourier implements Courier {
  private static final int THREADS = 8;
  private static final int PREFIX_BYTES = 5;
  private static final String STATUS = "grpc-status";

  /// Those that OTLP wants to be tried again: cancelled, deadline exceeded, resource exhausted,
  /// aborted, out of range, unavailable, data loss.
  private static final Set<String> PASSING = Set.of("1", "4", "8", "10", "11", "14", "15");

  private final Endpoint endpoint;
  private final String path;
  private final boolean zipped;
  private final HttpClient client;

  /// @param path of the method
  /// @param zipped whether payloads are compressed with gzip
  GrpcCourier(Endpoint endpoint, String path, boolean zipped) {
    this.endpoint = endpoint;
    this.path = path;
    this.zipped = zipped;
    var threads = new QueuedThreadPool(THREADS, 1);
    threads.setName("grpc");
    threads.setDaemon(true);
    var connector = new ClientConnector();
    connector.setExecutor(threads);
    var tls = new SslContextFactory.Client();
    if (endpoint.tls() != null) {
      tls.setSslContext(endpoint.tls());
      // The context's own trust manager checks names, or trusts any.
      tls.setEndpointIdentificationAlgorithm("HTTPS");
    }
    connector.setSslContextFactory(tls);
    client = new HttpClient(new HttpClientTransportOverHTTP2(new HTTP2Client(connector)));
    client.setConnectTimeout(endpoint.timeout().toMillis());
    client.setFollowRedirects(false);
    client.setUserAgentField(null);
    try {
      client.start();
    } catch (Exception e) {
      throw new IllegalStateException("cannot start", e);
    }
  }

  @Override
  public Delivery deliver(Payload payload) throws InterruptedException {
    Request request =
        client
            .POST(endpoint.uri().resolve(path))
            .timeout(endpoint.timeout().toNanos(), TimeUnit.NANOSECONDS)
            .body(new BytesRequestContent("application/grpc+proto", message(payload.body())))
            .headers(
                headers -> {
                  headers.put("te", "trailers");
                  if (zipped) {
                    headers.put("grpc-encoding", "gzip");
                  }
                  endpoint.headers().forEach(headers::put);
                });
    try {
      return judge(request.send());
    } catch (TimeoutException _) {
      return new Delivery.Away("no answer within " + endpoint.timeout().toMillis() + " ms");
    } catch (ExecutionException e) {
      return new Delivery.Away(reason(e.getCause() == null ? e : e.getCause()));
    }
  }

  /// A message after its prefix: whether it is compressed, and its length.
  private byte[] message(byte[] body) {
    return ByteBuffer.allocate(PREFIX_BYTES + body.length)
        .put((byte) (zipped ? 1 : 0))
        .putInt(body.length)
        .put(body)
        .array();
  }

  private static Delivery judge(ContentResponse response) {
    if (response.getStatus() != 200) {
      String reason = "HTTP status " + response.getStatus();
      boolean passing = response.getStatus() >= 500 || response.getStatus() == 429;
      return passing ? new Delivery.Away(reason) : new Delivery.Refused(reason);
    }
    // An answer that is all status has it among its headers.
    HttpFields trailers = response.getTrailers();
    HttpFields fields =
        trailers != null && trailers.contains(STATUS) ? trailers : response.getHeaders();
    String status = fields.get(STATUS);
    if (status == null) {
      return new Delivery.Refused("the server does not speak gRPC");
    }
    if (status.equals("0")) {
      return reply(response.getContent());
    }
    String text = fields.get("grpc-message");
    String reason =
        "gRPC status "
            + status
            + (text == null
                ? ""
                : ": " + URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
    return PASSING.contains(status) ? new Delivery.Away(reason) : new Delivery.Refused(reason);
  }

  private static Delivery reply(byte[] body) {
    boolean plain = body.length >= PREFIX_BYTES && body[0] == 0;
    return plain
        ? ExportReply.judge(Arrays.copyOfRange(body, PREFIX_BYTES, body.length))
        : new Delivery.Done();
  }

  private static String reason(Throwable failure) {
    return switch (failure) {
      case UnknownHostException _ -> "unknown host";
      case ConnectException _ -> "connection refused";
      default -> {
        String message = failure.getMessage();
        yield message == null ? failure.getClass().getSimpleName() : message;
      }
    };
  }

  @Override
  public void close() {
    // Stopping waits for threads; nobody needs the answer any more.
    Thread.ofPlatform().daemon().name("grpc-stop").start(this::stop);
  }

  private void stop() {
    try {
      client.stop();
    } catch (Exception _) {
      // It was to go anyway.
    }
  }
}

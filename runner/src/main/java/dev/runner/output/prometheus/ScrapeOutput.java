package dev.runner.output.prometheus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.runner.output.Output;
import dev.runner.output.OutputContext;
import dev.runner.output.OutputFault;
import dev.runner.output.total.Totals;
import dev.runner.sample.SampleBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A page with the totals since the start that Prometheus comes and reads: `/metrics`.
final class ScrapeOutput implements Output {
  private static final String PATH = "/metrics";

  private final String address;
  private final InetSocketAddress listen;
  private final Page page;

  /// Written to by the output's thread and read by those of the server; guarded by itself.
  private final Totals totals;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable HttpServer server;

  /// @param address as the user may write it, such as `127.0.0.1:9464`
  /// @param stats of trends, beside their histograms
  ScrapeOutput(
      String address, InetSocketAddress listen, List<TrendStat> stats, OutputContext context) {
    this.address = address;
    this.listen = listen;
    this.page = new Page(stats);
    this.totals =
        new Totals(description(), Names.MILLIS_A_SECOND, new Labels(), List.of(), context.log());
  }

  @Override
  public String description() {
    return ScrapeFactory.TYPE + " (http://" + address + PATH + ")";
  }

  @Override
  public void start() {
    try {
      HttpServer opened = HttpServer.create(listen, 0);
      opened.setExecutor(threads);
      opened.createContext("/", ScrapeOutput::answerElsewhere);
      opened.createContext(PATH, this::answer);
      opened.start();
      server = opened;
    } catch (IOException e) {
      throw new OutputFault(
          "output "
              + ScrapeFactory.TYPE
              + ": cannot listen on "
              + address
              + ": "
              + e.getMessage()
              + "; name another address or port",
          e);
    }
  }

  /// The port that it listens on.
  int port() {
    return server == null ? listen.getPort() : server.getAddress().getPort();
  }

  @Override
  public void write(SampleBatch batch) {
    synchronized (totals) {
      totals.add(batch);
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
    threads.shutdownNow();
  }

  @Override
  public Optional<String> loss() {
    return totals.loss();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        answerElsewhere(exchange);
        return;
      }
      PageFormat format = PageFormat.of(header(exchange, "Accept"));
      byte[] body = render(format);
      exchange.getResponseHeaders().set("Content-Type", format.contentType());
      if (header(exchange, "Accept-Encoding").contains("gzip")) {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        body = zip(body);
      }
      send(exchange, 200, body);
    }
  }

  private byte[] render(PageFormat format) {
    synchronized (totals) {
      return switch (format) {
        case PROTOBUF -> {
          var writer = new ProtobufPage();
          page.write(totals, writer);
          yield writer.toArray();
        }
        case TEXT, OPEN_METRICS -> {
          var writer = new TextPage(format == PageFormat.OPEN_METRICS);
          page.write(totals, writer);
          yield writer.toArray();
        }
      };
    }
  }

  private static void answerElsewhere(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] hint = "The metrics are at /metrics.\n".getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      send(exchange, exchange.getRequestURI().getPath().equals("/") ? 200 : 404, hint);
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
    if (!head) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  private static String header(HttpExchange exchange, String name) {
    List<String> values = exchange.getRequestHeaders().get(name);
    return values == null ? "" : String.join(",", values);
  }

  private static byte[] zip(byte[] body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    }
    return bytes.toByteArray();
  }
}

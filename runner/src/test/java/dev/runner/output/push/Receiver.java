package dev.runner.output.push;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// A real HTTP server on the loopback interface that keeps what outputs send, for tests.
public final class Receiver implements AutoCloseable {
  /// One request, in the order of arrival.
  public record Received(String method, String uri, Headers headers, byte[] body) {}

  /// All requests that were answered with 2xx.
  public final BlockingQueue<Received> accepted = new LinkedBlockingQueue<>();

  /// All requests.
  public final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Integer> errors = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile boolean silent;
  private volatile byte[] answer = {};

  private Receiver(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public static Receiver start() throws IOException {
    return new Receiver(0);
  }

  /// One at a port that was free a moment ago.
  public static Receiver start(int port) throws IOException {
    return new Receiver(port);
  }

  /// A port that nothing listens on.
  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Answers the next requests with these statuses instead of 204.
  public Receiver failing(int... statuses) {
    for (int status : statuses) {
      errors.add(status);
    }
    return this;
  }

  /// Answers with 200 and this body, instead of 204, from now on.
  public Receiver answering(byte[] body) {
    answer = body;
    return this;
  }

  /// Never answers from now on.
  public Receiver silent() {
    silent = true;
    return this;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      var request =
          new Received(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              body);
      received.add(request);
      if (silent) {
        end.await();
        return;
      }
      Integer error = errors.poll();
      if (error == null) {
        accepted.add(request);
        byte[] reply = answer;
        exchange.sendResponseHeaders(
            reply.length == 0 ? 204 : 200, reply.length == 0 ? -1 : reply.length);
        exchange.getResponseBody().write(reply);
      } else {
        byte[] text = "no luck today\nat all".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(error, text.length);
        exchange.getResponseBody().write(text);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}

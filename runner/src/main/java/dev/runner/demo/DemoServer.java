package dev.runner.demo;

import java.net.BindException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// A running demo server, reachable from this machine only. Safe for use by many threads.
public final class DemoServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int THREADS = 6;
  private static final int MAX_PORT = 65_535;
  private static final long IDLE_MILLIS = 300_000;
  private static final int ACCEPT_QUEUE = 4096;

  private final Server server;
  private final int port;

  private DemoServer(Server server, int port) {
    this.server = server;
    this.port = port;
  }

  /// Starts a server on a port, or on a free one if it is 0.
  ///
  /// @throws DemoFault if it cannot listen there
  public static DemoServer start(int port) {
    if (port < 0 || port > MAX_PORT) {
      throw new DemoFault(
          "the demo server cannot listen on port " + port + ": choose one from 0 to " + MAX_PORT);
    }
    var threads = new QueuedThreadPool(THREADS, 2);
    threads.setName("demo");
    threads.setDaemon(true);
    threads.setReservedThreads(1);
    var server = new Server(threads);
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRelativeRedirectAllowed(true);
    // One selector also accepts: the load generator needs the processors more.
    var connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(http));
    connector.setHost(HOST);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    server.addConnector(connector);
    server.setHandler(new DemoHandler(new Routes(routes())));
    server.setErrorHandler(
        (request, response, callback) -> {
          int status = response.getStatus();
          Answer.Content error = Answer.error(status, HttpStatus.getMessage(status));
          error.fields().forEach(field -> response.getHeaders().put(field));
          response.write(true, ByteBuffer.wrap(error.body()), callback);
          return true;
        });
    try {
      server.start();
    } catch (Exception e) {
      stop(server);
      throw fault(port, e);
    }
    return new DemoServer(server, connector.getLocalPort());
  }

  private static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.addAll(new Shop(Catalogue.load()).routes());
    routes.addAll(EchoRoutes.routes());
    routes.addAll(AuthRoutes.routes());
    routes.addAll(Pages.routes(routes));
    return routes;
  }

  private static DemoFault fault(int port, Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return new DemoFault(
            "the demo server cannot listen on port "
                + port
                + " ("
                + cause.getMessage()
                + "): stop what listens there, or choose another port",
            e);
      }
    }
    return new DemoFault("the demo server cannot start on port " + port + ": " + e.getMessage(), e);
  }

  public int port() {
    return port;
  }

  /// Such as `http://127.0.0.1:8080`, without a slash at the end.
  public String baseUrl() {
    return "http://" + HOST + ":" + port;
  }

  /// Stops at once; requests under way are cut off.
  @Override
  public void close() {
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      // Nothing is left that could be done about it: its threads are daemons.
    }
  }
}

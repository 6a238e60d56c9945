package dev.runner.control;

import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The control interface of one test, listening. Safe for use by many threads.
public final class ControlServer implements AutoCloseable {
  private static final int THREADS = 8;
  private static final long IDLE_MILLIS = 60_000;

  /// How long a connection may idle, and requests under way may take, once the server ends.
  private static final long IDLE_MILLIS_AT_THE_END = 50;

  private static final long MILLIS_TO_THE_END = 2_000;

  private final Server server;
  private final ControlAddress address;

  private ControlServer(Server server, ControlAddress address) {
    this.server = server;
    this.address = address;
  }

  /// Starts to listen.
  ///
  /// @param token what requests must bring; may be empty only for an address that nobody else can
  ///   reach
  /// @throws ControlFault if it cannot listen there, or must not without a token
  public static ControlServer start(ControlAddress address, Optional<String> token, LiveTest test) {
    if (token.isEmpty() && !address.isLoopback()) {
      throw new ControlFault(
          ControlFault.Reason.USAGE,
          "others can reach "
              + address
              + ", so it needs a token: give --api-token or RUNNER_API_TOKEN, or listen on"
              + " 127.0.0.1:"
              + address.port());
    }
    var threads = new QueuedThreadPool(THREADS, 1);
    threads.setName("control");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    var server = new Server(threads);
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    var connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(http));
    connector.setHost(address.host());
    connector.setPort(address.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    connector.setShutdownIdleTimeout(IDLE_MILLIS_AT_THE_END);
    server.setHandler(new GracefulHandler(new ControlHandler(new Guard(token), new Api(test))));
    server.setStopTimeout(MILLIS_TO_THE_END);
    try {
      server.start();
    } catch (Exception e) {
      stop(server);
      @SuppressWarnings("NullAway") // the loop ends at the first without a cause
      Throwable first = e;
      while (first.getCause() != null) {
        first = first.getCause();
      }
      throw new ControlFault(
          ControlFault.Reason.UNREACHABLE,
          "the control interface cannot listen on "
              + address
              + " ("
              + first.getMessage()
              + "); choose another --address");
    }
    return new ControlServer(server, new ControlAddress(address.host(), connector.getLocalPort()));
  }

  /// Where it listens, with the port that it really has.
  public ControlAddress address() {
    return address;
  }

  /// Stops after the requests under way, one of which may have ended the test; two seconds at most.
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

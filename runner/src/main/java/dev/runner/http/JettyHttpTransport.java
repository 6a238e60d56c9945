package dev.runner.http;

import dev.runner.clock.Clock;
import dev.runner.transport.HttpSession;
import dev.runner.transport.HttpTransport;
import java.util.List;
import java.util.concurrent.Semaphore;

/// HTTP/1.1 and HTTP/2 through Jetty's client.
///
/// Making one is cheap: threads start and classes load with the first request, those for TLS with
/// the first `https` request.
public final class JettyHttpTransport implements HttpTransport {
  /// How many sessions may be busy with their first connection at a time.
  private static final int FIRST_CONNECTS = 256;

  private final TransportSettings settings;
  private final Clock clock;
  private final JettyClients clients;
  private final Names names;
  private final Deadlines deadlines;
  private final Semaphore turns = new Semaphore(FIRST_CONNECTS);

  public JettyHttpTransport(TransportSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    clients = new JettyClients(settings);
    names = new Names(settings.connections(), clock, clients.threads());
    deadlines = new Deadlines(clock);
  }

  @Override
  public HttpSession open(int vuId) {
    var session =
        new JettySession(
            clients,
            names.from(settings.connections().localAddresses().of(vuId)),
            deadlines,
            turns,
            clock,
            !settings.noConnectionReuse());
    deadlines.add(session);
    return session;
  }

  /// Loads the classes and starts the threads of cleartext HTTP by a few requests to a socket of
  /// its own on this machine; takes about a quarter of a second in a young process. Without it, the
  /// first requests of a test take the longer.
  public void rehearse() throws InterruptedException {
    Rehearsal.run(open(0));
  }

  @Override
  public void close() {
    List.copyOf(deadlines.sessions()).forEach(JettySession::close);
    clients.close();
    deadlines.close();
  }
}

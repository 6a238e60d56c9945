package dev.runner.trace;

import dev.runner.random.Seed;
import dev.runner.transport.HttpSession;
import dev.runner.transport.HttpTransport;
import java.security.SecureRandom;

/// A transport whose requests are traced.
public final class TracingTransport implements HttpTransport {
  private final HttpTransport transport;
  private final SpanExport export;

  /// Not of the run's seed: identities have to differ from run to run.
  private final Seed seed = new Seed(new SecureRandom().nextLong());

  public TracingTransport(HttpTransport transport, SpanExport export) {
    this.transport = transport;
    this.export = export;
  }

  @Override
  public HttpSession open(int vuId) {
    return new TracingSession(transport.open(vuId), vuId, seed.child(vuId).generator(), export);
  }

  @Override
  public void close() {
    transport.close();
  }
}

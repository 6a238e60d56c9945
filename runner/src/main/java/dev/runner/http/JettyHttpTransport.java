package dev.runner.http;

import dev.runner.clock.Clock;
import dev.runner.clock.Ticker;
import dev.runner.net.HostConnections;
import dev.runner.net.PoolSettings;
import dev.runner.rehearsal.Rehearsal;
import dev.runner.transport.HttpSession;
import dev.runner.transport.HttpTransport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/// HTTP/1.1 and HTTP/2 through Jetty's client.
///
/// Making one is cheap: threads start and classes load with the first request, those for TLS with
/// the first `https` request.
public final class JettyHttpTransport implements HttpTransport {
  /// How many sessions may be busy with their first connection at a time.
  private static final int FIRST_CONNECTS = 256;

  private static final long SHORTEST_SWEEP_NANOS = 50_000_000;

  private static final long LONGEST_SWEEP_NANOS = 1_000_000_000;

  private final TransportSettings settings;
  private final PoolSettings pools;
  private final Clock clock;
  private final JettyClients clients;
  private final Names names;
  private final Deadlines deadlines;
  private final Semaphore turns = new Semaphore(FIRST_CONNECTS);
  private final ConcurrentMap<Site, HostMeter> meters = new ConcurrentHashMap<>();

  /// The connections that all virtual users share, if they do.
  private final SitePools shared = new SitePools(this::newPool);

  private volatile @Nullable Ticker sweeper;
  private boolean closed;

  public JettyHttpTransport(TransportSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    pools = settings.connections().pool();
    clients = new JettyClients(settings);
    names = new Names(settings.connections(), clock, clients.threads());
    deadlines = new Deadlines(clock);
  }

  /// Has something short run by a thread that notes when answers come, by one of them after the
  /// other; at once if there are none yet.
  public void onSelector(Runnable task) {
    clients.onSelector(task);
  }

  @Override
  public HttpSession open(int vuId) {
    boolean together = pools.shared();
    return open(vuId, together ? shared : new SitePools(this::newPool), together);
  }

  private JettySession open(int vuId, SitePools of, boolean together) {
    var session =
        new JettySession(
            clients,
            names.from(settings.connections().localAddresses().of(vuId)),
            deadlines,
            turns,
            clock,
            !settings.noConnectionReuse(),
            of,
            together);
    deadlines.add(session);
    return session;
  }

  private SitePool newPool(Site site) {
    return newPool(site, meters.computeIfAbsent(site, at -> new HostMeter(at, pools)));
  }

  private SitePool newPool(Site site, HostMeter meter) {
    sweeps();
    return new SitePool(site, meter, pools, !settings.noConnectionReuse(), clock);
  }

  /// Begins to look after connections whose time runs out, where there is such a time.
  private void sweeps() {
    if (sweeper == null && (pools.maxLifetimeNanos() > 0 || pools.idleTimeoutNanos() > 0)) {
      synchronized (this) {
        if (sweeper == null && !closed) {
          long shortest =
              Math.min(unlessNone(pools.maxLifetimeNanos()), unlessNone(pools.idleTimeoutNanos()));
          long period = Math.clamp(shortest / 4, SHORTEST_SWEEP_NANOS, LONGEST_SWEEP_NANOS);
          sweeper = new Ticker("runner-http-sweep", clock, clock.nanoTime(), period, this::sweep);
        }
      }
    }
  }

  private static long unlessNone(long nanos) {
    return nanos == 0 ? Long.MAX_VALUE : nanos;
  }

  private void sweep() {
    eachPool(SitePool::sweep);
  }

  private void eachPool(Consumer<SitePool> action) {
    for (SitePool pool : shared.all()) {
      action.accept(pool);
    }
    for (JettySession session : deadlines.sessions()) {
      for (SitePool pool : session.ownPools()) {
        action.accept(pool);
      }
    }
  }

  /// How many connections there are and were, for each host, by their names.
  ///
  /// @param eachWait told the time, in nanoseconds, that each request since the last call had to
  ///   wait for its connection, 0 for those that had not to; told nothing unless the user's
  ///   settings want samples
  public List<HostConnections> connections(ObjLongConsumer<String> eachWait) {
    Map<HostMeter, Long> idle = new HashMap<>();
    eachPool(
        pool -> {
          pool.sweep();
          idle.merge(pool.meter(), (long) pool.count(), Long::sum);
        });
    var read = new ArrayList<HostConnections>();
    for (HostMeter meter : meters.values()) {
      if (pools.metrics()) {
        meter.drainWaits(nanos -> eachWait.accept(meter.host(), nanos));
      }
      read.add(meter.read(idle.getOrDefault(meter, 0L)));
    }
    read.sort(Comparator.comparing(HostConnections::host));
    return read;
  }

  /// Loads the classes and starts the threads of cleartext HTTP by a few requests to a socket of
  /// its own on this machine; takes about a quarter of a second in a young process. Without it, the
  /// first requests of a test take the longer.
  public void rehearse() throws InterruptedException {
    var apart = new SitePools(site -> newPool(site, new HostMeter(site, PoolSettings.DEFAULTS)));
    Rehearsal.run(open(0, apart, false));
  }

  @Override
  public void close() {
    Ticker ticker;
    synchronized (this) {
      closed = true;
      ticker = sweeper;
    }
    if (ticker != null) {
      ticker.close();
    }
    List.copyOf(deadlines.sessions()).forEach(JettySession::close);
    shared.close();
    clients.close();
    deadlines.close();
  }
}

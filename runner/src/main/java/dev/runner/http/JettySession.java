package dev.runner.http;

import dev.runner.clock.Clock;
import dev.runner.transport.HttpCall;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpSession;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One virtual user's way to its connections, and the lanes in which its exchanges are waited for:
/// one for the virtual user's own thread, and one more for each exchange that goes on beside it, on
/// a virtual thread of its own.
final class JettySession implements HttpSession {
  private static final SitePool[] NONE = {};

  /// How long a session waits for its turn to connect before it goes ahead all the same, so that a
  /// server that does not answer cannot hold up the ones behind.
  private static final long LONGEST_TURN_NANOS = 3_000_000_000L;

  private final JettyClients clients;
  private final Names names;
  private final Deadlines deadlines;
  private final Semaphore turns;
  private final Clock clock;
  private final boolean reuse;
  private final SitePools pools;

  /// Whether the connections are those of all virtual users.
  private final boolean shared;

  private volatile boolean closed;
  private final AtomicLong sentBytes = new AtomicLong();
  private final AtomicLong receivedBytes = new AtomicLong();
  private final Lane own;

  /// All lanes ever needed; replaced when it grows.
  private volatile Lane[] lanes;

  // What follows is guarded by `this`.

  private final ArrayDeque<Lane> freeLanes = new ArrayDeque<>(0);

  private boolean connectedBefore;

  JettySession(
      JettyClients clients,
      Names names,
      Deadlines deadlines,
      Semaphore turns,
      Clock clock,
      boolean reuse,
      SitePools pools,
      boolean shared) {
    this.clients = clients;
    this.names = names;
    this.deadlines = deadlines;
    this.turns = turns;
    this.clock = clock;
    this.reuse = reuse;
    this.pools = pools;
    this.shared = shared;
    own = newLane();
    lanes = new Lane[] {own};
  }

  private Lane newLane() {
    return new Lane(this, clients, names, deadlines, clock);
  }

  @Override
  public HttpReply exchange(HttpCall call) throws InterruptedException {
    return own.exchange(call, clock.nanoTime());
  }

  @Override
  public Pending start(HttpCall call, Consumer<HttpReply> done) {
    long start = clock.nanoTime();
    Thread thread =
        Thread.ofVirtual()
            .name("exchange")
            .start(
                () -> {
                  Lane lane = enterLane();
                  HttpReply reply;
                  try {
                    reply = lane.exchange(call, start);
                  } catch (InterruptedException e) {
                    return;
                  } finally {
                    leaveLane(lane);
                  }
                  done.accept(reply);
                });
    return thread::interrupt;
  }

  private synchronized Lane enterLane() {
    Lane lane = freeLanes.poll();
    if (lane == null) {
      lane = newLane();
      Lane[] more = Arrays.copyOf(lanes, lanes.length + 1);
      more[lanes.length] = lane;
      lanes = more;
    }
    return lane;
  }

  private synchronized void leaveLane(Lane lane) {
    freeLanes.push(lane);
  }

  void sent(long bytes) {
    sentBytes.addAndGet(bytes);
  }

  void received(long bytes) {
    receivedBytes.addAndGet(bytes);
  }

  /// The lanes of the session, of which some wait; not to be changed.
  Lane[] lanes() {
    return lanes;
  }

  /// The connections to a site.
  ///
  /// @return null if the session is closed
  @Nullable SitePool pool(Site site) {
    return closed ? null : pools.of(site);
  }

  /// Lets only so many sessions open their first connection at a time.
  void awaitTurn(Link link, long deadline) throws InterruptedException {
    boolean first;
    synchronized (this) {
      first = !connectedBefore;
      connectedBefore = true;
    }
    if (first && takeTurn(deadline)) {
      link.onOpened(turns::release);
    }
  }

  private boolean takeTurn(long deadline) throws InterruptedException {
    if (turns.tryAcquire()) {
      return true;
    }
    long left = Math.min(LONGEST_TURN_NANOS, deadline - clock.nanoTime());
    return turns.tryAcquire(left, TimeUnit.NANOSECONDS);
  }

  /// Whether connections serve one exchange only.
  boolean closesAfterwards() {
    return !reuse;
  }

  /// Whether the connections are those of all virtual users.
  boolean isShared() {
    return shared;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public Traffic drainTraffic() {
    long sent = sentBytes.getAndSet(0);
    long received = receivedBytes.getAndSet(0);
    return sent == 0 && received == 0 ? Traffic.NONE : new Traffic(sent, received);
  }

  @Override
  public void closeIdleConnections() {
    if (!shared) {
      pools.closeIdle();
    }
  }

  /// The session's own connections; none if all virtual users share theirs.
  SitePool[] ownPools() {
    return shared ? NONE : pools.all();
  }

  @Override
  public void close() {
    closed = true;
    deadlines.remove(this);
    if (shared) {
      for (Lane lane : lanes) {
        lane.cutOff();
      }
    } else {
      pools.close();
    }
  }
}

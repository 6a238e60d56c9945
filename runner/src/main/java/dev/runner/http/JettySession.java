package dev.runner.http;

import dev.runner.clock.Clock;
import dev.runner.transport.HttpCall;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpSession;
import dev.runner.transport.SameConnection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One virtual user's connections, and the lanes in which its exchanges are waited for: one for the
/// virtual user's own thread, and one more for each exchange that goes on beside it, on a virtual
/// thread of its own.
final class JettySession implements HttpSession {
  /// How long a session waits for its turn to connect before it goes ahead all the same, so that a
  /// server that does not answer cannot hold up the ones behind.
  private static final long LONGEST_TURN_NANOS = 3_000_000_000L;

  private final JettyClients clients;
  private final Names names;
  private final Deadlines deadlines;
  private final Semaphore turns;
  private final Clock clock;
  private final boolean reuse;

  private final AtomicLong sentBytes = new AtomicLong();
  private final AtomicLong receivedBytes = new AtomicLong();
  private final Lane own;

  /// All lanes ever needed; replaced when it grows.
  private volatile Lane[] lanes;

  // What follows is guarded by `this`.

  private final ArrayDeque<Lane> freeLanes = new ArrayDeque<>(0);

  /// All connections, in use or not.
  private final List<Link> links = new ArrayList<>(2);

  /// Secure sites that are known not to speak HTTP/2.
  private @Nullable Set<Site> unshared;

  private boolean closed;
  private boolean connectedBefore;

  JettySession(
      JettyClients clients,
      Names names,
      Deadlines deadlines,
      Semaphore turns,
      Clock clock,
      boolean reuse) {
    this.clients = clients;
    this.names = names;
    this.deadlines = deadlines;
    this.turns = turns;
    this.clock = clock;
    this.reuse = reuse;
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

  /// The lanes of the session, of which some wait; not to be changed.
  Lane[] lanes() {
    return lanes;
  }

  /// A connection on which the lane may send one request, or one that is not opened yet: the lane
  /// has to dial then, unless it is told to wait for another that does ([Lane#join]).
  ///
  /// @param fresh whether it must be a new one
  /// @param same what it must share a connection with as long as that is open, or null
  /// @return null if the session is closed
  synchronized @Nullable Link take(
      Site site, Lane lane, boolean fresh, @Nullable SameConnection same) {
    if (closed) {
      return null;
    }
    if (same != null && same.connection() instanceof Link kept && !fresh && kept.enter()) {
      return kept;
    }
    Link dialling = null;
    for (int i = links.size() - 1; i >= 0 && reuse && !fresh; i--) {
      Link link = links.get(i);
      if (link.isGone()) {
        links.remove(i);
      } else if (link.site().equals(site)) {
        if (!link.isKeptFrom(same) && link.enter()) {
          return link;
        }
        if (!link.isDone()) {
          dialling = link;
        }
      }
    }
    if (dialling != null && site.secure() && (unshared == null || !unshared.contains(site))) {
      // It may turn out to speak HTTP/2, and then one connection serves all.
      dialling.join(lane);
      lane.join();
      return dialling;
    }
    var link = new Link(site, clock, lane, sentBytes, receivedBytes);
    links.add(link);
    return link;
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

  /// Takes note of what a new connection speaks.
  void connected(Link link) {
    if (link.site().secure() && !link.isHttp2()) {
      synchronized (this) {
        if (unshared == null) {
          unshared = new HashSet<>(2);
        }
        unshared.add(link.site());
      }
    }
  }

  /// Takes a connection back after an exchange.
  void release(Link link) {
    boolean keep;
    synchronized (this) {
      boolean unused = link.leave();
      keep = !unused || (reuse && !closed && link.isOpen());
      if (!keep) {
        links.remove(link);
      }
    }
    if (!keep) {
      link.close();
    }
  }

  /// Takes a connection back after an exchange that was cut off: it cannot be used again, unless it
  /// is an HTTP/2 connection that also serves others.
  void giveUp(Link link) {
    boolean shared;
    synchronized (this) {
      shared = !link.leave();
      if (!shared) {
        links.remove(link);
      }
    }
    if (!shared) {
      link.close();
    }
  }

  /// Takes a connection back that is broken.
  void discard(Link link) {
    synchronized (this) {
      boolean _ = link.leave();
      links.remove(link);
    }
    link.close();
  }

  /// Whether connections serve one exchange only.
  boolean closesAfterwards() {
    return !reuse;
  }

  synchronized boolean isClosed() {
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
    var idle = new ArrayList<Link>(links.size());
    synchronized (this) {
      for (Link link : links) {
        if (!link.isInUse()) {
          idle.add(link);
        }
      }
      links.removeAll(idle);
    }
    idle.forEach(Link::close);
  }

  @Override
  public void close() {
    List<Link> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(links);
      links.clear();
    }
    deadlines.remove(this);
    all.forEach(Link::close);
  }
}

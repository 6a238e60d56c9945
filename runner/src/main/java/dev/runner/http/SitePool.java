package dev.runner.http;

import dev.runner.clock.Clock;
import dev.runner.net.PoolSettings;
import dev.runner.transport.SameConnection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The connections to one site, of one virtual user or of all: gives them out, takes them back and
/// lets requests wait, first come first served, where no more may be opened.
final class SitePool {
  private final Site site;
  private final HostMeter meter;
  private final PoolSettings settings;
  private final boolean reuse;
  private final Clock clock;

  // What follows is guarded by `this`.

  /// All connections, in use or not, also those that are being dialled.
  private final List<Link> links = new ArrayList<>(2);

  /// Those that serve no request, the longest idle first.
  private final ArrayDeque<Link> idle = new ArrayDeque<>(2);

  private final ArrayDeque<Waiter> waiters = new ArrayDeque<>(0);
  private int dialling;

  /// Whether the site is known not to speak HTTP/2, or to speak it.
  private boolean exclusive;

  private boolean multiplexed;
  private boolean closed;
  private long acquired;
  private long reused;

  /// A request's place in the queue.
  static final class Waiter implements Awaited {
    private final Lane lane;
    private volatile @Nullable Link link;
    private volatile boolean refused;

    private Waiter(Lane lane) {
      this.lane = lane;
    }

    @Override
    public boolean isDone() {
      return link != null || refused || lane.isCutOff();
    }

    /// What it waited for; null if there will be none.
    @Nullable Link link() {
      return link;
    }
  }

  SitePool(Site site, HostMeter meter, PoolSettings settings, boolean reuse, Clock clock) {
    this.site = site;
    this.meter = meter;
    this.settings = settings;
    this.reuse = reuse;
    this.clock = clock;
    exclusive = !site.secure();
  }

  Site site() {
    return site;
  }

  HostMeter meter() {
    return meter;
  }

  /// A connection on which the lane may send one request, or one that is not opened yet and that
  /// the lane has to dial.
  ///
  /// @param fresh whether it must be a new one
  /// @param same what it must share a connection with as long as that is open, or null
  /// @return null if there is none: the lane has to [#queue]
  synchronized @Nullable Link take(Lane lane, boolean fresh, @Nullable SameConnection same) {
    if (closed) {
      return null;
    }
    Link link = same == null || fresh ? null : kept(same);
    if (link == null && !waiters.isEmpty()) {
      return null;
    }
    if (link == null && !fresh) {
      link = free();
    }
    if (link == null && (fresh || !mayComeToShare())) {
      if (fresh && isFull()) {
        makeRoom();
      }
      link = isFull() ? null : open();
    }
    if (link != null) {
      acquired++;
      link.use(lane);
    }
    return link;
  }

  /// Puts the lane at the end of the queue.
  synchronized Waiter queue(Lane lane) {
    var waiter = new Waiter(lane);
    if (closed) {
      waiter.refused = true;
    } else {
      waiters.add(waiter);
      serve();
    }
    return waiter;
  }

  /// Takes a waiter out of the queue that gives up.
  void leave(Waiter waiter) {
    Link granted;
    synchronized (this) {
      granted = waiter.link;
      if (granted == null) {
        waiters.remove(waiter);
        return;
      }
    }
    if (granted.isDone()) {
      release(granted);
    } else {
      discard(granted);
    }
  }

  /// The connection that earlier requests have kept, if it is open.
  private @Nullable Link kept(SameConnection same) {
    if (same.connection() instanceof Link link && links.contains(link)) {
      boolean _ = idle.remove(link);
      if (link.enter()) {
        reused++;
        return link;
      }
      if (link.isGone()) {
        end(link);
      }
    }
    return null;
  }

  /// The connection used last of those that are idle, taken from them.
  private @Nullable Link pollIdle() {
    Link last = idle.peekLast();
    if (last == null || !last.isKeptFrom(null)) {
      return idle.pollLast();
    }
    for (Iterator<Link> each = idle.descendingIterator(); each.hasNext(); ) {
      Link link = each.next();
      if (!link.isKeptFrom(null)) {
        each.remove();
        return link;
      }
    }
    return null;
  }

  /// An open connection with room for a request.
  private @Nullable Link free() {
    if (!reuse) {
      return null;
    }
    for (Link link = pollIdle(); link != null; link = pollIdle()) {
      if (isFit(link) && link.enter()) {
        reused++;
        return link;
      }
      end(link);
    }
    if (multiplexed) {
      for (Link link : links) {
        if (!link.isKeptFrom(null) && isFit(link) && link.enter()) {
          reused++;
          return link;
        }
      }
    }
    return null;
  }

  private boolean isFit(Link link) {
    if (settings.maxLifetimeNanos() == 0 && settings.idleTimeoutNanos() == 0) {
      return true;
    }
    long now = clock.nanoTime();
    return !isOld(link, now) && (link.isInUse() || !isIdleTooLong(link, now));
  }

  private boolean isOld(Link link, long now) {
    long most = settings.maxLifetimeNanos();
    return most > 0 && link.isOpen() && now - link.openedNanos() >= most;
  }

  private boolean isIdleTooLong(Link link, long now) {
    long most = settings.idleTimeoutNanos();
    return most > 0 && now - link.idleSinceNanos() >= most;
  }

  /// Whether a connection that is being dialled may turn out to speak HTTP/2, so that one serves
  /// all.
  private boolean mayComeToShare() {
    return reuse && !exclusive && dialling > 0;
  }

  private boolean isFull() {
    return settings.maxPerHost() > 0 && links.size() >= settings.maxPerHost();
  }

  /// Ends a connection that is idle, for another in its place.
  private void makeRoom() {
    Link link = idle.pollFirst();
    if (link != null) {
      end(link);
    }
  }

  private Link open() {
    var link = new Link(this, clock);
    links.add(link);
    dialling++;
    return link;
  }

  /// Serves the waiters that can be served.
  private void serve() {
    while (!waiters.isEmpty()) {
      Link link = free();
      if (link == null) {
        if (mayComeToShare() || isFull()) {
          return;
        }
        link = open();
      }
      Waiter waiter = waiters.remove();
      link.use(waiter.lane);
      waiter.link = link;
      waiter.lane.wake();
    }
  }

  /// Takes note of a connection that was dialled with success.
  synchronized void connected(Link link) {
    link.opened();
    meter.opened();
    dialling--;
    if (link.isHttp2()) {
      multiplexed = true;
    } else {
      exclusive = true;
    }
    serve();
  }

  /// Takes a connection back after an exchange.
  void release(Link link) {
    release(link, true);
  }

  /// Takes a connection back after an exchange that was cut off: it cannot be used again, unless it
  /// is an HTTP/2 connection that also serves others.
  void giveUp(Link link) {
    release(link, false);
  }

  private void release(Link link, boolean usable) {
    boolean over = false;
    synchronized (this) {
      if (link.leave()) {
        over = !(usable && reuse && !closed && link.isOpen() && !isOld(link, lifetimeNow()));
        if (over) {
          forget(link);
        } else {
          if (settings.idleTimeoutNanos() > 0) {
            link.idleSince(clock.nanoTime());
          }
          idle.addLast(link);
        }
      }
      if (!waiters.isEmpty()) {
        serve();
      }
    }
    if (over) {
      link.close();
    }
  }

  private long lifetimeNow() {
    return settings.maxLifetimeNanos() > 0 ? clock.nanoTime() : 0;
  }

  /// Takes a connection back that is broken, or was never made.
  void discard(Link link) {
    synchronized (this) {
      boolean _ = link.leave();
      forget(link);
      serve();
    }
    link.close();
  }

  private void end(Link link) {
    forget(link);
    link.close();
  }

  /// Takes a connection out of the books, unless that was done before.
  private void forget(Link link) {
    if (links.remove(link)) {
      if (link.wasOpened()) {
        meter.closed();
      } else {
        dialling--;
      }
    }
  }

  /// Closes the connections that serve no request.
  synchronized void closeIdle() {
    for (Link link = idle.poll(); link != null; link = idle.poll()) {
      end(link);
    }
  }

  /// Closes idle connections whose time is over, and forgets those that the server has closed.
  synchronized void sweep() {
    long now = clock.nanoTime();
    for (Iterator<Link> each = idle.iterator(); each.hasNext(); ) {
      Link link = each.next();
      if (link.isGone() || isOld(link, now) || isIdleTooLong(link, now)) {
        each.remove();
        end(link);
      }
    }
  }

  /// Hands to the meter what was counted here.
  ///
  /// @return how many connections serve no request
  synchronized int count() {
    meter.add(acquired, reused);
    acquired = 0;
    reused = 0;
    return idle.size();
  }

  /// Closes all connections and refuses all that wait.
  synchronized void close() {
    closed = true;
    idle.clear();
    List.copyOf(links).forEach(this::end);
    for (Waiter waiter = waiters.poll(); waiter != null; waiter = waiters.poll()) {
      waiter.refused = true;
      waiter.lane.wake();
    }
    count();
  }
}

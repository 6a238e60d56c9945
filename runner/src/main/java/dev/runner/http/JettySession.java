package dev.runner.http;

import dev.runner.clock.Clock;
import dev.runner.transport.HttpCall;
import dev.runner.transport.HttpFault;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpSession;
import dev.runner.transport.HttpTimings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.client.HttpClient;
import org.jspecify.annotations.Nullable;

/// One virtual user's connections, and the place where its thread waits.
final class JettySession implements HttpSession {
  /// How long a session waits for its turn to connect before it goes ahead all the same, so that a
  /// server that does not answer cannot hold up the ones behind.
  private static final long LONGEST_TURN_NANOS = 3_000_000_000L;

  /// How long Jetty may take to let go of a request that was cut off.
  private static final long SETTLE_NANOS = 200_000_000L;

  private static final byte[] NO_BODY = {};

  private final JettyClients clients;
  private final Names names;
  private final Deadlines deadlines;
  private final Semaphore turns;
  private final Clock clock;
  private final boolean reuse;

  private final AtomicLong sentBytes = new AtomicLong();
  private final AtomicLong receivedBytes = new AtomicLong();
  private final List<Link> idle = new ArrayList<>(2);
  private boolean closed;
  private boolean connectedBefore;
  private @Nullable Link busy;

  private volatile @Nullable Thread waiter;
  private volatile long deadlineNanos;

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
  }

  @Override
  public HttpReply exchange(HttpCall call) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    long start = clock.nanoTime();
    long deadline = start + Math.clamp(call.timeoutNanos(), 0, Long.MAX_VALUE / 2);
    Site site;
    HttpClient client;
    try {
      site = Site.of(call.uri());
      client = clients.client(site);
    } catch (RuntimeException e) {
      // A URL without a host, a transport that is closed, a trust store that cannot be used.
      return unsent(Faults.ofCall(e));
    }
    Link link = takeIdle(site);
    while (true) {
      if (link == null) {
        Link fresh = newLink(site);
        try {
          HttpFault fault = connect(fresh, client, deadline);
          if (fault != null) {
            fresh.close();
            forget();
            return unsent(fault);
          }
        } catch (InterruptedException e) {
          fresh.close();
          forget();
          throw e;
        }
        link = fresh;
      }
      var exchange = new Exchange(client, call, link, clock, this);
      HttpReply reply = send(exchange, link, start, deadline);
      if (reply != null) {
        return reply;
      }
      link = null;
    }
  }

  /// The reply, or null if the request should go out once more on a fresh connection.
  private @Nullable HttpReply send(Exchange exchange, Link link, long start, long deadline)
      throws InterruptedException {
    boolean inTime;
    try {
      exchange.send(!reuse);
      inTime = await(exchange, deadline);
    } catch (InterruptedException e) {
      exchange.cutOff(e);
      link.close();
      forget();
      throw e;
    } catch (RuntimeException e) {
      exchange.cutOff(e);
      link.close();
      forget();
      return unsent(Faults.ofCall(e));
    }
    if (!inTime) {
      exchange.cutOff(new TimeoutException("request timeout"));
      boolean settled = settle(exchange);
      link.close();
      forget();
      return exchange.timedOut(start, settled);
    }
    if (exchange.isFailed() && exchange.isRetryable() && !isClosed()) {
      link.close();
      forget();
      return null;
    }
    release(link);
    return exchange.reply(start);
  }

  private Link newLink(Site site) {
    return new Link(site, clock, this, sentBytes, receivedBytes);
  }

  /// Opens the connection, or tells why that failed.
  private @Nullable HttpFault connect(Link link, HttpClient client, long deadline)
      throws InterruptedException {
    boolean first;
    synchronized (this) {
      if (closed) {
        return new HttpFault(HttpFault.GENERIC, "the session is closed");
      }
      busy = link;
      first = !connectedBefore;
      connectedBefore = true;
    }
    if (first && takeTurn(deadline)) {
      link.onOpened(turns::release);
    }
    link.dial(client, names);
    if (!await(link, deadline)) {
      return Faults.REQUEST_TIMEOUT;
    }
    Throwable failure = link.failure();
    return failure == null ? null : Faults.ofDial(failure, link);
  }

  private boolean takeTurn(long deadline) throws InterruptedException {
    if (turns.tryAcquire()) {
      return true;
    }
    long left = Math.min(LONGEST_TURN_NANOS, deadline - clock.nanoTime());
    return turns.tryAcquire(left, TimeUnit.NANOSECONDS);
  }

  /// Waits until it is done.
  ///
  /// @return false if the deadline came first
  private boolean await(Awaited what, long deadline) throws InterruptedException {
    if (what.isDone()) {
      return true;
    }
    deadlineNanos = deadline;
    waiter = Thread.currentThread();
    try {
      deadlines.watch(deadline);
      while (!what.isDone()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (deadline - clock.nanoTime() <= 0) {
          return false;
        }
        LockSupport.park(this);
      }
      return true;
    } finally {
      waiter = null;
    }
  }

  /// Gives Jetty a moment to finish with an aborted request.
  private boolean settle(Exchange exchange) throws InterruptedException {
    return await(exchange, clock.nanoTime() + SETTLE_NANOS);
  }

  /// Lets the waiting thread look again at what it waits for. Safe to call from any thread.
  void wake() {
    Thread thread = waiter;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  boolean isWaiting() {
    return waiter != null;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  private synchronized @Nullable Link takeIdle(Site site) {
    for (int i = idle.size() - 1; i >= 0; i--) {
      Link link = idle.get(i);
      if (!link.isOpen()) {
        idle.remove(i);
      } else if (link.site().equals(site)) {
        idle.remove(i);
        busy = link;
        return link;
      }
    }
    return null;
  }

  private void release(Link link) {
    boolean keep = false;
    synchronized (this) {
      busy = null;
      if (reuse && !closed && link.isOpen()) {
        idle.add(link);
        keep = true;
      }
    }
    if (!keep) {
      link.close();
    }
  }

  private synchronized void forget() {
    busy = null;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private HttpReply unsent(HttpFault fault) {
    return new HttpReply(
        0, "", "", List.of(), NO_BODY, "", 0, "", "", HttpTimings.ZERO, clock.nanoTime(), fault);
  }

  @Override
  public Traffic drainTraffic() {
    long sent = sentBytes.getAndSet(0);
    long received = receivedBytes.getAndSet(0);
    return sent == 0 && received == 0 ? Traffic.NONE : new Traffic(sent, received);
  }

  @Override
  public void closeIdleConnections() {
    List<Link> links;
    synchronized (this) {
      links = List.copyOf(idle);
      idle.clear();
    }
    links.forEach(Link::close);
  }

  @Override
  public void close() {
    Link inUse;
    synchronized (this) {
      closed = true;
      inUse = busy;
      busy = null;
    }
    deadlines.remove(this);
    closeIdleConnections();
    if (inUse != null) {
      inUse.close();
    }
  }
}

package dev.runner.http;

import dev.runner.clock.Clock;
import dev.runner.http.SitePool.Waiter;
import dev.runner.transport.HttpCall;
import dev.runner.transport.HttpFault;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpTimings;
import dev.runner.transport.Ocsp;
import dev.runner.transport.SameConnection;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.client.HttpClient;
import org.jspecify.annotations.Nullable;

/// A place in a session where one thread at a time makes an exchange and waits for it.
final class Lane {
  /// How long Jetty may take to let go of a request that was cut off.
  private static final long SETTLE_NANOS = 200_000_000L;

  private static final byte[] NO_BODY = {};
  private static final HttpFault SESSION_CLOSED =
      new HttpFault(HttpFault.GENERIC, "the session is closed");

  private final JettySession session;
  private final JettyClients clients;
  private final Names names;
  private final Deadlines deadlines;
  private final Clock clock;

  /// The connection that was opened last.
  private volatile @Nullable Link current;

  /// The exchange that goes on, where others' connections must be spared when the session is
  /// closed.
  private volatile @Nullable Exchange sent;

  private volatile @Nullable Thread waiter;
  private volatile long deadlineNanos;

  Lane(JettySession session, JettyClients clients, Names names, Deadlines deadlines, Clock clock) {
    this.session = session;
    this.clients = clients;
    this.names = names;
    this.deadlines = deadlines;
    this.clock = clock;
  }

  /// @param start when the call began
  HttpReply exchange(HttpCall call, long start) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
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
    SitePool pool = session.pool(site);
    boolean fresh = false;
    while (true) {
      if (pool == null) {
        return unsent(SESSION_CLOSED);
      }
      Link link = pool.take(this, fresh, call.same());
      if (link == null) {
        Waiter waiter = pool.queue(this);
        if (!await(pool, waiter, deadline)) {
          return unsent(Faults.REQUEST_TIMEOUT);
        }
        link = waiter.link();
        if (link == null) {
          return unsent(SESSION_CLOSED);
        }
      }
      if (!link.isDone()) {
        current = link;
        HttpFault fault = connect(pool, link, client, deadline);
        if (fault != null) {
          return unsent(fault);
        }
      }
      var exchange = new Exchange(client, call, link, clock, this);
      HttpReply reply = send(exchange, call, pool, link, start, deadline);
      if (reply != null) {
        return reply;
      }
      fresh = true;
    }
  }

  /// Waits for a connection of the pool.
  private boolean await(SitePool pool, Waiter waiter, long deadline) throws InterruptedException {
    long since = clock.nanoTime();
    boolean inTime = false;
    try {
      inTime = await((Awaited) waiter, deadline);
      return inTime;
    } finally {
      pool.meter().waited(clock.nanoTime() - since);
      if (!inTime || waiter.link() == null) {
        pool.leave(waiter);
      }
    }
  }

  /// Cuts off what goes on, if anything does: the session is closed.
  void cutOff() {
    Link link = current;
    Exchange exchange = sent;
    if (exchange != null) {
      exchange.cutOff(new ClosedChannelException());
    } else if (link != null && !link.isDone()) {
      link.close();
    }
    wake();
  }

  boolean isCutOff() {
    return session.isClosed();
  }

  void sent(long bytes) {
    session.sent(bytes);
  }

  void received(long bytes) {
    session.received(bytes);
  }

  /// Opens the connection, or tells why that failed.
  private @Nullable HttpFault connect(SitePool pool, Link link, HttpClient client, long deadline)
      throws InterruptedException {
    try {
      session.awaitTurn(link, deadline);
      link.dial(client, names);
      if (!await(link, deadline)) {
        pool.discard(link);
        return Faults.REQUEST_TIMEOUT;
      }
    } catch (InterruptedException e) {
      pool.discard(link);
      throw e;
    }
    Throwable failure = link.failure();
    if (failure == null) {
      pool.connected(link);
      return null;
    }
    pool.discard(link);
    return Faults.ofDial(failure, link);
  }

  /// The reply, or null if the request should go out once more on a fresh connection.
  private @Nullable HttpReply send(
      Exchange exchange, HttpCall call, SitePool pool, Link link, long start, long deadline)
      throws InterruptedException {
    boolean inTime;
    boolean shared = session.isShared();
    if (shared) {
      sent = exchange;
    }
    try {
      exchange.send(session.closesAfterwards());
      inTime = await(exchange, deadline);
    } catch (InterruptedException e) {
      exchange.cutOff(e);
      pool.giveUp(link);
      throw e;
    } catch (RuntimeException e) {
      exchange.cutOff(e);
      pool.giveUp(link);
      return unsent(Faults.ofCall(e));
    } finally {
      if (shared) {
        sent = null;
      }
    }
    if (!inTime) {
      exchange.cutOff(new TimeoutException("request timeout"));
      boolean settled = await(exchange, clock.nanoTime() + SETTLE_NANOS);
      pool.giveUp(link);
      return exchange.timedOut(start, settled);
    }
    if (exchange.isFailed() && exchange.isRetryable() && !session.isClosed()) {
      pool.discard(link);
      return null;
    }
    HttpReply reply = exchange.reply(start);
    SameConnection same = call.same();
    if (same != null) {
      link.keepFor(same.continuesAfter(reply) ? same : null, deadline);
      same.use(link);
    }
    pool.release(link);
    return reply;
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

  private HttpReply unsent(HttpFault fault) {
    return new HttpReply(
        0,
        "",
        "",
        List.of(),
        NO_BODY,
        "",
        0,
        "",
        "",
        Ocsp.NONE,
        HttpTimings.ZERO,
        clock.nanoTime(),
        fault);
  }
}

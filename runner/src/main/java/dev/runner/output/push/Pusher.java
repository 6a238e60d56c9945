package dev.runner.output.push;

import dev.runner.clock.Clock;
import dev.runner.log.Log;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends payloads to a server on threads of its own. While the server is away it tries again, with
/// growing pauses; when more waits than fits, the oldest is lost. The user is warned once, told
/// once when it works again, and told at the end what was lost. Safe for use by many threads.
public final class Pusher implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /// How long closing may take when the server was away before.
  private static final Duration LAST_CHANCE = Duration.ofSeconds(1);

  private final String name;
  private final String items;
  private final Courier courier;
  private final Limits limits;
  private final Clock clock;
  private final Log log;
  private final List<Thread> threads = new ArrayList<>();

  // All guarded by this.
  private final ArrayDeque<Payload> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private long sendingItems;
  private int working;
  private long givenItems;
  private long lostItems;
  private String reason = "";
  private boolean away;
  private String awayReason = "";
  private boolean warnedAway;
  private boolean warnedRefused;
  private boolean toldRemark;
  private boolean toldBack;
  private boolean closing;
  private boolean abandoned;

  /// How much is kept and for how long.
  ///
  /// @param senders how many payloads are sent at the same time; with 1 they arrive in order
  /// @param bytes that may wait; one payload may always
  /// @param patience how long closing may take
  public record Limits(int senders, long bytes, Duration patience) {
    /// One after the other, 16 MiB, five seconds.
    public static final Limits DEFAULTS = new Limits(1, 16L << 20, Duration.ofSeconds(5));

    public Limits withSenders(int count) {
      return new Limits(count, bytes, patience);
    }
  }

  /// @param name the output's description, such as `influxdb (http://localhost:8086)`
  /// @param items what payloads hold, such as `samples`
  public Pusher(String name, String items, Courier courier, Limits limits, Clock clock, Log log) {
    this.name = name;
    this.items = items;
    this.courier = courier;
    this.limits = limits;
    this.clock = clock;
    this.log = log;
  }

  /// Starts the sending threads.
  public synchronized void start() {
    for (int i = 0; i < limits.senders(); i++) {
      threads.add(Thread.ofPlatform().daemon().name("push " + name).unstarted(this::run));
    }
    working = threads.size();
    threads.forEach(Thread::start);
  }

  /// Takes a payload to be sent; never waits for the server.
  public synchronized void push(Payload payload) {
    givenItems += payload.items();
    waiting.add(payload);
    waitingBytes += payload.body().length;
    while (waitingBytes > limits.bytes() && waiting.size() > 1) {
      Payload oldest = waiting.remove();
      waitingBytes -= oldest.body().length;
      lostItems += oldest.items();
      reason = away ? awayReason : "the server is too slow";
    }
    notifyAll();
  }

  /// Sends what still waits, for as long as there is patience, and ends the threads.
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
      Duration left = away ? LAST_CHANCE : limits.patience();
      long deadline = clock.nanoTime() + left.toNanos();
      try {
        while (working > 0 && clock.nanoTime() - deadline < 0) {
          clock.awaitUntil(this, deadline);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      abandon();
    }
    threads.forEach(Thread::interrupt);
    courier.close();
  }

  /// What did not arrive, for [dev.runner.output.Output#loss()].
  public synchronized Optional<String> loss() {
    if (lostItems == 0) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT, "%d of %d %s did not arrive: %s", lostItems, givenItems, items, reason));
  }

  private void abandon() {
    if (working > 0) {
      abandoned = true;
      waiting.forEach(payload -> lostItems += payload.items());
      waiting.clear();
      lostItems += sendingItems;
      reason = away ? awayReason : "the server did not answer before the end";
    }
  }

  private void run() {
    try {
      for (Payload payload = take(); payload != null; payload = take()) {
        send(payload);
      }
    } catch (InterruptedException _) {
      // Only close() interrupts, and has counted what is lost.
    } finally {
      synchronized (this) {
        working--;
        notifyAll();
      }
    }
  }

  /// @return null when there is nothing more to send
  private synchronized @Nullable Payload take() throws InterruptedException {
    while (waiting.isEmpty() && !closing) {
      wait();
    }
    Payload payload = waiting.poll();
    if (payload != null) {
      waitingBytes -= payload.body().length;
      sendingItems += payload.items();
    }
    return payload;
  }

  private void send(Payload payload) throws InterruptedException {
    long pauseNanos = FIRST_PAUSE.toNanos();
    while (true) {
      switch (attempt(payload)) {
        case Delivery.Done _ -> {
          delivered(payload);
          return;
        }
        case Delivery.Partial(long lost, String why) -> {
          delivered(payload);
          refused(Math.clamp(lost, 0, payload.items()), why);
          return;
        }
        case Delivery.Refused(String why) -> {
          synchronized (this) {
            done(payload);
            away = false;
          }
          refused(payload.items(), why);
          return;
        }
        case Delivery.Away(String why) -> {
          isAway(why);
          pause(pauseNanos);
          pauseNanos = Math.min(pauseNanos * 2, LONGEST_PAUSE.toNanos());
        }
      }
    }
  }

  private Delivery attempt(Payload payload) throws InterruptedException {
    try {
      return courier.deliver(payload);
    } catch (RuntimeException e) {
      return new Delivery.Refused(e.toString());
    }
  }

  private synchronized void pause(long nanos) throws InterruptedException {
    // In its last second the server gets a chance every tenth of it.
    long until = clock.nanoTime() + (closing ? FIRST_PAUSE.toNanos() : nanos);
    boolean wasClosing = closing;
    while (clock.nanoTime() - until < 0 && closing == wasClosing) {
      clock.awaitUntil(this, until);
    }
  }

  private void delivered(Payload payload) {
    boolean back;
    synchronized (this) {
      done(payload);
      back = away && !toldBack;
      toldBack |= back;
      away = false;
    }
    if (back) {
      log.info("output " + name + " works again");
    }
  }

  /// @param lost how many items; with 0 the server only has something to say
  private void refused(long lost, String why) {
    synchronized (this) {
      if (lost > 0 && !abandoned) {
        lostItems += lost;
        reason = why;
      }
      if (lost > 0 ? warnedRefused : toldRemark) {
        return;
      }
      warnedRefused |= lost > 0;
      toldRemark |= lost == 0;
    }
    log.warn(
        lost == 0
            ? "output " + name + ": the server says: " + why
            : "output " + name + " loses what the server refuses: " + why + "; the test goes on");
  }

  private void isAway(String why) {
    synchronized (this) {
      away = true;
      awayReason = why;
      if (warnedAway) {
        return;
      }
      warnedAway = true;
    }
    log.warn("output " + name + " cannot deliver and keeps trying: " + why + "; the test goes on");
  }

  private void done(Payload payload) {
    if (!abandoned) {
      sendingItems -= payload.items();
    }
  }
}

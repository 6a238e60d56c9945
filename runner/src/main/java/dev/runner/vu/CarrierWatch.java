package dev.runner.vu;

import dev.runner.clock.Clock;
import dev.runner.clock.Ticker;
import dev.runner.log.Log;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.jspecify.annotations.Nullable;

/// Adds carrier threads while virtual users that compute for long hold all there are.
///
/// Virtual threads are not taken off their carrier while they compute, so that a few endless loops
/// would keep all other virtual users from running, even the one that ends the test. With more
/// carriers than processors, the operating system shares the processors among them.
///
/// A tick finds out whether a virtual thread begun at the last one has run since.
final class CarrierWatch implements AutoCloseable {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /// How long a virtual thread may wait for a carrier.
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /// How long all must have gone well before carriers are taken away again.
  private static final long RECOVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int MOST_CARRIERS = 64;
  private static final int MOST_KNOCKS = 8_192;
  private static final int KNOCKS_AT_ONCE = 64;
  private static final long KNOCK_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Clock clock;
  private final Log log;
  private final Ticker ticker;
  private volatile boolean ran = true;
  private long begun;
  private long lastTrouble;
  private @Nullable VirtualThreadSchedulerMXBean scheduler;
  private int usual;

  CarrierWatch(Clock clock, Log log) {
    this.clock = clock;
    this.log = log;
    begun = clock.nanoTime();
    ticker = new Ticker("runner-carriers", clock, begun, PERIOD_NANOS, this::look);
  }

  private synchronized void look() {
    long now = clock.nanoTime();
    if (!ran) {
      if (now - begun > PATIENCE_NANOS) {
        add();
        begun = now;
        lastTrouble = now;
      }
      return;
    }
    VirtualThreadSchedulerMXBean raised = scheduler;
    if (raised != null && now - lastTrouble > RECOVERY_NANOS && raised.getParallelism() > usual) {
      raised.setParallelism(Math.max(usual, raised.getParallelism() / 2));
      lastTrouble = now;
    }
    ran = false;
    begun = now;
    Thread _ = Thread.ofVirtual().name("runner-heartbeat").start(() -> ran = true);
  }

  private void add() {
    VirtualThreadSchedulerMXBean now = scheduler;
    if (now == null) {
      now = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
      scheduler = now;
      usual = now.getParallelism();
    }
    int carriers = Math.min(MOST_CARRIERS, now.getParallelism() * 2);
    if (carriers > now.getParallelism()) {
      now.setParallelism(carriers);
      knock();
      log.debug("virtual users compute for long and now share " + carriers + " threads");
    }
  }

  /// Has the scheduler notice that it may start a carrier: it looks only when a queue of its was
  /// empty or grows.
  private void knock() {
    for (int i = 1; i <= MOST_KNOCKS && !ran; i++) {
      Thread _ = Thread.ofVirtual().name("runner-knock").start(() -> {});
      if (i % KNOCKS_AT_ONCE == 0) {
        LockSupport.parkNanos(KNOCK_PAUSE_NANOS);
      }
    }
  }

  @Override
  public void close() {
    ticker.close();
    synchronized (this) {
      VirtualThreadSchedulerMXBean raised = scheduler;
      if (raised != null) {
        raised.setParallelism(usual);
      }
    }
  }
}

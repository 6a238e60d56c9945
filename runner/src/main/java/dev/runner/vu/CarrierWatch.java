package dev.runner.vu;

import dev.runner.clock.Clock;
import dev.runner.clock.Ticker;
import dev.runner.log.Log;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.jspecify.annotations.Nullable;

/// Adds carrier threads while virtual users that compute for long hold all there are.
///
/// Virtual threads are not taken off their carrier while they compute, so that a few endless loops
/// would keep all other virtual users from running, even the one that ends the test. With more
/// carriers than processors, the operating system shares the processors among them.
///
/// All are held if for a second neither a virtual thread of this class has run nor any virtual user
/// has got anywhere. More carriers than processors cost a run without such loops much of its speed,
/// so long queues, as while thousands begin, must not be taken for it.
final class CarrierWatch implements AutoCloseable {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /// How long all must have gone well before carriers are taken away again.
  private static final long RECOVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int MOST_CARRIERS = 64;
  private static final int MOST_KNOCKS = 8_192;
  private static final int KNOCKS_AT_ONCE = 64;
  private static final long KNOCK_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Clock clock;
  private final Log log;
  private final LongSupplier progress;
  private final Ticker ticker;
  private volatile boolean ran = true;
  private long lastProgress;
  private long stuckSince;
  private long lastTrouble;
  private @Nullable VirtualThreadSchedulerMXBean scheduler;
  private int usual;

  /// @param progress a number that grows whenever a virtual user gets somewhere
  CarrierWatch(Clock clock, Log log, LongSupplier progress) {
    this.clock = clock;
    this.log = log;
    this.progress = progress;
    ticker = new Ticker("runner-carriers", clock, clock.nanoTime(), PERIOD_NANOS, this::look);
  }

  private synchronized void look() {
    long now = clock.nanoTime();
    if (!ran) {
      long reached = progress.getAsLong();
      if (reached != lastProgress) {
        lastProgress = reached;
        stuckSince = now;
      } else if (now - stuckSince > PATIENCE_NANOS) {
        add();
        stuckSince = now;
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
    stuckSince = now;
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

package dev.runner.vu;

import dev.runner.executor.IterationFeed;
import dev.runner.executor.IterationOutcome;
import dev.runner.executor.VuHandle;
import dev.runner.script.ScriptInstance;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A thread that runs the iterations of whatever feed it is given, one after another.
final class VirtualUser implements VuHandle {
  /// How long a virtual user may keep its carrier thread without ever waiting before it has to let
  /// others go first.
  private static final long TURN_NANOS = 10_000_000;

  /// How long stopping code of a script may take before we rely on its next wait.
  private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

  /// Stands for the work that is no iterations.
  private static final IterationFeed TEAR_DOWN =
      new IterationFeed() {
        @Override
        public long next(VuHandle vu) {
          return STOP;
        }

        @Override
        public void ended(VuHandle vu, IterationOutcome outcome) {}
      };

  private final VuWorld world;
  private final int id;
  private final Interrupter interrupter;
  private final VuContext context;
  private final ScriptInstance instance;
  private final Iteration iteration;
  private final Turns.Turn turn;

  /// Guards `feed`, `closing` and `running`, and is notified when one of them changes.
  private final Object monitor = new Object();

  private @Nullable IterationFeed feed;
  private boolean closing;
  private volatile boolean interrupted;

  /// How many are about to stop what runs; the work does not end before they have. Guarded by the
  /// monitor.
  private int stops;

  private volatile @Nullable Thread thread;

  VirtualUser(
      VuWorld world,
      int id,
      Interrupter interrupter,
      Turns.Turn turn,
      VuContext context,
      ScriptInstance instance,
      VuLimits limits,
      Map<String, String> env) {
    this.world = world;
    this.id = id;
    this.interrupter = interrupter;
    this.turn = turn;
    this.context = context;
    this.instance = instance;
    var stages = new VuStages(world, context, instance, limits, interrupter::stop);
    this.iteration = new Iteration(world, context, instance, stages, env);
  }

  /// Works until [#close()]; called on the virtual user's thread.
  @SuppressWarnings("ReferenceEquality") // one object stands for the work that is no iterations
  void work() {
    synchronized (monitor) {
      thread = Thread.currentThread();
    }
    while (true) {
      IterationFeed next = awaitFeed();
      if (next == null) {
        return;
      }
      if (next == TEAR_DOWN) {
        iteration.tearDown();
      } else {
        runFeed(next);
        context.note("VU leaves its scenario");
      }
      turn.leave();
      synchronized (monitor) {
        awaitStops();
        feed = null;
        interrupted = false;
        boolean _ = Thread.interrupted();
        monitor.notifyAll();
      }
    }
  }

  /// Waits until those who are about to stop this work have seen that it is over, so that none of
  /// them stops the next.
  private void awaitStops() {
    long deadline = world.clock().nanoTime() + 2 * STOP_LIMIT.toNanos();
    while (stops > 0 && world.clock().nanoTime() - deadline < 0) {
      try {
        world.clock().awaitUntil(monitor, deadline);
      } catch (InterruptedException e) {
        // Meant for the work that is over.
      }
    }
  }

  private @Nullable IterationFeed awaitFeed() {
    synchronized (monitor) {
      while (feed == null && !closing) {
        try {
          monitor.wait();
        } catch (InterruptedException e) {
          // Meant for an iteration that is over.
        }
      }
      return feed;
    }
  }

  private void runFeed(IterationFeed source) {
    long turnBegan = world.clock().nanoTime();
    boolean told = false;
    while (!interrupted) {
      iteration.prepare();
      if (!told) {
        context.note("VU begins with its scenario");
        told = true;
      }
      if (interrupted) {
        return;
      }
      long intended;
      try {
        intended = source.next(this);
      } catch (InterruptedException e) {
        return;
      }
      if (intended == IterationFeed.STOP || interrupted) {
        return;
      }
      if (intended == IterationFeed.LATER) {
        awaitWake();
        continue;
      }
      IterationOutcome outcome = iteration.run(intended, source.plansStarts());
      turn.iterated();
      source.ended(this, outcome);
      if (outcome == IterationOutcome.INTERRUPTED) {
        return;
      }
      long now = world.clock().nanoTime();
      if (context.hasWaited()) {
        turnBegan = now;
      } else if (now - turnBegan > TURN_NANOS) {
        turn.handOn();
        turnBegan = world.clock().nanoTime();
      }
      if (!iteration.awaitMinimum()) {
        return;
      }
    }
  }

  private void awaitWake() {
    context.waits(true);
    LockSupport.park(this);
    context.waits(false);
  }

  /// Sets the virtual user up for a scenario; it must be idle.
  void assign(VuSpec spec, IterationNumbers numbers, @Nullable String setupData) {
    synchronized (monitor) {
      iteration.assign(spec, numbers, setupData);
    }
  }

  @Override
  public int id() {
    return id;
  }

  @Override
  public void start(IterationFeed source) {
    synchronized (monitor) {
      if (feed != null || closing) {
        throw new IllegalStateException("virtual user " + id + " is not idle");
      }
      feed = source;
      monitor.notifyAll();
    }
  }

  /// Lets the idle virtual user's thread undo what the script did to prepare it, if it did; does
  /// nothing if it is not idle.
  void tearDown() {
    synchronized (monitor) {
      if (feed == null && !closing) {
        feed = TEAR_DOWN;
        monitor.notifyAll();
      }
    }
  }

  @Override
  public void wake() {
    LockSupport.unpark(thread);
  }

  @Override
  public boolean isIdle() {
    synchronized (monitor) {
      return feed == null;
    }
  }

  @Override
  public void interrupt() {
    synchronized (monitor) {
      if (feed == null) {
        return;
      }
      interrupted = true;
      stops++;
    }
    interrupter.interrupt(this);
  }

  /// Stops what runs in the middle; called by the interrupter's threads.
  void stopNow() {
    boolean _ = instance.interrupt(STOP_LIMIT);
    synchronized (monitor) {
      if (interrupted && feed != null && thread != null) {
        thread.interrupt();
      }
      stops--;
      monitor.notifyAll();
    }
  }

  /// Whether the thread waits outside the script, so that stopping it takes no processor.
  boolean isWaiting() {
    return context.isWaiting();
  }

  @Override
  public boolean awaitIdle(long deadlineNanos) throws InterruptedException {
    synchronized (monitor) {
      while (feed != null) {
        if (world.clock().nanoTime() >= deadlineNanos) {
          return false;
        }
        world.clock().awaitUntil(monitor, deadlineNanos);
      }
      return true;
    }
  }

  /// Lets the thread end once it is idle.
  void close() {
    synchronized (monitor) {
      closing = true;
      monitor.notifyAll();
    }
  }

  ScriptInstance instance() {
    return instance;
  }
}

package dev.runner.vu;

import dev.runner.executor.VuHandle;
import dev.runner.executor.VuSource;
import dev.runner.pace.Stripe;
import dev.runner.sample.SampleSink;
import dev.runner.script.Script;
import dev.runner.script.ScriptInstance;
import dev.runner.transport.HttpSession;
import dev.runner.transport.HttpTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// All virtual users of a test run. They are made before the test starts and lent to scenarios,
/// lowest number first.
public final class VuPool implements AutoCloseable {
  private static final long LENDING_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(5);

  private final VuWorld world;
  private final Script script;
  private final Map<String, String> env;
  private final IntFunction<SampleSink> samples;
  private final HttpTransport transport;
  private final Stripe ids;
  private final VuLimits limits;
  private final Interrupter interrupter = new Interrupter();
  private final Turns turns = new Turns();
  private @Nullable CarrierWatch carriers;
  private final List<VirtualUser> all = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final PriorityQueue<VirtualUser> idle =
      new PriorityQueue<>((a, b) -> Integer.compare(a.id(), b.id()));
  private final AtomicInteger made = new AtomicInteger();
  private int lastId;
  private int limit;
  private boolean closed;
  private @Nullable String setupData;

  /// @param env what `__ENV` holds in every virtual user
  /// @param samples makes the sample sink of the virtual user of that number
  /// @param ids which of the virtual users of all instances are ours
  /// @param setupTimeout how long a `vuSetup` may take
  /// @param teardownTimeout how long a `vuTeardown` may take
  public VuPool(
      VuWorld world,
      Script script,
      Map<String, String> env,
      IntFunction<SampleSink> samples,
      HttpTransport transport,
      Stripe ids,
      Duration setupTimeout,
      Duration teardownTimeout) {
    this.world = world;
    this.script = script;
    this.env = Map.copyOf(env);
    this.samples = samples;
    this.transport = transport;
    this.ids = ids;
    this.limits = new VuLimits(setupTimeout.toNanos(), teardownTimeout.toNanos());
  }

  /// Says how many virtual users there may be at all; until then there are as many as are made by
  /// [#fill(int)].
  public synchronized void limit(int most) {
    limit = most;
  }

  /// Makes so many more virtual users, each on its own thread, and waits until all are ready.
  ///
  /// @throws dev.runner.script.ScriptError what the first one threw whose script failed to load
  public void fill(int count) throws InterruptedException {
    watchCarriers();
    var ready = new CountDownLatch(count);
    var failure = new AtomicReference<@Nullable RuntimeException>();
    for (int i = 0; i < count; i++) {
      int id = nextId();
      startThread(id, () -> live(id, ready, failure));
    }
    ready.await();
    RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  private synchronized void watchCarriers() {
    if (carriers == null && world.threads() == VuThreads.VIRTUAL) {
      carriers =
          new CarrierWatch(world.clock(), world.log(), () -> made.get() + turns.iterations());
    }
  }

  private void live(
      int id, CountDownLatch ready, AtomicReference<@Nullable RuntimeException> failure) {
    VirtualUser vu = null;
    try {
      if (failure.get() == null) {
        vu = make(id);
        idle(vu);
      }
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    } finally {
      ready.countDown();
    }
    if (vu != null) {
      vu.work();
      vu.instance().close();
    }
  }

  private VirtualUser make(int id) {
    HttpSession session = transport.open(id);
    int idInTest = Math.toIntExact(ids.index(id - 1) + 1);
    var context = new VuContext(world, id, idInTest, samples.apply(id), session);
    ScriptInstance instance = script.open(context, env);
    Turns.Turn turn = turns.turn();
    context.turn(turn);
    var vu = new VirtualUser(world, id, interrupter, turn, context, instance, limits, env);
    synchronized (this) {
      all.add(vu);
      if (closed) {
        vu.close();
      }
    }
    made.incrementAndGet();
    return vu;
  }

  private synchronized int nextId() {
    return ++lastId;
  }

  private void startThread(int id, Runnable life) {
    Thread thread = world.threads().start("vu-" + id, life);
    synchronized (this) {
      threads.add(thread);
    }
  }

  private synchronized void idle(VirtualUser vu) {
    idle.add(vu);
    notifyAll();
  }

  /// Makes one more than there are, if the plan leaves room, which does not become idle; completes
  /// with null if it does not.
  private CompletableFuture<@Nullable VirtualUser> makeMore() {
    int id;
    synchronized (this) {
      if (closed || lastId >= limit) {
        return CompletableFuture.completedFuture(null);
      }
      id = ++lastId;
    }
    var result = new CompletableFuture<@Nullable VirtualUser>();
    startThread(
        id,
        () -> {
          VirtualUser vu;
          try {
            vu = make(id);
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
            return;
          }
          result.complete(vu);
          vu.work();
          vu.instance().close();
        });
    return result;
  }

  /// How many virtual users are ready to work, lent out or not.
  public int initialised() {
    return made.get();
  }

  /// What `setup` returned, as JSON, for every virtual user assigned from now on.
  public synchronized void setupData(@Nullable String json) {
    setupData = json;
  }

  /// Lends virtual users to one scenario.
  public VuSource forScenario(VuSpec spec) {
    var numbers = new IterationNumbers(spec.iterations());
    return new VuSource() {
      @Override
      public VuHandle acquire() throws InterruptedException {
        return lend(spec, numbers);
      }

      @Override
      public CompletableFuture<VuHandle> acquireLater() {
        return lendLater(spec, numbers);
      }

      @Override
      public void release(VuHandle vu) {
        takeBack((VirtualUser) vu);
      }

      @Override
      public void prepare(int vus) throws InterruptedException {
        extend(vus);
      }
    };
  }

  private VuHandle lend(VuSpec spec, IterationNumbers numbers) throws InterruptedException {
    synchronized (this) {
      // One that another scenario is about to give back is as good as idle.
      long deadline = world.clock().nanoTime() + LENDING_PATIENCE_NANOS;
      while (idle.isEmpty() && lastId >= limit) {
        if (world.clock().nanoTime() >= deadline) {
          throw new IllegalStateException(
              "scenario " + spec.scenario() + " asks for more virtual users than were planned");
        }
        world.clock().awaitUntil(this, deadline);
      }
      VirtualUser vu = idle.poll();
      if (vu != null) {
        vu.assign(spec, numbers, setupData);
        return vu;
      }
    }
    // Other scenarios work with those that were made before the test.
    return lendLater(spec, numbers).join();
  }

  /// Makes so many idle, and gives up the plan: from now on there are as many as are asked for.
  private void extend(int vus) throws InterruptedException {
    int missing;
    synchronized (this) {
      limit = Integer.MAX_VALUE;
      notifyAll();
      missing = vus - idle.size();
    }
    if (missing > 0) {
      fill(missing);
    }
  }

  private CompletableFuture<VuHandle> lendLater(VuSpec spec, IterationNumbers numbers) {
    return makeMore()
        .thenApply(
            fresh -> {
              synchronized (this) {
                VirtualUser vu = fresh == null ? idle.poll() : fresh;
                if (vu == null) {
                  throw new IllegalStateException(
                      "scenario " + spec.scenario() + " asks for more virtual users than planned");
                }
                vu.assign(spec, numbers, setupData);
                return vu;
              }
            });
  }

  private void takeBack(VirtualUser vu) {
    idle(vu);
  }

  /// Lets all idle virtual users undo what the script did to prepare them, at the same time.
  ///
  /// @param limit how long all of that may take; whoever is not done then is stopped
  /// @return how many were not done
  public int tearDown(Duration limit) throws InterruptedException {
    List<VirtualUser> users = users();
    users.forEach(VirtualUser::tearDown);
    long deadline = world.clock().nanoTime() + limit.toNanos();
    int late = 0;
    for (VirtualUser vu : users) {
      if (!vu.awaitIdle(deadline)) {
        late++;
      }
    }
    if (late > 0) {
      interruptAll();
      long lastDeadline = world.clock().nanoTime() + CLOSING_PATIENCE.toNanos();
      for (VirtualUser vu : users) {
        boolean _ = vu.awaitIdle(lastDeadline);
      }
    }
    return late;
  }

  /// Stops what all virtual users are doing. Returns at once.
  public void interruptAll() {
    users().forEach(VirtualUser::interrupt);
  }

  private synchronized List<VirtualUser> users() {
    return List.copyOf(all);
  }

  /// Ends all threads and script instances. Virtual users that still run are stopped first.
  @Override
  public void close() {
    List<VirtualUser> users;
    List<Thread> ending;
    synchronized (this) {
      closed = true;
      users = List.copyOf(all);
      ending = List.copyOf(threads);
    }
    for (VirtualUser vu : users) {
      vu.close();
      vu.interrupt();
    }
    try {
      for (Thread thread : ending) {
        thread.join(CLOSING_PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    interrupter.close();
    limits.close();
    turns.close();
    CarrierWatch watch = carriers;
    if (watch != null) {
      watch.close();
    }
  }
}

package dev.runner.metrics;

import dev.runner.clock.Clock;
import dev.runner.log.Log;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.SampleBatch;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Adds up all samples of a run. Safe for use by many threads.
///
/// Samples go from a [SampleBuffer] per virtual user in batches to a few shards, and from there in
/// chunks to one platform thread, which aggregates them. The number of chunks is limited: when none
/// is free, the flushing thread aggregates one itself, so that nothing is lost and memory does not
/// grow. Without that thread ([#start()] not called) [#snapshot] aggregates.
public final class MetricsEngine implements AutoCloseable {
  private static final int SERIES_LIMIT = 50_000;
  private static final int CHECK_LIMIT = 10_000;
  private static final int CHUNK_SIZE = 4_096;
  private static final int SPARE_CHUNKS = 60;
  private static final int MOST_SHARDS = 16;
  private static final long PERIOD_NANOS = 100_000_000L;

  private final MetricRegistry registry;
  private final Clock clock;
  private final Log log;
  private final CheckTable checks;
  private final SeriesTable series;
  private final Shards shards;
  private final List<Consumer<SampleBatch>> listeners = new CopyOnWriteArrayList<>();

  /// Held while samples are aggregated and while aggregates are copied.
  private final ReentrantLock aggregation = new ReentrantLock();

  private final Object wakeUp = new Object();
  private volatile boolean awake;
  private boolean closed;
  private @Nullable Thread thread;

  public MetricsEngine(MetricRegistry registry, Clock clock, Log log) {
    this(registry, clock, log, new Limits(SERIES_LIMIT, CHECK_LIMIT, CHUNK_SIZE, SPARE_CHUNKS));
  }

  MetricsEngine(MetricRegistry registry, Clock clock, Log log, Limits limits) {
    this.registry = registry;
    this.clock = clock;
    this.log = log;
    this.checks = new CheckTable(log, limits.checks);
    this.series = new SeriesTable(registry, checks, clock, log, limits.series);
    int shardCount = shardCount(Runtime.getRuntime().availableProcessors());
    this.shards = new Shards(shardCount, limits.chunkSize, shardCount + limits.spareChunks);
    Metric duration = BuiltinMetrics.in(registry).httpReqDuration();
    Tags expected = Tags.of("expected_response", "true");
    series.addSubmetric(duration, expected, duration.name() + expected, false);
  }

  /// How much is kept.
  ///
  /// @param series that are looked up rather than made anew
  /// @param checks and groups that are told apart
  /// @param chunkSize in samples
  /// @param spareChunks beyond one for each shard
  record Limits(int series, int checks, int chunkSize, int spareChunks) {}

  private static int shardCount(int processors) {
    return Math.min(MOST_SHARDS, Integer.highestOneBit(Math.max(1, processors) * 2 - 1));
  }

  /// Takes samples of one virtual user, or of any other one thread.
  ///
  /// @param vuId spreads the buffers over locks; need not be unique
  public SampleBuffer newBuffer(int vuId) {
    return new SampleBuffer(this, vuId);
  }

  /// Lists a metric in snapshots even when it has no samples. Call it before the run.
  public void keep(String metricName) {
    series.keep(find(metricName));
  }

  /// Counts the samples that carry certain tags apart as well, and lists them in snapshots even
  /// when there are none. Call it before the run.
  ///
  /// @param filter the tags that a sample must have, all of them
  /// @param fullName such as `http_reqs{status:200}`
  public void addSubmetric(String metricName, Tags filter, String fullName) {
    series.addSubmetric(find(metricName), filter, fullName, true);
  }

  /// Tells the samples of a metric apart. Call it before the run.
  ///
  /// @param limit how many parts there are; the rest counts as one more
  public void breakDown(String metricName, Facet facet, int limit) {
    series.breakDown(find(metricName), facet, limit);
  }

  /// Tells the samples of all metrics that there are so far apart. Call it before the run.
  ///
  /// @param limit how many parts each has; the rest counts as one more
  public void breakDownAll(Facet facet, int limit) {
    series.breakDownAll(facet, limit);
  }

  /// Shows each sample that carries certain tags to someone who adds up in another way. Call it
  /// before the run.
  ///
  /// @param filter the tags that a sample must have; empty for all
  public void observe(String metricName, Tags filter, Observer observer) {
    series.observe(find(metricName), filter, observer);
  }

  /// Gets samples one by one, by one thread at a time, inside of the loop that everything waits
  /// for.
  public interface Observer {
    void add(double value, long timeNanos);
  }

  /// Has everything that was flushed counted, so that observers have seen it.
  public void settle() {
    shards.collect();
    drain();
  }

  private Metric find(String name) {
    return registry
        .find(name)
        .orElseThrow(() -> new IllegalArgumentException("no metric is named '" + name + "'"));
  }

  /// Hands all samples on, chunk by chunk; those of one virtual user come in their order. Call it
  /// before the run.
  ///
  /// @param listener gets one chunk at a time, on the aggregating thread or, when that lags behind,
  ///   on one that flushes; it may keep a chunk but not change it. While it waits, the whole run
  ///   may have to wait
  public void onBatch(Consumer<SampleBatch> listener) {
    listeners.add(listener);
  }

  /// Starts the aggregating thread.
  public void start() {
    synchronized (wakeUp) {
      if (thread != null || closed) {
        throw new IllegalStateException("started before");
      }
      thread = Thread.ofPlatform().daemon().name("metrics").start(this::run);
    }
  }

  /// Ends the aggregating thread after it has aggregated all that was flushed. Snapshots stay
  /// possible.
  @Override
  public void close() {
    Thread ending;
    boolean first;
    synchronized (wakeUp) {
      first = !closed;
      closed = true;
      wakeUp.notifyAll();
      ending = thread;
    }
    if (ending != null) {
      try {
        ending.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    shards.collect();
    drain();
    if (first && beyondTagLimit() > 0) {
      log.warn(
          String.format(
              Locale.ROOT,
              "in all, samples came with new sets of tags beyond the limit %,d times",
              beyondTagLimit()));
    }
  }

  /// Copies all numbers, those of all samples flushed so far included.
  ///
  /// @param elapsedNanos of the test run so far
  public Snapshot snapshot(long elapsedNanos) {
    settle();
    aggregation.lock();
    try {
      return new Snapshot(
          elapsedNanos,
          series.snapshot().stream().map(this::dated).toList(),
          checks.snapshot(),
          series.breakdowns());
    } finally {
      aggregation.unlock();
    }
  }

  /// With the moment of a gauge since 1970, which is the same on all machines.
  private MetricSnapshot dated(MetricSnapshot metric) {
    return metric.values() instanceof Values.Gauge gauge && gauge.samples() > 0
        ? new MetricSnapshot(
            metric.metric(),
            metric.fullName(),
            metric.filter(),
            gauge.at(clock.epochNanos(gauge.lastNanos())))
        : metric;
  }

  /// How often samples came with sets of tags beyond those that are kept. They count in all totals;
  /// only rows of tables may lack them.
  public long beyondTagLimit() {
    return series.beyond();
  }

  Series series(Metric metric, Tags tags) {
    return series.series(metric, tags);
  }

  /// How many series are held, for tests.
  int heldSeries() {
    return series.size();
  }

  /// Copies a batch into the virtual user's shard.
  void accept(int vuId, SampleBatch batch) {
    int next = shards.append(vuId, batch, 0);
    while (next < batch.size()) {
      aggregateOne();
      next = shards.append(vuId, batch, next);
    }
    if (shards.hasReady()) {
      wake();
    }
  }

  private void wake() {
    if (!awake) {
      synchronized (wakeUp) {
        awake = true;
        wakeUp.notifyAll();
      }
    }
  }

  private void run() {
    long nextCollection = clock.nanoTime() + PERIOD_NANOS;
    try {
      while (awaitWork(nextCollection)) {
        if (clock.nanoTime() - nextCollection >= 0) {
          shards.collect();
          nextCollection = clock.nanoTime() + PERIOD_NANOS;
        }
        drain();
      }
    } catch (InterruptedException _) {
      // Nobody interrupts this thread but a caller who wants it to end; close() does the rest.
    }
  }

  /// @return false when the engine is closed
  private boolean awaitWork(long latestNanos) throws InterruptedException {
    synchronized (wakeUp) {
      while (!awake && !closed && clock.nanoTime() - latestNanos < 0) {
        clock.awaitUntil(wakeUp, latestNanos);
      }
      awake = false;
      return !closed;
    }
  }

  /// Aggregates all that is ready. When none is left, no other thread is still at work on any.
  private void drain() {
    boolean more;
    do {
      more = aggregateOne();
    } while (more);
  }

  /// @return false if nothing was ready
  private boolean aggregateOne() {
    aggregation.lock();
    try {
      // Taken under the lock, so that chunks are aggregated in the order in which they got ready.
      SampleBatch chunk = shards.poll();
      if (chunk == null) {
        return false;
      }
      for (int i = 0; i < chunk.size(); i++) {
        ((SeriesTable.RoutedSeries) chunk.series(i)).aggregate(chunk.value(i), chunk.timeNanos(i));
      }
      if (listeners.isEmpty()) {
        shards.recycle(chunk);
      } else {
        shards.forget();
        listeners.removeIf(listener -> !tell(listener, chunk));
      }
      return true;
    } finally {
      aggregation.unlock();
    }
  }

  /// @return whether the listener took it
  private boolean tell(Consumer<SampleBatch> listener, SampleBatch chunk) {
    try {
      listener.accept(chunk);
      return true;
    } catch (RuntimeException e) {
      log.error("an output failed and gets no more samples: " + e);
      return false;
    }
  }
}

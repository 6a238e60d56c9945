package dev.runner.metrics;

import dev.runner.sample.Metric;
import dev.runner.sample.SampleBatch;
import dev.runner.sample.SampleSink;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import org.jspecify.annotations.Nullable;

/// The samples of one virtual user that are not aggregated yet. Belongs to the one thread that
/// records. Takes 1.3 KB, from the first sample on.
public final class SampleBuffer implements SampleSink {
  static final int CAPACITY = 64;

  /// How much older than the newest sample the oldest may get, so that thresholds and outputs do
  /// not wait for the end of a long iteration.
  static final long LONGEST_STAY_NANOS = 1_000_000_000L;

  private final MetricsEngine engine;
  private final int vuId;
  private @Nullable SampleBatch batch;
  private Tags metadata = Tags.EMPTY;

  SampleBuffer(MetricsEngine engine, int vuId) {
    this.engine = engine;
    this.vuId = vuId;
  }

  @Override
  public Series series(Metric metric, Tags tags) {
    return engine.series(metric, tags);
  }

  @Override
  public void record(Series series, double value, long timeNanos) {
    SampleBatch samples = batch;
    if (samples == null) {
      samples = new SampleBatch(CAPACITY);
      batch = samples;
    }
    samples.add((SeriesTable.RoutedSeries) series, value, timeNanos);
    if (!metadata.isEmpty()) {
      samples.metadata(metadata);
    }
    if (samples.size() == CAPACITY || timeNanos - samples.timeNanos(0) > LONGEST_STAY_NANOS) {
      flush();
    }
  }

  @Override
  public void metadata(Tags values) {
    metadata = values;
  }

  /// Hands over what was recorded so far. May wait for a lock; when aggregation lags behind, the
  /// calling thread does some of it.
  @Override
  public void flush() {
    SampleBatch samples = batch;
    if (samples != null && samples.size() > 0) {
      engine.accept(vuId, samples);
      samples.clear();
    }
  }
}

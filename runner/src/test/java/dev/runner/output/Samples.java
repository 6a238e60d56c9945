package dev.runner.output;

import dev.runner.sample.Metric;
import dev.runner.sample.SampleBatch;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;

/// Batches for tests.
public final class Samples {
  private Samples() {}

  private record Of(Metric metric, Tags tags) implements Series {}

  public static Series series(Metric metric, Tags tags) {
    return new Of(metric, tags);
  }

  /// `count` samples with the values 0, 1, 2, ... and as many nanoseconds.
  public static SampleBatch batch(Metric metric, int count) {
    var batch = new SampleBatch(count);
    Series series = series(metric, Tags.EMPTY);
    for (int i = 0; i < count; i++) {
      batch.add(series, i, i);
    }
    return batch;
  }
}

package dev.runner.metrics;

import dev.runner.sample.Metric;
import dev.runner.sample.SampleBatch;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the samples of each series add up to, for outputs that send sums instead of samples: over
/// the whole run ([#visit]) or since the last time ([#take]). Not thread-safe.
///
/// A limited number of series is told apart; samples beyond go to one series for each metric, whose
/// only tag is [#OVERFLOW].
public final class SeriesValues {
  /// The tag of what is beyond the limit.
  public static final Tags OVERFLOW = Tags.of("overflow", "true");

  private final Map<Key, Accumulator> series = new LinkedHashMap<>();
  private final int limit;
  private long beyond;

  private record Key(Metric metric, Tags tags) {}

  /// Gets one series after the other.
  public interface Visitor {
    void visit(Metric metric, Tags tags, Values values);
  }

  /// @param limit how many series are told apart
  public SeriesValues(int limit) {
    this.limit = limit;
  }

  /// Counts all samples of a batch.
  public void add(SampleBatch batch) {
    for (int i = 0; i < batch.size(); i++) {
      Series of = batch.series(i);
      accumulator(of.metric(), of.tags()).add(batch.value(i), batch.timeNanos(i));
    }
  }

  private Accumulator accumulator(Metric metric, Tags tags) {
    var key = new Key(metric, tags);
    Accumulator known = series.get(key);
    if (known != null) {
      return known;
    }
    if (series.size() >= limit) {
      beyond++;
      key = new Key(metric, OVERFLOW);
    }
    return series.computeIfAbsent(key, _ -> new Accumulator(metric.kind()));
  }

  /// How many samples went to an overflow series.
  public long beyond() {
    return beyond;
  }

  /// All series in the order of their first sample, with what they add up to so far.
  public void visit(Visitor visitor) {
    series.forEach((key, sum) -> visitor.visit(key.metric, key.tags, sum.values()));
  }

  /// The series with samples since the last call, with what those add up to; forgets all.
  public void take(Visitor visitor) {
    visit(visitor);
    series.clear();
  }
}

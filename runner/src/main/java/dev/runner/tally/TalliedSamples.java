package dev.runner.tally;

import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.SampleSink;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The samples of one virtual user, which are tallied as they pass. Recorded by that user's thread;
/// the statistics may be asked for by any.
final class TalliedSamples implements SampleSink {
  private final int vu;
  private final BuiltinMetrics metrics;
  private final SampleSink samples;

  /// By scenario; guarded by itself.
  private final Map<String, VuTally> tallies = new TreeMap<>();

  private Tags lastTags = Tags.EMPTY;
  private VuTally last;

  TalliedSamples(int vu, BuiltinMetrics metrics, SampleSink samples) {
    this.vu = vu;
    this.metrics = metrics;
    this.samples = samples;
    this.last = tally(lastTags);
  }

  private VuTally tally(Tags tags) {
    String scenario = tags.get("scenario");
    return tallies.computeIfAbsent(
        scenario == null ? "" : scenario, name -> new VuTally(vu, name, metrics));
  }

  @Override
  public Series series(Metric metric, Tags tags) {
    return samples.series(metric, tags);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // only to save the lookup
  public void record(Series series, double value, long timeNanos) {
    samples.record(series, value, timeNanos);
    Tags tags = series.tags();
    synchronized (tallies) {
      if (tags != lastTags) {
        last = tally(tags);
        lastTags = tags;
      }
      last.add(series.metric(), value);
    }
  }

  @Override
  public void metadata(Tags metadata) {
    samples.metadata(metadata);
  }

  @Override
  public void flush() {
    samples.flush();
  }

  List<VuStatistics> statistics() {
    List<VuStatistics> statistics = new ArrayList<>();
    synchronized (tallies) {
      for (VuTally tally : tallies.values()) {
        if (!tally.isEmpty()) {
          statistics.add(tally.statistics());
        }
      }
    }
    return statistics;
  }
}

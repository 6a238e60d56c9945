package dev.runner.tally;

import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.SampleSink;
import java.util.ArrayList;
import java.util.List;

/// The tallies of all virtual users of a run. Safe for use by many threads.
public final class VuTallies {
  private final BuiltinMetrics metrics;

  /// Guarded by itself.
  private final List<TalliedSamples> users = new ArrayList<>();

  public VuTallies(BuiltinMetrics metrics) {
    this.metrics = metrics;
  }

  /// Tallies all that passes.
  ///
  /// @param vu the user's number in the test
  /// @param samples where they go
  public SampleSink watch(int vu, SampleSink samples) {
    var tallied = new TalliedSamples(vu, metrics, samples);
    synchronized (users) {
      users.add(tallied);
    }
    return tallied;
  }

  /// What all did so far, a row for each scenario that one worked in; by number.
  public List<VuStatistics> statistics() {
    List<VuStatistics> all = new ArrayList<>();
    synchronized (users) {
      users.forEach(user -> all.addAll(user.statistics()));
    }
    all.sort(VuStatistics.ORDER);
    return List.copyOf(all);
  }
}

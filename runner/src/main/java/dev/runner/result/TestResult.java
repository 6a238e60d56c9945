package dev.runner.result;

import dev.runner.engine.LiveChange;
import dev.runner.failure.FailureReport;
import dev.runner.metrics.Snapshot;
import dev.runner.tally.VuStatistics;
import dev.runner.threshold.Verdict;
import dev.runner.timeline.Timeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that is known when a test run is over.
///
/// @param facts what was run
/// @param outcome how it ended
/// @param snapshot all numbers
/// @param verdict on the thresholds at the end; without results if thresholds do not count
/// @param failures the errors of iterations
/// @param setupData what `setup` returned, as JSON, with any secrets in it; null if it returned
///   nothing or did not run
/// @param changes what was changed from outside while the test ran
/// @param losses what outputs could not write, a line each
/// @param doubts what to know before believing the numbers, a line each
/// @param timeline how the numbers went over time; [Timeline#NONE] if nobody asked for it
/// @param vus what each virtual user did; empty if nobody asked for it
public record TestResult(
    RunFacts facts,
    Outcome outcome,
    Snapshot snapshot,
    Verdict verdict,
    FailureReport failures,
    @Nullable String setupData,
    List<LiveChange> changes,
    List<String> losses,
    List<String> doubts,
    Timeline timeline,
    List<VuStatistics> vus) {
  public TestResult {
    changes = List.copyOf(changes);
    losses = List.copyOf(losses);
    doubts = List.copyOf(doubts);
    vus = List.copyOf(vus);
  }

  /// Whether anything was measured.
  public boolean isEmpty() {
    return snapshot.metrics().stream().allMatch(metric -> metric.values().samples() == 0);
  }
}

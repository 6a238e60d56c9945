package dev.runner.launch;

import dev.runner.engine.LiveChange;
import dev.runner.failure.FailureReport;
import dev.runner.metrics.Snapshot;
import dev.runner.net.HostConnections;
import dev.runner.tally.VuStatistics;
import dev.runner.threshold.Verdict;
import dev.runner.timeline.Timeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a test run came to.
///
/// @param verdict on the thresholds at the end; without results if thresholds do not count
/// @param completedIterations that ran to their end
/// @param failures the errors of iterations
/// @param setupData what `setup` returned, as JSON; null if it returned nothing or did not run
/// @param changes what was changed from outside while the test ran
/// @param connections how they were used, for each host that any was opened to
/// @param losses what outputs could not write, a line each
/// @param doubts what to know before believing the numbers, a line each
/// @param timeline how the numbers went over time, if the request wants that
/// @param vus what each virtual user did, if the request wants that
public record RunResult(
    RunOutcome outcome,
    Snapshot snapshot,
    Verdict verdict,
    long completedIterations,
    FailureReport failures,
    @Nullable String setupData,
    List<LiveChange> changes,
    List<HostConnections> connections,
    List<String> losses,
    List<String> doubts,
    Timeline timeline,
    List<VuStatistics> vus) {
  public RunResult {
    changes = List.copyOf(changes);
    connections = List.copyOf(connections);
    losses = List.copyOf(losses);
    doubts = List.copyOf(doubts);
    vus = List.copyOf(vus);
  }
}

package dev.runner.recording;

import dev.runner.metrics.Facet;
import dev.runner.metrics.Snapshot;
import dev.runner.metrics.Values;
import dev.runner.options.ThresholdOptions;
import dev.runner.result.RunFacts;
import dev.runner.result.TestResult;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.Tags;
import dev.runner.threshold.Recorded;
import dev.runner.threshold.Threshold;
import dev.runner.threshold.ThresholdResult;
import dev.runner.threshold.Thresholds;
import dev.runner.threshold.Verdict;
import dev.runner.timeline.Timeline;
import dev.runner.timeline.Track;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// How the thresholds of several recordings fare when their samples are taken together.
///
/// @param facts of all together
/// @param timeline of all together
/// @param remarks gets lines for the user about what cannot be as exact as in one run
record JointVerdict(
    List<TestResult> results, RunFacts facts, Timeline timeline, Consumer<String> remarks) {
  private static final String SCENARIO = "scenario";

  /// Judges the merged numbers by the thresholds of all recordings.
  Verdict of(Snapshot snapshot, MetricRegistry registry) {
    Map<String, Map<String, ThresholdOptions>> demands = new LinkedHashMap<>();
    for (TestResult result : results) {
      for (ThresholdResult one : result.verdict().results()) {
        Threshold threshold = one.threshold();
        demands
            .computeIfAbsent(one.fullName(), _ -> new LinkedHashMap<>())
            .putIfAbsent(
                one.source(),
                new ThresholdOptions(
                    one.source(), threshold.abortOnFail(), threshold.delayAbortEval()));
      }
    }
    Map<String, List<ThresholdOptions>> options = new LinkedHashMap<>();
    demands.forEach((name, list) -> options.put(name, List.copyOf(list.values())));
    Thresholds thresholds = Thresholds.parse(options, registry);
    Set<String> unclear = new LinkedHashSet<>();
    for (ThresholdResult one : replay(thresholds)) {
      unclear.add(name(one));
    }
    if (!unclear.isEmpty()) {
      remarks.accept(
          "thresholds with windows hold here if they held in each recording, because what was"
              + " recorded does not show such windows of all together: "
              + String.join(", ", unclear));
    }
    return new Verdict(
        thresholds.evaluate(snapshot).results().stream()
            .map(one -> unclear.contains(name(one)) ? asRecorded(one) : one)
            .toList());
  }

  private static String name(ThresholdResult result) {
    return "'" + result.fullName() + ": " + result.source() + "'";
  }

  /// Has windows judged by the intervals of the timeline.
  ///
  /// @return the thresholds for which these are no use
  private List<ThresholdResult> replay(Thresholds thresholds) {
    long start = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    for (TestResult result : results) {
      // From the first to the last time that virtual users were counted: without setup.
      Track vus = result.timeline().total("vus").orElse(null);
      if (vus != null && vus.points().getLast() instanceof Values.Gauge last) {
        start = Math.min(start, Math.max(vus.startNanos(0), result.facts().startEpochNanos()));
        end = Math.max(end, last.lastNanos());
      }
    }
    if (start > end) {
      start = facts.startEpochNanos();
      end = start + facts.durationNanos();
    }
    return thresholds.replay(
        (metric, filter) -> track(metric, filter).map(JointVerdict::recorded),
        facts.startEpochNanos(),
        start,
        end);
  }

  private Optional<Track> track(Metric metric, Tags filter) {
    if (filter.isEmpty()) {
      return timeline.total(metric.name());
    }
    String scenario = filter.get(SCENARIO);
    return scenario != null && filter.equals(Tags.of(SCENARIO, scenario))
        ? Optional.ofNullable(timeline.parts(metric.name(), Facet.SCENARIO).get(scenario))
        : Optional.empty();
  }

  private static Recorded recorded(Track track) {
    return new Recorded(track.startNanos(0), track.intervalNanos(), track.points());
  }

  /// Such a threshold holds if it did in each recording.
  private ThresholdResult asRecorded(ThresholdResult judged) {
    return results.stream()
        .flatMap(result -> result.verdict().results().stream())
        .filter(
            one -> one.fullName().equals(judged.fullName()) && one.source().equals(judged.source()))
        .min(Comparator.comparing(ThresholdResult::ok))
        .map(
            one ->
                new ThresholdResult(
                    judged.fullName(),
                    judged.metric(),
                    judged.filter(),
                    judged.threshold(),
                    one.observed(),
                    one.held(),
                    one.ok()))
        .orElse(judged);
  }
}

package dev.runner.recording;

import dev.runner.engine.LiveChange;
import dev.runner.failure.FailureReport;
import dev.runner.metrics.BreakdownSnapshot;
import dev.runner.metrics.GroupSnapshot;
import dev.runner.metrics.GroupSnapshot.CheckSnapshot;
import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.Snapshot;
import dev.runner.metrics.Values;
import dev.runner.result.Outcome;
import dev.runner.result.RunFacts;
import dev.runner.result.TestResult;
import dev.runner.sample.MetricRegistry;
import dev.runner.tally.VuStatistics;
import dev.runner.threshold.Verdict;
import dev.runner.timeline.Timeline;
import dev.runner.timeline.Track;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Makes one result out of those of several recordings of one test, such as those of several
/// machines, as if one machine had measured it all.
public final class Merge {
  private static final int THRESHOLDS_FAILED = 99;
  private static final int MOST_FAILURES = 20;

  private final MetricRegistry registry;
  private final List<TestResult> results;
  private final long startNanos;
  private final Consumer<String> remarks;

  private Merge(MetricRegistry registry, List<TestResult> results, Consumer<String> remarks) {
    this.remarks = remarks;
    this.registry = registry;
    this.results = results;
    this.startNanos =
        results.stream().mapToLong(r -> r.facts().startEpochNanos()).min().orElseThrow();
  }

  /// Reads recordings and merges them.
  ///
  /// @param names of files, as the user wrote them; at least one
  /// @param force whether to merge recordings of different scripts
  /// @param remarks gets lines for the user about what cannot be as exact as in one run
  /// @throws RecordingFault if one cannot be read, or they are not of the same test
  public static TestResult of(
      List<String> names, Path directory, boolean force, Consumer<String> remarks) {
    var reader = new RecordingReader();
    Map<String, TestResult> results = new LinkedHashMap<>();
    for (String name : names) {
      TestResult read = reader.read(name, directory);
      results.forEach((earlier, other) -> expectDifferent(earlier, other, name, read));
      results.put(name, read);
    }
    if (results.size() == 1) {
      return results.values().iterator().next();
    }
    if (!force) {
      expectOneScript(results);
    }
    try {
      return new Merge(reader.registry(), List.copyOf(results.values()), remarks).merge();
    } catch (IllegalArgumentException e) {
      throw new RecordingFault("these recordings do not fit together: " + e.getMessage(), e);
    }
  }

  private static void expectDifferent(
      String earlier, TestResult other, String name, TestResult read) {
    if (other.facts().equals(read.facts())
        && other.snapshot().elapsedNanos() == read.snapshot().elapsedNanos()) {
      throw new RecordingFault(
          "'" + earlier + "' and '" + name + "' are the same recording: name each once");
    }
  }

  private static void expectOneScript(Map<String, TestResult> results) {
    Map.Entry<String, TestResult> first = results.entrySet().iterator().next();
    results.forEach(
        (name, result) -> {
          if (!result.facts().scriptText().equals(first.getValue().facts().scriptText())) {
            throw new RecordingFault(
                "'"
                    + first.getKey()
                    + "' and '"
                    + name
                    + "' are recordings of different scripts; --force merges them all the same");
          }
        });
  }

  private TestResult merge() {
    RunFacts facts = facts();
    Timeline timeline =
        results.stream().map(TestResult::timeline).reduce(Timeline::merge).orElseThrow();
    Snapshot snapshot = snapshot(facts.durationNanos(), timeline);
    Verdict verdict = new JointVerdict(results, facts, timeline, remarks).of(snapshot, registry);
    return new TestResult(
        facts,
        outcome(verdict),
        snapshot,
        verdict,
        failures(),
        null,
        changes(),
        results.stream().flatMap(r -> r.losses().stream()).toList(),
        results.stream().flatMap(r -> r.doubts().stream()).toList(),
        timeline,
        vus());
  }

  /// Machines number their virtual users apart; where they do not, equal numbers are one user.
  private List<VuStatistics> vus() {
    record Key(int vu, String scenario) {}
    Map<Key, VuStatistics> all = new LinkedHashMap<>();
    for (TestResult result : results) {
      result
          .vus()
          .forEach(vu -> all.merge(new Key(vu.vu(), vu.scenario()), vu, VuStatistics::merge));
    }
    return all.values().stream().sorted(VuStatistics.ORDER).toList();
  }

  private RunFacts facts() {
    RunFacts first = results.getFirst().facts();
    long end =
        results.stream()
            .mapToLong(r -> r.facts().startEpochNanos() + r.facts().durationNanos())
            .max()
            .orElseThrow();
    Map<String, RunFacts.Scenario> scenarios = new LinkedHashMap<>();
    for (TestResult result : results) {
      result.facts().scenarios().forEach(s -> scenarios.putIfAbsent(s.name(), s));
    }
    return new RunFacts(
        first.script(),
        first.scriptText(),
        first.seed(),
        first.version(),
        startNanos,
        end - startNanos,
        first.optionsJson(),
        List.copyOf(scenarios.values()),
        first.trendStats(),
        first.timeUnit());
  }

  private Snapshot snapshot(long elapsedNanos, Timeline timeline) {
    Map<String, MetricSnapshot> metrics = new LinkedHashMap<>();
    Map<String, BreakdownSnapshot> breakdowns = new LinkedHashMap<>();
    for (TestResult result : results) {
      for (MetricSnapshot metric : result.snapshot().metrics()) {
        metrics.merge(metric.fullName(), metric, Merge::metric);
      }
      for (BreakdownSnapshot breakdown : result.snapshot().breakdowns()) {
        breakdowns.merge(
            breakdown.metric().name() + " " + breakdown.facet(), breakdown, Merge::breakdown);
      }
    }
    GroupSnapshot root =
        results.stream().map(r -> r.snapshot().root()).reduce(Merge::group).orElseThrow();
    List<MetricSnapshot> sorted = new ArrayList<>();
    metrics.values().forEach(metric -> sorted.add(summedUp(metric, timeline)));
    sorted.sort(
        Comparator.comparing((MetricSnapshot m) -> m.metric().name())
            .thenComparing(MetricSnapshot::isSubmetric)
            .thenComparing(MetricSnapshot::fullName));
    return new Snapshot(elapsedNanos, sorted, root, List.copyOf(breakdowns.values()));
  }

  private static MetricSnapshot metric(MetricSnapshot one, MetricSnapshot other) {
    return new MetricSnapshot(
        one.metric(), one.fullName(), one.filter(), one.values().merge(other.values()));
  }

  /// Virtual users of several machines at once add up.
  private static MetricSnapshot summedUp(MetricSnapshot metric, Timeline timeline) {
    if (!Timeline.ADDS_UP.contains(metric.fullName())
        || !(metric.values() instanceof Values.Gauge gauge)) {
      return metric;
    }
    return timeline
        .total(metric.fullName())
        .flatMap(Track::levels)
        .map(
            levels ->
                new MetricSnapshot(
                    metric.metric(),
                    metric.fullName(),
                    metric.filter(),
                    new Values.Gauge(
                        gauge.samples(),
                        levels.last(),
                        Math.min(gauge.min(), levels.min()),
                        levels.max(),
                        gauge.lastNanos())))
        .orElse(metric);
  }

  private static BreakdownSnapshot breakdown(BreakdownSnapshot one, BreakdownSnapshot other) {
    Map<String, Values> parts = new LinkedHashMap<>(one.parts());
    other.parts().forEach((value, part) -> parts.merge(value, part, Values::merge));
    Map<String, Long> firsts = new LinkedHashMap<>(one.firstEpochNanos());
    other.firstEpochNanos().forEach((value, first) -> firsts.merge(value, first, Math::min));
    return new BreakdownSnapshot(one.metric(), one.facet(), parts, firsts);
  }

  private static GroupSnapshot group(GroupSnapshot one, GroupSnapshot other) {
    Map<String, GroupSnapshot> groups = new LinkedHashMap<>();
    one.groups().forEach(group -> groups.put(group.name(), group));
    other.groups().forEach(group -> groups.merge(group.name(), group, Merge::group));
    Map<String, CheckSnapshot> checks = new LinkedHashMap<>();
    one.checks().forEach(check -> checks.put(check.name(), check));
    other.checks().forEach(check -> checks.merge(check.name(), check, Merge::check));
    return new GroupSnapshot(
        one.name(), one.path(), List.copyOf(groups.values()), List.copyOf(checks.values()));
  }

  private static CheckSnapshot check(CheckSnapshot one, CheckSnapshot other) {
    return new CheckSnapshot(
        one.name(), one.path(), one.passes() + other.passes(), one.fails() + other.fails());
  }

  private Outcome outcome(Verdict verdict) {
    for (TestResult result : results) {
      if (!result.outcome().passed() && result.outcome().exitCode() != THRESHOLDS_FAILED) {
        return result.outcome();
      }
    }
    return verdict.passed()
        ? Outcome.PASSED
        : new Outcome(
            THRESHOLDS_FAILED,
            "thresholds on metrics '"
                + String.join(", ", verdict.failedMetrics())
                + "' have been crossed");
  }

  private FailureReport failures() {
    Map<String, FailureReport.Line> lines = new LinkedHashMap<>();
    long errors = 0;
    int distinct = 0;
    for (TestResult result : results) {
      long later = result.facts().startEpochNanos() - startNanos;
      FailureReport report = result.failures();
      errors += report.errors();
      distinct = Math.max(distinct, report.distinct());
      for (FailureReport.Line line : report.top()) {
        var moved =
            new FailureReport.Line(
                line.message(),
                line.place(),
                line.count(),
                line.first(),
                line.firstNanos() + later);
        lines.merge(line.message() + "\n" + line.place(), moved, Merge::line);
      }
    }
    return new FailureReport(
        errors,
        Math.max(distinct, lines.size()),
        lines.values().stream()
            .sorted(Comparator.comparingLong((FailureReport.Line line) -> -line.count()))
            .limit(MOST_FAILURES)
            .toList());
  }

  private static FailureReport.Line line(FailureReport.Line one, FailureReport.Line other) {
    FailureReport.Line earlier = other.firstNanos() < one.firstNanos() ? other : one;
    return new FailureReport.Line(
        one.message(),
        one.place(),
        one.count() + other.count(),
        earlier.first(),
        earlier.firstNanos());
  }

  private List<LiveChange> changes() {
    var byTime = new TreeMap<Long, List<LiveChange>>();
    for (TestResult result : results) {
      long later = result.facts().startEpochNanos() - startNanos;
      for (LiveChange change : result.changes()) {
        long at = change.atNanos() + later;
        byTime
            .computeIfAbsent(at, _ -> new ArrayList<>())
            .add(new LiveChange(change.scenario(), change.what(), at));
      }
    }
    return byTime.values().stream().flatMap(List::stream).toList();
  }
}

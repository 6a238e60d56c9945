package dev.runner.options;

import dev.runner.pace.Segment;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// What the user asked for, all sources merged and shortcuts turned into scenarios.
///
/// @param scenarios by name, in the order of writing; never empty
/// @param thresholds by metric name with optional tags, such as `http_reqs{status:200}`
/// @param tags for every sample
/// @param summaryTrendStats such as `avg`, `p(95)`, in the order of showing
/// @param summaryTimeUnit `s`, `ms`, `us` or empty for automatic
/// @param systemTags which system tags samples carry
/// @param executionSegment which part of the test this instance runs
/// @param paused whether the run waits, once it is ready, until someone resumes it
/// @param throwOnFailure whether failed requests and bad metric values throw
/// @param seed where all random numbers come from; empty if any will do
/// @param failOnErrors whether an iteration that fails makes the run fail
public record Options(
    Map<String, ScenarioOptions> scenarios,
    Map<String, List<ThresholdOptions>> thresholds,
    Map<String, String> tags,
    List<String> summaryTrendStats,
    String summaryTimeUnit,
    Set<String> systemTags,
    boolean paused,
    boolean noSetup,
    boolean noTeardown,
    Duration setupTimeout,
    Duration teardownTimeout,
    Duration handleSummaryTimeout,
    Duration minIterationDuration,
    HttpOptions http,
    boolean throwOnFailure,
    OptionalLong seed,
    boolean failOnErrors,
    Segment executionSegment) {
  public Options {
    scenarios = Collections.unmodifiableMap(new LinkedHashMap<>(scenarios));
    thresholds = Collections.unmodifiableMap(new LinkedHashMap<>(thresholds));
    tags = Map.copyOf(tags);
    summaryTrendStats = List.copyOf(summaryTrendStats);
    systemTags = Set.copyOf(systemTags);
  }
}

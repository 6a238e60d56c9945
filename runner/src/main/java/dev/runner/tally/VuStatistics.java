package dev.runner.tally;

import dev.runner.metrics.Values;
import java.util.Comparator;

/// What one virtual user did in one scenario.
///
/// @param vu its number in the test
/// @param scenario empty if samples do not say
/// @param iterations that ran to their end
/// @param failedIterations of these
/// @param requests over HTTP
/// @param failedRequests of these
/// @param durations of the requests, in milliseconds
/// @param received in bytes
/// @param sent in bytes
public record VuStatistics(
    int vu,
    String scenario,
    long iterations,
    long failedIterations,
    long requests,
    long failedRequests,
    Values.Trend durations,
    double received,
    double sent) {
  /// By number, then by scenario.
  public static final Comparator<VuStatistics> ORDER =
      Comparator.comparingInt(VuStatistics::vu).thenComparing(VuStatistics::scenario);

  /// These and others of the same virtual user and scenario, measured elsewhere.
  public VuStatistics merge(VuStatistics other) {
    return new VuStatistics(
        vu,
        scenario,
        iterations + other.iterations,
        failedIterations + other.failedIterations,
        requests + other.requests,
        failedRequests + other.failedRequests,
        (Values.Trend) durations.merge(other.durations),
        received + other.received,
        sent + other.sent);
  }
}

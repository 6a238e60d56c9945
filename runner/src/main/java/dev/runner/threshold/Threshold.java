package dev.runner.threshold;

import dev.runner.metrics.Values;
import dev.runner.options.ThresholdOptions;
import dev.runner.sample.Metric;
import java.time.Duration;

/// One demand of the user on one metric.
///
/// @param source the expression as the user wrote it
/// @param timing when it must hold
/// @param extended whether it says something that k6 has no words for: a unit, a window, a duration
/// @param abortOnFail whether the test stops once it fails
/// @param delayAbortEval how long the test must have run before it may stop for this
public record Threshold(
    String source,
    Expression expression,
    Timing timing,
    boolean extended,
    boolean abortOnFail,
    Duration delayAbortEval) {

  /// @param name of the metric or sub-metric, for messages
  static Threshold parse(String name, Metric metric, ThresholdOptions options) {
    return new ThresholdParser(name, metric, options.expression())
        .parse(options.abortOnFail(), options.delayAbortEval());
  }

  /// Whether the values meet the demand. A rate without samples does; all else counts as 0 then.
  boolean holdsFor(Values values, double observed) {
    if (values instanceof Values.Rate rate && rate.samples() == 0) {
      return true;
    }
    return expression.holdsFor(observed);
  }
}

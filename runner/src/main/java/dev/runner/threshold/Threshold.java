package dev.runner.threshold;

import dev.runner.metrics.Values;
import dev.runner.options.ThresholdOptions;
import dev.runner.sample.MetricKind;
import java.time.Duration;

/// One demand of the user on one metric.
///
/// @param source the expression as the user wrote it
/// @param abortOnFail whether the test stops once it fails
/// @param delayAbortEval how long the test must have run before it may stop for this
public record Threshold(
    String source, Expression expression, boolean abortOnFail, Duration delayAbortEval) {

  static Threshold parse(String metric, MetricKind kind, ThresholdOptions options) {
    Expression expression = ThresholdParser.expression(metric, kind, options.expression());
    return new Threshold(
        options.expression(), expression, options.abortOnFail(), options.delayAbortEval());
  }

  /// Whether the values meet the demand. A rate without samples does; all else counts as 0 then.
  boolean holdsFor(Values values, double observed) {
    if (values instanceof Values.Rate rate && rate.samples() == 0) {
      return true;
    }
    return expression.holdsFor(observed);
  }
}

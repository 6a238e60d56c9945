package dev.runner.threshold;

import dev.runner.sample.Metric;
import dev.runner.sample.Tags;
import java.time.Duration;
import java.util.OptionalDouble;

/// How one threshold was met.
///
/// @param fullName of the metric or sub-metric as the user wrote it, such as
///   `http_reqs{status:200}`
/// @param filter empty for the whole metric
/// @param observed in the metric's unit; milliseconds for times; 0 without samples; of windows the
///   worst
/// @param held for how long in a row it held at most, where the threshold is about that; else zero
/// @param ok whether the threshold holds
public record ThresholdResult(
    String fullName,
    Metric metric,
    Tags filter,
    Threshold threshold,
    double observed,
    Duration held,
    boolean ok) {

  /// The expression as the user wrote it, such as `p(95)<500`.
  public String source() {
    return threshold.source();
  }

  /// The word for what was observed, such as `p(95)`.
  public String aggregation() {
    return threshold.expression().aggregation().text();
  }

  public boolean isSubmetric() {
    return !filter.isEmpty();
  }

  /// How far the observed value is on the right side of the limit, in the metric's unit; negative
  /// if it is on the wrong side. Empty where there are no sides, and where a threshold is about how
  /// long it held.
  public OptionalDouble margin() {
    if (threshold.timing().hasDuration()) {
      return OptionalDouble.empty();
    }
    double limit = threshold.expression().limit();
    return switch (threshold.expression().operator()) {
      case LESS, LESS_OR_EQUAL -> OptionalDouble.of(limit - observed);
      case GREATER, GREATER_OR_EQUAL -> OptionalDouble.of(observed - limit);
      case EQUAL, NOT_EQUAL -> OptionalDouble.empty();
    };
  }
}

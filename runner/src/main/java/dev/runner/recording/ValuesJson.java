package dev.runner.recording;

import dev.runner.metrics.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What samples add up to as JSON arrays, exactly; the metric's kind tells which it is:
///
/// - counter: `[samples, sum]`
/// - gauge: `[samples, last, min, max, nanoseconds since 1970 of the last]`
/// - rate: `[samples, those that are not zero]`
/// - trend: `[samples, sum, min, max, [value, ...]]` as long as it has all values, or else
///   `[samples, sum, min, max, [middle of a bucket, ...], [samples in it, ...]]`
final class ValuesJson {
  private ValuesJson() {}

  static List<Object> of(Values values) {
    return switch (values) {
      case Values.Counter counter -> List.of(counter.samples(), number(counter.sum()));
      case Values.Gauge gauge ->
          List.of(
              gauge.samples(),
              number(gauge.last()),
              number(gauge.min()),
              number(gauge.max()),
              gauge.lastNanos());
      case Values.Rate rate -> List.of(rate.samples(), rate.nonZero());
      case Values.Trend trend -> trend(trend);
    };
  }

  private static List<Object> trend(Values.Trend trend) {
    List<Object> data = new ArrayList<>();
    data.add(trend.samples());
    data.add(number(trend.sum()));
    data.add(number(trend.min()));
    data.add(number(trend.max()));
    Values.Distribution distribution = trend.distribution();
    List<Object> entries = new ArrayList<>(distribution.size());
    List<Object> counts = new ArrayList<>();
    for (int i = 0; i < distribution.size(); i++) {
      entries.add(number(distribution.value(i)));
      if (!distribution.isExact()) {
        counts.add(distribution.count(i));
      }
    }
    data.add(entries);
    if (!distribution.isExact()) {
      data.add(counts);
    }
    return data;
  }

  /// A word where JSON has no number.
  static Object number(double value) {
    return Double.isFinite(value) ? (Object) value : String.valueOf(value);
  }

  /// @throws IllegalArgumentException if it is none
  static double number(@Nullable Object value) {
    return switch (value) {
      case Number number -> number.doubleValue();
      case String word -> Double.parseDouble(word);
      case null, default -> throw new IllegalArgumentException("no number: " + value);
    };
  }
}

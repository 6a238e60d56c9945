package dev.runner.report.machine;

import dev.runner.metrics.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Numbers of metrics as JSON values.
final class JsonValues {
  /// Buckets of a histogram to a power of ten: each is about 12 % wide.
  private static final int BUCKETS_A_DECADE = 20;

  private final double elapsedSeconds;

  JsonValues(double elapsedSeconds) {
    this.elapsedSeconds = elapsedSeconds;
  }

  /// JSON has no number for infinity and for what is not a number: null.
  static @Nullable Object number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  Map<String, @Nullable Object> of(Values values) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    switch (values) {
      case Values.Counter counter -> {
        json.put("sum", number(counter.sum()));
        json.put("per_second", number(counter.perSecond(elapsedSeconds)));
      }
      case Values.Gauge gauge -> {
        json.put("last", number(gauge.last()));
        json.put("min", number(gauge.min()));
        json.put("max", number(gauge.max()));
      }
      case Values.Rate rate -> {
        json.put("rate", rate.rate());
        json.put("non_zero", rate.nonZero());
        json.put("zero", rate.zero());
      }
      case Values.Trend trend -> {
        json.put("sum", number(trend.sum()));
        json.put("avg", number(trend.average()));
        json.put("min", number(trend.min()));
        json.put("max", number(trend.max()));
        json.put("p50", number(trend.percentile(50)));
        json.put("p90", number(trend.percentile(90)));
        json.put("p95", number(trend.percentile(95)));
        json.put("p99", number(trend.percentile(99)));
        json.put("p99_9", number(trend.percentile(99.9)));
        json.put("histogram", histogram(trend.distribution()));
      }
    }
    json.put("samples", values.samples());
    return json;
  }

  /// Cumulative neither in value nor in count: how many values are in each bucket, by its upper
  /// bound. Bounds are `10^(n/20)`; values of zero and below are in the bucket up to 0.
  private static List<Object> histogram(Values.Distribution distribution) {
    List<Object> buckets = new ArrayList<>();
    int last = Integer.MIN_VALUE;
    long count = 0;
    for (int i = 0; i < distribution.size(); i++) {
      double value = distribution.value(i);
      if (Double.isFinite(value)) {
        int bucket = bucket(value);
        if (bucket != last && count > 0) {
          buckets.add(bucket(last, count));
          count = 0;
        }
        last = bucket;
        count += distribution.count(i);
      }
    }
    if (count > 0) {
      buckets.add(bucket(last, count));
    }
    return buckets;
  }

  private static int bucket(double value) {
    return value <= 0
        ? Integer.MIN_VALUE + 1
        : (int) Math.ceil(Math.log10(value) * BUCKETS_A_DECADE - 1e-9);
  }

  private static Map<String, Object> bucket(int bucket, long count) {
    var json = new LinkedHashMap<String, Object>();
    double bound =
        bucket == Integer.MIN_VALUE + 1 ? 0 : Math.pow(10, (double) bucket / BUCKETS_A_DECADE);
    json.put("le", Double.parseDouble(String.format(Locale.ROOT, "%.6g", bound)));
    json.put("count", count);
    return json;
  }
}

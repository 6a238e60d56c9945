package dev.runner.output.otlp;

import dev.runner.output.protobuf.ProtoWriter;
import dev.runner.output.total.ExponentialHistogram;
import dev.runner.output.total.Total;
import dev.runner.output.total.TrendTotal;
import dev.runner.sample.Metric;
import dev.runner.sample.ValueUnit;
import java.util.List;

/// A message `ExportMetricsServiceRequest` in the making; the numbers of fields are those of
/// `metrics.proto`.
final class MetricsMessage {
  /// Bounds of buckets as OpenTelemetry's libraries have them by default.
  static final List<Double> BOUNDS =
      List.of(
          0.0, 5.0, 10.0, 25.0, 50.0, 75.0, 100.0, 250.0, 500.0, 750.0, 1_000.0, 2_500.0, 5_000.0,
          7_500.0, 10_000.0);

  /// As OpenTelemetry's libraries have them by default: at most so fine and so many.
  private static final int FINEST = 20;

  private static final int MOST_BUCKETS = 160;

  private static final int CUMULATIVE = 2;

  private static final int GAUGE = 5;
  private static final int SUM = 7;
  private static final int HISTOGRAM = 9;
  private static final int EXPONENTIAL = 10;
  private static final int START = 2;
  private static final int TIME = 3;

  private final String prefix;
  private final boolean exponential;
  private final byte[] resource;
  private final byte[] scope;
  private final long startEpochNanos;
  private final ProtoWriter metrics = new ProtoWriter(1 << 16);
  private int points;

  /// @param prefix of all names
  /// @param exponential whether trends become exponential histograms
  /// @param startEpochNanos when counting began
  MetricsMessage(
      String prefix, boolean exponential, byte[] resource, byte[] scope, long startEpochNanos) {
    this.prefix = prefix;
    this.exponential = exponential;
    this.resource = resource;
    this.scope = scope;
    this.startEpochNanos = startEpochNanos;
  }

  /// How many points it holds.
  int points() {
    return points;
  }

  /// Appends series of one metric.
  void add(Metric metric, List<Total> series, long epochNanos) {
    int message = metrics.begin(2);
    metrics.string(1, prefix + metric.name());
    String unit =
        metric.unit() == ValueUnit.TIME ? "ms" : metric.unit() == ValueUnit.DATA ? "By" : "";
    if (!unit.isEmpty()) {
      metrics.string(3, unit);
    }
    int data =
        switch (metric.kind()) {
          case COUNTER, RATE -> metrics.begin(SUM);
          case GAUGE -> metrics.begin(GAUGE);
          case TREND -> metrics.begin(exponential ? EXPONENTIAL : HISTOGRAM);
        };
    for (Total total : series) {
      switch (metric.kind()) {
        case COUNTER -> addNumber(total, total.sum(), epochNanos);
        case GAUGE -> addNumber(total, total.last(), epochNanos);
        case RATE -> {
          addShare(total, "nonzero", total.nonZero(), epochNanos);
          addShare(total, "zero", total.samples() - total.nonZero(), epochNanos);
        }
        case TREND -> {
          if (exponential) {
            addExponential(total, epochNanos);
          } else {
            addHistogram(total, epochNanos);
          }
        }
      }
    }
    switch (metric.kind()) {
      case COUNTER, RATE -> {
        metrics.integer(2, CUMULATIVE);
        metrics.integer(3, 1);
      }
      case TREND -> metrics.integer(2, CUMULATIVE);
      case GAUGE -> {}
    }
    metrics.end(data);
    metrics.end(message);
  }

  /// The whole message; begins anew.
  byte[] take() {
    var request = new ProtoWriter(metrics.size() + resource.length + scope.length + 64);
    int resourceMetrics = request.begin(1);
    request.data(1, resource);
    int scopeMetrics = request.begin(2);
    request.data(1, scope);
    request.raw(metrics.toArray());
    request.end(scopeMetrics);
    request.end(resourceMetrics);
    metrics.clear();
    points = 0;
    return request.toArray();
  }

  private void addNumber(Total total, double value, long epochNanos) {
    int point = begin(epochNanos);
    metrics.number(4, value);
    Attributes.write(metrics, 7, total.tags());
    metrics.end(point);
  }

  private void addShare(Total total, String condition, long count, long epochNanos) {
    if (count > 0) {
      int point = begin(epochNanos);
      metrics.fixed(6, count);
      Attributes.write(metrics, 7, total.tags().with("condition", condition));
      metrics.end(point);
    }
  }

  private void addHistogram(Total total, long epochNanos) {
    TrendTotal trend = total.trend();
    int point = begin(epochNanos);
    metrics.fixed(4, trend.count());
    metrics.number(5, trend.sum());
    int counts = metrics.begin(6);
    for (long count : trend.bucketCounts()) {
      metrics.fixed(count);
    }
    metrics.end(counts);
    int bounds = metrics.begin(7);
    for (double bound : BOUNDS) {
      metrics.fixed(Double.doubleToRawLongBits(bound));
    }
    metrics.end(bounds);
    metrics.number(11, trend.min());
    metrics.number(12, trend.max());
    Attributes.write(metrics, 9, total.tags());
    metrics.end(point);
  }

  private void addExponential(Total total, long epochNanos) {
    TrendTotal trend = total.trend();
    ExponentialHistogram.View view = trend.histogram().view(FINEST, MOST_BUCKETS);
    int point = begin(epochNanos);
    metrics.fixed(4, trend.count());
    metrics.number(5, trend.sum());
    metrics.signed(6, view.scale());
    metrics.fixed(7, view.zeros());
    addBuckets(8, view.positive());
    addBuckets(9, view.negative());
    metrics.number(12, trend.min());
    metrics.number(13, trend.max());
    metrics.number(14, Double.MIN_NORMAL);
    Attributes.write(metrics, 1, total.tags());
    metrics.end(point);
  }

  private void addBuckets(int field, ExponentialHistogram.Range range) {
    if (range.isEmpty()) {
      return;
    }
    int buckets = metrics.begin(field);
    metrics.signed(1, range.first());
    int counts = metrics.begin(2);
    for (long count : range.counts()) {
      metrics.varint(count);
    }
    metrics.end(counts);
    metrics.end(buckets);
  }

  private int begin(long epochNanos) {
    points++;
    int point = metrics.begin(1);
    metrics.fixed(START, startEpochNanos);
    metrics.fixed(TIME, epochNanos);
    return point;
  }
}

package dev.runner.threshold;

import dev.runner.metrics.Values;
import dev.runner.sample.MetricKind;

/// The one number that a threshold takes from a metric.
public sealed interface Aggregation {
  /// The word in expressions and results, such as `p(95)`.
  String text();

  boolean appliesTo(MetricKind kind);

  /// The number; 0 without samples.
  ///
  /// @param values of a metric to which this applies
  /// @param elapsedSeconds of the test run, for rates of counters
  double of(Values values, double elapsedSeconds);

  /// What can be asked of metrics of a kind, for messages.
  static String allowedFor(MetricKind kind) {
    return switch (kind) {
      case COUNTER -> "count or rate";
      case GAUGE -> "value";
      case RATE -> "rate";
      case TREND -> "avg, min, max, med or p(N)";
    };
  }

  /// An aggregation that is only a word.
  enum Named implements Aggregation {
    COUNT,
    RATE,
    VALUE,
    AVG,
    MIN,
    MAX,
    MED;

    @Override
    public String text() {
      return switch (this) {
        case COUNT -> "count";
        case RATE -> "rate";
        case VALUE -> "value";
        case AVG -> "avg";
        case MIN -> "min";
        case MAX -> "max";
        case MED -> "med";
      };
    }

    @Override
    public boolean appliesTo(MetricKind kind) {
      return switch (this) {
        case COUNT -> kind == MetricKind.COUNTER;
        case RATE -> kind == MetricKind.COUNTER || kind == MetricKind.RATE;
        case VALUE -> kind == MetricKind.GAUGE;
        case AVG, MIN, MAX, MED -> kind == MetricKind.TREND;
      };
    }

    @Override
    public double of(Values values, double elapsedSeconds) {
      return switch (values) {
        case Values.Counter counter ->
            this == RATE ? counter.perSecond(elapsedSeconds) : counter.sum();
        case Values.Gauge gauge -> gauge.last();
        case Values.Rate rate -> rate.rate();
        case Values.Trend trend ->
            switch (this) {
              case MIN -> trend.min();
              case MAX -> trend.max();
              case MED -> trend.percentile(50);
              case AVG, COUNT, RATE, VALUE -> trend.average();
            };
      };
    }
  }

  /// A percentile of a trend.
  ///
  /// @param p from 0 to 100
  /// @param text as the user wrote it, such as `p(99.9)`
  record Percentile(double p, String text) implements Aggregation {
    @Override
    public boolean appliesTo(MetricKind kind) {
      return kind == MetricKind.TREND;
    }

    @Override
    public double of(Values values, double elapsedSeconds) {
      return values instanceof Values.Trend trend ? trend.percentile(p) : 0;
    }
  }
}

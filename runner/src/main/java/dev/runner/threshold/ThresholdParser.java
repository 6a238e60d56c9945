package dev.runner.threshold;

import dev.runner.options.Durations;
import dev.runner.options.OptionsFault;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricKind;
import dev.runner.threshold.Aggregation.Named;
import dev.runner.threshold.Expression.Operator;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads expressions such as `p(95) < 500` and `rate>100/s over 10s for 1m`.
final class ThresholdParser {
  private static final Pattern SHAPE =
      Pattern.compile(
          "\\s*(?<agg>[^<>=!\\s]*)\\s*(?<op>[<>=!]*)\\s*(?<limit>.*?)"
              + "(\\s+over\\s+(?<over>\\S+))?(\\s+for\\s+(?<during>\\S+))?\\s*");
  private static final Pattern PERCENTILE = Pattern.compile("p\\((\\d+\\.?\\d*|\\.\\d+)\\)");
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<number>[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?)"
              + "\\s*(?<unit>[a-zA-Zµ%]*)(?<second>/s)?");
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final String name;
  private final Metric metric;
  private final String source;

  /// @param name of the metric or sub-metric, for messages
  ThresholdParser(String name, Metric metric, String source) {
    this.name = name;
    this.metric = metric;
    this.source = source;
  }

  /// @throws ThresholdFault if the expression is malformed or asks for what the metric does not
  ///   have
  Threshold parse(boolean abortOnFail, Duration delayAbortEval) {
    Matcher shape = SHAPE.matcher(source);
    if (!shape.matches()) {
      throw fault("it must be one line");
    }
    Aggregation aggregation = aggregation(shape.group("agg"));
    Operator operator = operator(shape.group("op"));
    Matcher number = number(shape.group("limit"));
    if (!aggregation.appliesTo(metric.kind())) {
      throw fault(
          "a "
              + metric.kind().label()
              + " has no '"
              + aggregation.text()
              + "'; use "
              + Aggregation.allowedFor(metric.kind()));
    }
    double limit = Double.parseDouble(number.group("number"));
    String unit = number.group("unit");
    boolean perSecond = number.group("second") != null;
    boolean isRatePerSecond = metric.kind() == MetricKind.COUNTER && aggregation == Named.RATE;
    if (perSecond && !isRatePerSecond) {
      throw fault("only the rate of a counter is so much a second; remove '/s'");
    }
    var timing = new Timing(duration(shape.group("over")), duration(shape.group("during")));
    return new Threshold(
        source,
        new Expression(aggregation, operator, limit * factor(unit)),
        timing,
        !unit.isEmpty() || perSecond || timing.isWatched(),
        abortOnFail,
        delayAbortEval);
  }

  private Duration duration(@Nullable String text) {
    if (text == null) {
      return Duration.ZERO;
    }
    Duration duration;
    try {
      duration = Durations.parse(text);
    } catch (OptionsFault e) {
      throw fault("'" + text + "' is no time; use one such as 30s or 5m");
    }
    if (duration.compareTo(SHORTEST) < 0) {
      throw fault("'" + text + "' is too short; use 1s or more");
    }
    return duration;
  }

  /// What one of a unit is, in the metric's own unit.
  private double factor(String unit) {
    Map<String, Double> units = units();
    Double factor = units.get(unit);
    if (factor == null) {
      throw fault(
          "'"
              + unit
              + "' is no unit of "
              + metric.name()
              + "; use "
              + (units.size() == 1
                  ? "a plain number"
                  : "one of "
                      + units.keySet().stream()
                          .filter(one -> !one.isEmpty())
                          .collect(Collectors.joining(", "))));
    }
    return factor;
  }

  private Map<String, Double> units() {
    Map<String, Double> units = new LinkedHashMap<>();
    units.put("", 1.0);
    if (metric.kind() == MetricKind.RATE) {
      units.put("%", 0.01);
      return units;
    }
    switch (metric.unit()) {
      case TIME -> {
        units.put("ns", 1e-6);
        units.put("us", 1e-3);
        units.put("µs", 1e-3);
        units.put("ms", 1.0);
        units.put("s", 1e3);
        units.put("m", 60e3);
        units.put("h", 3600e3);
      }
      case DATA -> {
        units.put("B", 1.0);
        units.put("kB", 1e3);
        units.put("MB", 1e6);
        units.put("GB", 1e9);
      }
      case DEFAULT -> {
        units.put("k", 1e3);
        units.put("M", 1e6);
      }
    }
    return units;
  }

  private Aggregation aggregation(String text) {
    for (Named named : Named.values()) {
      if (named.text().equals(text)) {
        return named;
      }
    }
    Matcher percentile = PERCENTILE.matcher(text);
    if (percentile.matches()) {
      double p = Double.parseDouble(percentile.group(1));
      if (p > 100) {
        throw fault("'" + text + "' is out of range; use p(0) to p(100)");
      }
      return new Aggregation.Percentile(p, text);
    }
    throw fault(
        (text.isEmpty()
                ? "it does not begin with an aggregation"
                : "unknown aggregation '" + text + "'")
            + "; use count, rate, value, avg, min, max, med or p(N)");
  }

  private Operator operator(String text) {
    return switch (text) {
      case ">" -> Operator.GREATER;
      case ">=" -> Operator.GREATER_OR_EQUAL;
      case "<" -> Operator.LESS;
      case "<=" -> Operator.LESS_OR_EQUAL;
      case "==", "===" -> Operator.EQUAL;
      case "!=" -> Operator.NOT_EQUAL;
      default ->
          throw fault(
              (text.isEmpty() ? "there is no operator" : "unknown operator '" + text + "'")
                  + "; use >, >=, <, <=, ==, === or !=");
    };
  }

  private Matcher number(String text) {
    Matcher number = NUMBER.matcher(text);
    if (!number.matches()) {
      throw fault(
          (text.isEmpty() ? "the limit is missing" : "'" + text + "' is not a number")
              + "; use one such as 500, 0.95 or 1e3, times in milliseconds or with a unit");
    }
    return number;
  }

  private ThresholdFault fault(String what) {
    return new ThresholdFault(
        "thresholds: invalid expression '" + source + "' for metric '" + name + "': " + what);
  }
}

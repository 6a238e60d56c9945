package dev.runner.threshold;

import dev.runner.sample.MetricKind;
import dev.runner.threshold.Aggregation.Named;
import dev.runner.threshold.Expression.Operator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads expressions such as `p(95) < 500`.
final class ThresholdParser {
  private static final Pattern SHAPE =
      Pattern.compile("\\s*(?<agg>[^<>=!\\s]*)\\s*(?<op>[<>=!]*)\\s*(?<limit>.*?)\\s*");
  private static final Pattern PERCENTILE = Pattern.compile("p\\((\\d+\\.?\\d*|\\.\\d+)\\)");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private final String metric;
  private final String source;

  private ThresholdParser(String metric, String source) {
    this.metric = metric;
    this.source = source;
  }

  /// Reads an expression for a metric of that kind.
  ///
  /// @param metric its name, for messages
  /// @throws ThresholdFault if it is malformed or asks for what such metrics do not have
  static Expression expression(String metric, MetricKind kind, String source) {
    return new ThresholdParser(metric, source).parse(kind);
  }

  private Expression parse(MetricKind kind) {
    Matcher shape = SHAPE.matcher(source);
    if (!shape.matches()) {
      throw fault("it must be one line");
    }
    Aggregation aggregation = aggregation(shape.group("agg"));
    Operator operator = operator(shape.group("op"));
    double limit = number(shape.group("limit"));
    if (!aggregation.appliesTo(kind)) {
      throw fault(
          "a "
              + kind.label()
              + " has no '"
              + aggregation.text()
              + "'; use "
              + Aggregation.allowedFor(kind));
    }
    return new Expression(aggregation, operator, limit);
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

  private double number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw fault(
          (text.isEmpty() ? "the limit is missing" : "'" + text + "' is not a number")
              + "; use a plain number such as 500, 0.95 or 1e3, times in milliseconds");
    }
    return Double.parseDouble(text);
  }

  private ThresholdFault fault(String what) {
    return new ThresholdFault(
        "thresholds: invalid expression '" + source + "' for metric '" + metric + "': " + what);
  }
}

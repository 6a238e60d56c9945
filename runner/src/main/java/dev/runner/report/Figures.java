package dev.runner.report;

import dev.runner.sample.ValueUnit;
import dev.runner.threshold.ThresholdResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers as people read them.
///
/// @param timeUnit `s`, `ms` or `us` for all times; empty for whatever fits each
public record Figures(String timeUnit) {
  private static final double NANOS_A_MILLI = 1e6;
  private static final double EXPONENT_FROM = 1e21;
  private static final String[] DATA_UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

  /// A value of a metric.
  public String value(ValueUnit unit, double value) {
    return switch (unit) {
      case DEFAULT -> number(value);
      case TIME -> time(value);
      case DATA -> data(value);
    };
  }

  /// What a threshold observed, in its metric's unit; if it is about how long it held, that.
  public String observed(ThresholdResult result) {
    return result.threshold().timing().hasDuration()
        ? "held for " + time(result.held().toNanos() / 1e6)
        : amount(result, result.observed());
  }

  /// A number in the unit of what a threshold looks at.
  public String amount(ThresholdResult result, double number) {
    if (result.aggregation().equals("rate")) {
      return switch (result.metric().kind()) {
        case RATE -> percent(number);
        case COUNTER -> perSecond(result.metric().unit(), number);
        case GAUGE, TREND -> value(result.metric().unit(), number);
      };
    }
    return value(result.metric().unit(), number);
  }

  /// So much a second.
  public String perSecond(ValueUnit unit, double value) {
    return value(unit, value) + "/s";
  }

  /// Up to six decimals.
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
    }
    if (Math.abs(value) >= EXPONENT_FROM) {
      return String.valueOf(value).replaceFirst("(\\.0)?E", "e+");
    }
    return trimmed(value, 6, RoundingMode.HALF_EVEN);
  }

  /// A share of 1 as a percentage with two decimals, the others cut off.
  public static String percent(double share) {
    return BigDecimal.valueOf(share)
            .movePointRight(2)
            .setScale(2, RoundingMode.DOWN)
            .toPlainString()
        + "%";
  }

  /// A duration.
  ///
  /// @param millis in milliseconds
  public String time(double millis) {
    if (!Double.isFinite(millis)) {
      return number(millis);
    }
    return switch (timeUnit) {
      case "s" -> fixed(millis / 1000) + "s";
      case "ms" -> fixed(millis) + "ms";
      case "us" -> fixed(millis * 1000) + "µs";
      default -> automatic(millis);
    };
  }

  private static String automatic(double millis) {
    double size = Math.abs(millis);
    if (size * NANOS_A_MILLI < 1) {
      return "0s";
    }
    if (size < 0.001) {
      return trimmed(millis * NANOS_A_MILLI, 2, RoundingMode.DOWN) + "ns";
    }
    if (size < 1) {
      return trimmed(millis * 1000, 2, RoundingMode.DOWN) + "µs";
    }
    if (size < 1000) {
      return trimmed(millis, 2, RoundingMode.DOWN) + "ms";
    }
    if (size < 60_000) {
      return trimmed(millis / 1000, 2, RoundingMode.DOWN) + "s";
    }
    long seconds = (long) (size / 1000);
    String sign = millis < 0 ? "-" : "";
    long hours = seconds / 3600;
    long minutes = seconds / 60 % 60;
    return sign + (hours > 0 ? hours + "h" : "") + minutes + "m" + seconds % 60 + "s";
  }

  /// Bytes, in powers of 1000.
  public static String data(double bytes) {
    if (!Double.isFinite(bytes)) {
      return number(bytes);
    }
    double size = Math.abs(bytes);
    int unit = 0;
    while (size >= 999.5 && unit < DATA_UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    String sign = bytes < 0 ? "-" : "";
    String digits =
        unit > 0 && size < 9.95
            ? String.format(Locale.ROOT, "%.1f", size)
            : String.valueOf(Math.round(size));
    return sign + digits + " " + DATA_UNITS[unit];
  }

  private static String fixed(double value) {
    return new BigDecimal(value).setScale(2, RoundingMode.DOWN).toPlainString();
  }

  private static String trimmed(double value, int decimals, RoundingMode rounding) {
    BigDecimal exact = BigDecimal.valueOf(value).setScale(decimals, rounding).stripTrailingZeros();
    return exact.signum() == 0 ? "0" : exact.toPlainString();
  }
}

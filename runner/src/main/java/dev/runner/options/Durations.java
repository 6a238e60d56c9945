package dev.runner.options;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads and writes durations the way users write them: `1h2m3.5s`, or a bare number for
/// milliseconds.
public final class Durations {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?");
  private static final Pattern PART =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h|d)");

  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000 * MICRO;
  private static final long SECOND = 1_000 * MILLI;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Durations() {}

  /// The duration that a text stands for; may be negative.
  ///
  /// @param text parts with the units ns, us, µs, ms, s, m, h, d, or one number of milliseconds
  /// @throws OptionsFault if it stands for none
  public static Duration parse(String text) {
    @Nullable Duration parsed = tryParse(text);
    if (parsed == null) {
      throw new OptionsFault("'" + text + "' is not a duration; write it like 30s, 1m30s or 500ms");
    }
    return parsed;
  }

  /// The duration that a JSON value stands for: a text for [#parse] or a number of milliseconds.
  ///
  /// @param what names the value in the message, such as `option 'duration'`
  /// @throws OptionsFault if it stands for none
  public static Duration of(@Nullable Object jsonValue, String what) {
    @Nullable Duration read =
        switch (jsonValue) {
          case String text -> tryParse(text);
          case Number millis -> ofMillis(millis.doubleValue());
          case null, default -> null;
        };
    if (read == null) {
      throw new OptionsFault(
          what
              + " must be a duration such as '1m30s' or a number of milliseconds, found "
              + JsonValues.describe(jsonValue));
    }
    return read;
  }

  /// The usual text of a duration, such as `1m30s`, `500ms`, `1.5s`, `10m0s` or `0s`.
  public static String format(Duration duration) {
    BigDecimal nanos =
        BigDecimal.valueOf(duration.getSeconds())
            .multiply(BigDecimal.valueOf(SECOND))
            .add(BigDecimal.valueOf(duration.getNano()));
    if (nanos.signum() < 0) {
      return "-" + format(duration.negated());
    }
    if (nanos.signum() == 0) {
      return "0s";
    }
    if (nanos.compareTo(BigDecimal.valueOf(SECOND)) < 0) {
      return below(nanos);
    }
    long minutes = duration.getSeconds() / 60;
    BigDecimal seconds =
        BigDecimal.valueOf(duration.getSeconds() % 60)
            .add(BigDecimal.valueOf(duration.getNano(), 9));
    var text = new StringBuilder();
    if (minutes >= 60) {
      text.append(minutes / 60).append('h');
    }
    if (minutes > 0) {
      text.append(minutes % 60).append('m');
    }
    return text.append(plain(seconds)).append('s').toString();
  }

  private static String below(BigDecimal nanos) {
    if (nanos.compareTo(BigDecimal.valueOf(MICRO)) < 0) {
      return plain(nanos) + "ns";
    }
    return nanos.compareTo(BigDecimal.valueOf(MILLI)) < 0
        ? plain(nanos.movePointLeft(3)) + "µs"
        : plain(nanos.movePointLeft(6)) + "ms";
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static @Nullable Duration tryParse(String text) {
    if (NUMBER.matcher(text).matches()) {
      return ofMillis(Double.parseDouble(text));
    }
    boolean negative = text.startsWith("-");
    String parts = negative || text.startsWith("+") ? text.substring(1) : text;
    Matcher part = PART.matcher(parts);
    BigDecimal nanos = BigDecimal.ZERO;
    int end = 0;
    while (end < parts.length() && part.find(end) && part.start() == end) {
      nanos =
          nanos.add(
              new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanosOf(part.group(2)))));
      end = part.end();
    }
    boolean complete = end > 0 && end == parts.length();
    return complete && nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
        ? Duration.ofNanos(negative ? -nanos.longValue() : nanos.longValue())
        : null;
  }

  private static long nanosOf(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "ms" -> MILLI;
      case "s" -> SECOND;
      case "m" -> MINUTE;
      case "h" -> HOUR;
      case "d" -> DAY;
      default -> MICRO;
    };
  }

  private static @Nullable Duration ofMillis(double millis) {
    double nanos = millis * MILLI;
    return Math.abs(nanos) < Long.MAX_VALUE ? Duration.ofNanos(Math.round(nanos)) : null;
  }
}

package dev.runner.js.http.request;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Value;

/// Times as the parameter `timeout` takes them: milliseconds as a number or text, or a duration
/// such as `1m30s`.
final class Timeouts {
  static final long DEFAULT_NANOS = 60_000_000_000L;

  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d*)?|\\.\\d+");
  private static final Pattern PART =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h|d)");

  private Timeouts() {}

  static long nanos(Value value) throws RequestFault {
    if (value.isNumber()) {
      double millis = value.asDouble();
      if (millis >= 0) {
        return (long) (millis * 1e6);
      }
    } else if (value.isString()) {
      long nanos = nanos(value.asString().trim());
      if (nanos >= 0) {
        return nanos;
      }
    }
    throw new RequestFault(
        "invalid timeout '"
            + ScriptText.of(value)
            + "': give milliseconds, or a duration such as '1m30s'");
  }

  private static long nanos(String text) {
    if (NUMBER.matcher(text).matches()) {
      return (long) (Double.parseDouble(text) * 1e6);
    }
    Matcher part = PART.matcher(text);
    double nanos = 0;
    int end = 0;
    while (end < text.length() && part.find() && part.start() == end) {
      nanos += Double.parseDouble(part.group(1)) * unit(part.group(2));
      end = part.end();
    }
    return end > 0 && end == text.length() ? (long) nanos : -1;
  }

  private static double unit(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "ms" -> 1e6;
      case "s" -> 1e9;
      case "m" -> 60e9;
      case "h" -> 3600e9;
      case "d" -> 24 * 3600e9;
      default -> 1e3;
    };
  }
}

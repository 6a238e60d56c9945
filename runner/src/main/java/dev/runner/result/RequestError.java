package dev.runner.result;

import dev.runner.metrics.BreakdownSnapshot;
import dev.runner.metrics.Facet;
import dev.runner.metrics.Snapshot;
import dev.runner.metrics.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A reason why requests failed.
///
/// @param code what scripts see as `error_code`; 0 if there is none
/// @param message such as `dial: connection refused` or `HTTP status 503`
/// @param count how many requests failed for it
/// @param firstEpochNanos when the first one did, in nanoseconds since 1970, if known
public record RequestError(
    ErrorCategory category, int code, String message, long count, OptionalLong firstEpochNanos) {

  /// All reasons, the most frequent first.
  public static List<RequestError> of(Snapshot snapshot) {
    Optional<BreakdownSnapshot> breakdown = snapshot.breakdown("http_reqs", Facet.ERROR);
    List<RequestError> errors = new ArrayList<>();
    if (breakdown.isPresent()) {
      Map<String, Long> firsts = breakdown.get().firstEpochNanos();
      breakdown
          .get()
          .parts()
          .forEach(
              (key, values) -> {
                Long first = firsts.get(key);
                errors.add(
                    of(key, values, first == null ? OptionalLong.empty() : OptionalLong.of(first)));
              });
    }
    errors.removeIf(error -> error.count == 0);
    errors.sort(
        Comparator.comparingLong((RequestError one) -> -one.count)
            .thenComparing(RequestError::message));
    return errors;
  }

  private static RequestError of(String key, Values values, OptionalLong first) {
    int blank = key.indexOf(' ');
    String number = blank < 0 ? "" : key.substring(0, blank);
    boolean numbered = !number.isEmpty() && number.chars().allMatch(Character::isDigit);
    int code = numbered && number.length() < 9 ? Integer.parseInt(number) : 0;
    String message = numbered ? key.substring(blank + 1) : key;
    return new RequestError(ErrorCategory.of(code), code, message, values.samples(), first);
  }

  /// How many requests failed, by category; only those that occurred.
  public static Map<ErrorCategory, Long> byCategory(List<RequestError> errors) {
    Map<ErrorCategory, Long> counts = new EnumMap<>(ErrorCategory.class);
    errors.forEach(error -> counts.merge(error.category, error.count, Long::sum));
    return counts;
  }
}

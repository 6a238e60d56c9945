package dev.runner.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// All metrics of one test run, each name once. Safe for use by many threads.
public final class MetricRegistry {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{1,127}");

  private final Map<String, Metric> byName = new LinkedHashMap<>();

  /// The metric of that name, made now or earlier.
  ///
  /// @throws IllegalArgumentException if the name is not 2 to 128 letters, digits or underscores
  ///   that do not begin with a digit, or if it is taken by a metric of another kind or unit; the
  ///   message is fit for users
  public synchronized Metric declare(String name, MetricKind kind, ValueUnit unit) {
    Metric known = byName.get(name);
    if (known == null) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "invalid metric name '"
                + name
                + "': use 2 to 128 ASCII letters, digits or underscores, not beginning with a digit");
      }
      known = new Metric(name, kind, unit, byName.size());
      byName.put(name, known);
      return known;
    }
    if (known.kind() != kind || known.unit() != unit) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "metric '%s' already exists as a %s of %s values and cannot become a %s of %s values",
              name,
              known.kind().label(),
              known.unit().label(),
              kind.label(),
              unit.label()));
    }
    return known;
  }

  public synchronized Optional<Metric> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /// A copy of all metrics in the order of their [Metric#index].
  public synchronized List<Metric> all() {
    return new ArrayList<>(byName.values());
  }
}

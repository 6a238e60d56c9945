package dev.runner.tally;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;

/// How evenly the virtual users of one scenario were served, by the average duration of their
/// requests. Those with few requests say nothing.
///
/// @param users how many were compared
/// @param fastest whose requests took the least time
/// @param slowest whose requests took the most time
/// @param fewest iterations that one of them made
/// @param most iterations that one of them made
public record Evenness(
    String scenario,
    int users,
    VuStatistics fastest,
    VuStatistics slowest,
    long fewest,
    long most) {
  private static final int ENOUGH_REQUESTS = 20;
  private static final double UNEVEN_FROM = 2;

  /// Shorter than this, differences are of no account, in milliseconds.
  private static final double NOTEWORTHY_MILLIS = 1;

  /// How many times as long as the fastest one's the requests of the slowest one took; at least 1.
  public double ratio() {
    double least = fastest.durations().average();
    double most = slowest.durations().average();
    return least > 0 ? most / least : most > 0 ? Double.POSITIVE_INFINITY : 1;
  }

  /// Whether some were served far better than others.
  public boolean isUneven() {
    return ratio() >= UNEVEN_FROM
        && slowest.durations().average() - fastest.durations().average() >= NOTEWORTHY_MILLIS;
  }

  /// Such as `served evenly (1.14 times): avg 2.1ms for VU 3, 2.4ms for VU 7`.
  ///
  /// @param time writes milliseconds
  public String words(DoubleFunction<String> time) {
    return (isUneven() ? "served unevenly" : "served evenly")
        + (Double.isFinite(ratio()) ? String.format(Locale.ROOT, " (%.2f times)", ratio()) : "")
        + ": avg "
        + time.apply(fastest.durations().average())
        + " for VU "
        + fastest.vu()
        + ", "
        + time.apply(slowest.durations().average())
        + " for VU "
        + slowest.vu();
  }

  /// That of each scenario with at least two virtual users to compare, in the order of the rows.
  public static List<Evenness> of(List<VuStatistics> rows) {
    Map<String, List<VuStatistics>> scenarios = new LinkedHashMap<>();
    for (VuStatistics row : rows) {
      if (row.requests() >= ENOUGH_REQUESTS && row.durations().samples() > 0) {
        scenarios.computeIfAbsent(row.scenario(), _ -> new ArrayList<>()).add(row);
      }
    }
    List<Evenness> all = new ArrayList<>();
    scenarios.forEach(
        (scenario, users) -> {
          if (users.size() > 1) {
            all.add(of(scenario, users));
          }
        });
    return all;
  }

  private static Evenness of(String scenario, List<VuStatistics> users) {
    VuStatistics fastest = users.getFirst();
    VuStatistics slowest = users.getFirst();
    long fewest = Long.MAX_VALUE;
    long most = 0;
    for (VuStatistics user : users) {
      double average = user.durations().average();
      fastest = average < fastest.durations().average() ? user : fastest;
      slowest = average > slowest.durations().average() ? user : slowest;
      fewest = Math.min(fewest, user.iterations());
      most = Math.max(most, user.iterations());
    }
    return new Evenness(scenario, users.size(), fastest, slowest, fewest, most);
  }
}

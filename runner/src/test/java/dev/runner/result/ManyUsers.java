package dev.runner.result;

import dev.runner.metrics.Values;
import dev.runner.tally.VuStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Results with statistics of each virtual user.
public final class ManyUsers {
  private ManyUsers() {}

  /// The same result with so many virtual users of scenario `shop`: each made 20 requests, that of
  /// number `n` took `n` milliseconds each.
  public static TestResult in(TestResult result, int users) {
    List<VuStatistics> vus = new ArrayList<>();
    for (int vu = 1; vu <= users; vu++) {
      var each = new double[20];
      Arrays.fill(each, vu);
      vus.add(
          new VuStatistics(
              vu,
              "shop",
              10 + vu,
              1,
              20,
              2,
              new Values.Trend(20, 20.0 * vu, vu, vu, Values.Distribution.exact(each)),
              5000,
              1500));
    }
    return with(result, vus);
  }

  /// The same result with other statistics of virtual users.
  public static TestResult with(TestResult result, List<VuStatistics> vus) {
    return new TestResult(
        result.facts(),
        result.outcome(),
        result.snapshot(),
        result.verdict(),
        result.failures(),
        result.setupData(),
        result.changes(),
        result.losses(),
        result.doubts(),
        result.timeline(),
        vus);
  }
}

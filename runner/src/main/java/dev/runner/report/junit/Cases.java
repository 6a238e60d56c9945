package dev.runner.report.junit;

import dev.runner.metrics.GroupSnapshot;
import dev.runner.metrics.GroupSnapshot.CheckSnapshot;
import dev.runner.report.Figures;
import dev.runner.result.TestResult;
import dev.runner.threshold.ThresholdResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What of a result is a case.
final class Cases {
  private static final int THRESHOLDS_FAILED = 99;

  private Cases() {}

  /// That the test ran to its end. Failed thresholds are no reason against: they have cases of
  /// their own.
  static List<Case> run(TestResult result) {
    boolean ended = result.outcome().passed() || result.outcome().exitCode() == THRESHOLDS_FAILED;
    String words = result.outcome().words();
    return List.of(
        new Case(
            "run",
            "the test runs to its end",
            ended
                ? Optional.empty()
                : Optional.of(
                    new Case.Problem(
                        Case.Kind.ERROR,
                        "exit code " + result.outcome().exitCode(),
                        words.lines().findFirst().orElse(""),
                        words))));
  }

  static List<Case> thresholds(TestResult result) {
    var figures = new Figures(result.facts().timeUnit());
    return result.verdict().results().stream()
        .map(
            one ->
                new Case(
                    "thresholds." + one.fullName(),
                    one.source(),
                    one.ok() ? Optional.empty() : Optional.of(crossed(one, figures))))
        .toList();
  }

  private static Case.Problem crossed(ThresholdResult one, Figures figures) {
    String observed = one.aggregation() + "=" + figures.observed(one);
    return new Case.Problem(
        Case.Kind.FAILURE,
        "threshold",
        observed + ", wanted " + one.source(),
        "metric: " + one.fullName() + "\nthreshold: " + one.source() + "\nobserved: " + observed);
  }

  static List<Case> checks(TestResult result) {
    List<Case> cases = new ArrayList<>();
    collect(result.snapshot().root(), cases);
    return cases;
  }

  private static void collect(GroupSnapshot group, List<Case> cases) {
    String path = group.path().replace("::", ".");
    for (CheckSnapshot check : group.checks()) {
      cases.add(
          new Case(
              "checks" + path,
              check.name(),
              check.fails() == 0 ? Optional.empty() : Optional.of(failed(check))));
    }
    group.groups().forEach(child -> collect(child, cases));
  }

  private static Case.Problem failed(CheckSnapshot check) {
    long total = check.passes() + check.fails();
    return new Case.Problem(
        Case.Kind.FAILURE,
        "check",
        check.fails() + " of " + total + " failed",
        "check: " + check.path() + "\npassed: " + check.passes() + "\nfailed: " + check.fails());
  }
}

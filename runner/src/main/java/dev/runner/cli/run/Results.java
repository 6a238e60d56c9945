package dev.runner.cli.run;

import dev.runner.cli.exit.ExitCode;
import dev.runner.failure.Failure;
import dev.runner.failure.FailureReport;
import dev.runner.launch.RunResult;
import dev.runner.launch.TestRun;
import dev.runner.log.Redaction;
import dev.runner.options.Options;
import dev.runner.process.Version;
import dev.runner.result.Outcome;
import dev.runner.result.RunFacts;
import dev.runner.result.TestResult;

/// Makes the result of a run out of what is known of it, without secrets.
final class Results {
  private Results() {}

  /// @param script what the user calls it
  /// @param code what the process will answer
  static TestResult of(
      String script, TestRun test, RunResult result, ExitCode code, Redaction redaction) {
    Options options = test.options();
    var facts =
        new RunFacts(
            script,
            redaction.apply(test.scriptText()),
            test.seed(),
            Version.number(),
            test.startEpochNanos(),
            result.snapshot().elapsedNanos(),
            redaction.apply(test.optionsJson()),
            test.plan().scenarios().stream()
                .map(
                    scenario ->
                        new RunFacts.Scenario(
                            scenario.name(), scenario.executor(), scenario.describe()))
                .toList(),
            options.summaryTrendStats(),
            options.summaryTimeUnit());
    return new TestResult(
        facts,
        new Outcome(code.number(), redaction.apply(Verdicts.words(result))),
        result.snapshot(),
        result.verdict(),
        clean(result.failures(), redaction),
        result.setupData(),
        result.changes(),
        result.losses().stream().map(redaction::apply).toList(),
        result.doubts(),
        result.timeline(),
        result.vus());
  }

  private static FailureReport clean(FailureReport failures, Redaction redaction) {
    return new FailureReport(
        failures.errors(),
        failures.distinct(),
        failures.top().stream().map(line -> clean(line, redaction)).toList());
  }

  private static FailureReport.Line clean(FailureReport.Line line, Redaction redaction) {
    Failure first = line.first();
    String message = redaction.apply(line.message());
    return new FailureReport.Line(
        message,
        line.place(),
        line.count(),
        new Failure(
            redaction.apply(first.message()),
            first.place(),
            first.scenario(),
            first.vu(),
            first.iteration(),
            first.timeNanos()),
        line.firstNanos());
  }
}

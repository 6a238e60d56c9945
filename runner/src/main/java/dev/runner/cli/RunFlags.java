package dev.runner.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of `run` that say what to run and how: each is an option of the script as well. They
/// stay text here; package `options` reads them as it reads the environment.
final class RunFlags {
  @Option(
      names = {"-u", "--vus"},
      paramLabel = "N",
      description = "number of virtual users")
  private @Nullable String vus;

  @Option(
      names = {"-d", "--duration"},
      paramLabel = "TIME",
      description = "how long to run, such as 30s or 1m30s")
  private @Nullable String duration;

  @Option(
      names = {"-i", "--iterations"},
      paramLabel = "N",
      description = "how many iterations to run in all, shared among the virtual users")
  private @Nullable String iterations;

  @Option(
      names = {"-s", "--stage"},
      paramLabel = "TIME:N",
      description = "add a stage that ramps to N virtual users; may be repeated")
  private List<String> stages = new ArrayList<>();

  @Option(
      names = "--execution-segment",
      paramLabel = "FROM:TO",
      description = "run only this part of the test, such as 0:1/3")
  private @Nullable String executionSegment;

  @Option(
      names = "--execution-segment-sequence",
      paramLabel = "LIST",
      description = "where the parts of all instances begin and end, such as 0,1/3,2/3,1")
  private @Nullable String executionSegmentSequence;

  @Option(
      names = "--tag",
      paramLabel = "NAME=VALUE",
      description = "add a tag to all samples; may be repeated")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = "--no-setup",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "do not run setup()")
  private @Nullable String noSetup;

  @Option(
      names = "--no-teardown",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "do not run teardown()")
  private @Nullable String noTeardown;

  @Option(
      names = "--max-redirects",
      paramLabel = "N",
      description = "how many redirects to follow (default 10)")
  private @Nullable String maxRedirects;

  @Option(
      names = "--user-agent",
      paramLabel = "TEXT",
      description = "the User-Agent header; empty for none")
  private @Nullable String userAgent;

  @Option(
      names = "--insecure-skip-tls-verify",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "accept any TLS certificate")
  private @Nullable String insecureSkipTlsVerify;

  @Option(
      names = "--no-connection-reuse",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "open a new connection for each request")
  private @Nullable String noConnectionReuse;

  @Option(
      names = "--no-vu-connection-reuse",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "close connections at the end of each iteration")
  private @Nullable String noVuConnectionReuse;

  @Option(
      names = "--discard-response-bodies",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "read response bodies without keeping them")
  private @Nullable String discardResponseBodies;

  @Option(
      names = "--min-iteration-duration",
      paramLabel = "TIME",
      description = "wait after a shorter iteration")
  private @Nullable String minIterationDuration;

  @Option(
      names = {"-w", "--throw"},
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "let failed requests throw instead of warn")
  private @Nullable String throwOnFailure;

  @Option(
      names = "--summary-trend-stats",
      paramLabel = "LIST",
      description = "columns of trends, such as avg,p(99)")
  private @Nullable String summaryTrendStats;

  @Option(
      names = "--summary-time-unit",
      paramLabel = "s|ms|us",
      description = "one unit for all times of the summary")
  private @Nullable String summaryTimeUnit;

  @Option(
      names = "--system-tags",
      paramLabel = "LIST",
      description = "which system tags samples carry")
  private @Nullable String systemTags;

  @Option(
      names = "--fail-on-errors",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "fail the run if any iteration fails: threshold iteration_failed: rate==0")
  private @Nullable String failOnErrors;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "draw all random numbers from this one, so that a run can be repeated")
  private @Nullable String seed;

  /// What was given, by the flag's name without dashes.
  Map<String, List<String>> given() {
    var given = new LinkedHashMap<String, List<String>>();
    put(given, "vus", vus);
    put(given, "duration", duration);
    put(given, "iterations", iterations);
    if (!stages.isEmpty()) {
      given.put("stage", List.copyOf(stages));
    }
    put(given, "execution-segment", executionSegment);
    put(given, "execution-segment-sequence", executionSegmentSequence);
    if (!tags.isEmpty()) {
      given.put("tag", List.copyOf(tags));
    }
    put(given, "no-setup", noSetup);
    put(given, "no-teardown", noTeardown);
    put(given, "max-redirects", maxRedirects);
    put(given, "user-agent", userAgent);
    put(given, "insecure-skip-tls-verify", insecureSkipTlsVerify);
    put(given, "no-connection-reuse", noConnectionReuse);
    put(given, "no-vu-connection-reuse", noVuConnectionReuse);
    put(given, "discard-response-bodies", discardResponseBodies);
    put(given, "min-iteration-duration", minIterationDuration);
    put(given, "throw", throwOnFailure);
    put(given, "summary-trend-stats", summaryTrendStats);
    put(given, "summary-time-unit", summaryTimeUnit);
    put(given, "system-tags", systemTags);
    put(given, "fail-on-errors", failOnErrors);
    put(given, "seed", seed);
    return given;
  }

  private static void put(Map<String, List<String>> given, String name, @Nullable String value) {
    if (value != null) {
      given.put(name, List.of(value));
    }
  }
}

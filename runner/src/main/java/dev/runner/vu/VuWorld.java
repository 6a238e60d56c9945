package dev.runner.vu;

import dev.runner.clock.Clock;
import dev.runner.failure.FailureTable;
import dev.runner.log.Log;
import dev.runner.log.Redaction;
import dev.runner.random.Seed;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.Tags;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What all virtual users of a test run share.
///
/// @param tags the test-wide tags
/// @param systemTags the system tags that samples carry
/// @param settings the settings of modules, by their type
/// @param minIterationNanos how long an iteration lasts at least, pause included; 0 for no such
///   rule
/// @param closeConnections whether connections are closed at the end of each iteration
/// @param abort told the message when a script ends the test
/// @param finish told why when a script has no more work for the test
/// @param seed where all random numbers of scripts come from
/// @param seeded whether the user gave the seed, so that `Math.random` has to follow it
/// @param failures counts the errors of iterations
/// @param threads what virtual users run on
public record VuWorld(
    MetricRegistry metrics,
    BuiltinMetrics builtins,
    Tags tags,
    Set<String> systemTags,
    boolean throwsOnFailure,
    Map<Class<?>, Object> settings,
    long minIterationNanos,
    boolean closeConnections,
    Consumer<String> abort,
    Consumer<String> finish,
    Seed seed,
    boolean seeded,
    FailureTable failures,
    VuThreads threads,
    Clock clock,
    Log log) {
  public VuWorld {
    systemTags = Set.copyOf(systemTags);
    settings = Map.copyOf(settings);
  }

  /// The secrets that must not be seen, or null if the run has no source of secrets.
  @Nullable Redaction redaction() {
    return (Redaction) settings.get(Redaction.class);
  }
}

package dev.runner.executor;

import dev.runner.options.Durations;
import dev.runner.options.OptionsFault;
import dev.runner.options.ScenarioOptions;
import dev.runner.options.SettingsReader;
import dev.runner.pace.Stage;
import dev.runner.spelling.Suggestions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// The list of executors.
public final class Executors {
  /// Reads the settings of an executor and notes what is wrong with them; the result, which counts
  /// only if nothing is, must be made in any case.
  interface Parser {
    ExecutorConfig parse(ScenarioOptions scenario, SettingsReader settings);
  }

  private static final Map<String, Parser> PARSERS =
      Map.of(
          SharedIterations.NAME, SharedIterations::parse,
          PerVuIterations.NAME, PerVuIterations::parse,
          ConstantVus.NAME, ConstantVus::parse,
          RampingVus.NAME, RampingVus::parse,
          ExternallyControlled.NAME, ExternallyControlled::parse,
          ArrivalRate.CONSTANT, ArrivalRate::parseConstant,
          ArrivalRate.RAMPING, ArrivalRate::parseRamping);

  /// Far beyond any sensible test, and short enough for the sum of a few to be a number of
  /// nanoseconds.
  private static final Duration LONGEST = Duration.ofDays(365);

  /// Far beyond what a machine can hold.
  static final int MOST_VUS = 1_000_000;

  private static final long MOST_ITERATIONS = 1_000_000_000_000L;

  private Executors() {}

  /// The names of all executors, sorted.
  public static List<String> names() {
    return List.copyOf(new TreeMap<>(PARSERS).keySet());
  }

  /// The executor that a scenario asks for.
  ///
  /// @throws OptionsFault with one line that names the scenario and everything that is wrong
  public static ExecutorConfig parse(ScenarioOptions scenario) {
    var settings = new SettingsReader(scenario.settings());
    checkCommon(scenario, settings);
    Parser parser = PARSERS.get(scenario.executor());
    if (parser == null) {
      settings.problem(unknown(scenario.executor()));
      throw fault(scenario, settings.joined());
    }
    ExecutorConfig config = parser.parse(scenario, settings);
    settings.rejectUnknown();
    if (!settings.problems().isEmpty()) {
      throw fault(scenario, settings.joined());
    }
    return config;
  }

  /// Reads a number of virtual users.
  static int vus(SettingsReader settings, String key, long least) {
    long vus = settings.integer(key, 1);
    settings.require(key, vus >= least, least > 0 ? "must be more than 0" : "must not be negative");
    settings.require(key, vus <= MOST_VUS, "must be at most " + MOST_VUS);
    return Math.clamp(vus, 0, MOST_VUS);
  }

  /// Reads a number of iterations.
  static long iterations(SettingsReader settings) {
    long iterations = settings.integer("iterations", 1);
    settings.require("iterations", iterations > 0, "must be more than 0");
    settings.require("iterations", iterations <= MOST_ITERATIONS, "must be at most 10^12");
    return iterations;
  }

  /// Reads how long a planned number of iterations may take.
  static Duration maxDuration(SettingsReader settings) {
    return bounded(
        settings,
        "maxDuration",
        settings.duration("maxDuration", Duration.ofMinutes(10)),
        Duration.ofSeconds(1));
  }

  /// Reads the stages of a load curve; empty if there is any problem so far.
  ///
  /// @param target reads and checks the target of one
  static List<Stage> stages(SettingsReader settings, ToLongFunction<SettingsReader> target) {
    List<Stage> stages = new ArrayList<>();
    Duration total = Duration.ZERO;
    List<SettingsReader> given = settings.objects("stages");
    settings.require("stages", !given.isEmpty(), "must be given and not empty");
    for (SettingsReader stage : given) {
      Duration duration =
          bounded(stage, "duration", stage.requiredDuration("duration"), Duration.ZERO);
      stage.require("target", stage.has("target"), "is missing");
      long value = target.applyAsLong(stage);
      total = total.plus(duration);
      if (settings.problems().isEmpty()) {
        stages.add(new Stage(duration.toNanos(), value));
      }
    }
    Executors.bounded(settings, "stages", total, Duration.ZERO);
    return settings.problems().isEmpty() ? List.copyOf(stages) : List.of();
  }

  /// Notes a problem with a duration that is shorter than asked or absurdly long; within bounds it
  /// returns the same.
  static Duration bounded(SettingsReader settings, String key, Duration given, Duration least) {
    settings.require(
        key,
        given.compareTo(least) >= 0,
        least.isZero() ? "must not be negative" : "must be at least " + Durations.format(least));
    requireSensible(settings, key, given);
    return given.isNegative() || given.compareTo(LONGEST) > 0 ? Duration.ZERO : given;
  }

  private static void checkCommon(ScenarioOptions scenario, SettingsReader settings) {
    scenario.problems().forEach(settings::problem);
    if (!scenario.pacing().isNone() && scenario.startsByTheClock()) {
      settings.problem(
          "pacing cannot be used with "
              + scenario.executor()
              + ", whose rate already says when iterations start");
    }
    requireSensible(settings, "startTime", scenario.startTime());
    requireSensible(settings, "gracefulStop", scenario.gracefulStop());
  }

  private static void requireSensible(SettingsReader settings, String key, Duration given) {
    settings.require(key, given.compareTo(LONGEST) <= 0, "must be at most 8760h");
  }

  private static String unknown(String executor) {
    String available = "available: " + String.join(", ", names());
    if (executor.isEmpty()) {
      return "executor is missing; " + available;
    }
    return "executor '"
        + executor
        + "' is unknown"
        + Suggestions.didYouMean(executor, names())
        + "; "
        + available;
  }

  private static OptionsFault fault(ScenarioOptions scenario, String problems) {
    return new OptionsFault("scenario '" + scenario.name() + "': " + problems);
  }
}

package dev.runner.cli.run;

import dev.runner.control.ControlAddress;
import dev.runner.options.Durations;
import dev.runner.options.Environment;
import dev.runner.options.OptionsFault;
import dev.runner.script.Jit;
import dev.runner.vu.VuThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The flags of `run` that say how to talk to the user and where results go; scripts know nothing
/// of them.
public final class SessionFlags {
  /// No scenario may be shorter, and it consists of some.
  private static final Duration SHORTEST_WARM_UP = Duration.ofSeconds(1);

  private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(10);

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  @Option(
      names = "--demo",
      description = "start the demo server for the run; scripts find it in __ENV.BASE_URL")
  boolean demo;

  @Mixin EnvFlags env = new EnvFlags();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "a JSON file of options")
  private @Nullable String config;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "TYPE[=ARG]",
      description = "send all samples there, such as json=FILE.gz; may be repeated")
  private List<String> outputs = new ArrayList<>();

  @Option(
      names = "--traces-output",
      paramLabel = "none|otel[=URL,...]",
      description = "send a span of each HTTP request to an OpenTelemetry collector")
  private @Nullable String traces;

  @Option(
      names = "--secret-source",
      paramLabel = "TYPE=...",
      description = "where k6/secrets finds secrets, such as file=FILE; may be repeated")
  private List<String> secretSources = new ArrayList<>();

  @Option(
      names = "--no-thresholds",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "ignore thresholds")
  private @Nullable String noThresholds;

  @Option(
      names = "--summary-mode",
      paramLabel = "MODE",
      description = "compact (default), full or disabled")
  private @Nullable String summaryMode;

  @Option(
      names = "--per-vu",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "count each virtual user apart and show a table of them")
  private @Nullable String perVu;

  @Option(
      names = "--summary-export",
      paramLabel = "FILE",
      description = "write the summary as JSON")
  private @Nullable String summaryExport;

  @Option(
      names = "--summary-json",
      paramLabel = "FILE",
      description = "write all results as JSON, in a shape that has a schema")
  private @Nullable String summaryJson;

  @Option(
      names = "--new-machine-readable-summary",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "the newer shape for --summary-export and handleSummary()")
  private @Nullable String newSummary;

  @Option(
      names = "--threads",
      paramLabel = "KIND",
      description = "what virtual users run on: virtual (default) or platform")
  private @Nullable String threads;

  @Option(
      names = "--jit",
      paramLabel = "WHEN",
      description = "compile scripts: auto (default), on or off; auto does if the test is long")
  private @Nullable String jit;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      description =
          "warm up before the clock starts, with a script of its own: auto (default) or a duration"
              + " such as 3s; 0 for none")
  private @Nullable String warmUp;

  @Option(
      names = {"-a", "--address"},
      paramLabel = "HOST:PORT",
      description = "let the running test be watched and changed there, such as :6565")
  private @Nullable String address;

  @Option(
      names = "--api-token",
      paramLabel = "TOKEN",
      description = "what requests to that address must bring; better in RUNNER_API_TOKEN")
  private @Nullable String apiToken;

  @Option(
      names = {"-l", "--linger"},
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "after the test, wait for Ctrl-C")
  private @Nullable String linger;

  @Option(
      names = "--progress",
      paramLabel = "KIND",
      description = "tty, plain, json (on standard error) or none; by default what fits")
  private @Nullable String progress;

  @Option(
      names = {"-q", "--quiet"},
      description = "show no plan and no progress")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "log more, stack traces included")
  boolean verbose;

  @Option(names = "--no-color", description = "use no colours")
  private boolean noColor;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description = "text (default), json or raw")
  private @Nullable String logFormat;

  @Option(
      names = "--no-usage-report",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      hidden = true,
      description = "accepted for compatibility: nothing is ever reported")
  @Nullable String noUsageReport;

  /// Takes what the command line leaves open from the environment.
  Session resolve(Environment environment) {
    return new Session(
        Optional.ofNullable(config),
        outputs.isEmpty()
            ? environment.text("OUT").map(List::of).orElse(List.of())
            : List.copyOf(outputs),
        Optional.ofNullable(traces).or(() -> environment.text("TRACES_OUTPUT")).orElse("none"),
        Optional.ofNullable(summaryJson).or(() -> environment.text("SUMMARY_JSON")),
        secretSources.isEmpty()
            ? environment.text("SECRET_SOURCE").map(List::of).orElse(List.of())
            : List.copyOf(secretSources),
        !flag("no-thresholds", noThresholds, environment, "NO_THRESHOLDS", false),
        summaryMode(environment),
        flag("per-vu", perVu, environment, "PER_VU", false),
        Optional.ofNullable(summaryExport).or(() -> environment.text("SUMMARY_EXPORT")),
        flag(
            "new-machine-readable-summary",
            newSummary,
            environment,
            "NEW_MACHINE_READABLE_SUMMARY",
            false),
        threads(environment),
        jit(environment),
        warmUp(environment),
        Optional.ofNullable(address)
            .map(given -> ControlAddress.parse(given, "--address"))
            .or(
                () ->
                    environment
                        .find("ADDRESS")
                        .map(given -> ControlAddress.parse(given.text(), given.name()))),
        Optional.ofNullable(apiToken).or(() -> environment.text("API_TOKEN")),
        flag("linger", linger, environment, "LINGER", false),
        progress(environment),
        quiet,
        noColour(environment));
  }

  boolean noColour(Environment environment) {
    return noColor || environment.flag("NO_COLOR").orElse(false);
  }

  /// How log lines look: `text`, `json` or `raw`.
  ///
  /// @throws OptionsFault if it is another word
  String logFormat(Environment environment) {
    String word = logFormat == null ? environment.text("LOG_FORMAT").orElse("text") : logFormat;
    if (!Set.of("text", "json", "raw").contains(word)) {
      throw usage("--log-format must be text, json or raw, found '" + word + "'");
    }
    return word;
  }

  private Session.SummaryMode summaryMode(Environment environment) {
    String word =
        summaryMode == null ? environment.text("SUMMARY_MODE").orElse("compact") : summaryMode;
    return switch (word) {
      case "compact" -> Session.SummaryMode.COMPACT;
      case "full" -> Session.SummaryMode.FULL;
      case "disabled" -> Session.SummaryMode.DISABLED;
      default ->
          throw usage("--summary-mode must be compact, full or disabled, found '" + word + "'");
    };
  }

  private Session.Progress progress(Environment environment) {
    String word = progress == null ? environment.text("PROGRESS").orElse("auto") : progress;
    return switch (word) {
      case "auto" -> Session.Progress.AUTO;
      case "tty" -> Session.Progress.TTY;
      case "plain" -> Session.Progress.PLAIN;
      case "json" -> Session.Progress.JSON;
      case "none" -> Session.Progress.NONE;
      default -> throw usage("--progress must be tty, plain, json or none, found '" + word + "'");
    };
  }

  private VuThreads threads(Environment environment) {
    String word = threads == null ? environment.text("THREADS").orElse("virtual") : threads;
    return switch (word) {
      case "virtual" -> VuThreads.VIRTUAL;
      case "platform" -> VuThreads.PLATFORM;
      default -> throw usage("--threads must be virtual or platform, found '" + word + "'");
    };
  }

  private Jit jit(Environment environment) {
    String word = jit == null ? environment.text("JIT").orElse("auto") : jit;
    return switch (word) {
      case "auto" -> Jit.AUTO;
      case "on" -> Jit.ON;
      case "off" -> Jit.OFF;
      default -> throw usage("--jit must be auto, on or off, found '" + word + "'");
    };
  }

  private Optional<Duration> warmUp(Environment environment) {
    String word = warmUp == null ? environment.text("WARM_UP").orElse("auto") : warmUp;
    if (word.equals("auto")) {
      return Optional.empty();
    }
    Duration time;
    try {
      time = Durations.parse(word);
    } catch (OptionsFault e) {
      throw usage("--warm-up must be auto or a duration such as 3s, found '" + word + "'");
    }
    boolean fits = time.compareTo(SHORTEST_WARM_UP) >= 0 && time.compareTo(LONGEST_WARM_UP) <= 0;
    if (!time.isZero() && !fits) {
      throw usage("--warm-up must be 0 or between 1s and 10m, found '" + word + "'");
    }
    return Optional.of(time);
  }

  static boolean flag(
      String name,
      @Nullable String given,
      Environment environment,
      String variable,
      boolean standard) {
    if (given == null) {
      return environment.flag(variable).orElse(standard);
    }
    return isTrue(name, given);
  }

  /// The value of a switch.
  public static boolean isTrue(String name, String given) {
    return switch (given) {
      case "true" -> true;
      case "false" -> false;
      default -> throw usage("--" + name + " must be true or false, found '" + given + "'");
    };
  }

  private static OptionsFault usage(String message) {
    return new OptionsFault(OptionsFault.Reason.USAGE, message);
  }
}

package dev.runner.cli.run;

import dev.runner.cli.exit.ExitCode;
import dev.runner.cli.exit.Faults;
import dev.runner.clock.SystemClock;
import dev.runner.console.LogFormat;
import dev.runner.demo.DemoServer;
import dev.runner.json.Json;
import dev.runner.launch.RunRequest;
import dev.runner.launch.RunResult;
import dev.runner.launch.TestRun;
import dev.runner.log.LogLevel;
import dev.runner.options.ConfigFile;
import dev.runner.options.Environment;
import dev.runner.options.OptionsFault;
import dev.runner.options.OptionsLayer;
import dev.runner.preview.PlanJson;
import dev.runner.preview.PlanText;
import dev.runner.process.Surroundings;
import dev.runner.process.Version;
import dev.runner.random.Seed;
import dev.runner.result.TestResult;
import dev.runner.secret.SecretSources;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `runner run`: runs a load test.
@Command(
    name = "run",
    description = "Runs a load test.",
    sortOptions = false,
    modelTransformer = RunFlags.class,
    customSynopsis = "runner run [FLAGS] SCRIPT",
    footer = {
      "",
      "Exit codes:",
      "    0  all went well",
      "   99  a threshold failed",
      "  100  setup() took too long         101  teardown() took too long",
      "  103  stopped by 'runner stop'      104  the configuration is wrong",
      "  105  stopped by Ctrl-C             106  --address could not be used",
      "  107  the script failed             108  the script ended the test",
      "  110  the script made the test fail",
      "  255  wrong use, or no such script"
    })
public class RunCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SCRIPT",
      description = "the script or archive: a file, an https URL, or - for standard input")
  private String script = "";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SessionFlags session = new SessionFlags();
  @Mixin private ScriptFlags files = new ScriptFlags();

  final Surroundings surroundings;

  public RunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    var environment = new Environment(surroundings.env());
    var clock = new SystemClock();
    ConsoleLog log;
    try {
      log =
          new ConsoleLog(
              format(environment),
              session.verbose ? LogLevel.DEBUG : LogLevel.INFO,
              clock,
              surroundings.err()::println);
    } catch (OptionsFault e) {
      surroundings.err().println("runner run: " + e.getMessage());
      return Faults.codeOf(e).number();
    }
    try {
      Session settings = session.resolve(environment);
      var config = ConfigFile.load(settings.configFile(), environment, surroundings.home());
      List<String> outputs = settings.allOutputs(config.outputs());
      Map<String, String> scriptEnv = session.env.seen(surroundings, environment, true);
      try (DemoServer demo = session.demo ? DemoServer.start(0) : null) {
        if (demo != null) {
          scriptEnv.put("BASE_URL", demo.baseUrl());
        }
        var request =
            new RunRequest(
                files.source(surroundings, environment, script),
                files.settings(surroundings, environment, RunFlags.given(spec)),
                scriptEnv,
                OptionsLayer.ofFlags(RunFlags.given(spec)),
                OptionsLayer.ofEnvironment(environment),
                environment,
                config,
                Reports.samplesOnly(outputs),
                Reports.needTimeline(outputs),
                settings.traces(),
                settings.thresholds(),
                Reports.wantDetails(settings, outputs),
                settings.perVu(),
                Version.number(),
                settings.threads(),
                settings.jit(),
                settings.warmUp(),
                SecretSources.of(
                    settings.secretSources(),
                    surroundings.env(),
                    surroundings.directory(),
                    clock,
                    log.redaction()),
                surroundings.directory(),
                surroundings.out(),
                clock,
                log);
        return run(request, settings.forRun(outputs, config.linger()), log).number();
      }
    } catch (RuntimeException e) {
      if (!Faults.isForUser(e)) {
        throw e;
      }
      report(e, log);
      return Faults.codeOf(e).number();
    }
  }

  /// Does with the request what the command is for.
  ExitCode run(RunRequest request, Session settings, ConsoleLog log) throws InterruptedException {
    Reports reports = Reports.of(settings.outputs(), surroundings.directory());
    try (TestRun test = TestRun.prepare(request)) {
      var screen = new Screen(surroundings, settings, log);
      screen.showPlan(script, test, reports.descriptions());
      Verdicts.logIdle(test.plan(), log);
      var signals = new AtomicInteger();
      var ended = new CountDownLatch(1);
      Runnable onSignal =
          () -> {
            if (test.phase().isBeforeTest()) {
              log.warn("stopped before the test began");
              surroundings.halt().accept(ExitCode.INTERRUPTED.number());
            } else if (signals.incrementAndGet() == 1) {
              log.warn("stopping: iterations are interrupted; once more ends the process at once");
              test.stop();
              ended.countDown();
            } else {
              surroundings.halt().accept(ExitCode.INTERRUPTED.number());
            }
          };
      var control = new Control(settings, log);
      RunResult result;
      try (var _ = surroundings.signals().listen(onSignal);
          var _ = control.open(test.live(ended::countDown))) {
        try (var _ = screen.follow(test, request.clock())) {
          result = test.run();
        }
        TestResult whole =
            Results.of(script, test, result, codeOf(result, control), log.redaction());
        new SummaryWriter(surroundings, settings, request.clock(), log).write(test, whole);
        if (settings.summaryMode() != Session.SummaryMode.DISABLED) {
          new GithubActions(surroundings, log, log.redaction()).write(whole);
        }
        reports.write(whole, surroundings, log, log.redaction());
        Verdicts.log(test.plan(), result, log);
        if (settings.linger() && signals.get() == 0) {
          log.info("the test is over; lingering until Ctrl-C");
          ended.await();
        }
      }
      return codeOf(result, control);
    }
  }

  private static ExitCode codeOf(RunResult result, Control control) {
    ExitCode code = Faults.codeOf(result.outcome());
    return code == ExitCode.OK && control.failed() ? ExitCode.NO_CONTROL : code;
  }

  private LogFormat format(Environment environment) {
    boolean colours =
        surroundings.errIsTerminal()
            && !surroundings.forbidsColour()
            && !session.noColour(environment);
    return switch (session.logFormat(environment)) {
      case "json" -> LogFormat.json();
      case "raw" -> LogFormat.raw();
      default -> surroundings.errIsTerminal() ? LogFormat.terminal(colours) : LogFormat.text();
    };
  }

  private void report(RuntimeException fault, ConsoleLog log) {
    log.error(String.valueOf(fault.getMessage()));
    if (session.verbose) {
      for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
        List.of(cause.getStackTrace()).forEach(frame -> log.debug("\tat " + frame));
      }
    }
  }

  /// `runner plan`: says what `runner run` with the same flags would start when, and runs nothing.
  @Command(
      name = "plan",
      description = "Shows what a load test would start when, without running it.",
      sortOptions = false,
      customSynopsis = "runner plan [FLAGS] SCRIPT",
      footer = {"", "Takes the flags of 'runner run'; exit codes are the same."})
  public static final class Plan extends RunCommand {
    private static final int COLUMNS = 80;

    @Option(names = "--json", description = "print JSON, with every step")
    private boolean json;

    public Plan(Surroundings surroundings) {
      super(surroundings);
    }

    @Override
    ExitCode run(RunRequest request, Session settings, ConsoleLog log) {
      try (TestRun test = TestRun.prepare(request.withoutOutputs())) {
        Verdicts.logIdle(test.plan(), log);
        var seed = new Seed(test.seed());
        if (json) {
          surroundings.out().println(Json.write(PlanJson.of(test.plan(), seed), 2));
        } else {
          int columns = surroundings.outIsTerminal() ? surroundings.terminal().columns() : COLUMNS;
          PlanText.render(test.plan(), seed, columns, readsUnicode())
              .forEach(surroundings.out()::println);
        }
        return ExitCode.OK;
      }
    }

    /// Whether the user's locale does not rule out more than ASCII.
    private boolean readsUnicode() {
      String locale =
          Stream.of("LC_ALL", "LC_CTYPE", "LANG")
              .map(variable -> surroundings.env().getOrDefault(variable, ""))
              .filter(value -> !value.isEmpty())
              .findFirst()
              .orElse("UTF-8")
              .toUpperCase(Locale.ROOT);
      return locale.contains("UTF-8") || locale.contains("UTF8");
    }
  }
}

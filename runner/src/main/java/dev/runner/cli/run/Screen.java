package dev.runner.cli.run;

import dev.runner.clock.Clock;
import dev.runner.clock.Ticker;
import dev.runner.engine.ScenarioProgress;
import dev.runner.executor.Executor;
import dev.runner.executor.ExecutorConfig;
import dev.runner.launch.Pulse;
import dev.runner.launch.RunPhase;
import dev.runner.launch.TestRun;
import dev.runner.process.Surroundings;
import dev.runner.process.TerminalSize;
import dev.runner.progress.JsonProgress;
import dev.runner.progress.LiveNumbers;
import dev.runner.progress.PlainProgress;
import dev.runner.progress.ProgressDisplay;
import dev.runner.progress.ProgressFrame;
import dev.runner.progress.ScenarioLine;
import dev.runner.progress.TerminalProgress;
import dev.runner.report.Folding;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What the user sees of a run before its summary: the plan, then how far it is.
final class Screen {
  private static final long TERMINAL_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long PLAIN_PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

  /// Where a live view is wanted that is on no terminal.
  private static final int COLUMNS = 80;

  private static final int ROWS = 24;

  private final Surroundings surroundings;
  private final Session settings;
  private final ConsoleLog log;

  Screen(Surroundings surroundings, Session settings, ConsoleLog log) {
    this.surroundings = surroundings;
    this.settings = settings;
    this.log = log;
  }

  /// @param reports written when the test is over, in words
  void showPlan(String script, TestRun test, List<String> reports) {
    if (settings.quiet()) {
      return;
    }
    List<String> outputs = Stream.concat(test.outputs().stream(), reports.stream()).toList();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("     execution: local");
    lines.add("        script: " + script);
    lines.add("        output: " + (outputs.isEmpty() ? "-" : String.join(", ", outputs)));
    lines.add("");
    lines.add("     scenarios: " + test.plan().headline());
    test.plan().bullets().forEach(bullet -> lines.add("              " + bullet));
    lines.add("");
    PrintStream out = surroundings.out();
    for (String line : lines) {
      out.println(
          surroundings.outIsTerminal()
              ? Folding.fold(line, surroundings.terminal().columns())
              : line);
    }
    out.flush();
  }

  /// Shows how far the run is until the result is closed.
  Following follow(TestRun test, Clock clock) {
    Session.Progress kind = kind();
    if (kind == Session.Progress.NONE) {
      return () -> {};
    }
    boolean live = kind == Session.Progress.TTY;
    Optional<Pulse> pulse =
        kind == Session.Progress.PLAIN ? Optional.empty() : Optional.of(test.watchRequests());
    ProgressDisplay display = display(kind);
    if (live && surroundings.outIsTerminal() && surroundings.errIsTerminal()) {
      log.redirect(display::printAbove);
    }
    var ticker =
        new Ticker(
            "runner-progress",
            clock,
            clock.nanoTime(),
            live ? TERMINAL_PERIOD_NANOS : PLAIN_PERIOD_NANOS,
            () -> display.draw(frame(test, numbers(pulse, clock))));
    return () -> {
      ticker.close();
      log.restore();
      display.finish(frame(test, numbers(pulse, clock)));
    };
  }

  private Session.Progress kind() {
    if (settings.quiet()) {
      return Session.Progress.NONE;
    }
    if (settings.progress() != Session.Progress.AUTO) {
      return settings.progress();
    }
    return surroundings.outIsTerminal() ? Session.Progress.TTY : Session.Progress.PLAIN;
  }

  private ProgressDisplay display(Session.Progress kind) {
    TerminalSize terminal = surroundings.terminal();
    return switch (kind) {
      case TTY ->
          new TerminalProgress(
              surroundings.out(),
              surroundings.outIsTerminal() ? terminal::columns : () -> COLUMNS,
              surroundings.outIsTerminal() ? terminal::rows : () -> ROWS,
              !settings.noColour() && !surroundings.forbidsColour());
      case JSON -> new JsonProgress(surroundings.err());
      case PLAIN, AUTO, NONE -> new PlainProgress(surroundings.out());
    };
  }

  private static Optional<LiveNumbers> numbers(Optional<Pulse> pulse, Clock clock) {
    return pulse
        .flatMap(counted -> counted.at(clock.nanoTime()))
        .map(
            now ->
                new LiveNumbers(
                    now.perSecond(),
                    now.peak(),
                    now.failedShare(),
                    now.p50(),
                    now.p95(),
                    now.p99()));
  }

  private static ProgressFrame frame(TestRun test, Optional<LiveNumbers> numbers) {
    RunPhase phase = test.phase();
    String stage =
        switch (phase) {
          case INIT -> "init";
          case WARM_UP -> "warming up";
          case PAUSED -> "paused; 'runner resume' starts the test";
          case SETUP -> "setup()";
          case TEARDOWN -> "teardown()";
          case RUNNING, ENDED -> "";
        };
    return new ProgressFrame(
        stage,
        test.elapsedNanos(),
        test.plan().maxDuration().compareTo(ExecutorConfig.ENDLESS) < 0
            ? test.plan().maxDuration().toNanos()
            : 0,
        test.state().activeVus(),
        phase.isBeforeTest() ? test.plan().maxVus() : test.initialisedVus(),
        test.state().completed(),
        test.state().interrupted(),
        test.state().progress().stream().map(Screen::line).toList(),
        numbers);
  }

  private static ScenarioLine line(ScenarioProgress scenario) {
    Executor.Progress progress = scenario.progress();
    String note = scenario.controls().note();
    return new ScenarioLine(
        scenario.name(),
        switch (progress.phase()) {
          case WAITING -> ScenarioLine.State.WAITING;
          case RUNNING -> ScenarioLine.State.RUNNING;
          case GRACEFUL_STOP -> ScenarioLine.State.GRACEFUL_STOP;
          case DONE -> ScenarioLine.State.DONE;
          case INCOMPLETE -> ScenarioLine.State.INCOMPLETE;
        },
        progress.fraction(),
        progress.vus(),
        progress.elapsedNanos(),
        progress.durationNanos() >= ExecutorConfig.ENDLESS.toNanos()
            ? ScenarioLine.ENDLESS
            : progress.durationNanos(),
        scenario.waitsFor().isEmpty()
            ? (progress.iterations() + (note.isEmpty() ? "" : "  " + note)).strip()
            : "for the end of " + scenario.waitsFor(),
        scenario.startsInNanos());
  }

  /// A live view that goes on until it is closed.
  interface Following extends AutoCloseable {
    @Override
    void close();
  }
}

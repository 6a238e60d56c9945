package dev.runner.engine;

import dev.runner.executor.Executor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Changes scenarios of a run from outside and keeps account of it. Safe for use by many threads.
public final class Steering {
  private final List<ScenarioRunner> scenarios;
  private final RunState state;
  private final List<LiveChange> changes = new ArrayList<>();

  Steering(List<ScenarioRunner> scenarios, RunState state) {
    this.scenarios = List.copyOf(scenarios);
    this.state = state;
  }

  /// Changes one scenario from now on.
  ///
  /// @throws Executor.Refused if that cannot be done; the message is a whole one for the user
  public void change(String scenario, Executor.Change change) throws InterruptedException {
    ScenarioRunner runner =
        scenarios.stream()
            .filter(one -> one.plan().name().equals(scenario))
            .findFirst()
            .orElseThrow(() -> new Executor.Refused("there is no scenario '" + scenario + "'"));
    runner.change(change);
    for (String what : words(change)) {
      note(scenario, what);
    }
  }

  /// Pauses or resumes all scenarios that are not over.
  ///
  /// @throws Executor.Refused if one of them cannot; none is paused then
  public void pause(boolean paused) throws InterruptedException {
    List<ScenarioProgress> going =
        state.progress().stream().filter(one -> !isOver(one.progress().phase())).toList();
    for (ScenarioProgress one : going) {
      if (!one.controls().supported().contains(Executor.Control.PAUSE)) {
        throw new Executor.Refused(
            "scenario '%s' (%s) doesn't support pause; only externally-controlled scenarios do"
                .formatted(one.name(), one.executor()));
      }
    }
    for (ScenarioProgress one : going) {
      if (one.controls().paused() != paused) {
        change(one.name(), new Executor.Change.Pause(paused));
      }
    }
  }

  private static boolean isOver(Executor.Phase phase) {
    return switch (phase) {
      case WAITING, RUNNING -> false;
      case GRACEFUL_STOP, DONE, INCOMPLETE -> true;
    };
  }

  /// What was changed so far, in order.
  public List<LiveChange> changes() {
    synchronized (changes) {
      return List.copyOf(changes);
    }
  }

  private void note(String scenario, String what) {
    synchronized (changes) {
      changes.add(new LiveChange(scenario, what, state.elapsedNanos()));
    }
  }

  private static List<String> words(Executor.Change change) {
    return switch (change) {
      case Executor.Change.Vus(var vus, var maxVus) -> {
        List<String> words = new ArrayList<>();
        maxVus.ifPresent(max -> words.add("max VUs set to " + max));
        vus.ifPresent(number -> words.add("VUs set to " + number));
        yield words;
      }
      case Executor.Change.Rate(double rate) ->
          List.of(
              rate == Math.rint(rate)
                  ? String.format(Locale.ROOT, "rate set to %.0f per timeUnit", rate)
                  : "rate set to " + rate + " per timeUnit");
      case Executor.Change.Pause(boolean paused) -> List.of(paused ? "paused" : "resumed");
      case Executor.Change.AsPlanned() -> List.of("back to its plan");
    };
  }
}

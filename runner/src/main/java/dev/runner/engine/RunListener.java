package dev.runner.engine;

import dev.runner.executor.Executor;
import dev.runner.plan.ScenarioPlan;

/// Hears what happens in a run, on the threads of the scenarios, several at a time.
public interface RunListener {
  /// A scenario's start time has come.
  default void started(ScenarioPlan scenario) {}

  /// So many iterations of a scenario were planned and will never start.
  default void dropped(ScenarioPlan scenario, long iterations) {}

  /// Something that the user should know of a scenario, in a sentence that does not name it.
  default void warned(ScenarioPlan scenario, String message) {}

  /// A scenario that had started is over.
  default void ended(ScenarioPlan scenario, Executor.Result result) {}
}

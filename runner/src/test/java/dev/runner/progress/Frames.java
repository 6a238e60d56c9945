package dev.runner.progress;

import dev.runner.progress.ScenarioLine.State;
import java.util.List;
import java.util.Optional;

/// Frames for tests.
final class Frames {
  static final long MILLI = 1_000_000L;
  static final long SECOND = 1_000 * MILLI;
  static final long MINUTE = 60 * SECOND;

  private Frames() {}

  static ScenarioLine one() {
    return new ScenarioLine("one", State.RUNNING, 0.345, "2 VUs", SECOND, 3 * SECOND, "", 0);
  }

  static ScenarioLine twoLonger() {
    return new ScenarioLine(
        "two_longer", State.RUNNING, 0, "1 VUs", 0, 10 * MINUTE, "0/3 iters, 3 per VU", 0);
  }

  static ProgressFrame running(ScenarioLine... scenarios) {
    return new ProgressFrame(
        "", SECOND, 10 * MINUTE, 3, 5, 4, 0, List.of(scenarios), Optional.empty());
  }
}

package dev.runner.js.execution;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The run as one virtual user sees it; a port of [dev.runner.js.module.VuScope#port]. Used by its
/// thread only.
public interface Execution {
  /// What a script can attach to all samples of its virtual user.
  enum Notes {
    /// Tags: outputs, thresholds and the summary tell samples apart by them.
    TAGS,
    /// Metadata: outputs only carry it along, so that it may differ from sample to sample.
    METADATA
  }

  /// Ends the test at once. The virtual user that asks is stopped in the middle like all others,
  /// soon after this returns. Must not be called during init.
  void abort(String message);

  /// Ends the test at once as if all were done, because there is no more data for it.
  void finish(String why);

  /// The running scenario; empty outside of one.
  String scenario();

  /// The running scenario's executor; empty outside of one.
  String executor();

  /// The number of the virtual user among those of all instances of the test, from 1; 0 in setup,
  /// teardown and the summary.
  int vuIdInTest();

  /// How many iterations the virtual user has begun before this one.
  long iterationInInstance();

  /// How many of those belong to the running scenario.
  long iterationInScenario();

  /// The number of this iteration among all of its scenario, from 0.
  long scenarioIteration();

  /// The same among those of all instances of the test.
  long scenarioIterationInTest();

  /// A note by its name; null if there is none.
  @Nullable String note(Notes kind, String name);

  /// The names of all notes of a kind, sorted.
  Set<String> noteNames(Notes kind);

  /// Sets or replaces a note, for the rest of the virtual user's work for the scenario.
  void note(Notes kind, String name, String value);

  /// Removes a note, if there is one.
  void removeNote(Notes kind, String name);
}

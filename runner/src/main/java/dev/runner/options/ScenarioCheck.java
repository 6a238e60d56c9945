package dev.runner.options;

import java.util.List;

/// Tells what is wrong with the settings of a scenario as its executor sees them, so that all
/// problems of all scenarios can be reported together.
@FunctionalInterface
public interface ScenarioCheck {
  /// Each problem in a few words, such as `vus must be more than 0`; empty if there is none.
  List<String> problems(ScenarioOptions scenario);
}

package dev.runner.executor;

/// Lends virtual users to one scenario. Safe for use by many threads.
public interface VuSource {
  /// An idle virtual user, set up for the scenario: function, environment, tags.
  ///
  /// @throws IllegalStateException if all planned ones are lent out, which a right plan prevents
  VuHandle acquire();

  /// Gives an idle virtual user back, for other scenarios to use.
  void release(VuHandle vu);
}

package dev.runner.pace;

/// A moment from which on there are so many virtual users, until the next step.
///
/// @param atNanos since the start of the scenario or the run
public record VuStep(long atNanos, int vus) {
  public VuStep {
    if (atNanos < 0 || vus < 0) {
      throw new IllegalArgumentException(vus + " virtual users at " + atNanos + " ns");
    }
  }
}

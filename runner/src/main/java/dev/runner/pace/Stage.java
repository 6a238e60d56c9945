package dev.runner.pace;

/// A straight piece of a load curve, from wherever the piece before it ended.
///
/// @param durationNanos zero for a jump
/// @param target the value at its end
public record Stage(long durationNanos, long target) {
  public Stage {
    if (durationNanos < 0 || target < 0) {
      throw new IllegalArgumentException("a stage lasts " + durationNanos + " ns to " + target);
    }
  }
}

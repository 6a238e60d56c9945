package dev.runner.threshold;

/// The user's thresholds make no sense. The message is one line for the user: it names the metric
/// and the expression and says what is allowed.
public final class ThresholdFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ThresholdFault(String message) {
    super(message);
  }
}

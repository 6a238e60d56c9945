package dev.runner.control;

/// The control interface cannot be started, reached or used. The message is for the user.
public final class ControlFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What went wrong, in kind.
  public enum Reason {
    /// It was used wrongly.
    USAGE,
    /// It cannot listen, or cannot be reached.
    UNREACHABLE,
    /// It was reached, and said no.
    REFUSED
  }

  private final Reason reason;

  public ControlFault(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}

package dev.runner.output;

/// An output that cannot be used as the user asked. The message is one line for the user: it names
/// the output and says how to mend it.
public final class OutputFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OutputFault(String message) {
    super(message);
  }

  public OutputFault(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.runner.demo;

/// The demo server cannot start. The message is one line for the user: why, and how to mend it.
public final class DemoFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoFault(String message, Throwable cause) {
    super(message, cause);
  }

  DemoFault(String message) {
    super(message);
  }
}

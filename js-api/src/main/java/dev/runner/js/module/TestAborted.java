package dev.runner.js.module;

/// Unwinds a script that asked for the end of the test: not an error of the script.
public final class TestAborted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TestAborted(String message) {
    super(message);
  }
}

package dev.runner.js.module;

/// An error that the script sees as a thrown `Error` with this message. Thrown by Java halves of
/// modules for wrong arguments and forbidden calls; a script may catch it.
public final class ScriptFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ScriptFault(String message) {
    super(message);
  }

  public ScriptFault(String message, Throwable cause) {
    super(message, cause);
  }
}

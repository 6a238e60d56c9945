package dev.runner.js.module;

/// Unwinds a script whose virtual user was told to stop while it waited in a module: not an error
/// of the script. Whoever throws it has set the thread's interrupt flag again.
public final class VuInterrupted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public VuInterrupted(InterruptedException cause) {
    super("interrupted", cause);
  }
}

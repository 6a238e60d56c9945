package dev.runner.options;

/// What the user asked for makes no sense. The message is one or more lines for the user: it names
/// the option and its source and says how to mend it.
public final class OptionsFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OptionsFault(String message) {
    super(message);
  }
}

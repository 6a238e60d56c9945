package dev.runner.options;

/// What the user asked for makes no sense. The message is one or more lines for the user: it names
/// the option and its source and says how to mend it.
public final class OptionsFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Where the mistake lies, as far as scripts that start the program care.
  public enum Reason {
    /// The command line is wrong, or a value that counts as such wherever it stands.
    USAGE,
    /// The script, a file or the environment asks for something that cannot be.
    INVALID_CONFIG
  }

  private final Reason reason;

  /// A fault of the configuration.
  public OptionsFault(String message) {
    this(Reason.INVALID_CONFIG, message);
  }

  public OptionsFault(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}

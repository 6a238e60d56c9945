package dev.runner.recording;

/// A recording that cannot be used. The message is one line for the user: it names the file and
/// says what is wrong with it.
public final class RecordingFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RecordingFault(String message) {
    super(message);
  }

  RecordingFault(String message, Throwable cause) {
    super(message, cause);
  }
}

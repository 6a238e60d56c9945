package dev.runner.script;

import org.jspecify.annotations.Nullable;

/// A script that could not be loaded, or whose code failed or was stopped. The message is fit for
/// users and for code that threw includes the stack of the script.
public final class ScriptError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What went wrong.
  public enum Kind {
    /// A file is missing or unreadable, or an import cannot be resolved.
    LOAD,
    /// A file is not JavaScript.
    SYNTAX,
    /// Code threw an exception.
    EXCEPTION,
    /// A promise that the function returned was rejected.
    REJECTION,
    /// A function that is to be called is not exported.
    MISSING,
    /// A function returned something that cannot be used.
    RESULT,
    /// The code was stopped from outside.
    INTERRUPTED,
    /// The code asked for the end of the test.
    ABORTED
  }

  private final Kind kind;
  private final String headline;
  private final String place;

  ScriptError(Kind kind, String message) {
    this(kind, message, null);
  }

  ScriptError(Kind kind, String message, @Nullable Throwable cause) {
    this(kind, message, message, "", cause);
  }

  /// @param headline what was thrown, without the stack
  /// @param message the headline, more words and the stack
  /// @param place where the script threw; empty if unknown
  ScriptError(Kind kind, String headline, String message, String place, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.headline = headline;
    this.place = place;
  }

  /// What was thrown, without the stack.
  public String headline() {
    return headline;
  }

  /// Where the script threw, such as `file:///script.js:2:12`; empty if unknown.
  public String place() {
    return place;
  }

  public Kind kind() {
    return kind;
  }

  /// The message, which is never null.
  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? kind.toString() : message;
  }
}

package dev.runner.script;

import dev.runner.js.module.ScriptFault;
import dev.runner.js.module.TestAborted;
import dev.runner.js.module.VuInterrupted;
import dev.runner.script.ScriptError.Kind;
import dev.runner.source.RemotePath;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/// Turns the engine's exceptions into errors that speak of the script only.
final class ScriptFailures {
  private static final Pattern NOT_FOUND =
      Pattern.compile("Error: Cannot find module '.*' imported from (.*)", Pattern.DOTALL);
  private static final Pattern NOT_JSON =
      Pattern.compile("TypeError: Invalid module type was asserted");

  private final ScriptFiles files;

  ScriptFailures(ScriptFiles files) {
    this.files = files;
  }

  /// The error that stands for an exception of a running script.
  ScriptError of(PolyglotException e) {
    if (isStop(e)) {
      return interrupted(e);
    }
    if (e.isHostException() && e.asHostException() instanceof TestAborted aborted) {
      return new ScriptError(Kind.ABORTED, String.valueOf(aborted.getMessage()), e);
    }
    String syntax = e.isSyntaxError() ? syntax(e) : null;
    if (syntax != null) {
      return new ScriptError(Kind.SYNTAX, syntax, e);
    }
    return new ScriptError(Kind.EXCEPTION, message(e), text(e), innermost(e), e);
  }

  /// The error that stands for a rejected promise that nobody handles.
  ///
  /// @param reason what it was rejected with
  /// @param text the reason in words
  /// @return null if the script was told to stop
  @Nullable ScriptError ofRejection(Value reason, String text) {
    String headline = text;
    String shown = text;
    String place = "";
    @Nullable PolyglotException cause = null;
    if (reason.isException()) {
      try {
        throw reason.throwException();
      } catch (PolyglotException e) {
        if (isStop(e)) {
          return null;
        }
        headline = message(e);
        shown = text(e);
        place = innermost(e);
        cause = e;
      }
    }
    return new ScriptError(
        Kind.REJECTION, headline, "Uncaught (in promise) " + shown, place, cause);
  }

  /// Where the innermost frame in a file of the script is, or empty.
  private String innermost(PolyglotException e) {
    for (PolyglotException.StackFrame frame : e.getPolyglotStackTrace()) {
      String place = frame.isGuestFrame() ? place(frame.getSourceLocation()) : null;
      if (place != null) {
        return place;
      }
    }
    return "";
  }

  /// The error that stands for an exception while a script was loaded.
  ///
  /// @param refusal why an import was refused, if one was
  /// @param failure what is wrong with the file of that import, if that is no JavaScript
  ScriptError ofLoading(
      PolyglotException e, @Nullable String refusal, @Nullable ScriptError failure) {
    String message = message(e);
    Matcher notFound = NOT_FOUND.matcher(message);
    if (failure != null && notFound.matches()) {
      return failure;
    }
    if (refusal != null && notFound.matches()) {
      return new ScriptError(
          Kind.LOAD, "cannot import " + refusal + importer(notFound.group(1)), e);
    }
    if (NOT_JSON.matcher(message).matches()) {
      return new ScriptError(
          Kind.EXCEPTION,
          text(e)
              + "\nwrite the import of a JSON file as: import data from './data.json' with { type:"
              + " 'json' }",
          e);
    }
    return of(e);
  }

  private static String importer(String path) {
    return path.startsWith("/") || path.contains("\\")
        ? " (imported by " + RemotePath.display(Path.of(path)) + ")"
        : "";
  }

  static ScriptError interrupted(Exception cause) {
    return new ScriptError(Kind.INTERRUPTED, "the script was interrupted", cause);
  }

  static boolean isStop(PolyglotException e) {
    return e.isInterrupted()
        || e.isCancelled()
        || (e.isHostException() && e.asHostException() instanceof VuInterrupted);
  }

  /// The message and the stack, one frame a line; frames of built-in code are left out.
  String text(PolyglotException e) {
    var text = new StringBuilder(message(e));
    for (PolyglotException.StackFrame frame : e.getPolyglotStackTrace()) {
      if (frame.isGuestFrame()) {
        String place = place(frame.getSourceLocation());
        if (place != null) {
          String function = frame.getRootName();
          boolean named = function != null && !function.isEmpty() && !function.startsWith(":");
          text.append("\n\tat ");
          text.append(named ? function + " (" + place + ")" : place);
        }
      }
    }
    return text.toString();
  }

  /// Where the innermost frame in a file of the script is, or null.
  @Nullable Path file(PolyglotException e) {
    for (PolyglotException.StackFrame frame : e.getPolyglotStackTrace()) {
      if (frame.isGuestFrame()) {
        Path path = path(frame.getSourceLocation());
        if (path != null) {
          return path;
        }
      }
    }
    return null;
  }

  private static String message(PolyglotException e) {
    if (e.isHostException()) {
      Throwable cause = e.asHostException();
      return cause instanceof ScriptFault
          ? "GoError: " + cause.getMessage()
          : "InternalError: " + cause;
    }
    String message = e.getMessage();
    return message == null ? "" : message.strip();
  }

  /// `SyntaxError: file:///script.js:3:11: what is wrong`, and the line with a mark below it; null
  /// for a `SyntaxError` that running code threw, such as one of `JSON.parse`.
  private @Nullable String syntax(PolyglotException e) {
    SourceSection section = e.getSourceLocation();
    String place = place(section);
    if (section == null || place == null) {
      return null;
    }
    Matcher parsed =
        Pattern.compile(
                "SyntaxError: " + Pattern.quote(section.getSource().getName()) + ":\\d+:\\d+ (.*)",
                Pattern.DOTALL)
            .matcher(message(e));
    if (!parsed.matches()) {
      return null;
    }
    boolean binary = section.getSource().getCharacters().chars().anyMatch(ScriptFailures::isBinary);
    return "SyntaxError: "
        + place
        + ": "
        + (binary ? "this is not JavaScript but binary data" : parsed.group(1));
  }

  /// Whether no text has that character.
  private static boolean isBinary(int c) {
    return c == 0xfffd || (c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f');
  }

  private @Nullable String place(@Nullable SourceSection section) {
    Path path = path(section);
    if (section == null || path == null) {
      return null;
    }
    int column = section.getStartColumn();
    if (section.getStartLine() == 1) {
      column = Math.max(1, column - ScriptFiles.prologue(section.getSource()));
    }
    return RemotePath.display(path) + ":" + section.getStartLine() + ":" + column;
  }

  private @Nullable Path path(@Nullable SourceSection section) {
    if (section == null) {
      return null;
    }
    Source source = section.getSource();
    if (source.isInternal() || source.getPath() == null) {
      return null;
    }
    Path path = Path.of(source.getPath());
    return files.isBuiltin(path) ? null : path;
  }
}

package dev.runner.process;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntConsumer;

/// The world around one call of the program. Tests make their own.
///
/// @param directory what relative paths are relative to
/// @param home the user's home directory
/// @param outIsTerminal whether standard output is a terminal
/// @param errIsTerminal whether standard error is a terminal
/// @param terminal counts where a stream is one
/// @param signals where SIGINT and SIGTERM come from
/// @param halt ends the process at once with that exit code
public record Surroundings(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> env,
    Path directory,
    Path home,
    boolean outIsTerminal,
    boolean errIsTerminal,
    TerminalSize terminal,
    Signals signals,
    IntConsumer halt) {
  public Surroundings {
    env = Map.copyOf(env);
  }

  /// Whether colours are not wanted, whatever the terminal can do.
  public boolean forbidsColour() {
    return !env.getOrDefault("NO_COLOR", "").isEmpty();
  }
}

package dev.runner.cli;

import dev.runner.clock.SystemClock;
import dev.runner.launch.HeadStart;
import dev.runner.process.ProcessSignals;
import dev.runner.process.ProcessTerminal;
import dev.runner.process.Surroundings;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Where the process begins and ends.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    if (arguments.length > 1 && arguments[0].equals("run")) {
      HeadStart.begin();
    }
    // Says which of the standard streams are terminals, such as "12"; the launcher knows.
    String terminals = System.getProperty("runner.terminals", "");
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    int code =
        run(
            new Surroundings(
                System.in,
                out,
                err,
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("user.home", ".")),
                terminals.contains("1"),
                terminals.contains("2"),
                new ProcessTerminal(new SystemClock()),
                new ProcessSignals(),
                Runtime.getRuntime()::halt),
            arguments);
    out.flush();
    err.flush();
    System.exit(code);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), 8192),
        true,
        StandardCharsets.UTF_8);
  }

  /// The whole program as a function.
  ///
  /// @return the exit code
  public static int run(Surroundings surroundings, String... arguments) {
    return RootCommand.run(surroundings, arguments);
  }
}

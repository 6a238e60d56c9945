package dev.runner.process;

import dev.runner.clock.Clock;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// The terminal of this process, its size asked anew every two seconds at most.
public final class ProcessTerminal implements TerminalSize {
  private static final int[] UNKNOWN = {24, 80};
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Clock clock;
  private int[] rowsAndColumns = {};
  private long askedNanos;

  public ProcessTerminal(Clock clock) {
    this.clock = clock;
  }

  @Override
  public int rows() {
    return size()[0];
  }

  @Override
  public int columns() {
    return size()[1];
  }

  private synchronized int[] size() {
    long now = clock.nanoTime();
    if (rowsAndColumns.length == 0 || now - askedNanos > KEPT_NANOS) {
      rowsAndColumns = ask();
      askedNanos = now;
    }
    return rowsAndColumns;
  }

  /// `stty size` answers rows and columns of the terminal on its standard input.
  private static int[] ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      String[] words = answer.strip().split(" ");
      if (words.length == 2) {
        int[] size = {Integer.parseInt(words[0]), Integer.parseInt(words[1])};
        return size[0] > 0 && size[1] > 0 ? size : UNKNOWN;
      }
      return UNKNOWN;
    } catch (IOException | NumberFormatException e) {
      return UNKNOWN;
    }
  }
}

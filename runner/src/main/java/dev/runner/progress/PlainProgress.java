package dev.runner.progress;

import java.io.PrintStream;

/// Prints each frame below the one before, for files and pipes.
public final class PlainProgress implements ProgressDisplay {
  private final PrintStream out;

  public PlainProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void draw(ProgressFrame frame) {
    var text = new StringBuilder("\n");
    for (String line : ProgressText.render(frame, Integer.MAX_VALUE, false, false)) {
      text.append(line).append('\n');
    }
    out.print(text);
    out.flush();
  }

  @Override
  public synchronized void printAbove(String line) {
    out.print(line + "\n");
    out.flush();
  }

  @Override
  public void finish(ProgressFrame frame) {
    draw(frame);
  }
}

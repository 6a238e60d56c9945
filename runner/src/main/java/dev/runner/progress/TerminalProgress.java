package dev.runner.progress;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/// Keeps one block of lines up to date at the bottom of a terminal; other lines scroll by above it.
public final class TerminalProgress implements ProgressDisplay {
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintStream out;
  private final IntSupplier width;
  private final IntSupplier height;
  private final boolean colour;

  /// What is on the screen above the cursor.
  private List<String> shown = List.of();

  /// @param width of the terminal in columns, asked for each frame
  /// @param height of the terminal in lines, asked for each frame; scenarios that do not fit are
  ///   left out
  public TerminalProgress(PrintStream out, IntSupplier width, IntSupplier height, boolean colour) {
    this.out = out;
    this.width = width;
    this.height = height;
    this.colour = colour;
  }

  @Override
  public synchronized void draw(ProgressFrame frame) {
    List<String> lines = block(frame);
    int room = Math.max(2, height.getAsInt() - 1);
    show(lines.size() <= room ? lines : lines.subList(0, room));
  }

  @Override
  public synchronized void printAbove(String line) {
    var text = new StringBuilder();
    up(text);
    text.append(CLEAR_BELOW).append(line).append('\n');
    shown.forEach(shownLine -> text.append(shownLine).append('\n'));
    print(text);
  }

  @Override
  public synchronized void finish(ProgressFrame frame) {
    show(block(frame));
    shown = List.of();
  }

  private List<String> block(ProgressFrame frame) {
    // One column stays free, since some terminals wrap as soon as the last one is written.
    int columns = Math.max(1, width.getAsInt() - 1);
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(ProgressText.render(frame, columns, true, colour));
    return lines;
  }

  private void show(List<String> lines) {
    var text = new StringBuilder();
    up(text);
    lines.forEach(line -> text.append(line).append(CLEAR_LINE).append('\n'));
    text.append(CLEAR_BELOW);
    print(text);
    shown = List.copyOf(lines);
  }

  /// Moves to the first line of the block. Lines wrap if the terminal has become narrower.
  private void up(StringBuilder text) {
    int columns = Math.max(1, width.getAsInt());
    int rows = 0;
    for (String line : shown) {
      rows += Math.max(1, Math.ceilDiv(ProgressText.columns(line), columns));
    }
    text.append('\r');
    if (rows > 0) {
      text.append("\u001b[").append(rows).append('A');
    }
  }

  private void print(StringBuilder text) {
    out.print(text);
    out.flush();
  }
}

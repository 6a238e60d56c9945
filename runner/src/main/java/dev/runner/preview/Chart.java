package dev.runner.preview;

import dev.runner.options.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A small bar chart of a value over time, as lines of text.
///
/// @param columns how many characters wide it may be, its labels included
/// @param unicode whether bars may end within a line; else they are made of `#`
record Chart(int columns, boolean unicode) {
  private static final int ROWS = 4;
  private static final int EIGHTHS = 8;
  private static final String BLOCKS = " ▁▂▃▄▅▆▇█";
  private static final int FEWEST = 10;

  /// How many values fit beside the label of the largest.
  int cells(double most) {
    return Math.max(FEWEST, columns - label(most).length() - 4);
  }

  /// @param values one for each column, from the beginning to the end
  /// @param most the largest value, for the scale
  List<String> draw(double[] values, double most, Duration from, Duration to) {
    String label = label(most);
    String blank = " ".repeat(label.length());
    List<String> lines = new ArrayList<>();
    for (int row = ROWS - 1; row >= 0; row--) {
      var line = new StringBuilder();
      for (double value : values) {
        line.append(cell(value, most, row));
      }
      lines.add(
          "  %s %s%s"
              .formatted(
                  row == ROWS - 1 ? label : row == 0 ? " ".repeat(label.length() - 1) + "0" : blank,
                  unicode ? "│" : "|",
                  line)
              .stripTrailing());
    }
    String start = Durations.format(from);
    String end = Durations.format(to);
    lines.add(
        "  "
            + blank
            + "  "
            + start
            + " ".repeat(Math.max(1, values.length - start.length() - end.length()))
            + end);
    return lines;
  }

  private char cell(double value, double most, int row) {
    double eighths = most <= 0 ? 0 : value / most * ROWS * EIGHTHS;
    // What is more than nothing is to be seen.
    int height = value > 0 ? Math.max(1, (int) Math.round(eighths)) : 0;
    int filled = Math.clamp(height - (long) row * EIGHTHS, 0, EIGHTHS);
    if (unicode) {
      return BLOCKS.charAt(filled);
    }
    return filled >= EIGHTHS / 2 || (row == 0 && filled > 0) ? '#' : ' ';
  }

  private static String label(double most) {
    return most == Math.rint(most)
        ? String.format(Locale.ROOT, "%.0f", most)
        : String.format(Locale.ROOT, "%.1f", most);
  }
}

package dev.runner.report;

import java.util.ArrayList;
import java.util.List;

/// Lines of cells under headings, each column as wide as its widest cell: the first column to the
/// left, the others to the right.
final class Table {
  private static final String GAP = "   ";

  private final Palette palette;
  private final List<String> headings;
  private final List<List<String>> lines = new ArrayList<>();

  Table(Palette palette, List<String> headings) {
    this.palette = palette;
    this.headings = List.copyOf(headings);
  }

  void add(List<String> cells) {
    if (cells.size() != headings.size()) {
      throw new IllegalArgumentException(cells + " under " + headings);
    }
    lines.add(List.copyOf(cells));
  }

  String render(String indent) {
    var widths = new int[headings.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = headings.get(i).length();
      for (List<String> line : lines) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    var text = new StringBuilder();
    text.append(indent).append(palette.dim(padded(headings, widths))).append('\n');
    for (List<String> line : lines) {
      text.append(indent).append(padded(line, widths)).append('\n');
    }
    return text.toString();
  }

  private static String padded(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String blanks = " ".repeat(widths[i] - cell.length());
      line.append(i == 0 ? cell + blanks : GAP + blanks + cell);
    }
    return line.toString();
  }
}

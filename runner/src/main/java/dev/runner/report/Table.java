package dev.runner.report;

import java.util.ArrayList;
import java.util.List;

/// Lines of cells under headings, each column as wide as its widest cell: the first column to the
/// left, the others to the right. Names that are too long for the screen lose their middle.
final class Table {
  private static final String GAP = "   ";
  private static final int SHORTEST_NAME = 16;

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

  /// @param columns of the screen; a table gets wider only if its numbers need more
  String render(String indent, int columns) {
    shorten(columns - indent.length());
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

  private void shorten(int columns) {
    int numbers = 0;
    for (int i = 1; i < headings.size(); i++) {
      int column = i;
      numbers +=
          GAP.length()
              + Math.max(
                  headings.get(i).length(),
                  lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0));
    }
    int longest = Math.max(SHORTEST_NAME, columns - numbers);
    lines.replaceAll(
        line -> {
          List<String> cells = new ArrayList<>(line);
          cells.set(0, shortened(line.getFirst(), longest));
          return cells;
        });
  }

  private static String shortened(String name, int longest) {
    if (name.length() <= longest) {
      return name;
    }
    int start = (longest - 1) / 2;
    return name.substring(0, start) + "…" + name.substring(name.length() - longest + start + 1);
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

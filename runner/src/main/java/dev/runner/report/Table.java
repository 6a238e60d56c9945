package dev.runner.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Lines of cells under headings, each column as wide as its widest cell: the first column to the
/// left, the others to the right. Names that are too long for the screen lose their middle; on a
/// narrow screen the columns that say least are left out, which a line below tells.
final class Table {
  private static final String GAP = "   ";
  private static final String NARROW_GAP = "  ";

  /// What a name gets before columns are left out, and what it gets when there are none left.
  private static final int NAME = 24;

  private static final int SHORTEST_NAME = 12;

  private final Palette palette;
  private final List<String> headings;
  private final int[] expendable;
  private final List<List<String>> lines = new ArrayList<>();

  /// @param expendable columns that may be left out, by number from 0, those that say least first
  Table(Palette palette, List<String> headings, int... expendable) {
    this.palette = palette;
    this.headings = List.copyOf(headings);
    this.expendable = expendable.clone();
  }

  void add(List<String> cells) {
    if (cells.size() != headings.size()) {
      throw new IllegalArgumentException(cells + " under " + headings);
    }
    lines.add(List.copyOf(cells));
  }

  /// @param columns of the screen; a table gets wider only if its numbers need more
  String render(String indent, int columns) {
    int room = columns - indent.length();
    int[] widths = widths();
    List<Integer> shown = new ArrayList<>(IntStream.range(0, widths.length).boxed().toList());
    List<String> left = new ArrayList<>();
    String gap = GAP;
    int name = Math.min(widths[0], NAME);
    if (width(widths, shown, gap, name) > room) {
      gap = NARROW_GAP;
      for (int column : expendable) {
        if (width(widths, shown, gap, name) > room) {
          shown.removeIf(one -> one == column);
          left.add(headings.get(column));
        }
      }
    }
    widths[0] =
        Math.max(
            Math.min(widths[0], SHORTEST_NAME),
            Math.min(widths[0], room - width(widths, shown, gap, 0)));
    var text = new StringBuilder();
    text.append(indent).append(palette.dim(padded(headings, widths, shown, gap))).append('\n');
    for (List<String> line : lines) {
      text.append(indent).append(padded(line, widths, shown, gap)).append('\n');
    }
    String missing =
        left.reversed().stream()
            .filter(heading -> !heading.isEmpty())
            .distinct()
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      text.append(indent).append(palette.dim("no room: " + missing)).append('\n');
    }
    return text.toString();
  }

  private int[] widths() {
    var widths = new int[headings.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = headings.get(i).length();
      for (List<String> line : lines) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    return widths;
  }

  /// @param name how wide the first column is
  private static int width(int[] widths, List<Integer> shown, String gap, int name) {
    return name + shown.stream().skip(1).mapToInt(i -> gap.length() + widths[i]).sum();
  }

  private static String shortened(String name, int longest) {
    if (name.length() <= longest) {
      return name;
    }
    int start = (longest - 1) / 2;
    return name.substring(0, start) + "…" + name.substring(name.length() - longest + start + 1);
  }

  private static String padded(List<String> cells, int[] widths, List<Integer> shown, String gap) {
    var line = new StringBuilder();
    for (int i : shown) {
      String cell = i == 0 ? shortened(cells.get(0), widths[0]) : cells.get(i);
      String blanks = " ".repeat(widths[i] - cell.length());
      line.append(i == 0 ? cell + blanks : gap + blanks + cell);
    }
    return line.toString();
  }
}

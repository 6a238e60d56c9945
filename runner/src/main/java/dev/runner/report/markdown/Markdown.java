package dev.runner.report.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Pieces of GitHub's Markdown.
final class Markdown {
  private static final int LONGEST = 200;

  private Markdown() {}

  /// A text that is shown as it is, also inside of a table: in one line, cut if it is long.
  static String code(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    String cut = line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    if (cut.isEmpty()) {
      return "";
    }
    String fence = "`";
    while (cut.contains(fence)) {
      fence += "`";
    }
    String inside = cut.startsWith("`") || cut.endsWith("`") ? " " + cut + " " : cut;
    return fence + inside.replace("|", "\\|") + fence;
  }

  /// A table whose first columns are words and whose last ones are numbers.
  ///
  /// @param words how many columns are words
  static String table(List<String> headings, int words, List<List<String>> lines) {
    List<String> rule = new ArrayList<>();
    for (int i = 0; i < headings.size(); i++) {
      rule.add(i < words ? "---" : "---:");
    }
    var text = new StringBuilder(row(headings)).append(row(rule));
    lines.forEach(line -> text.append(row(line)));
    return text.toString();
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}

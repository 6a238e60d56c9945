package dev.runner.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A terminal that understands what progress displays send: line ends, carriage returns, cursor up,
/// clear to the end of the line and of the screen. It does not wrap.
final class Screen {
  private static final Pattern CONTROL =
      Pattern.compile("\u001b\\[([0-9]*)([AJK])|\r|\n|[^\u001b]");

  private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
  private int row;
  private int column;

  void print(String text) {
    Matcher matcher = CONTROL.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new IllegalArgumentException("unknown control sequence in " + text.substring(at));
      }
      apply(matcher);
      at = matcher.end();
    }
  }

  private void apply(Matcher matcher) {
    String token = matcher.group();
    if (token.equals("\n")) {
      row++;
      column = 0;
      if (row == lines.size()) {
        lines.add(new StringBuilder());
      }
    } else if (token.equals("\r")) {
      column = 0;
    } else if (token.endsWith("A") && token.length() > 1) {
      row = Math.max(0, row - Integer.parseInt(matcher.group(1)));
    } else if (token.endsWith("K") && token.length() > 1) {
      clearLine();
    } else if (token.endsWith("J") && token.length() > 1) {
      clearLine();
      lines.subList(row + 1, lines.size()).clear();
    } else {
      StringBuilder line = lines.get(row);
      line.replace(column, Math.min(line.length(), column + 1), token);
      column++;
    }
  }

  private void clearLine() {
    StringBuilder line = lines.get(row);
    line.setLength(Math.min(line.length(), column));
  }

  /// All lines, without the last one if it is empty.
  List<String> lines() {
    return lines.stream().map(StringBuilder::toString).toList().reversed().stream()
        .dropWhile(String::isEmpty)
        .toList()
        .reversed();
  }
}

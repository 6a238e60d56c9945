package dev.runner.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Breaks the lines of a text that are longer than the screen between words; what goes on below is
/// indented a little more. Colours take no room.
public final class Folding {
  private static final Pattern WORD = Pattern.compile(" *[^ ]+");
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final int FEWEST_COLUMNS = 20;

  private Folding() {}

  /// @param columns of the screen
  public static String fold(String text, int columns) {
    var folded = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      foldLine(line, Math.max(FEWEST_COLUMNS, columns), folded);
      folded.append('\n');
    }
    folded.setLength(folded.length() - 1);
    return folded.toString();
  }

  private static void foldLine(String line, int columns, StringBuilder folded) {
    if (length(line) <= columns) {
      folded.append(line);
      return;
    }
    String indent = " ".repeat(line.length() - line.stripLeading().length() + 4);
    int used = 0;
    Matcher words = WORD.matcher(line);
    while (words.find()) {
      String word = words.group();
      if (used > indent.length() && used + length(word) > columns) {
        folded.append('\n').append(indent);
        word = word.stripLeading();
        used = indent.length();
      }
      folded.append(word);
      used += length(word);
    }
  }

  private static int length(String text) {
    return text.indexOf('\u001b') < 0
        ? text.length()
        : COLOUR.matcher(text).replaceAll("").length();
  }
}

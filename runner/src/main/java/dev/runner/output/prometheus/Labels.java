package dev.runner.output.prometheus;

import dev.runner.sample.Tags;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Makes labels of tags.
final class Labels implements UnaryOperator<Tags> {
  /// What several systems that take remote write allow, in characters.
  private static final int LONGEST_VALUE = 2_048;

  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9_]");

  /// Leaves out tags without value, which Prometheus takes for absent; replaces what may not stand
  /// in a name by `_`; cuts values of endless length.
  @Override
  public Tags apply(Tags tags) {
    var labels = new TreeMap<String, String>();
    tags.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            labels.put(name(name), cut(value));
          }
        });
    return Tags.of(labels);
  }

  private static String name(String tag) {
    String name = NOT_IN_NAMES.matcher(tag).replaceAll("_");
    boolean digit = !name.isEmpty() && Character.isDigit(name.charAt(0));
    // Histograms have a label le of their own; names that begin with __ are Prometheus' own.
    boolean taken = name.isEmpty() || name.equals("le") || name.startsWith("__");
    return digit || taken ? "tag_" + name : name;
  }

  private static String cut(String value) {
    if (value.length() <= LONGEST_VALUE) {
      return value;
    }
    int end = LONGEST_VALUE - 1;
    return value.substring(0, Character.isHighSurrogate(value.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }
}

package dev.runner.output.influxdb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A line of line protocol as a strict server reads it.
///
/// @param fields with their text as written: quotes and type letters stay
record Line(String measurement, Map<String, String> tags, Map<String, String> fields, long time) {

  static List<Line> all(String text) {
    List<Line> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (!line.isEmpty()) {
        lines.add(new Reader(line).read());
      }
    }
    return lines;
  }

  /// Reads one line from its start to its end.
  private static final class Reader {
    private final String line;
    private int at;

    Reader(String line) {
      this.line = line;
    }

    Line read() {
      String measurement = word(", ");
      Map<String, String> tags = new LinkedHashMap<>();
      while (take(',')) {
        String key = word("=");
        expect('=');
        String previous = tags.put(key, word(", "));
        require(previous == null && !key.isEmpty() && !tags.get(key).isEmpty(), "tag " + key);
      }
      expect(' ');
      Map<String, String> fields = new LinkedHashMap<>();
      do {
        String key = word("=");
        expect('=');
        require(fields.put(key, fieldValue()) == null && !key.isEmpty(), "field " + key);
      } while (take(','));
      expect(' ');
      return new Line(measurement, tags, fields, Long.parseLong(line.substring(at)));
    }

    /// Up to one of the characters that end it, with escapes resolved.
    private String word(String ends) {
      var text = new StringBuilder();
      while (at < line.length() && ends.indexOf(line.charAt(at)) < 0) {
        char c = line.charAt(at++);
        if (c == '\\' && at < line.length() && ",= ".indexOf(line.charAt(at)) >= 0) {
          c = line.charAt(at++);
        } else {
          require(",= ".indexOf(c) < 0, "bare '" + c + "'");
        }
        text.append(c);
      }
      return text.toString();
    }

    private String fieldValue() {
      int from = at;
      if (line.charAt(at) == '"') {
        at++;
        while (line.charAt(at) != '"') {
          at += line.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
        return line.substring(from, at);
      }
      while (at < line.length() && ", ".indexOf(line.charAt(at)) < 0) {
        at++;
      }
      String value = line.substring(from, at);
      require(value.matches("-?[0-9.]+(e[+-]?[0-9]+)?i?|true|false"), "value " + value);
      return value;
    }

    private boolean take(char c) {
      boolean is = at < line.length() && line.charAt(at) == c;
      at += is ? 1 : 0;
      return is;
    }

    private void expect(char c) {
      require(take(c), "no '" + c + "'");
    }

    private void require(boolean holds, String problem) {
      if (!holds) {
        throw new AssertionError(problem + " at " + at + " in: " + line);
      }
    }
  }
}

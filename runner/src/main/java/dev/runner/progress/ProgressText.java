package dev.runner.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Lays out a frame as lines of text.
public final class ProgressText {
  private static final int BAR_CELLS = 38;

  /// With fewer, a bar takes no less room than a percentage, which says more.
  private static final int FEWEST_CELLS = 6;

  private static final int SHORTEST_NAME = 6;

  /// Blanks, mark and percentage.
  private static final int PERCENTAGE_COLUMNS = 12;

  private static final String DIM = "\u001b[2m";
  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String RESET = "\u001b[0m";
  private static final Pattern STYLES = Pattern.compile("\u001b\\[[0-9;]*m");

  private ProgressText() {}

  /// One scenario's line in the making.
  ///
  /// @param right what comes after the bar
  /// @param details what follows if there is room
  private record Row(
      String name, ScenarioLine.State state, double fraction, String right, String details) {
    Row named(int longest) {
      return name.length() <= longest
          ? this
          : new Row(name.substring(0, longest - 1) + "…", state, fraction, right, details);
    }

    Row withoutDetails() {
      return new Row(name, state, fraction, right, "");
    }

    int rightWidth() {
      return right.length() + (details.isEmpty() ? 0 : 2 + details.length());
    }
  }

  /// The line of the whole test, then one for each scenario.
  ///
  /// @param width in columns; no line is longer
  /// @param bars whether to draw bars rather than percentages; they shrink to fit, and become
  ///   percentages when there is no room
  /// @param colour whether to style marks and bars
  public static List<String> render(ProgressFrame frame, int width, boolean bars, boolean colour) {
    List<Row> rows = fitted(frame, width);
    int nameWidth = rows.stream().mapToInt(row -> row.name.length()).max().orElse(0);
    int rightWidth = rows.stream().mapToInt(Row::rightWidth).max().orElse(0);
    // Name, blank, mark, blank, bracket, bar, bracket, blank, the rest.
    int cells = bars ? Math.min(BAR_CELLS, width - nameWidth - rightWidth - 6) : 0;
    List<String> lines = new ArrayList<>();
    if (frame.phase().isEmpty()) {
      String headline = headline(frame);
      lines.add(headline.length() <= width ? headline : cut(shortHeadline(frame), width));
    }
    for (Row row : rows) {
      boolean fits = line(row, nameWidth, cells, false).length() <= width;
      Row shown = fits ? row : row.withoutDetails();
      String plain = line(shown, nameWidth, cells, false);
      lines.add(
          colour && plain.length() <= width
              ? line(shown, nameWidth, cells, true)
              : cut(plain, width));
    }
    if (bars && frame.phase().isEmpty()) {
      frame
          .numbers()
          .ifPresent(
              numbers -> {
                String live = LiveText.line(numbers, frame.leftNanos(), width);
                lines.add("");
                lines.add(colour ? DIM + live + RESET : live);
              });
    }
    return lines;
  }

  /// How many columns a line takes, which may have styles.
  static int columns(String line) {
    return STYLES.matcher(line).replaceAll("").length();
  }

  private static String cut(String line, int width) {
    return line.length() <= width ? line : line.substring(0, Math.max(0, width));
  }

  private static String headline(ProgressFrame frame) {
    String allocated = Integer.toString(frame.allocatedVus());
    String active = Integer.toString(frame.activeVus());
    return String.format(
        Locale.ROOT,
        "running (%s), %s%s/%s VUs, %d complete and %d interrupted iterations",
        TimeWords.elapsed(frame.elapsedNanos(), frame.maxDurationNanos()),
        "0".repeat(Math.max(0, allocated.length() - active.length())),
        active,
        allocated,
        frame.complete(),
        frame.interrupted());
  }

  private static String shortHeadline(ProgressFrame frame) {
    return String.format(
        Locale.ROOT,
        "%s  %d/%d VUs  %,d iterations%s",
        TimeWords.elapsed(frame.elapsedNanos(), frame.maxDurationNanos()),
        frame.activeVus(),
        frame.allocatedVus(),
        frame.complete(),
        frame.interrupted() == 0 ? "" : " + " + frame.interrupted() + " interrupted");
  }

  /// On a narrow screen times stay away, and long names lose their end.
  private static List<Row> fitted(ProgressFrame frame, int width) {
    List<Row> all = rows(frame, true);
    if (widest(all) <= width) {
      return all;
    }
    List<Row> rows = rows(frame, false);
    int longest = Math.max(SHORTEST_NAME, width - widest(rows) + longestName(rows));
    return rows.stream().map(row -> row.named(longest)).toList();
  }

  private static int longestName(List<Row> rows) {
    return rows.stream().mapToInt(row -> row.name.length()).max().orElse(0);
  }

  /// With percentages, and without details.
  private static int widest(List<Row> rows) {
    return longestName(rows)
        + PERCENTAGE_COLUMNS
        + rows.stream().mapToInt(row -> row.right.length()).max().orElse(0);
  }

  /// @param full whether with times
  private static List<Row> rows(ProgressFrame frame, boolean full) {
    List<Row> rows = new ArrayList<>();
    boolean phase = !frame.phase().isEmpty();
    if (phase) {
      rows.add(new Row("Run", ScenarioLine.State.RUNNING, 1, frame.phase(), ""));
    }
    List<ScenarioLine> scenarios = frame.scenarios();
    int vusWidth = scenarios.stream().mapToInt(s -> vus(s).length()).max().orElse(0);
    int timesWidth = scenarios.stream().mapToInt(s -> times(s).length()).max().orElse(0);
    for (ScenarioLine one : scenarios) {
      if (phase) {
        rows.add(new Row(one.name(), ScenarioLine.State.RUNNING, 0, "", ""));
      } else {
        String right = pad(vus(one), vusWidth) + (full ? "  " + pad(times(one), timesWidth) : "");
        String details = full ? one.details() : "";
        rows.add(new Row(one.name(), one.state(), one.fraction(), right, details));
      }
    }
    return rows;
  }

  private static String vus(ScenarioLine one) {
    return one.state() == ScenarioLine.State.WAITING ? "waiting" : one.vus();
  }

  private static String times(ScenarioLine one) {
    if (one.state() == ScenarioLine.State.WAITING) {
      return one.startsInNanos() < 0
          ? ""
          : TimeWords.elapsed(one.startsInNanos(), one.startsInNanos());
    }
    if (one.durationNanos() == ScenarioLine.ENDLESS) {
      return TimeWords.elapsed(one.elapsedNanos(), 0);
    }
    String duration = TimeWords.duration(one.durationNanos());
    return one.elapsedNanos() >= one.durationNanos()
        ? duration
        : TimeWords.elapsed(one.elapsedNanos(), one.durationNanos()) + "/" + duration;
  }

  private static String line(Row row, int nameWidth, int cells, boolean colour) {
    String text =
        pad(row.name, nameWidth)
            + " "
            + mark(row.state, colour)
            + " "
            + (cells < FEWEST_CELLS ? percentage(row.fraction) : bar(row.fraction, cells, colour))
            + " "
            + row.right
            + (row.details.isEmpty() ? "" : "  " + row.details);
    return text.stripTrailing();
  }

  private static String mark(ScenarioLine.State state, boolean colour) {
    String style =
        switch (state) {
          case DONE -> GREEN;
          case INCOMPLETE -> RED;
          case WAITING, RUNNING, GRACEFUL_STOP -> "";
        };
    return colour && !style.isEmpty() ? style + state.mark() + RESET : state.mark();
  }

  private static String percentage(double fraction) {
    return String.format(Locale.ROOT, "[ %3d%% ]", (int) (fraction * 100 + 1e-9));
  }

  private static String bar(double fraction, int cells, boolean colour) {
    int filled = (int) (fraction * cells);
    String done = filled > 0 && filled < cells ? "=".repeat(filled - 1) + ">" : "=".repeat(filled);
    String rest = "-".repeat(cells - filled);
    return "[" + done + (colour && !rest.isEmpty() ? DIM + rest + RESET : rest) + "]";
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}

package dev.runner.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Lays out a frame as lines of text.
public final class ProgressText {
  private static final int BAR_CELLS = 38;
  private static final int FEWEST_CELLS = 3;
  private static final String DIM = "\u001b[2m";
  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String RESET = "\u001b[0m";
  private static final Pattern STYLES = Pattern.compile("\u001b\\[[0-9;]*m");

  private ProgressText() {}

  /// One scenario's line in the making.
  ///
  /// @param right all that comes after the bar
  private record Row(String name, ScenarioLine.State state, double fraction, String right) {}

  /// The line of the whole test, then one for each scenario.
  ///
  /// @param width in columns; no line is longer
  /// @param bars whether to draw bars rather than percentages; they shrink to fit, and become
  ///   percentages when there is no room
  /// @param colour whether to style marks and bars
  public static List<String> render(ProgressFrame frame, int width, boolean bars, boolean colour) {
    List<Row> rows = rows(frame);
    int nameWidth = rows.stream().mapToInt(row -> row.name.length()).max().orElse(0);
    int rightWidth = rows.stream().mapToInt(row -> row.right.length()).max().orElse(0);
    // Name, blank, mark, blank, bracket, bar, bracket, blank, the rest.
    int cells = bars ? Math.min(BAR_CELLS, width - nameWidth - rightWidth - 6) : 0;
    List<String> lines = new ArrayList<>();
    if (frame.phase().isEmpty()) {
      lines.add(cut(headline(frame), width));
    }
    for (Row row : rows) {
      String plain = line(row, nameWidth, cells, false);
      lines.add(
          colour && plain.length() <= width
              ? line(row, nameWidth, cells, true)
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

  private static List<Row> rows(ProgressFrame frame) {
    List<Row> rows = new ArrayList<>();
    boolean phase = !frame.phase().isEmpty();
    if (phase) {
      rows.add(new Row("Run", ScenarioLine.State.RUNNING, 1, frame.phase()));
    }
    List<ScenarioLine> scenarios = frame.scenarios();
    int vusWidth = scenarios.stream().mapToInt(s -> vus(s).length()).max().orElse(0);
    int timesWidth = scenarios.stream().mapToInt(s -> times(s).length()).max().orElse(0);
    for (ScenarioLine one : scenarios) {
      if (phase) {
        rows.add(new Row(one.name(), ScenarioLine.State.RUNNING, 0, ""));
      } else {
        String right =
            pad(vus(one), vusWidth) + "  " + pad(times(one), timesWidth) + "  " + one.details();
        rows.add(new Row(one.name(), one.state(), one.fraction(), right.stripTrailing()));
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
            + row.right;
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

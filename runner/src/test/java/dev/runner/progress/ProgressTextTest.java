package dev.runner.progress;

import static dev.runner.progress.Frames.MILLI;
import static dev.runner.progress.Frames.MINUTE;
import static dev.runner.progress.Frames.SECOND;
import static dev.runner.progress.Frames.one;
import static dev.runner.progress.Frames.running;
import static dev.runner.progress.Frames.twoLonger;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.json.Json;
import dev.runner.progress.ScenarioLine.State;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProgressTextTest {
  private static List<String> plain(ProgressFrame frame) {
    return ProgressText.render(frame, 200, false, false);
  }

  private static ScenarioLine in(State state, double fraction, long elapsed, long startsIn) {
    return new ScenarioLine("s", state, fraction, "2 VUs", elapsed, 3 * SECOND, "", startsIn);
  }

  @Test
  @DisplayName("Plain lines have percentages and columns that line up")
  void plainLines() {
    var rate =
        new ScenarioLine(
            "rar", State.RUNNING, 0.345, "0/2 VUs", SECOND, 3 * SECOND, "0.65 iters/s", 0);
    assertThat(plain(running(one(), rate, twoLonger())))
        .containsExactly(
            "running (00m01.0s), 3/5 VUs, 4 complete and 0 interrupted iterations",
            "one          [  34% ] 2 VUs    1.0s/3s",
            "rar          [  34% ] 0/2 VUs  1.0s/3s         0.65 iters/s",
            "two_longer   [   0% ] 1 VUs    00m00.0s/10m0s  0/3 iters, 3 per VU");
  }

  @Test
  @DisplayName(
      "A mark tells the state; a waiting scenario counts down; an ended one needs no clock")
  void states() {
    var frame =
        running(
            in(State.WAITING, 0, 0, 1_500 * MILLI),
            in(State.GRACEFUL_STOP, 1, 3 * SECOND, 0),
            in(State.DONE, 1, 3 * SECOND, 0),
            in(State.INCOMPLETE, 0.5, 1_400 * MILLI, 0));
    assertThat(plain(frame).subList(1, 5))
        .containsExactly(
            "s • [   0% ] waiting  1.5s",
            "s ↓ [ 100% ] 2 VUs    3s",
            "s ✓ [ 100% ] 2 VUs    3s",
            "s ✗ [  50% ] 2 VUs    1.4s/3s");
  }

  @Test
  @DisplayName("In setup its name takes the place of the first line and bars are empty")
  void setup() {
    var scenario =
        new ScenarioLine("default", State.WAITING, 0, "1 VUs", 0, SECOND, "0/1 shared iters", 0);
    var frame =
        new ProgressFrame("setup()", 0, SECOND, 0, 1, 0, 0, List.of(scenario), Optional.empty());
    assertThat(plain(frame)).containsExactly("Run       [ 100% ] setup()", "default   [   0% ]");
    assertThat(ProgressText.render(frame, 200, true, false))
        .containsExactly(
            "Run       [" + "=".repeat(38) + "] setup()", "default   [" + "-".repeat(38) + "]");
  }

  @Test
  @DisplayName("Virtual users are padded with zeros, times to the width of the longest")
  void widths() {
    var frame =
        new ProgressFrame(
            "", 2_499 * MILLI, 40 * SECOND, 7, 120, 1, 2, List.of(), Optional.empty());
    assertThat(plain(frame))
        .containsExactly("running (02.4s), 007/120 VUs, 1 complete and 2 interrupted iterations");
  }

  @Test
  @DisplayName("Times are as wide as the longest time needs")
  void times() {
    assertThat(TimeWords.elapsed(1_250 * MILLI, 9 * SECOND)).isEqualTo("1.2s");
    assertThat(TimeWords.elapsed(SECOND, MINUTE)).isEqualTo("0m01.0s");
    assertThat(TimeWords.elapsed(SECOND, 10 * MINUTE)).isEqualTo("00m01.0s");
    assertThat(TimeWords.elapsed(61 * MINUTE, 12 * 60 * MINUTE)).isEqualTo("01h01m00.0s");
    assertThat(TimeWords.elapsed(11 * SECOND, 5 * SECOND)).isEqualTo("11.0s");
  }

  @Test
  @DisplayName("Durations are as short as they can be")
  void durations() {
    assertThat(TimeWords.duration(0)).isEqualTo("0s");
    assertThat(TimeWords.duration(500 * MILLI)).isEqualTo("500ms");
    assertThat(TimeWords.duration(1_500 * MILLI)).isEqualTo("1.5s");
    assertThat(TimeWords.duration(20 * SECOND)).isEqualTo("20s");
    assertThat(TimeWords.duration(10 * MINUTE)).isEqualTo("10m0s");
    assertThat(TimeWords.duration(60 * MINUTE + 5 * SECOND)).isEqualTo("1h0m5s");
  }

  @Test
  @DisplayName("A bar has 38 cells with a tip at the front")
  void bars() {
    assertThat(ProgressText.render(running(one()), 200, true, false).getLast())
        .isEqualTo("one   [" + "=".repeat(12) + ">" + "-".repeat(25) + "] 2 VUs  1.0s/3s");
  }

  @Test
  @DisplayName("Bars shrink to the width, then become percentages; no line is ever longer")
  void narrow() {
    assertThat(ProgressText.render(running(one()), 40, true, false))
        .containsExactly(
            "00m01.0s  3/5 VUs  4 iterations", "one   [====>------------] 2 VUs  1.0s/3s");
    assertThat(ProgressText.render(running(one()), 25, true, false).getLast())
        .isEqualTo("one   [==>--------] 2 VUs");
    assertThat(ProgressText.render(running(one()), 21, true, false).getLast())
        .isEqualTo("one   [=>-----] 2 VUs");
    assertThat(ProgressText.render(running(one()), 19, true, false).getLast())
        .as("a percentage takes no more room than a short bar")
        .isEqualTo("one   [  34% ] 2 VU");
    assertThat(ProgressText.render(running(one(), twoLonger()), 48, true, false))
        .as("details stay away before times do")
        .endsWith(
            "one          [  34% ] 2 VUs  1.0s/3s",
            "two_longer   [   0% ] 1 VUs  0.0s/10m0s".replace("0.0s", "00m00.0s"));
    assertThat(ProgressText.render(running(one(), twoLonger()), 24, true, false))
        .endsWith("one       [=>----] 2 VUs", "two_lo…   [------] 1 VUs");
    for (int width = 1; width < 120; width++) {
      for (String line : ProgressText.render(running(one(), twoLonger()), width, true, true)) {
        assertThat(ProgressText.columns(line)).isLessThanOrEqualTo(width);
      }
    }
  }

  @Test
  @DisplayName("With colour the marks are green and red and the rest of a bar is dim")
  void colour() {
    var frame =
        running(in(State.DONE, 1, 3 * SECOND, 0), in(State.INCOMPLETE, 0.5, 1_400 * MILLI, 0));
    List<String> lines = ProgressText.render(frame, 200, true, true);
    assertThat(lines.get(1)).startsWith("s \u001b[32m✓\u001b[0m [");
    assertThat(lines.get(2))
        .startsWith("s \u001b[31m✗\u001b[0m [")
        .contains(">\u001b[2m" + "-".repeat(19) + "\u001b[0m]");
  }

  @Test
  @DisplayName("below the bars are the numbers of the last seconds; what finds no room is left out")
  void numbers() {
    var numbers = new LiveNumbers(1234.4, 2000, 0.0123, 0.85, 12.34, 1500);
    assertThat(LiveText.line(numbers, 83 * SECOND, 100))
        .isEqualTo(
            "1,234 req/s   1.23% failed   p95 12ms   1m23.0s left   p99 1.50s   p50 850µs"
                + "   peak 2,000 req/s");
    assertThat(LiveText.line(numbers, -1, 45)).isEqualTo("1,234 req/s   1.23% failed   p95 12ms");
    assertThat(LiveText.line(numbers, -1, 5)).isEmpty();
  }

  @Test
  @DisplayName("the time left is that of the scenario that takes longest at its pace")
  void left() {
    var halfDone =
        new ScenarioLine(
            "a", ScenarioLine.State.RUNNING, 0.5, "1 VUs", 4 * SECOND, 10 * MINUTE, "", 0);
    var done =
        new ScenarioLine("b", ScenarioLine.State.DONE, 1, "1 VUs", 9 * SECOND, 10 * MINUTE, "", 0);
    var waiting =
        new ScenarioLine(
            "c", ScenarioLine.State.WAITING, 0, "1 VUs", 0, 3 * SECOND, "", 2 * SECOND);
    assertThat(frame(halfDone, done).leftNanos()).isEqualTo(4 * SECOND);
    assertThat(frame(halfDone, waiting).leftNanos()).isEqualTo(5 * SECOND);
    assertThat(frame(done).leftNanos()).isZero();
  }

  private static ProgressFrame frame(ScenarioLine... scenarios) {
    return new ProgressFrame("", SECOND, MINUTE, 1, 1, 0, 0, List.of(scenarios), Optional.empty());
  }

  @Test
  @DisplayName("as JSON a frame is one line with all of its numbers")
  @SuppressWarnings("unchecked")
  void json() {
    var out = new ByteArrayOutputStream();
    var frame =
        new ProgressFrame(
            "",
            1_250 * MILLI,
            MINUTE,
            3,
            5,
            40,
            1,
            List.of(),
            Optional.of(new LiveNumbers(10, 12, 0.5, 1, 2, 3)));
    new JsonProgress(new PrintStream(out, true, StandardCharsets.UTF_8)).draw(frame);
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text).endsWith("}\n").hasLineCount(1);
    assertThat((Map<String, Object>) Json.parse(text))
        .containsEntry("event", "progress")
        .containsEntry("elapsed_seconds", 1.2)
        .containsEntry("left_seconds", null)
        .containsEntry("iterations", 40L)
        .containsEntry("failed", 0.5);
  }
}

package dev.runner.progress;

import static dev.runner.progress.Frames.one;
import static dev.runner.progress.Frames.running;
import static dev.runner.progress.Frames.twoLonger;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
  private int width = 100;
  private int height = 40;
  private final TerminalProgress progress =
      new TerminalProgress(out, () -> width, () -> height, false);

  private List<String> screen() {
    var screen = new Screen();
    screen.print(bytes.toString(StandardCharsets.UTF_8));
    return screen.lines();
  }

  private List<String> block(ProgressFrame frame) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.addAll(ProgressText.render(frame, width - 1, true, false));
    return lines;
  }

  @Test
  @DisplayName("A frame takes the place of the one before, also when it has fewer lines")
  void redraws() {
    progress.draw(running(one(), twoLonger()));
    assertThat(screen()).isEqualTo(block(running(one(), twoLonger())));
    progress.draw(running(one()));
    assertThat(screen()).isEqualTo(block(running(one())));
  }

  @Test
  @DisplayName("Log lines scroll by above the block")
  void logLines() {
    progress.printAbove("before");
    progress.draw(running(one()));
    progress.printAbove("first\nsecond");
    progress.draw(running(one()));
    progress.printAbove("third");
    List<String> expected = new ArrayList<>(List.of("before", "first", "second", "third"));
    expected.addAll(block(running(one())));
    assertThat(screen()).isEqualTo(expected);
  }

  @Test
  @DisplayName("The last block stays, and lines after it come below")
  void finish() {
    progress.draw(running(one()));
    progress.finish(running(twoLonger()));
    progress.printAbove("after");
    List<String> expected = new ArrayList<>(block(running(twoLonger())));
    expected.add("after");
    assertThat(screen()).isEqualTo(expected);
  }

  @Test
  @DisplayName("A terminal that has become narrower shows the old lines wrapped; all are replaced")
  void narrower() {
    progress.draw(running(one()));
    List<String> before = block(running(one()));
    width = 30;
    int rows = before.stream().mapToInt(line -> Math.max(1, Math.ceilDiv(line.length(), 30))).sum();
    bytes.reset();
    progress.draw(running(one()));
    assertThat(bytes.toString(StandardCharsets.UTF_8)).startsWith("\r\u001b[" + rows + "A");
    assertThat(rows).isGreaterThan(before.size());
  }

  @Test
  @DisplayName(
      "A block is never higher than the terminal while it is redrawn, but whole at the end")
  void low() {
    height = 3;
    progress.draw(running(one(), twoLonger()));
    assertThat(screen()).isEqualTo(block(running(one(), twoLonger())).subList(0, 2));
    progress.finish(running(one(), twoLonger()));
    assertThat(screen()).isEqualTo(block(running(one(), twoLonger())));
  }

  @Test
  @DisplayName("Plain progress prints block after block without control sequences")
  void plain() {
    var plain = new PlainProgress(out);
    plain.draw(running(one()));
    plain.printAbove("a line");
    plain.finish(running(one()));
    out.flush();
    List<String> block = ProgressText.render(running(one()), 200, false, false);
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\n" + String.join("\n", block) + "\na line\n\n" + String.join("\n", block) + "\n");
  }
}

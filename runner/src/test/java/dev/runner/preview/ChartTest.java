package dev.runner.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ChartTest {
  private static final double[] RAMP = {0, 1, 2, 3, 4, 5, 6, 7, 8, 8};

  @Test
  @DisplayName("bars end at eighths of a line")
  void unicode() {
    assertThat(new Chart(20, true).draw(RAMP, 8, Duration.ZERO, Duration.ofSeconds(10)))
        .containsExactly(
            "  8 │       ▄██",
            "    │     ▄████",
            "    │   ▄██████",
            "  0 │ ▄████████",
            "     0s     10s");
  }

  @Test
  @DisplayName("plain charts are made of number signs, and show whatever is more than nothing")
  void ascii() {
    double[] values = {100, 1, 0, 50, 49, 38, 37, 0, 0, 100};
    assertThat(new Chart(20, false).draw(values, 100, Duration.ZERO, Duration.ofMinutes(1)))
        .containsExactly(
            "  100 |#        #",
            "      |#        #",
            "      |#  ####  #",
            "    0 |## ####  #",
            "       0s    1m0s");
  }

  @Test
  @DisplayName("nothing at all is an empty chart")
  void empty() {
    assertThat(new Chart(20, true).draw(new double[10], 0, Duration.ZERO, Duration.ZERO))
        .containsExactly("  0 │", "    │", "    │", "  0 │", "     0s      0s");
  }

  @Test
  @DisplayName("as many values fit as keep the lines within their width")
  void width() {
    Chart chart = new Chart(60, true);
    var values = new double[chart.cells(1000)];
    Arrays.fill(values, 1000);
    assertThat(chart.draw(values, 1000, Duration.ZERO, Duration.ofHours(1)))
        .allMatch(line -> line.length() <= 60)
        .first()
        .isEqualTo("  1000 │" + "█".repeat(values.length));
    assertThat(new Chart(5, true).cells(1)).isEqualTo(10);
  }

  @Test
  @DisplayName("the largest value stands there with one digit behind the point, if it has any")
  void label() {
    assertThat(new Chart(20, true).draw(RAMP, 8.25, Duration.ZERO, Duration.ofSeconds(1)))
        .first()
        .asString()
        .startsWith("  8.3 │");
  }
}

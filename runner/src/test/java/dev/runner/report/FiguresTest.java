package dev.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  private static final Figures AUTOMATIC = new Figures("");

  @ParameterizedTest(name = "{0} ms is {1}")
  @CsvSource({
    "0, 0s",
    "0.0000005, 0s",
    "0.000123, 123ns",
    "0.37156, 371.56µs",
    "0.371569, 371.56µs",
    "0.5, 500µs",
    "2.4399, 2.43ms",
    "20, 20ms",
    "999.999, 999.99ms",
    "1000, 1s",
    "59999, 59.99s",
    "60000, 1m0s",
    "65999, 1m5s",
    "1234567, 20m34s",
    "3600000, 1h0m0s",
    "86400000, 24h0m0s",
    "-2.5, -2.5ms",
  })
  @DisplayName("times take the unit that fits, cut off after two decimals")
  void time(double millis, String text) {
    assertThat(AUTOMATIC.time(millis)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} ms in {1} is {2}")
  @CsvSource({"617284.9, s, 617.28s", "65000, ms, 65000.00ms", "0.5, us, 500.00µs"})
  @DisplayName("times in one unit have two decimals")
  void fixedTime(double millis, String unit, String text) {
    assertThat(new Figures(unit).time(millis)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} bytes are {1}")
  @CsvSource({
    "0, 0 B",
    "934, 934 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "2049, 2.0 kB",
    "9949, 9.9 kB",
    "62800, 63 kB",
    "999499, 999 kB",
    "999500, 1.0 MB",
    "2100000, 2.1 MB",
    "156000000000, 156 GB",
  })
  @DisplayName("bytes go by thousands, with one decimal below ten of a unit")
  void data(double bytes, String text) {
    assertThat(Figures.data(bytes)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "1, 1",
    "1.75, 1.75",
    "835.83359, 835.83359",
    "0.1234567, 0.123457",
    "100, 100",
    "-3.50, -3.5",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
  })
  @DisplayName("plain numbers have up to six decimals")
  void number(double value, String text) {
    assertThat(Figures.number(value)).isEqualTo(text);
  }

  @Test
  @DisplayName("percentages are cut off, not rounded")
  void percent() {
    assertThat(Figures.percent(11 / 13.0)).isEqualTo("84.61%");
    assertThat(Figures.percent(2 / 3.0)).isEqualTo("66.66%");
    assertThat(Figures.percent(0.999999)).isEqualTo("99.99%");
    assertThat(Figures.percent(1)).isEqualTo("100.00%");
    assertThat(Figures.percent(0)).isEqualTo("0.00%");
    assertThat(Figures.percent(0.75 - 0.9)).isEqualTo("-15.00%");
  }
}

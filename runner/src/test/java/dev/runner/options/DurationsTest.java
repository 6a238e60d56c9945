package dev.runner.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "1h2m3.5s, 3723500000000",
    "500, 500000000",
    "1000, 1000000000",
    "0.5, 500000",
    "1e3, 1000000000",
    "0, 0",
    "0s, 0",
    "10ns, 10",
    "1us, 1000",
    "1µs, 1000",
    "1μs, 1000",
    "1.5ms, 1500000",
    ".5s, 500000000",
    "2m, 120000000000",
    "1d, 86400000000000",
    "1d12h, 129600000000000",
    "-3s, -3000000000",
    "+3s, 3000000000",
  })
  @DisplayName("reads units, their sums, and bare numbers as milliseconds")
  void parses(String text, long nanos) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofNanos(nanos));
    assertThat(Durations.of(text, "x")).isEqualTo(Duration.ofNanos(nanos));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "1 s", "s", "-", "10x", "1s ", "1h2", "abc", "NaN", "1f", "1e999", "400000d"
      })
  @DisplayName("rejects what is not a duration and names it")
  void rejects(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(OptionsFault.class)
        .hasMessageStartingWith("'" + text + "' is not a duration");
  }

  @Test
  @DisplayName("takes JSON numbers as milliseconds and names what is neither number nor text")
  void readsJson() {
    assertThat(Durations.of(1500L, "x")).isEqualTo(Duration.ofMillis(1500));
    assertThat(Durations.of(0.25, "x")).isEqualTo(Duration.ofNanos(250_000));
    assertThatThrownBy(() -> Durations.of(true, "option 'duration'"))
        .hasMessage(
            "option 'duration' must be a duration such as '1m30s' or a number of milliseconds,"
                + " found true");
    assertThatThrownBy(() -> Durations.of(Double.NaN, "x")).isInstanceOf(OptionsFault.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "1, 1ns",
    "1500, 1.5µs",
    "500000000, 500ms",
    "1500000, 1.5ms",
    "1000000000, 1s",
    "2500000000, 2.5s",
    "90000000000, 1m30s",
    "600000000000, 10m0s",
    "3600000000000, 1h0m0s",
    "90061001000000, 25h1m1.001s",
    "-1500000000, -1.5s",
  })
  @DisplayName("writes the usual text")
  void formats(long nanos, String text) {
    assertThat(Durations.format(Duration.ofNanos(nanos))).isEqualTo(text);
  }
}

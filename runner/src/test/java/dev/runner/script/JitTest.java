package dev.runner.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JitTest {
  @ParameterizedTest(name = "{0}, {1} s, by the clock: {2}, {3} processors: {4}")
  @CsvSource({
    "AUTO, 29, false, 2, NONE",
    "AUTO, 30, false, 2, LITTLE",
    "AUTO, 30, true, 2, NONE",
    "AUTO, 1, false, 3, NONE",
    "AUTO, 1, false, 4, FULL",
    "AUTO, 1, true, 4, FULL",
    "ON, 0, true, 1, FULL",
    "OFF, 3600, false, 64, NONE",
  })
  @DisplayName("scripts are compiled when that is wished, or by itself when it pays")
  void decides(Jit jit, int seconds, boolean byTheClock, int processors, Jit.Effort effort) {
    assertThat(jit.effort(Duration.ofSeconds(seconds), byTheClock, processors)).isEqualTo(effort);
  }
}

package dev.runner.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JitTest {
  @ParameterizedTest(name = "{0}, {1} s, by the clock: {2}, {3} processors: {4}")
  @CsvSource({
    "AUTO, 29, false, 2, false",
    "AUTO, 30, false, 2, true",
    "AUTO, 30, true, 2, false",
    "AUTO, 1, false, 3, false",
    "AUTO, 1, false, 4, true",
    "AUTO, 1, true, 4, true",
    "ON, 0, true, 1, true",
    "OFF, 3600, false, 64, false",
  })
  @DisplayName("scripts are compiled when that is wished, or by itself when it pays")
  void decides(Jit jit, int seconds, boolean byTheClock, int processors, boolean compiles) {
    assertThat(jit.compiles(Duration.ofSeconds(seconds), byTheClock, processors))
        .isEqualTo(compiles);
  }
}

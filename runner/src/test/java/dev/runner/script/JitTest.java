package dev.runner.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JitTest {
  @ParameterizedTest(name = "{0}, {1} s on {2} processors: {3}")
  @CsvSource({
    "AUTO, 29, 2, false",
    "AUTO, 30, 2, true",
    "AUTO, 1, 3, false",
    "AUTO, 1, 4, true",
    "ON, 0, 1, true",
    "OFF, 3600, 64, false",
  })
  @DisplayName("scripts are compiled when that is wished, or by itself when it pays")
  void decides(Jit jit, int seconds, int processors, boolean compiles) {
    assertThat(jit.compiles(Duration.ofSeconds(seconds), processors)).isEqualTo(compiles);
  }
}

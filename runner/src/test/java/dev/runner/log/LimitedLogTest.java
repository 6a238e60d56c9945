package dev.runner.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.metrics.RecordedLog;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LimitedLogTest {
  private final RecordedLog log = new RecordedLog();
  private final LimitedLog limited = new LimitedLog(log, 2);

  private void line(long nowNanos, String text) {
    if (limited.admits(LimitedLog.Kind.REQUESTS, nowNanos)) {
      limited.debug(text, Map.of());
    }
  }

  @Test
  @DisplayName("more lines than fit into a second are left out, and their number is told")
  void leavesOut() {
    for (int i = 0; i < 5; i++) {
      line(i, "line " + i);
    }
    line(1_000_000_000L, "later");
    assertThat(log.lines)
        .containsExactly(
            "debug: line 0",
            "debug: line 1",
            "debug: lines left out: 3 on requests",
            "debug: later");
    line(1_000_000_001L, "fits");
    line(1_000_000_002L, "does not");
    limited.finish();
    assertThat(log.lines).last().isEqualTo("debug: lines left out: 1 on requests");
  }

  @Test
  @DisplayName("each kind of line has room of its own")
  void kinds() {
    for (LimitedLog.Kind kind : LimitedLog.Kind.values()) {
      for (int i = 0; i < 3; i++) {
        if (limited.admits(kind, i)) {
          limited.debug(kind + " " + i, Map.of());
        }
      }
    }
    limited.finish();

    assertThat(log.lines)
        .containsExactly(
            "debug: REQUESTS 0",
            "debug: REQUESTS 1",
            "debug: ITERATIONS 0",
            "debug: ITERATIONS 1",
            "debug: VUS 0",
            "debug: VUS 1",
            "debug: lines left out: 1 on requests, 1 on iterations, 1 on VUs");
  }
}

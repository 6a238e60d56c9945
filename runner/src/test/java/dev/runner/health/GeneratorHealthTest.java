package dev.runner.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.clock.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the load generator says of itself")
class GeneratorHealthTest {
  private final ManualClock clock = new ManualClock();
  private final Deque<Runnable> notes = new ArrayDeque<>();
  private final Deque<Runnable> probes = new ArrayDeque<>();
  private Duration processorTime = Duration.ofSeconds(7);

  @Test
  @DisplayName("is nothing while its threads run in time")
  void inTime() throws Exception {
    assertThat(watch(120, Duration.ZERO, Duration.ofMillis(1))).isEmpty();
  }

  @Test
  @DisplayName("is how late virtual users went on, if one in twenty waited long")
  void lateVirtualUsers() throws Exception {
    assertThat(watch(120, Duration.ZERO, Duration.ofMillis(30)))
        .hasValueSatisfying(
            doubt ->
                assertThat(doubt)
                    .contains("did not keep up", "it used 1.5 of ", "noted less than 1 ms late")
                    .contains("virtual users went on 30 ms late"));
  }

  @Test
  @DisplayName("is how late answers were noted, if its threads had to wait for a processor")
  void lateThreads() throws Exception {
    assertThat(watch(120, Duration.ofMillis(8), Duration.ZERO))
        .hasValueSatisfying(doubt -> assertThat(doubt).contains("answers were noted 8 ms late"));
  }

  @Test
  @DisplayName("counts a long stall as often as it was in the way")
  void oneStall() throws Exception {
    assertThat(watch(100, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(2)))
        .hasValueSatisfying(doubt -> assertThat(doubt).containsPattern("noted 1[0-9]{3} ms late"));
  }

  @Test
  @DisplayName("is nothing in tests too short to tell")
  void tooShort() throws Exception {
    assertThat(watch(20, Duration.ofMillis(40), Duration.ZERO)).isEmpty();
  }

  @Test
  @DisplayName("counts a virtual user that never gets its turn")
  void neverRan() throws Exception {
    assertThat(watchInVain(() -> run(notes)))
        .hasValueSatisfying(
            doubt -> assertThat(doubt).containsPattern("went on 5[0-9]{3} ms late"));
  }

  @Test
  @DisplayName("counts answers that pile up before they are noted")
  void neverNoted() throws Exception {
    assertThat(watchInVain(() -> {}))
        .hasValueSatisfying(
            doubt ->
                assertThat(doubt)
                    .containsPattern("noted 5[0-9]{3} ms late.*went on less than 1 ms"));
  }

  private Optional<String> watchInVain(Runnable eachTime) throws Exception {
    GeneratorHealth health = watch();
    for (int i = 0; i < 120; i++) {
      clock.awaitWaiters(1);
      clock.advance(GeneratorHealth.PERIOD);
      clock.awaitWaiters(1);
      eachTime.run();
    }
    health.close();
    return health.doubt();
  }

  private GeneratorHealth watch() {
    return GeneratorHealth.watch(clock, notes::add, probes::add, () -> processorTime);
  }

  private Optional<String> watch(int looks, Duration late, Duration vuLate) throws Exception {
    return watch(looks, late, vuLate, Duration.ZERO);
  }

  /// Has it look so often, each time so late, and its probes run so late; stalls all once.
  private Optional<String> watch(int looks, Duration late, Duration vuLate, Duration stall)
      throws Exception {
    GeneratorHealth health = watch();
    Duration wait = GeneratorHealth.PERIOD.plus(late).plus(stall);
    for (int i = 0; i < looks; i++) {
      clock.awaitWaiters(1);
      clock.advance(wait);
      clock.awaitWaiters(1);
      run(notes);
      clock.advance(vuLate);
      run(probes);
      processorTime = processorTime.plus(GeneratorHealth.PERIOD.multipliedBy(3).dividedBy(2));
      wait = GeneratorHealth.PERIOD.minus(vuLate);
    }
    health.close();
    return health.doubt();
  }

  private static void run(Deque<Runnable> queue) {
    queue.forEach(Runnable::run);
    queue.clear();
  }
}

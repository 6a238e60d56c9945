package dev.runner.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Counting errors without growing.
class FailureTableTest {
  private final FailureTable table = new FailureTable();

  private void add(String message, String place, long timeNanos) {
    table.add(new Failure(message, place, "default", 3, 7, timeNanos));
  }

  @Test
  @DisplayName("the most frequent errors come first, with the first occurrence of each")
  void order() {
    add("once", "a.js:1:1", 1_010);
    add("often", "a.js:2:1", 1_020);
    add("often", "a.js:2:1", 1_030);
    add("often", "a.js:3:1", 1_040);

    FailureReport report = table.report(1_000);

    assertThat(report.errors()).isEqualTo(4);
    assertThat(report.distinct()).isEqualTo(3);
    assertThat(report.top())
        .extracting(line -> line.message() + " " + line.place() + " " + line.count())
        .containsExactly("often a.js:2:1 2", "once a.js:1:1 1", "often a.js:3:1 1");
    assertThat(report.top().getFirst().firstNanos()).isEqualTo(20);
    assertThat(report.top().getFirst().first().iteration()).isEqualTo(7);
  }

  @Test
  @DisplayName("no more than five are listed")
  void top() {
    for (int i = 0; i < 9; i++) {
      add("error " + i, "", i);
    }
    assertThat(table.report(0).top()).hasSize(5);
    assertThat(table.report(0).distinct()).isEqualTo(9);
  }

  @Test
  @DisplayName("messages without end are counted by place, places without end together")
  void bounded() {
    for (int i = 0; i < 10_000; i++) {
      add("no user " + i, "a.js:1:1", i);
    }
    FailureReport onePlace = table.report(0);
    for (int i = 0; i < 10_000; i++) {
      add("no user " + i, "eval:" + i, i);
    }
    FailureReport manyPlaces = table.report(0);

    assertThat(onePlace.distinct()).isEqualTo(FailureTable.MESSAGES + 1);
    assertThat(onePlace.top().getFirst().message()).isEqualTo(FailureTable.MANY_MESSAGES);
    assertThat(onePlace.top().getFirst().place()).isEqualTo("a.js:1:1");
    assertThat(onePlace.top().getFirst().count()).isEqualTo(10_000 - FailureTable.MESSAGES);
    assertThat(manyPlaces.errors()).isEqualTo(20_000);
    assertThat(manyPlaces.distinct())
        .isLessThanOrEqualTo(FailureTable.MESSAGES + FailureTable.PLACES + 1);
  }

  @Test
  @DisplayName("a long message is cut")
  void longMessage() {
    add("x".repeat(100_000), "", 0);
    assertThat(table.report(0).top().getFirst().message())
        .hasSize(FailureTable.LONGEST_MESSAGE + 1)
        .endsWith("…");
  }
}

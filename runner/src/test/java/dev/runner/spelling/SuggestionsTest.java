package dev.runner.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionsTest {
  private static final List<String> KEYS =
      List.of("duration", "maxDuration", "vus", "iterations", "startTime", "startVUs", "rate");

  @ParameterizedTest
  @CsvSource({
    "duraton, duration",
    "DURATION, duration",
    "durtaion, duration",
    "maxduration, maxDuration",
    "vu, vus",
    "uvs, vus",
    "startVus, startVUs",
    "start_time, startTime",
    "rates, rate"
  })
  @DisplayName("a slip of the finger is recognised")
  void meant(String given, String meant) {
    assertThat(Suggestions.nearest(given, KEYS)).contains(meant);
    assertThat(Suggestions.didYouMean(given, KEYS)).isEqualTo("; did you mean '" + meant + "'?");
  }

  @ParameterizedTest
  @CsvSource({"colour", "x", "d", "ratatouille", "''"})
  @DisplayName("nothing is suggested for a name that is like none")
  void unlike(String given) {
    assertThat(Suggestions.nearest(given, KEYS)).isEmpty();
    assertThat(Suggestions.didYouMean(given, KEYS)).isEmpty();
  }

  @Test
  @DisplayName("the distance counts added, dropped, changed and swapped letters")
  void distance() {
    assertThat(Suggestions.distance("", "abc")).isEqualTo(3);
    assertThat(Suggestions.distance("abc", "abc")).isZero();
    assertThat(Suggestions.distance("abc", "acb")).isEqualTo(1);
    assertThat(Suggestions.distance("abc", "xbcd")).isEqualTo(2);
  }
}

package dev.runner.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.random.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class MixTest {
  private static Map<String, Long> weights(long... weights) {
    var map = new LinkedHashMap<String, Long>();
    for (int i = 0; i < weights.length; i++) {
      map.put("f" + i, weights[i]);
    }
    return map;
  }

  @Test
  @DisplayName("functions take turns, evenly spread")
  void turns() {
    Mix.Choice choice = new Mix(weights(7, 2, 1), false).choice();
    List<String> turns = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      turns.add(choice.turn(i));
    }
    assertThat(turns.subList(0, 10))
        .containsExactly("f0", "f0", "f0", "f1", "f0", "f0", "f1", "f0", "f0", "f2");
    assertThat(turns.subList(10, 20)).isEqualTo(turns.subList(0, 10));
  }

  @Test
  @DisplayName("each block of as many iterations as all weights together is exact")
  void exact() {
    RandomGenerator random = new Seed(3).generator();
    for (int round = 0; round < 100; round++) {
      var given = new LinkedHashMap<String, Long>();
      for (int i = random.nextInt(1, 6); i > 0; i--) {
        given.put("f" + i, (long) random.nextInt(20));
      }
      given.put("last", 1L);
      Mix.Choice choice = new Mix(given, false).choice();
      long sum = given.values().stream().mapToLong(Long::longValue).sum();
      for (long block : new long[] {0, 5, 1_000_000_007L}) {
        List<String> turns = new ArrayList<>();
        for (long i = 0; i < sum; i++) {
          turns.add(choice.turn(block * sum + i));
        }
        given.forEach(
            (function, weight) ->
                assertThat(Collections.frequency(turns, function)).isEqualTo(weight.intValue()));
      }
    }
  }

  @Test
  @DisplayName("drawn functions come about as often as their weights say, never one of weight 0")
  void drawn() {
    Mix.Choice choice = new Mix(weights(0, 3, 0, 1), true).choice();
    RandomGenerator random = new Seed(1).generator();
    int[] counts = new int[4];
    for (int i = 0; i < 4_000; i++) {
      counts[choice.draw(random).charAt(1) - '0']++;
    }
    assertThat(counts[0] + counts[2]).isZero();
    assertThat(counts[1]).isBetween(2_800, 3_200);
    assertThat(counts[1] + counts[3]).isEqualTo(4_000);
  }
}

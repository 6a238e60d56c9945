package dev.runner.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The tree of seeds.
class SeedTest {
  @Test
  @DisplayName("the same path gives the same numbers")
  void repeatable() {
    var one = new Seed(42).child("arrivals").child(7).generator();
    var other = new Seed(42).child("arrivals").child(7).generator();
    for (int i = 0; i < 100; i++) {
      assertThat(one.nextLong()).isEqualTo(other.nextLong());
    }
  }

  @Test
  @DisplayName("neighbouring seeds, names and numbers give different numbers")
  void different() {
    Set<Long> first = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      for (long vu = 0; vu < 500; vu++) {
        first.add(new Seed(seed).child("vu").child(vu).generator().nextLong());
        first.add(new Seed(seed).child("data").child(vu).generator().nextLong());
      }
    }
    assertThat(first).hasSize(20_000);
  }

  @Test
  @DisplayName("the numbers of many children are spread evenly")
  void even() {
    int[] tenths = new int[10];
    for (long vu = 0; vu < 100_000; vu++) {
      tenths[(int) (new Seed(1).child(vu).generator().nextDouble() * 10)]++;
    }
    for (int count : tenths) {
      assertThat(count).isBetween(9_600, 10_400);
    }
  }
}

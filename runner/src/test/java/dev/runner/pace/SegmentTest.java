package dev.runner.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runner.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SegmentTest {
  private static Segment segment(String text) {
    return Segment.parse(text, "");
  }

  @ParameterizedTest
  @CsvSource({
    "10%, 0:1/10, 10.00",
    "0.25, 0:1/4, 25.00",
    ".5, 0:1/2, 50.00",
    "1/3, 0:1/3, 33.33",
    "1/3:2/3, 1/3:2/3, 33.33",
    "25%:0.5, 1/4:1/2, 25.00",
    "33.3%, 0:333/1000, 33.30",
    "2/6:4/6, 1/3:2/3, 33.33",
    "0:1, 0:1, 100.00",
    "100%, 0:1, 100.00",
    "'', 0:1, 100.00"
  })
  @DisplayName("a segment is read exactly, whichever way it is written")
  void parse(String text, String exact, String percent) {
    assertThat(segment(text).toString()).isEqualTo(exact);
    assertThat(segment(text).percent()).isEqualTo(percent);
  }

  @ParameterizedTest
  @CsvSource({
    "x, made of fractions",
    "1/0, made of fractions",
    "-0.1, made of fractions",
    "1/3:2/3:1, made of fractions",
    "1.1, between 0 and 1",
    "120%, between 0 and 1",
    "0, from less to more",
    "2/3:1/3, from less to more",
    "1/3:1/3, from less to more",
    "0:0.12345678901, divides too finely"
  })
  @DisplayName("a segment that makes no sense is refused")
  void refused(String text, String why) {
    assertThatThrownBy(() -> segment(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  @DisplayName("a segment must be a part of its sequence")
  void sequence() {
    assertThat(Segment.parse("1/3:2/3", "0,1/3,2/3,1").position()).isEqualTo(1);
    assertThat(Segment.parse("0.5:1", "0, 1/4, 50%, 1").toString()).isEqualTo("1/2:1");
    assertThatThrownBy(() -> Segment.parse("0:1/2", "0,1/3,2/3,1"))
        .hasMessageContaining("one of the parts of its sequence");
    assertThatThrownBy(() -> Segment.parse("0:2/3", "0,1/3,2/3,1"))
        .hasMessageContaining("one of the parts of its sequence");
    assertThatThrownBy(() -> Segment.parse("", "0,1/3,1"))
        .hasMessageContaining("one of the parts of its sequence");
    assertThatThrownBy(() -> Segment.parse("0:1/3", "0,2/3,1/3,1"))
        .hasMessageContaining("must rise from 0 to 1");
  }

  @Test
  @DisplayName("known divisions come out as they should")
  void known() {
    assertThat(segment("50%").stripe().count(3)).isEqualTo(2);
    assertThat(segment("50%").stripeByVus(3).count(10)).isEqualTo(7);
    assertThat(segment("1/3:2/3").stripe().count(7)).isEqualTo(2);
    assertThat(segment("1/3:2/3").stripe().count(9)).isEqualTo(3);
    assertThat(segment("2/3:1").stripe().count(2)).isZero();
  }

  @Test
  @DisplayName("equal parts take turns, also when each names only itself")
  void turns() {
    for (int part = 0; part < 3; part++) {
      Stripe stripe = segment(part + "/3:" + (part + 1) + "/3").stripe();
      for (int k = 0; k < 50; k++) {
        assertThat(stripe.index(k)).isEqualTo(3L * k + part);
      }
    }
  }

  @Test
  @DisplayName("the parts of any sequence share everything out exactly, in order and evenly")
  void partition() {
    RandomGenerator random = new Seed(7).generator();
    for (int round = 0; round < 300; round++) {
      List<Segment> parts = randomParts(random);
      int n = random.nextInt(500);
      checkPartition(parts.stream().map(Segment::stripe).toList(), n);
      int vus = random.nextInt(1, 40);
      List<Stripe> byVus = parts.stream().map(part -> part.stripeByVus(vus)).toList();
      checkPartition(byVus, n);
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i).stripe().count(vus) == 0) {
          assertThat(byVus.get(i).count(n)).isZero();
        }
      }
    }
  }

  private static void checkPartition(List<Stripe> stripes, int n) {
    int[] owner = new int[n];
    for (int i = 0; i < stripes.size(); i++) {
      Stripe stripe = stripes.get(i);
      long before = -1;
      long count = stripe.count((long) n);
      for (long k = 0; k < count; k++) {
        long index = stripe.index(k);
        assertThat(index).isBetween(before + 1, n - 1L);
        assertThat(stripe.count(index)).isEqualTo(k);
        assertThat(stripe.count(index + 1)).isEqualTo(k + 1);
        assertThat(stripe.owner(index)).isEqualTo(i);
        owner[(int) index]++;
        before = index;
      }
    }
    assertThat(owner).containsOnly(n == 0 ? new int[0] : new int[] {1});
  }

  @Test
  @DisplayName("after each full round every part has had exactly its share")
  void rounds() {
    RandomGenerator random = new Seed(8).generator();
    for (int round = 0; round < 200; round++) {
      for (Segment part : randomParts(random)) {
        long whole = part.bounds().getLast();
        long share = part.bounds().get(part.position() + 1) - part.bounds().get(part.position());
        for (long times : new long[] {1, 2, 1_000, 1_000_000_007L}) {
          assertThat(part.stripe().count(times * whole)).isEqualTo(times * share);
        }
      }
    }
  }

  @Test
  @DisplayName("a ramp of virtual users is shared out at each moment")
  void ramps() {
    RandomGenerator random = new Seed(9).generator();
    for (int round = 0; round < 200; round++) {
      List<Stage> stages = new ArrayList<>();
      for (int i = random.nextInt(1, 5); i > 0; i--) {
        stages.add(new Stage(random.nextInt(4) * 1_000L, random.nextInt(30)));
      }
      var whole = new VuRamp(random.nextInt(20), stages);
      List<VuRamp> parts =
          randomParts(random).stream().map(part -> whole.within(part.stripe())).toList();
      assertThat(parts.stream().mapToInt(VuRamp::peak).sum()).isEqualTo(whole.peak());
      for (VuStep step : whole.steps()) {
        assertThat(parts.stream().mapToInt(part -> at(part.steps(), step.atNanos())).sum())
            .isEqualTo(step.vus());
      }
      for (VuRamp part : parts) {
        assertThat(part.steps()).allMatch(step -> isMomentOf(whole, step.atNanos()));
      }
    }
  }

  private static boolean isMomentOf(VuRamp ramp, long atNanos) {
    return ramp.steps().stream().anyMatch(step -> step.atNanos() == atNanos);
  }

  private static int at(List<VuStep> steps, long nanos) {
    int vus = 0;
    for (VuStep step : steps) {
      if (step.atNanos() <= nanos) {
        vus = step.vus();
      }
    }
    return vus;
  }

  private static List<Segment> randomParts(RandomGenerator random) {
    int whole = random.nextInt(1, 60);
    var bounds = new TreeSet<Long>(List.of(0L, (long) whole));
    for (int i = random.nextInt(8); i > 0; i--) {
      bounds.add((long) random.nextInt(whole + 1));
    }
    List<Segment> parts = new ArrayList<>();
    for (int i = 0; i + 1 < bounds.size(); i++) {
      parts.add(new Segment(List.copyOf(bounds), i));
    }
    return parts;
  }
}

package dev.runner.pace;

import java.util.ArrayList;
import java.util.List;

/// A number of virtual users that follows straight lines. Going up, virtual user number k starts at
/// the first nanosecond at which the line has reached k; going down, it is released at the first at
/// which the line has reached k - 1. So a ramp from 1 to 0 keeps its last one until its end.
///
/// @param startVus the value of the line at time zero
/// @param stripe which of the virtual users belong to this instance; the line is that of all
public record VuRamp(int startVus, List<Stage> stages, Stripe stripe) {
  public VuRamp {
    stages = List.copyOf(stages);
    if (startVus < 0) {
      throw new IllegalArgumentException("startVus is " + startVus);
    }
    long total = 0;
    for (Stage stage : stages) {
      Math.toIntExact(stage.target());
      total = Math.addExact(total, stage.durationNanos());
    }
  }

  /// A ramp whose virtual users all belong to this instance.
  public VuRamp(int startVus, List<Stage> stages) {
    this(startVus, stages, Stripe.WHOLE);
  }

  /// The part of the same ramp that belongs to an instance.
  public VuRamp within(Stripe part) {
    return new VuRamp(startVus, stages, part);
  }

  /// How long all stages take, in nanoseconds.
  public long durationNanos() {
    return stages.stream().mapToLong(Stage::durationNanos).sum();
  }

  /// The largest number of virtual users of this instance.
  public int peak() {
    long peak = startVus;
    for (Stage stage : stages) {
      peak = Math.max(peak, stage.target());
    }
    return stripe.count(Math.toIntExact(peak));
  }

  /// Each moment at which this instance's number changes, in order of time, beginning with time
  /// zero. Steps of a ramp differ by one, those of a jump by more.
  public List<VuStep> steps() {
    List<VuStep> own = new ArrayList<>();
    for (VuStep step : line()) {
      int vus = stripe.count(step.vus());
      if (own.isEmpty() || own.getLast().vus() != vus) {
        own.add(new VuStep(step.atNanos(), vus));
      }
    }
    return List.copyOf(own);
  }

  /// The steps of all instances together.
  private List<VuStep> line() {
    List<VuStep> steps = new ArrayList<>();
    steps.add(new VuStep(0, startVus));
    long begin = 0;
    int from = startVus;
    for (Stage stage : stages) {
      int target = Math.toIntExact(stage.target());
      if (stage.durationNanos() == 0) {
        if (target != from) {
          add(steps, begin, target);
        }
      } else if (target > from) {
        for (int vu = from + 1; vu <= target; vu++) {
          add(steps, begin + share(stage, vu - from, target - from), vu);
        }
      } else {
        for (int vu = from; vu > target; vu--) {
          add(steps, begin + share(stage, from - vu + 1, from - target), vu - 1);
        }
      }
      begin += stage.durationNanos();
      from = target;
    }
    return steps;
  }

  /// Appends a step; a step at the same moment, or one that a later jump overtakes, gives way.
  private static void add(List<VuStep> steps, long atNanos, int vus) {
    while (!steps.isEmpty() && steps.getLast().atNanos() >= atNanos) {
      steps.removeLast();
    }
    steps.add(new VuStep(atNanos, vus));
  }

  /// `duration * part / whole`, rounded up, without overflow.
  private static long share(Stage stage, long part, long whole) {
    long high = Math.multiplyHigh(stage.durationNanos(), part);
    long low = stage.durationNanos() * part;
    if (high == 0 && low >= 0) {
      return Math.ceilDiv(low, whole);
    }
    // The product needs more than 63 bits: divide first, then add what the remainder contributes.
    long quotient = stage.durationNanos() / whole;
    long rest = Math.multiplyExact(stage.durationNanos() % whole, part);
    return quotient * part + Math.ceilDiv(rest, whole);
  }
}

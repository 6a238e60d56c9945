package dev.runner.pace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// How many virtual users must be at hand when, including those that only finish what they are at.
///
/// @param steps in order of time, no two at the same moment; none are needed before the first and
///   as many as it says from the last on, which is zero for all that end
public record VuDemand(List<VuStep> steps) {
  public VuDemand {
    steps = List.copyOf(steps);
    long before = -1;
    for (VuStep step : steps) {
      if (step.atNanos() <= before) {
        throw new IllegalArgumentException("steps are not in order of time: " + steps);
      }
      before = step.atNanos();
    }
  }

  /// The same number from the start until the end of the graceful period.
  public static VuDemand constant(int vus, long durationNanos, long gracefulStopNanos) {
    long end = Math.addExact(durationNanos, gracefulStopNanos);
    return end == 0 || vus == 0
        ? new VuDemand(List.of())
        : new VuDemand(List.of(new VuStep(0, vus), new VuStep(end, 0)));
  }

  /// The demand of a ramp: a released virtual user is kept for the graceful ramp-down, one that is
  /// active at the end for the graceful stop, and none longer than that.
  public static VuDemand of(VuRamp ramp, long gracefulRampDownNanos, long gracefulStopNanos) {
    long regularEnd = ramp.durationNanos();
    long hardEnd = Math.addExact(regularEnd, gracefulStopNanos);
    if (regularEnd == 0) {
      return new VuDemand(List.of());
    }
    var demand = new Builder();
    // When each of the released virtual users is given up; the highest number comes first.
    Deque<Long> draining = new ArrayDeque<>();
    int active = 0;
    for (VuStep step : ramp.steps()) {
      long now = step.atNanos();
      if (now > regularEnd) {
        break;
      }
      while (!draining.isEmpty() && draining.getFirst() <= now) {
        demand.set(draining.removeFirst(), active + draining.size());
      }
      for (; active > step.vus(); active--) {
        draining.addLast(Math.min(saturatedAdd(now, gracefulRampDownNanos), hardEnd));
      }
      for (; active < step.vus(); active++) {
        draining.pollLast();
      }
      while (!draining.isEmpty() && draining.getFirst() <= now) {
        draining.removeFirst();
      }
      demand.set(now, active + draining.size());
    }
    while (!draining.isEmpty()) {
      demand.set(draining.removeFirst(), active + draining.size());
    }
    demand.set(hardEnd, 0);
    return demand.build();
  }

  /// The demand of several scenarios together.
  public static VuDemand sum(List<VuDemand> demands) {
    record Change(long atNanos, long by) {}
    List<Change> changes = new ArrayList<>();
    for (VuDemand demand : demands) {
      int before = 0;
      for (VuStep step : demand.steps) {
        changes.add(new Change(step.atNanos(), (long) step.vus() - before));
        before = step.vus();
      }
    }
    changes.sort(Comparator.comparingLong(Change::atNanos));
    var sum = new Builder();
    long vus = 0;
    for (int i = 0; i < changes.size(); i++) {
      vus += changes.get(i).by();
      boolean last = i + 1 == changes.size();
      if (last || changes.get(i + 1).atNanos() > changes.get(i).atNanos()) {
        sum.set(changes.get(i).atNanos(), Math.toIntExact(vus));
      }
    }
    return sum.build();
  }

  /// The largest of several demands at each moment.
  public static VuDemand max(List<VuDemand> demands) {
    var times = new TreeSet<Long>();
    demands.forEach(demand -> demand.steps.forEach(step -> times.add(step.atNanos())));
    int[] next = new int[demands.size()];
    int[] now = new int[demands.size()];
    var max = new Builder();
    for (long time : times) {
      int most = 0;
      for (int i = 0; i < next.length; i++) {
        List<VuStep> steps = demands.get(i).steps;
        while (next[i] < steps.size() && steps.get(next[i]).atNanos() <= time) {
          now[i] = steps.get(next[i]++).vus();
        }
        most = Math.max(most, now[i]);
      }
      max.set(time, most);
    }
    return max.build();
  }

  /// What suffices whenever this demand begins, from so much later to so much later.
  public VuDemand delayedBetween(long leastNanos, long mostNanos) {
    if (leastNanos == mostNanos) {
      return delayedBy(leastNanos);
    }
    record Change(long atNanos, int vus, boolean begins) {}
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      VuStep step = steps.get(i);
      changes.add(new Change(Math.addExact(step.atNanos(), leastNanos), step.vus(), true));
      if (i + 1 < steps.size()) {
        long end = Math.addExact(steps.get(i + 1).atNanos(), mostNanos);
        changes.add(new Change(end, step.vus(), false));
      }
    }
    changes.sort(Comparator.comparingLong(Change::atNanos));
    var needed = new TreeMap<Integer, Integer>(Comparator.reverseOrder());
    var envelope = new Builder();
    for (Change change : changes) {
      int times = needed.merge(change.vus(), change.begins() ? 1 : -1, Integer::sum);
      if (times == 0) {
        needed.remove(change.vus());
      }
      envelope.set(change.atNanos(), needed.isEmpty() ? 0 : needed.firstKey());
    }
    return envelope.build();
  }

  /// The same demand, so much later.
  public VuDemand delayedBy(long nanos) {
    return new VuDemand(
        steps.stream()
            .map(step -> new VuStep(Math.addExact(step.atNanos(), nanos), step.vus()))
            .toList());
  }

  /// The largest number needed at any moment.
  public int peak() {
    return steps.stream().mapToInt(VuStep::vus).max().orElse(0);
  }

  /// The moment from which on none are needed any more; zero if none ever are.
  public long endNanos() {
    return steps.isEmpty() ? 0 : steps.getLast().atNanos();
  }

  private static long saturatedAdd(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /// Steps in the making: the last word at a moment counts, and a step that changes nothing is left
  /// out.
  private static final class Builder {
    private final List<VuStep> steps = new ArrayList<>();

    void set(long atNanos, int vus) {
      if (!steps.isEmpty() && steps.getLast().atNanos() == atNanos) {
        steps.removeLast();
      }
      int before = steps.isEmpty() ? 0 : steps.getLast().vus();
      if (vus != before) {
        steps.add(new VuStep(atNanos, vus));
      }
    }

    VuDemand build() {
      return new VuDemand(steps);
    }
  }
}

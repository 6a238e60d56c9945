package dev.runner.pace;

import java.util.List;

/// Every so many-th of a row of things, such as virtual users or iterations, that several instances
/// share by weight. Each thing belongs to exactly one instance, whoever asks, and after any number
/// of things each instance has had about its share; after a multiple of the sum of all weights,
/// exactly.
///
/// The first instance takes, of `n` things, `n * weight / sum` rounded up, evenly spread; the
/// second takes in the same way of what the first leaves, and so on. Both directions have a closed
/// form, so that nothing is stored and long rows cost nothing.
///
/// @param weights one for each instance; at most 10^9 together
/// @param position which instance this is, from 0
public record Stripe(List<Long> weights, int position) {
  /// All there is.
  public static final Stripe WHOLE = new Stripe(List.of(1L), 0);

  private static final long MOST = 1_000_000_000L;

  public Stripe {
    weights = List.copyOf(weights);
    long sum = 0;
    for (long weight : weights) {
      sum += weight;
      if (weight < 0 || sum > MOST) {
        throw new IllegalArgumentException("weights " + weights);
      }
    }
    if (sum == 0 || position < 0 || position >= weights.size()) {
      throw new IllegalArgumentException("instance " + position + " of weights " + weights);
    }
  }

  /// Whether nothing is left to the other instances.
  public boolean isWhole() {
    return weight() == sum();
  }

  /// How much of all belongs to this instance, from 0 to 1.
  public double share() {
    return (double) weight() / sum();
  }

  /// How many of the first `n` things belong to this instance.
  public long count(long n) {
    if (weight() == 0) {
      return 0;
    }
    long rest = n;
    long sum = sum();
    for (int i = 0; i < position; i++) {
      rest -= scaleUp(rest, weights.get(i), sum);
      sum -= weights.get(i);
    }
    return scaleUp(rest, weight(), sum);
  }

  /// The same for numbers that fit an `int`.
  public int count(int n) {
    return Math.toIntExact(count((long) n));
  }

  /// Which of all things, from 0, is this instance's `k`-th, from 0. The results rise with `k`.
  ///
  /// @throws IllegalStateException if nothing belongs to this instance
  public long index(long k) {
    if (weight() == 0) {
      throw new IllegalStateException("nothing belongs to instance " + position);
    }
    long sum = weight();
    for (int i = position + 1; i < weights.size(); i++) {
      sum += weights.get(i);
    }
    long index = scaleDown(k, sum, weight());
    for (int i = position - 1; i >= 0; i--) {
      long rest = sum;
      sum += weights.get(i);
      index = scaleUp(index + 1, sum, rest) - 1;
    }
    return index;
  }

  /// Which instance has the thing of that number, from 0.
  public int owner(long index) {
    long rest = index;
    long sum = sum();
    for (int i = 0; i < weights.size() - 1; i++) {
      long before = scaleUp(rest, weights.get(i), sum);
      if (scaleUp(rest + 1, weights.get(i), sum) > before) {
        return i;
      }
      rest -= before;
      sum -= weights.get(i);
    }
    return weights.size() - 1;
  }

  private long weight() {
    return weights.get(position);
  }

  private long sum() {
    return weights.stream().mapToLong(Long::longValue).sum();
  }

  /// `n * times / by`, rounded down; the product may need more than 63 bits.
  private static long scaleDown(long n, long times, long by) {
    return Math.addExact(Math.multiplyExact(n / by, times), n % by * times / by);
  }

  /// `n * times / by`, rounded up.
  private static long scaleUp(long n, long times, long by) {
    return Math.addExact(Math.multiplyExact(n / by, times), Math.ceilDiv(n % by * times, by));
  }
}

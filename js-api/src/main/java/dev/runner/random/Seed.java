package dev.runner.random;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Where random numbers come from: the same seed gives the same numbers, whatever else happens.
///
/// Seeds form a tree. Each use derives a child by a name or a number that is its own, so that one
/// use more or less does not shift the numbers of the others: `seed.child("arrivals").child(name)`.
public record Seed(long value) {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  /// The seed that belongs to a name below this one.
  public Seed child(String name) {
    long hash = FNV_OFFSET; // FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return child(hash);
  }

  /// The seed that belongs to a number below this one.
  public Seed child(long number) {
    return new Seed(mix(mix(value + GOLDEN_GAMMA) + number));
  }

  /// A new generator that begins with this seed's first number. For use by one thread.
  public RandomGenerator generator() {
    return new SplittableRandom(value);
  }

  /// The finaliser of SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number
  /// Generators", 2014): spreads each bit over all others.
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}

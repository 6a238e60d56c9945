package dev.runner.pace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// How often each of several functions is run.
///
/// @param weights by function, in the order of writing; each from 0 to 10^6, and not all zero;
///   empty if there is nothing to mix
/// @param random whether functions are drawn, instead of taking turns
public record Mix(Map<String, Long> weights, boolean random) {
  /// Nothing to mix.
  public static final Mix NONE = new Mix(Map.of(), false);

  public Mix {
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
  }

  public boolean isNone() {
    return weights.isEmpty();
  }

  /// Which functions come when.
  public Choice choice() {
    return new Choice(List.copyOf(weights.keySet()), new Stripe(List.copyOf(weights.values()), 0));
  }

  /// Chooses functions. Immutable.
  public static final class Choice {
    private final List<String> functions;
    private final Stripe turns;
    private final long sum;

    private Choice(List<String> functions, Stripe turns) {
      this.functions = functions;
      this.turns = turns;
      sum = turns.weights().stream().mapToLong(Long::longValue).sum();
    }

    /// The function whose turn it is at the iteration of that number, from 0. Any row of as many
    /// iterations as all weights together, beginning at a multiple of that, has each function
    /// exactly as often as its weight says, evenly spread.
    public String turn(long iteration) {
      return functions.get(turns.owner(iteration % sum));
    }

    /// A function, each as likely as its weight says.
    public String draw(RandomGenerator random) {
      long drawn = random.nextLong(sum);
      int i = 0;
      while (drawn >= turns.weights().get(i)) {
        drawn -= turns.weights().get(i++);
      }
      return functions.get(i);
    }
  }
}

package dev.runner.js.http;

import dev.runner.js.module.VuScope;
import dev.runner.random.Seed;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What one virtual user's answers to challenges are made of beside name and password: random bytes
/// and the time.
final class AnswerSource {
  private final VuScope scope;
  private final InstantSource clock;
  private @Nullable Seed seed;
  private @Nullable RandomGenerator generator;

  AnswerSource(VuScope scope, InstantSource clock) {
    this.scope = scope;
    this.clock = clock;
  }

  byte[] random(int count) {
    Seed now = scope.seed();
    RandomGenerator numbers = generator;
    if (numbers == null || !now.equals(seed)) {
      seed = now;
      numbers = now.child("http.auth").generator();
      generator = numbers;
    }
    var bytes = new byte[count];
    numbers.nextBytes(bytes);
    return bytes;
  }

  long epochMillis() {
    return clock.millis();
  }
}

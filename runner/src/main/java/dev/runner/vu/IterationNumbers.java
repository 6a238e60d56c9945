package dev.runner.vu;

import dev.runner.pace.Stripe;
import java.util.concurrent.atomic.AtomicLong;

/// Numbers the iterations of one scenario from 0, in the order in which they begin. Safe for use by
/// many threads.
final class IterationNumbers {
  private final AtomicLong begun = new AtomicLong();
  private final Stripe stripe;

  /// @param stripe which of the iterations of all instances are ours
  IterationNumbers(Stripe stripe) {
    this.stripe = stripe;
  }

  /// The number of the iteration that begins now, among those of this instance.
  long take() {
    return begun.getAndIncrement();
  }

  /// The number that an iteration of this instance has among those of all instances.
  long inTest(long number) {
    return stripe.index(number);
  }
}

package dev.runner.script;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that all virtual users of a script share. Whoever asks first makes it while others wait;
/// making it may ask for other shared values.
final class SharedValue {
  private @Nullable Object value;

  synchronized Object get(Supplier<?> maker) {
    Object now = value;
    if (now == null) {
      now = maker.get();
      value = now;
    }
    return now;
  }
}

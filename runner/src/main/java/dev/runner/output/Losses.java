package dev.runner.output;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What two parts of an output lost, in one line for [Output#loss()].
public final class Losses {
  private Losses() {}

  public static Optional<String> joined(Optional<String> one, Optional<String> other) {
    String all = Stream.of(one, other).flatMap(Optional::stream).collect(Collectors.joining("; "));
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }
}

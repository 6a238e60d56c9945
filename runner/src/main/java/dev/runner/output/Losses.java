package dev.runner.output;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What several parts of an output lost, in one line for [Output#loss()].
public final class Losses {
  private Losses() {}

  @SafeVarargs
  public static Optional<String> joined(Optional<String>... losses) {
    String all = Stream.of(losses).flatMap(Optional::stream).collect(Collectors.joining("; "));
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }
}

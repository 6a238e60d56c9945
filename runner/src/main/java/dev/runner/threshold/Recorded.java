package dev.runner.threshold;

import dev.runner.metrics.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was recorded of a metric, one interval after the other.
///
/// @param firstNanos when the first interval began; a multiple of the width
/// @param widthNanos of an interval
/// @param points what the samples of each interval came to, null where there was none
public record Recorded(long firstNanos, long widthNanos, List<@Nullable Values> points) {
  public Recorded {
    points = Collections.unmodifiableList(new ArrayList<>(points));
  }
}

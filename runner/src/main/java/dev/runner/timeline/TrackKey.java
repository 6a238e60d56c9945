package dev.runner.timeline;

import dev.runner.sample.MetricKind;
import dev.runner.sample.ValueUnit;

/// What a track is about: a metric, or one part of it.
///
/// @param facet what parts are told apart by, such as `scenario`; empty for the whole metric
/// @param value of the facet; empty for the whole metric
public record TrackKey(String metric, MetricKind kind, ValueUnit unit, String facet, String value) {

  /// Whether it is about all samples of its metric.
  public boolean isTotal() {
    return facet.isEmpty();
  }
}

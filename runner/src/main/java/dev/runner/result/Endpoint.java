package dev.runner.result;

import dev.runner.metrics.Facet;
import dev.runner.metrics.Snapshot;
import dev.runner.metrics.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The requests to one endpoint.
///
/// @param name its method and the `name` tag of its requests, such as `GET http://shop/products`
/// @param failed how many of them failed
/// @param durations of them, in milliseconds
public record Endpoint(String name, long failed, Values.Trend durations) {
  public long count() {
    return durations.samples();
  }

  /// From 0 to 1.
  public double failedShare() {
    return count() == 0 ? 0 : (double) failed / count();
  }

  /// Requests a second.
  public double perSecond(double elapsedSeconds) {
    return elapsedSeconds > 0 ? count() / elapsedSeconds : 0;
  }

  /// All endpoints, those that took the most time in all first.
  public static List<Endpoint> of(Snapshot snapshot) {
    Map<String, Values> failures = snapshot.parts("http_req_failed", Facet.ENDPOINT);
    List<Endpoint> endpoints = new ArrayList<>();
    snapshot
        .parts("http_req_duration", Facet.ENDPOINT)
        .forEach(
            (name, values) -> {
              if (values instanceof Values.Trend durations && durations.samples() > 0) {
                long failed = failures.get(name) instanceof Values.Rate rate ? rate.nonZero() : 0;
                endpoints.add(new Endpoint(name, failed, durations));
              }
            });
    endpoints.sort(
        Comparator.comparingDouble((Endpoint one) -> -one.durations.sum())
            .thenComparing(Endpoint::name));
    return endpoints;
  }
}

package dev.runner.output;

import dev.runner.sample.Tags;
import java.util.List;

/// What the user asks about one metric, for outputs that describe metrics.
///
/// @param thresholds the expressions for the whole metric, such as `p(95)<500`
/// @param submetrics those parts of it that are counted apart
public record MetricNotes(List<String> thresholds, List<Submetric> submetrics) {
  /// Nothing to say.
  public static final MetricNotes NONE = new MetricNotes(List.of(), List.of());

  public MetricNotes {
    thresholds = List.copyOf(thresholds);
    submetrics = List.copyOf(submetrics);
  }

  /// The samples of a metric that carry certain tags.
  ///
  /// @param fullName such as `http_reqs{status:200}`
  /// @param filter the tags in the braces
  public record Submetric(String fullName, Tags filter) {
    /// The text between the braces, such as `status:200`.
    public String suffix() {
      int open = fullName.indexOf('{');
      return open < 0 ? "" : fullName.substring(open + 1, fullName.length() - 1);
    }
  }
}

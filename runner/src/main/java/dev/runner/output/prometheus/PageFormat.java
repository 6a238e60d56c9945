package dev.runner.output.prometheus;

import java.util.Locale;

/// The formats of a page to scrape.
enum PageFormat {
  PROTOBUF(
      "application/vnd.google.protobuf",
      "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
          + " encoding=delimited"),
  OPEN_METRICS(
      "application/openmetrics-text", "application/openmetrics-text; version=1.0.0; charset=utf-8"),
  TEXT("text/plain", "text/plain; version=0.0.4; charset=utf-8");

  private final String mediaType;
  private final String contentType;

  PageFormat(String mediaType, String contentType) {
    this.mediaType = mediaType;
    this.contentType = contentType;
  }

  /// The header of the answer.
  String contentType() {
    return contentType;
  }

  /// What a client likes best, by the weights of its `Accept` header (RFC 9110, section 12.5.1).
  ///
  /// @param accept empty if there is none
  static PageFormat of(String accept) {
    PageFormat best = TEXT;
    double most = 0;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = range.split(";");
      double weight = weight(parts);
      for (PageFormat format : values()) {
        if (weight > most && format.mediaType.equals(parts[0].strip()) && format.fits(range)) {
          best = format;
          most = weight;
        }
      }
    }
    return best;
  }

  /// Protobuf comes in kinds, of which there is one here.
  private boolean fits(String range) {
    return this != PROTOBUF || (range.contains("metricfamily") && range.contains("delimited"));
  }

  private static double weight(String[] parts) {
    for (String part : parts) {
      String parameter = part.strip();
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2));
        } catch (NumberFormatException _) {
          return 0;
        }
      }
    }
    return 1;
  }
}

package dev.runner.report.html;

import dev.runner.report.Figures;
import dev.runner.tally.Evenness;
import dev.runner.tally.VuStatistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What each virtual user did, as plain values ready to be written as JSON.
///
/// @param rows all there are
record Users(List<VuStatistics> rows) {
  private static final int MOST = 1_000;

  void addTo(Map<String, Object> data) {
    List<Object> shown = new ArrayList<>();
    rows.stream().limit(MOST).forEach(row -> shown.add(row(row)));
    data.put("vus", shown);
    data.put("allVus", rows.size());
  }

  private static Map<String, @Nullable Object> row(VuStatistics row) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("vu", row.vu());
    data.put("scenario", row.scenario());
    data.put("iterations", row.iterations());
    data.put("failedIterations", row.failedIterations());
    data.put("requests", row.requests());
    data.put("failedRequests", row.failedRequests());
    data.put("avg", PageData.number(row.durations().average()));
    data.put("min", PageData.number(row.durations().min()));
    PageData.addPercentiles(data, row.durations());
    data.put("received", PageData.number(row.received()));
    data.put("sent", PageData.number(row.sent()));
    return data;
  }

  /// A sentence for each scenario whose virtual users were not served alike.
  List<String> doubts(Figures figures) {
    return Evenness.of(rows).stream()
        .filter(Evenness::isUneven)
        .map(
            one -> "Virtual users of " + one.scenario() + " were " + one.words(figures::time) + ".")
        .toList();
  }
}

package dev.runner.report.machine;

import dev.runner.metrics.Values;
import dev.runner.tally.Evenness;
import dev.runner.tally.VuStatistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What each virtual user did, as JSON values.
///
/// @param rows all there are
record VusJson(List<VuStatistics> rows) {
  private static final int MOST = 10_000;

  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("count", rows.size());
    json.put("rows", rows.stream().limit(MOST).map(VusJson::row).toList());
    List<Object> evenness = new ArrayList<>();
    Evenness.of(rows).forEach(one -> evenness.add(evenness(one)));
    json.put("evenness", evenness);
    return json;
  }

  private static Map<String, @Nullable Object> row(VuStatistics row) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("vu", row.vu());
    json.put("scenario", row.scenario());
    json.put("iterations", row.iterations());
    json.put("failed_iterations", row.failedIterations());
    json.put("requests", row.requests());
    json.put("failed_requests", row.failedRequests());
    Values.Trend durations = row.durations();
    Map<String, @Nullable Object> duration = new LinkedHashMap<>();
    duration.put("avg", JsonValues.number(durations.average()));
    duration.put("min", JsonValues.number(durations.min()));
    duration.put("p50", JsonValues.number(durations.percentile(50)));
    duration.put("p95", JsonValues.number(durations.percentile(95)));
    duration.put("p99", JsonValues.number(durations.percentile(99)));
    duration.put("max", JsonValues.number(durations.max()));
    json.put("duration", duration);
    json.put("data_received", JsonValues.number(row.received()));
    json.put("data_sent", JsonValues.number(row.sent()));
    return json;
  }

  private static Map<String, @Nullable Object> evenness(Evenness one) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("scenario", one.scenario());
    json.put("compared", one.users());
    json.put("fastest_vu", one.fastest().vu());
    json.put("slowest_vu", one.slowest().vu());
    json.put("fastest_avg", JsonValues.number(one.fastest().durations().average()));
    json.put("slowest_avg", JsonValues.number(one.slowest().durations().average()));
    json.put("ratio", JsonValues.number(one.ratio()));
    json.put("uneven", one.isUneven());
    return json;
  }
}

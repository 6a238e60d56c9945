package dev.runner.report;

import dev.runner.failure.FailureReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The errors of iterations as plain values, ready to be written as JSON.
final class FailureData {
  private FailureData() {}

  static Map<String, Object> of(FailureReport report) {
    List<Object> top = new ArrayList<>();
    for (FailureReport.Line line : report.top()) {
      var first = new TreeMap<String, Object>();
      first.put("time", line.firstNanos() / 1e9);
      first.put("scenario", line.first().scenario());
      first.put("vu", line.first().vu());
      first.put("iteration", line.first().iteration());
      var entry = new TreeMap<String, Object>();
      entry.put("message", line.message());
      entry.put("position", line.place());
      entry.put("count", line.count());
      entry.put("first", first);
      top.add(entry);
    }
    var data = new TreeMap<String, Object>();
    data.put("count", report.errors());
    data.put("distinct", report.distinct());
    data.put("top", top);
    return data;
  }
}

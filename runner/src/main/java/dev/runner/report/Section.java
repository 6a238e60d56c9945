package dev.runner.report;

import dev.runner.metrics.MetricSnapshot;
import dev.runner.metrics.Values;
import java.util.Set;

/// The parts of the summary's metrics, in the order of showing.
enum Section {
  CUSTOM,
  HTTP,
  EXECUTION,
  NETWORK,
  GRPC,
  WEBSOCKET,
  /// Shown elsewhere or not at all.
  HIDDEN;

  private static final Set<String> EXECUTION_METRICS =
      Set.of(
          "iterations",
          "iteration_duration",
          "iteration_failed",
          "dropped_iterations",
          "iteration_start_lag",
          "vus",
          "vus_max");

  private static final Set<String> SHOWN_ELSEWHERE =
      Set.of("checks", "group_duration", "steps", "step_duration", "step_failed", "threshold_ok");

  private static final Set<String> HTTP_METRICS =
      Set.of(
          "http_reqs",
          "http_req_duration",
          "http_req_failed",
          "http_req_response_time",
          "http_conn_acquire_wait");

  private static final Set<String> GRPC_METRICS =
      Set.of(
          "grpc_req_duration",
          "grpc_streams",
          "grpc_streams_msgs_received",
          "grpc_streams_msgs_sent");

  private static final Set<String> WEBSOCKET_METRICS =
      Set.of(
          "ws_connecting",
          "ws_msgs_received",
          "ws_msgs_sent",
          "ws_ping",
          "ws_session_duration",
          "ws_sessions");

  private static final Set<String> DETAILS =
      Set.of(
          "http_conns_closed",
          "http_conns_idle",
          "http_conns_open",
          "http_conns_opened",
          "http_conns_reused",
          "http_req_blocked",
          "http_req_connecting",
          "http_req_receiving",
          "http_req_sending",
          "http_req_tls_handshaking",
          "http_req_waiting");

  static Section of(String metric) {
    if (SHOWN_ELSEWHERE.contains(metric)) {
      return HIDDEN;
    }
    if (metric.equals("data_sent") || metric.equals("data_received")) {
      return NETWORK;
    }
    if (EXECUTION_METRICS.contains(metric)) {
      return EXECUTION;
    }
    if (GRPC_METRICS.contains(metric)) {
      return GRPC;
    }
    if (WEBSOCKET_METRICS.contains(metric)) {
      return WEBSOCKET;
    }
    return DETAILS.contains(metric) || HTTP_METRICS.contains(metric) ? HTTP : CUSTOM;
  }

  /// Whether only the full summary shows the metric: details, and what is worth a line only if
  /// something went wrong.
  static boolean isDetail(MetricSnapshot metric) {
    String name = metric.metric().name();
    return DETAILS.contains(name)
        || (name.equals("iteration_failed")
            && metric.values() instanceof Values.Rate rate
            && rate.nonZero() == 0);
  }

  /// Whether only the full summary shows the metric, whatever its values.
  static boolean isDetail(String metric) {
    return DETAILS.contains(metric);
  }
}

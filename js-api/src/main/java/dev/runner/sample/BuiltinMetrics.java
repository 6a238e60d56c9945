package dev.runner.sample;

import static dev.runner.sample.MetricKind.COUNTER;
import static dev.runner.sample.MetricKind.GAUGE;
import static dev.runner.sample.MetricKind.RATE;
import static dev.runner.sample.MetricKind.TREND;
import static dev.runner.sample.ValueUnit.DATA;
import static dev.runner.sample.ValueUnit.DEFAULT;
import static dev.runner.sample.ValueUnit.TIME;

/// The metrics that every run has, declared in a registry once.
public record BuiltinMetrics(
    Metric iterations,
    Metric iterationDuration,
    Metric iterationFailed,
    Metric droppedIterations,
    Metric iterationStartLag,
    Metric vus,
    Metric vusMax,
    Metric dataSent,
    Metric dataReceived,
    Metric checks,
    Metric groupDuration,
    Metric steps,
    Metric stepDuration,
    Metric stepFailed,
    Metric httpReqs,
    Metric httpReqDuration,
    Metric httpReqBlocked,
    Metric httpReqConnecting,
    Metric httpReqTlsHandshaking,
    Metric httpReqSending,
    Metric httpReqWaiting,
    Metric httpReqReceiving,
    Metric httpReqFailed,
    Metric httpReqResponseTime,
    Metric httpConnsOpen,
    Metric httpConnsIdle,
    Metric httpConnsOpened,
    Metric httpConnsReused,
    Metric httpConnsClosed,
    Metric httpConnAcquireWait) {

  /// Declares all of them in `registry`, or finds them where an earlier call did.
  public static BuiltinMetrics in(MetricRegistry registry) {
    return new BuiltinMetrics(
        registry.declare("iterations", COUNTER, DEFAULT),
        registry.declare("iteration_duration", TREND, TIME),
        registry.declare("iteration_failed", RATE, DEFAULT),
        registry.declare("dropped_iterations", COUNTER, DEFAULT),
        registry.declare("iteration_start_lag", TREND, TIME),
        registry.declare("vus", GAUGE, DEFAULT),
        registry.declare("vus_max", GAUGE, DEFAULT),
        registry.declare("data_sent", COUNTER, DATA),
        registry.declare("data_received", COUNTER, DATA),
        registry.declare("checks", RATE, DEFAULT),
        registry.declare("group_duration", TREND, TIME),
        registry.declare("steps", COUNTER, DEFAULT),
        registry.declare("step_duration", TREND, TIME),
        registry.declare("step_failed", RATE, DEFAULT),
        registry.declare("http_reqs", COUNTER, DEFAULT),
        registry.declare("http_req_duration", TREND, TIME),
        registry.declare("http_req_blocked", TREND, TIME),
        registry.declare("http_req_connecting", TREND, TIME),
        registry.declare("http_req_tls_handshaking", TREND, TIME),
        registry.declare("http_req_sending", TREND, TIME),
        registry.declare("http_req_waiting", TREND, TIME),
        registry.declare("http_req_receiving", TREND, TIME),
        registry.declare("http_req_failed", RATE, DEFAULT),
        registry.declare("http_req_response_time", TREND, TIME),
        registry.declare("http_conns_open", GAUGE, DEFAULT),
        registry.declare("http_conns_idle", GAUGE, DEFAULT),
        registry.declare("http_conns_opened", COUNTER, DEFAULT),
        registry.declare("http_conns_reused", COUNTER, DEFAULT),
        registry.declare("http_conns_closed", COUNTER, DEFAULT),
        registry.declare("http_conn_acquire_wait", TREND, TIME));
  }
}

package dev.runner.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.runner.clock.ManualClock;
import dev.runner.clock.SystemClock;
import dev.runner.metrics.GroupSnapshot.CheckSnapshot;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricKind;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.SampleBatch;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import dev.runner.sample.ValueUnit;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MetricsEngineTest {
  private final MetricRegistry registry = new MetricRegistry();
  private final BuiltinMetrics builtin = BuiltinMetrics.in(registry);
  private final RecordedLog log = new RecordedLog();
  private final SystemClock clock = new SystemClock();
  private MetricsEngine engine = new MetricsEngine(registry, clock, log);

  @AfterEach
  void close() {
    engine.close();
  }

  private void record(Metric metric, double value, long timeNanos, String... tags) {
    Tags set = Tags.EMPTY;
    for (int i = 0; i < tags.length; i += 2) {
      set = set.with(tags[i], tags[i + 1]);
    }
    SampleBuffer buffer = engine.newBuffer(1);
    buffer.record(buffer.series(metric, set), value, timeNanos);
    buffer.flush();
  }

  private Values values(String fullName) {
    return engine.snapshot(0).find(fullName).orElseThrow().values();
  }

  @Test
  @DisplayName("each kind of metric adds up in its way")
  void kinds() {
    Metric counter = registry.declare("my_counter", MetricKind.COUNTER, ValueUnit.DEFAULT);
    record(counter, 2.5, 0);
    record(counter, -1, 1);
    record(builtin.vus(), 3, 20);
    record(builtin.vus(), 9, 10);
    for (double value : new double[] {0, 1, -1, 0.5, 0}) {
      record(builtin.httpReqFailed(), value, 0);
    }
    record(builtin.iterationDuration(), 4, 0);

    assertThat(values("my_counter")).isEqualTo(new Values.Counter(2, 1.5));
    assertThat(values("vus")).isEqualTo(new Values.Gauge(2, 3, 3, 9, clock.epochNanos(20)));
    assertThat(values("http_req_failed")).isEqualTo(new Values.Rate(5, 3));
    assertThat(((Values.Trend) values("iteration_duration")).average()).isEqualTo(4);
  }

  @Test
  @DisplayName("a sub-metric counts the samples that have all its tags, the total counts all")
  void submetrics() {
    engine.addSubmetric(
        "http_reqs", Tags.of(Map.of("status", "200", "a", "b")), "http_reqs{status:200, a:b}");
    engine.addSubmetric("http_reqs", Tags.of("status", "404"), "http_reqs{status:404}");
    record(builtin.httpReqs(), 1, 0, "status", "200", "a", "b", "url", "x");
    record(builtin.httpReqs(), 1, 0, "status", "200");
    record(builtin.httpReqs(), 1, 0, "status", "200", "a", "c");
    record(builtin.httpReqFailed(), 1, 0, "status", "200", "a", "b");

    assertThat(values("http_reqs")).isEqualTo(new Values.Counter(3, 3));
    assertThat(values("http_reqs{status:200, a:b}")).isEqualTo(new Values.Counter(1, 1));
    assertThat(values("http_reqs{status:404}")).isEqualTo(new Values.Counter(0, 0));
  }

  @Test
  @DisplayName("a breakdown tells the values of a tag apart, the rest beyond its limit as one")
  void breakdowns() {
    engine.breakDown("http_reqs", Facet.STEP, 2);
    record(builtin.httpReqs(), 1, 0, "step", "b", "url", "x");
    record(builtin.httpReqs(), 1, 0, "step", "a");
    record(builtin.httpReqs(), 1, 0);
    for (String late : List.of("c", "d", "b")) {
      record(builtin.httpReqs(), 1, 0, "step", late);
    }
    Map<String, Values> parts = engine.snapshot(0).parts("http_reqs", Facet.STEP);
    assertThat(List.copyOf(parts.keySet())).containsExactly("b", "a", Breakdown.OVERFLOW);
    assertThat(parts.values()).extracting(Values::samples).containsExactly(2L, 1L, 2L);
    assertThat(engine.snapshot(0).parts("http_reqs", Facet.ENDPOINT)).isEmpty();
    assertThat(log.lines)
        .containsExactly(
            "warning: 'step' of http_reqs has more than 2 values: the rest, such as 'c', is one"
                + " row '(beyond the limit)'");
  }

  @Test
  @DisplayName("requests that failed are told apart by error, with the time of the first")
  void errors() {
    engine.breakDown("http_reqs", Facet.ERROR, 10);
    record(builtin.httpReqs(), 1, 0, "status", "200", "expected_response", "true");
    record(builtin.httpReqs(), 1, 0, "status", "404", "expected_response", "true");
    record(builtin.httpReqs(), 1, 0, "status", "200");
    for (String url : List.of("/a", "/b")) {
      String[] tags = {"expected_response", "false", "error_code", "1404", "status", "404"};
      record(
          builtin.httpReqs(),
          1,
          0,
          Stream.concat(Stream.of("url", url), Stream.of(tags)).toArray(String[]::new));
    }
    record(builtin.httpReqs(), 1, 0, "error_code", "1212", "error", "dial: refused", "status", "0");
    BreakdownSnapshot errors = engine.snapshot(0).breakdown("http_reqs", Facet.ERROR).orElseThrow();
    assertThat(errors.parts())
        .containsExactly(
            Map.entry("1404 HTTP status 404", new Values.Counter(2, 2)),
            Map.entry("1212 dial: refused", new Values.Counter(1, 1)));
    assertThat(errors.firstEpochNanos()).containsOnlyKeys(errors.parts().keySet());
  }

  @Test
  @DisplayName("all metrics can be told apart by scenario and group, and be observed")
  void facets() {
    List<Double> seen = new ArrayList<>();
    engine.breakDownAll(Facet.SCENARIO, 10);
    engine.breakDownAll(Facet.GROUP, 10);
    engine.observe("http_reqs", Tags.of("scenario", "shop"), (value, _) -> seen.add(value));
    record(builtin.httpReqs(), 1, 0, "scenario", "shop", "group", "::a::b");
    record(builtin.httpReqs(), 2, 0, "scenario", "shop", "group", "");
    record(builtin.httpReqs(), 3, 0, "group", "::setup");
    Snapshot snapshot = engine.snapshot(0);
    assertThat(snapshot.parts("http_reqs", Facet.SCENARIO))
        .containsExactly(Map.entry("shop", new Values.Counter(2, 3)));
    assertThat(snapshot.parts("http_reqs", Facet.GROUP))
        .containsExactly(
            Map.entry("shop::a::b", new Values.Counter(1, 1)),
            Map.entry("::setup", new Values.Counter(1, 3)));
    assertThat(seen).containsExactly(1.0, 2.0);
  }

  @Test
  @DisplayName("a sub-metric for the samples recorded already is refused")
  void lateSubmetric() {
    record(builtin.httpReqs(), 1, 0);
    assertThatThrownBy(() -> engine.addSubmetric("http_reqs", Tags.of("a", "b"), "http_reqs{a:b}"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("expected responses are always counted apart, and listed once there are any")
  void expectedResponses() {
    String name = "http_req_duration{expected_response:true}";
    assertThat(engine.snapshot(0).find(name)).isEmpty();
    record(builtin.httpReqDuration(), 5, 0, "expected_response", "false");
    assertThat(engine.snapshot(0).find(name)).isEmpty();
    record(builtin.httpReqDuration(), 7, 0, "expected_response", "true");
    assertThat(((Values.Trend) values(name)).max()).isEqualTo(7);
    assertThat(values(name).samples()).isEqualTo(1);
  }

  @Test
  @DisplayName("a snapshot lists metrics with samples or a threshold by name, totals first")
  void order() {
    engine.keep("checks");
    engine.addSubmetric("http_reqs", Tags.of("b", "1"), "http_reqs{b:1}");
    engine.addSubmetric("http_reqs", Tags.of("a", "1"), "http_reqs{a:1}");
    record(builtin.httpReqs(), 1, 0);
    Metric late = registry.declare("aa_late", MetricKind.COUNTER, ValueUnit.DEFAULT);
    record(late, 1, 0);
    assertThat(engine.snapshot(0).metrics())
        .extracting(MetricSnapshot::fullName)
        .containsExactly("aa_late", "checks", "http_reqs", "http_reqs{a:1}", "http_reqs{b:1}");
  }

  @Test
  @DisplayName("many metrics declared late are all counted")
  void manyMetrics() {
    for (int i = 0; i < 200; i++) {
      record(registry.declare("custom_" + i, MetricKind.COUNTER, ValueUnit.DEFAULT), i, 0);
    }
    for (int i = 0; i < 200; i++) {
      assertThat(values("custom_" + i)).isEqualTo(new Values.Counter(1, i));
    }
  }

  @Test
  @DisplayName("groups and checks form a tree in the order of first appearance")
  void groups() {
    record(builtin.checks(), 1, 0, "group", "::b", "check", "ok");
    record(builtin.checks(), 0, 0, "group", "::b", "check", "ok");
    record(builtin.checks(), 1, 0, "group", "", "check", "at the root");
    record(builtin.groupDuration(), 3, 0, "group", "::a::inner");
    record(builtin.checks(), 1, 0, "group", "::a", "check", "ok");
    record(builtin.dataSent(), 1, 0, "group", "::setup");

    GroupSnapshot root = engine.snapshot(0).root();
    assertThat(root.checks())
        .containsExactly(new CheckSnapshot("at the root", "::at the root", 1, 0));
    assertThat(root.groups()).extracting(GroupSnapshot::name).containsExactly("b", "a");
    assertThat(root.groups().getFirst().checks())
        .containsExactly(new CheckSnapshot("ok", "::b::ok", 1, 1));
    GroupSnapshot a = root.groups().getLast();
    assertThat(a.path()).isEqualTo("::a");
    assertThat(a.checks()).containsExactly(new CheckSnapshot("ok", "::a::ok", 1, 0));
    assertThat(a.groups()).extracting(GroupSnapshot::path).containsExactly("::a::inner");
  }

  @Test
  @DisplayName("checks beyond the limit are counted together, and the user is warned once")
  void checkLimit() {
    engine = new MetricsEngine(registry, clock, log, new MetricsEngine.Limits(100, 3, 64, 8));
    for (int i = 0; i < 10; i++) {
      record(builtin.checks(), i % 2, 0, "group", "", "check", "check " + i);
    }
    record(builtin.checks(), 1, 0, "group", "", "check", "check 0");
    GroupSnapshot root = engine.snapshot(0).root();
    assertThat(root.checks())
        .contains(
            new CheckSnapshot("check 0", "::check 0", 1, 1),
            new CheckSnapshot(CheckTable.OVERFLOW, "::" + CheckTable.OVERFLOW, 4, 3));
    assertThat(root.checks()).hasSize(4);
    assertThat(log.lines).singleElement().asString().contains("more than 3 different checks");
  }

  @Test
  @DisplayName("a million tag sets are counted exactly and few of them are kept")
  void boundedSeries() {
    engine = new MetricsEngine(registry, clock, log, new MetricsEngine.Limits(1_000, 10, 4_096, 8));
    engine.addSubmetric("http_reqs", Tags.of("even", "true"), "http_reqs{even:true}");
    SampleBuffer buffer = engine.newBuffer(1);
    for (int i = 0; i < 1_000_000; i++) {
      Tags tags = Tags.of("url", "/" + i).with("even", Boolean.toString(i % 2 == 0));
      buffer.record(buffer.series(builtin.httpReqs(), tags), 1, i);
    }
    buffer.flush();
    assertThat(values("http_reqs")).isEqualTo(new Values.Counter(1_000_000, 1_000_000));
    assertThat(values("http_reqs{even:true}")).isEqualTo(new Values.Counter(500_000, 500_000));
    assertThat(engine.heldSeries()).isEqualTo(1_000);
    assertThat(engine.beyondTagLimit()).isEqualTo(999_000);
    assertThat(log.lines)
        .singleElement()
        .asString()
        .contains("more than 1,000 different sets of tags; tag 'url' of http_reqs")
        .contains("has the most values (1,000, such as '/");
    engine.close();
    engine.close();
    assertThat(log.lines).hasSize(2);
    assertThat(log.lines.getLast()).contains("new sets of tags beyond the limit 999,000 times");
  }

  @Test
  @DisplayName("tags of a megabyte count but are not kept")
  void longTags() {
    engine.breakDown("http_reqs", Facet.ENDPOINT, 3);
    for (int i = 0; i < 3; i++) {
      record(builtin.httpReqs(), 1, 0, "name", i + "x".repeat(1_000_000));
    }
    assertThat(values("http_reqs")).isEqualTo(new Values.Counter(3, 3));
    assertThat(engine.heldSeries()).isZero();
    assertThat(engine.snapshot(0).parts("http_reqs", Facet.ENDPOINT).keySet())
        .hasSize(3)
        .allMatch(name -> name.length() == 1_000);
  }

  @Test
  @DisplayName("equal tags give the same series")
  void interning() {
    SampleBuffer one = engine.newBuffer(1);
    SampleBuffer other = engine.newBuffer(2);
    assertThat(one.series(builtin.httpReqs(), Tags.of("a", "b")))
        .isSameAs(other.series(builtin.httpReqs(), Tags.of("a", "b")))
        .isNotSameAs(one.series(builtin.httpReqs(), Tags.of("a", "c")))
        .isNotSameAs(one.series(builtin.checks(), Tags.of("a", "b")));
  }

  @Test
  @DisplayName("no sample of many virtual threads is lost or counted twice")
  void concurrency() throws InterruptedException {
    int threads = 500;
    int samples = 4_000;
    List<SampleBatch> handedOver = new ArrayList<>();
    engine.onBatch(handedOver::add);
    engine.start();
    var done = new CountDownLatch(threads);
    for (int t = 0; t < threads; t++) {
      SampleBuffer buffer = engine.newBuffer(t);
      double id = t;
      Thread.startVirtualThread(
          () -> {
            Series series = buffer.series(builtin.httpReqDuration(), Tags.of("vu", "" + id));
            for (int i = 0; i < samples; i++) {
              buffer.record(series, id, i);
              if (i % 37 == 0) {
                buffer.flush();
              }
              if (i % 500 == 0) {
                LockSupport.parkNanos(1);
              }
            }
            buffer.flush();
            done.countDown();
          });
    }
    while (!done.await(1, TimeUnit.MILLISECONDS)) {
      assertThat(engine.snapshot(0).metrics()).hasSizeLessThan(2);
    }
    engine.close();
    var trend = (Values.Trend) values("http_req_duration");
    assertThat(trend.samples()).isEqualTo((long) threads * samples);
    assertThat(trend.sum()).isEqualTo((double) samples * threads * (threads - 1) / 2);
    assertThat(trend.max()).isEqualTo(threads - 1);
    assertThat(inOrderOfEachSeries(handedOver)).isEqualTo((long) threads * samples);
  }

  /// Checks that the samples of each series come in the order of their times from 0, and counts
  /// them.
  private static long inOrderOfEachSeries(List<SampleBatch> batches) {
    Map<Series, Long> next = new HashMap<>();
    long count = 0;
    for (SampleBatch batch : batches) {
      for (int i = 0; i < batch.size(); i++) {
        long expected = next.getOrDefault(batch.series(i), 0L);
        if (batch.timeNanos(i) != expected) {
          throw new AssertionError(batch.timeNanos(i) + " instead of " + expected);
        }
        next.put(batch.series(i), expected + 1);
        count++;
      }
    }
    return count;
  }

  @Test
  @DisplayName("without free chunks the recording threads aggregate, and nothing is lost")
  void backPressure() throws InterruptedException {
    engine = new MetricsEngine(registry, clock, log, new MetricsEngine.Limits(100, 10, 64, 1));
    // Nobody aggregates here but the recording threads.
    int threads = 20;
    List<Thread> recording = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      SampleBuffer buffer = engine.newBuffer(t);
      recording.add(
          Thread.startVirtualThread(
              () -> {
                Series series = buffer.series(builtin.httpReqs(), Tags.EMPTY);
                for (int i = 0; i < 10_000; i++) {
                  buffer.record(series, 1, i);
                }
                buffer.flush();
              }));
    }
    for (Thread thread : recording) {
      thread.join();
    }
    assertThat(values("http_reqs")).isEqualTo(new Values.Counter(200_000, 200_000));
  }

  @Test
  @DisplayName("a slow listener stops the recording threads rather than letting memory grow")
  void slowListener() throws InterruptedException {
    engine = new MetricsEngine(registry, clock, log, new MetricsEngine.Limits(100, 10, 64, 2));
    var blocked = new CountDownLatch(1);
    var listening = new CountDownLatch(1);
    engine.onBatch(
        _ -> {
          listening.countDown();
          awaitQuietly(blocked);
        });
    engine.start();
    SampleBuffer buffer = engine.newBuffer(0);
    Series series = buffer.series(builtin.httpReqs(), Tags.EMPTY);
    Thread recording =
        Thread.startVirtualThread(
            () -> {
              for (int i = 0; i < 100_000; i++) {
                buffer.record(series, 1, i);
              }
              buffer.flush();
            });
    listening.await();
    recording.join(Duration.ofMillis(50));
    assertThat(recording.isAlive()).isTrue();
    blocked.countDown();
    recording.join();
    assertThat(values("http_reqs")).isEqualTo(new Values.Counter(100_000, 100_000));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("a listener that fails is told no more, with one line for the user")
  void failingListener() {
    List<SampleBatch> other = new ArrayList<>();
    engine.onBatch(
        _ -> {
          throw new IllegalStateException("disk full");
        });
    engine.onBatch(other::add);
    for (int i = 0; i < 3; i++) {
      record(builtin.httpReqs(), 1, 0);
      engine.snapshot(0);
    }
    assertThat(other).hasSize(3);
    assertThat(log.lines).singleElement().asString().startsWith("error: ").contains("disk full");
    assertThat(values("http_reqs")).isEqualTo(new Values.Counter(3, 3));
  }

  @Test
  @DisplayName("the aggregating thread takes what was flushed every 100 ms")
  void aggregatesByItself() throws InterruptedException {
    var time = new ManualClock();
    engine = new MetricsEngine(registry, time, log);
    var seen = new LinkedBlockingQueue<SampleBatch>();
    engine.onBatch(seen::add);
    engine.start();
    record(builtin.httpReqs(), 1, 0);
    time.awaitWaiters(1);
    time.advance(Duration.ofMillis(99));
    assertThat(seen).isEmpty();
    time.advance(Duration.ofMillis(1));
    assertThat(seen.poll(10, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  @DisplayName("samples of a long iteration are handed over after a second")
  void longIteration() {
    SampleBuffer buffer = engine.newBuffer(0);
    Series series = buffer.series(builtin.httpReqs(), Tags.EMPTY);
    buffer.record(series, 1, 5);
    buffer.record(series, 1, 5 + SampleBuffer.LONGEST_STAY_NANOS);
    assertThat(engine.snapshot(0).metrics()).isEmpty();
    buffer.record(series, 1, 6 + SampleBuffer.LONGEST_STAY_NANOS);
    assertThat(values("http_reqs").samples()).isEqualTo(3);
  }

  @Test
  @DisplayName("recording allocates nothing but a queue entry per 4,096 samples")
  void allocationFree() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    SampleBuffer buffer = engine.newBuffer(0);
    Series duration = buffer.series(builtin.httpReqDuration(), Tags.of("status", "200"));
    Series requests = buffer.series(builtin.httpReqs(), Tags.of("status", "200"));
    // More than all chunks hold; as nothing else aggregates, this thread then does.
    recordMany(buffer, duration, requests, 500_000);
    long before = threads.getCurrentThreadAllocatedBytes();
    recordMany(buffer, duration, requests, 100_000);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).isLessThan(5_000);
  }

  private static void recordMany(SampleBuffer buffer, Series one, Series other, int count) {
    for (int i = 0; i < count / 2; i++) {
      buffer.record(one, 1 + (i & 1023) * 0.1, i);
      buffer.record(other, 1, i);
    }
  }

  @Test
  @DisplayName("a metric of another registry is refused")
  void foreignMetric() {
    Metric foreign = BuiltinMetrics.in(new MetricRegistry()).httpReqs();
    assertThatThrownBy(() -> engine.newBuffer(0).series(foreign, Tags.EMPTY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another registry");
  }
}

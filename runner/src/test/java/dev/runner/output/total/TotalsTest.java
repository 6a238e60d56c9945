package dev.runner.output.total;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.metrics.RecordedLog;
import dev.runner.output.Samples;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.SampleBatch;
import dev.runner.sample.Tags;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TotalsTest {
  private final BuiltinMetrics metrics = BuiltinMetrics.in(new MetricRegistry());
  private final RecordedLog log = new RecordedLog();

  @Test
  @DisplayName("Series whose tags become equal add up; a gauge's latest value counts")
  void addsUp() {
    var totals = new Totals("x", 1_000, tags -> tags.without("group"), List.of(), log);
    var batch = new SampleBatch(10);
    batch.add(Samples.series(metrics.httpReqs(), Tags.of("group", "a")), 1, 0);
    batch.add(Samples.series(metrics.httpReqs(), Tags.of("group", "b")), 2, 1);
    batch.add(Samples.series(metrics.vus(), Tags.EMPTY), 5, 9);
    batch.add(Samples.series(metrics.vus(), Tags.EMPTY), 4, 8);
    batch.add(Samples.series(metrics.httpReqDuration(), Tags.EMPTY), 250, 8);
    totals.add(batch);
    assertThat(totals.all()).extracting(Total::sum).containsExactly(3.0, 9.0, 250.0);
    assertThat(totals.all()).extracting(Total::last).containsExactly(2.0, 5.0, 250.0);
    Total trend = totals.byMetric().get(metrics.httpReqDuration()).getFirst();
    assertThat(trend.trend().sum()).isEqualTo(0.25);
    assertThat(trend.takeChanged()).isTrue();
    assertThat(trend.takeChanged()).isFalse();
    assertThat(totals.loss()).isEmpty();
  }

  @Test
  @DisplayName("Series beyond the limit are left out, with one warning and a count")
  void limit() {
    var totals = new Totals("x", 1, tags -> tags, List.of(), log, 3);
    for (int i = 0; i < 10; i++) {
      var batch = new SampleBatch(1);
      batch.add(Samples.series(metrics.httpReqs(), Tags.of("url", "u" + i)), 1, i);
      totals.add(batch);
    }
    assertThat(totals.all()).hasSize(3);
    assertThat(totals.loss()).contains("7 samples of more than 3 series were left out");
    assertThat(log.lines).singleElement().asString().contains("http_reqs");
  }

  @Test
  @DisplayName("Values that are no finite numbers are left out and counted")
  void notFinite() {
    var totals = new Totals("x", 1, tags -> tags, List.of(), log);
    var batch = new SampleBatch(3);
    batch.add(Samples.series(metrics.httpReqDuration(), Tags.EMPTY), Double.NaN, 0);
    batch.add(Samples.series(metrics.httpReqDuration(), Tags.EMPTY), Double.NEGATIVE_INFINITY, 0);
    batch.add(Samples.series(metrics.httpReqDuration(), Tags.EMPTY), 1, 0);
    totals.add(batch);
    assertThat(totals.all().iterator().next().trend().count()).isOne();
    assertThat(totals.loss())
        .contains("2 samples were left out: their values are no finite numbers");
  }
}

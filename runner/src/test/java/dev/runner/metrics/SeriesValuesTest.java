package dev.runner.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.SampleBatch;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SeriesValuesTest {
  private final BuiltinMetrics builtin = BuiltinMetrics.in(new MetricRegistry());

  private record Named(Metric metric, Tags tags) implements Series {}

  private void add(SeriesValues to, String status, double value) {
    var batch = new SampleBatch(1);
    batch.add(new Named(builtin.httpReqs(), Tags.of("status", status)), value, 0);
    to.add(batch);
  }

  private static Map<String, Values> cumulative(SeriesValues of) {
    Map<String, Values> all = new LinkedHashMap<>();
    of.visit((metric, tags, values) -> all.put(metric + "" + tags, values));
    return all;
  }

  @Test
  @DisplayName("each series adds up by itself, over the run or since the last time")
  void sums() {
    var values = new SeriesValues(10);
    add(values, "200", 1);
    add(values, "404", 1);
    add(values, "200", 2);
    assertThat(cumulative(values))
        .containsExactly(
            Map.entry("http_reqs{status:200}", new Values.Counter(2, 3)),
            Map.entry("http_reqs{status:404}", new Values.Counter(1, 1)));
    values.take((_, _, _) -> {});
    add(values, "404", 1);
    assertThat(cumulative(values))
        .containsExactly(Map.entry("http_reqs{status:404}", new Values.Counter(1, 1)));
  }

  @Test
  @DisplayName("series beyond the limit share one that says so")
  void overflow() {
    var values = new SeriesValues(2);
    for (int i = 0; i < 5; i++) {
      add(values, "" + i, 1);
    }
    assertThat(cumulative(values))
        .containsEntry("http_reqs{overflow:true}", new Values.Counter(3, 3))
        .hasSize(3);
    assertThat(values.beyond()).isEqualTo(3);
  }
}

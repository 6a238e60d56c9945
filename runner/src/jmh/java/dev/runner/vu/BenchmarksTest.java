package dev.runner.vu;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.runner.metrics.MergingBenchmark;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Each benchmark")
class BenchmarksTest {
  @Test
  @DisplayName("of scripts does its work")
  void scripts() throws Exception {
    var benchmark = new ScriptBenchmark();
    var vu = new ScriptBenchmark.Vu();
    vu.open();
    try {
      assertThatCode(
              () -> {
                benchmark.nothing(vu);
                benchmark.call(vu);
                benchmark.request(vu);
                benchmark.requestWithParams(vu);
                benchmark.selectJson(vu);
                benchmark.parseJson(vu);
              })
          .doesNotThrowAnyException();
    } finally {
      vu.close();
    }
  }

  @Test
  @DisplayName("of merging does its work")
  void merging() {
    var benchmark = new MergingBenchmark();
    var times = new MergingBenchmark.Times();
    times.measure();

    assertThatCode(
            () -> {
              benchmark.merge(times);
              benchmark.percentiles(times);
            })
        .doesNotThrowAnyException();
  }
}

package dev.runner.output.hdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.runner.output.Output;
import dev.runner.output.OutputContract;
import dev.runner.output.OutputFactory;
import dev.runner.output.OutputSpec;
import dev.runner.output.Samples;
import dev.runner.sample.BuiltinMetrics;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricKind;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.SampleBatch;
import dev.runner.sample.Tags;
import dev.runner.sample.ValueUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HdrOutputTest extends OutputContract {
  private final MetricRegistry registry = new MetricRegistry();
  private final BuiltinMetrics metrics = BuiltinMetrics.in(registry);

  @Override
  protected OutputFactory factory() {
    return new HdrOutputFactory();
  }

  @Override
  protected OutputSpec working() {
    return OutputSpec.parse("hdr=out.hlog");
  }

  @Override
  protected OutputSpec impossible() {
    return OutputSpec.parse("hdr=missing/out.hlog");
  }

  @Override
  protected long samplesWritten() throws IOException {
    return intervals().stream().mapToLong(Histogram::getTotalCount).sum();
  }

  /// What a reader that knows nothing of this program finds in the log.
  private List<Histogram> intervals() throws IOException {
    List<Histogram> found = new ArrayList<>();
    try (var reader = new HistogramLogReader(directory.resolve("out.hlog").toFile())) {
      while (reader.hasNext()) {
        var histogram = (Histogram) reader.nextIntervalHistogram();
        if (histogram != null) {
          found.add(histogram);
        }
      }
    }
    return found;
  }

  private Output open(String spec, Map<String, String> environment) {
    Output output =
        OutputSpec.parse(spec).create(List.of(factory()), context(environment, Map.of()));
    output.start();
    return output;
  }

  private static SampleBatch batch(Metric metric, double... values) {
    var batch = new SampleBatch(values.length);
    for (double value : values) {
      batch.add(Samples.series(metric, Tags.of("url", "http://x/" + value)), value, 0);
    }
    return batch;
  }

  @Test
  @DisplayName("Each interval has a histogram of each trend, whatever its tags")
  void intervalsOfTrends() throws Exception {
    Metric bytes = registry.declare("reply_size", MetricKind.TREND, ValueUnit.DATA);
    Output output = open("hdr=out.hlog", Map.of());
    assertThat(output.interval()).isEqualTo(Duration.ofSeconds(1));
    output.write(batch(metrics.httpReqDuration(), 1.5, 20, 3));
    output.write(batch(metrics.httpReqs(), 1, 1));
    output.write(batch(bytes, 70_000));
    clock.advance(Duration.ofSeconds(1));
    output.flush();
    clock.advance(Duration.ofSeconds(1));
    output.flush();
    output.write(batch(metrics.httpReqDuration(), 500));
    clock.advance(Duration.ofMillis(500));
    output.flush();
    output.close();

    List<Histogram> found = intervals();
    assertThat(found.stream().map(Histogram::getTag))
        .containsExactly("http_req_duration", "reply_size", "http_req_duration");
    Histogram first = found.getFirst();
    assertThat(first.getTotalCount()).isEqualTo(3);
    assertThat(first.getMaxValue() / 1e6).isCloseTo(20, within(0.02));
    assertThat(first.getValueAtPercentile(50) / 1e6).isCloseTo(3, within(0.003));
    assertThat(first.getStartTimeStamp()).isZero();
    assertThat(first.getEndTimeStamp()).isEqualTo(1_000);
    assertThat(found.get(1).getMaxValue() / 1e6).isCloseTo(70_000, within(70.0));
    assertThat(found.getLast().getStartTimeStamp()).isEqualTo(2_000);
    assertThat(found.getLast().getEndTimeStamp()).isEqualTo(2_500);
    assertThat(Files.readString(directory.resolve("out.hlog")))
        .contains("\nTag=http_req_duration,0.000,1.000,20.0");
  }

  @Test
  @DisplayName("Values that no histogram can hold are counted")
  void unfit() throws Exception {
    Output output = open("hdr", Map.of("RUNNER_HDR_FILENAME", "out.hlog"));
    output.write(
        batch(
            metrics.httpReqDuration(),
            -1,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            1e300,
            0,
            1e-9,
            1e12));
    output.flush();
    output.close();
    assertThat(samplesWritten()).isEqualTo(3);
    assertThat(output.loss())
        .hasValue("4 values were negative, infinite or no numbers and are in no histogram");
  }
}

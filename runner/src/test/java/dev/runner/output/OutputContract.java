package dev.runner.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runner.clock.ManualClock;
import dev.runner.metrics.RecordedLog;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricKind;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.SampleBatch;
import dev.runner.sample.Series;
import dev.runner.sample.Tags;
import dev.runner.sample.ValueUnit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every output must do. A subclass for each type says how to make one and how to count what
/// it wrote.
public abstract class OutputContract {
  @TempDir protected Path directory;
  protected final ByteArrayOutputStream standardOutput = new ByteArrayOutputStream();
  protected final ManualClock clock = new ManualClock();
  protected final RecordedLog log = new RecordedLog();
  private final Metric metric =
      new MetricRegistry().declare("some_metric", MetricKind.TREND, ValueUnit.DEFAULT);

  /// The factory under test.
  protected abstract OutputFactory factory();

  /// What a user writes to get an output that works.
  protected abstract OutputSpec working();

  /// What a user may write that cannot be opened.
  protected abstract OutputSpec impossible();

  /// How many samples the closed output that [#working()] asked for holds.
  protected abstract long samplesWritten() throws IOException;

  /// Called before an output is closed, for those that hold nothing afterwards.
  protected void beforeClose(Output output) throws Exception {}

  protected OutputContext context() {
    return context(Map.of(), Map.of());
  }

  /// What an output gets when the environment has these variables and metrics these notes.
  protected OutputContext context(Map<String, String> environment, Map<String, MetricNotes> notes) {
    return Contexts.of(directory, standardOutput, clock, environment, notes, log);
  }

  private Output create(OutputSpec spec) {
    return spec.create(List.of(factory()), context());
  }

  @Test
  @DisplayName("The description is one line that begins with the type")
  void description() {
    assertThat(create(working()).description()).startsWith(factory().type()).doesNotContain("\n");
  }

  @Test
  @DisplayName("All samples of all batches are there after closing")
  void writesAll() throws Exception {
    Output output = create(working());
    output.start();
    output.write(Samples.batch(metric, 3));
    output.write(Samples.batch(metric, 5_000));
    output.flush();
    beforeClose(output);
    output.close();
    assertThat(samplesWritten()).isEqualTo(5_003);
  }

  @Test
  @DisplayName("A batch that is cleared after writing was written all the same")
  void keepsNoBatch() throws Exception {
    Output output = create(working());
    output.start();
    SampleBatch batch = Samples.batch(metric, 4);
    output.write(batch);
    batch.clear();
    output.flush();
    beforeClose(output);
    output.close();
    assertThat(samplesWritten()).isEqualTo(4);
  }

  @Test
  @DisplayName("A clock that goes backwards fails nothing and loses nothing")
  void clockGoesBackwards() throws Exception {
    clock.advance(Duration.ofMinutes(1));
    Output output = create(working());
    output.start();
    output.write(Samples.batch(metric, 300));
    output.flush();
    clock.advance(Duration.ofSeconds(-30));
    output.write(Samples.batch(metric, 200));
    output.flush();
    beforeClose(output);
    output.close();
    assertThat(samplesWritten()).isEqualTo(500);
    assertThat(output.loss()).isEmpty();
  }

  @Test
  @DisplayName("Samples with a tag of a megabyte arrive, or the loss is told")
  void longTag() throws Exception {
    Output output = create(working());
    output.start();
    var batch = new SampleBatch(3);
    Series series = Samples.series(metric, Tags.of("name", "ü".repeat(1 << 20)));
    for (int i = 0; i < 3; i++) {
      batch.add(series, i, i);
    }
    output.write(batch);
    output.flush();
    beforeClose(output);
    output.close();
    if (output.loss().isEmpty()) {
      assertThat(samplesWritten()).isEqualTo(3);
    }
  }

  @Test
  @DisplayName("An output without samples can be closed")
  void withoutSamples() throws Exception {
    Output output = create(working());
    output.start();
    output.flush();
    beforeClose(output);
    output.close();
    assertThat(samplesWritten()).isZero();
  }

  @Test
  @DisplayName("What cannot be opened is a fault of one line that names the target and a remedy")
  void impossibleTarget() {
    assertThatThrownBy(() -> create(impossible()).start())
        .isInstanceOf(OutputFault.class)
        .hasMessageContaining(factory().type())
        .hasMessageContaining(impossible().argument().orElseThrow())
        .hasMessageContaining("; ")
        .message()
        .doesNotContain("\n");
  }
}

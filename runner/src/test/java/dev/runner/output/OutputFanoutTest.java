package dev.runner.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runner.clock.ManualClock;
import dev.runner.metrics.RecordedLog;
import dev.runner.sample.Metric;
import dev.runner.sample.MetricKind;
import dev.runner.sample.MetricRegistry;
import dev.runner.sample.SampleBatch;
import dev.runner.sample.ValueUnit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutputFanoutTest {
  private final ManualClock clock = new ManualClock();
  private final RecordedLog log = new RecordedLog();
  private final Metric metric =
      new MetricRegistry().declare("some_metric", MetricKind.COUNTER, ValueUnit.DEFAULT);

  /// Counts what it gets.
  private static class Counting implements Output {
    final String name;
    final AtomicInteger samples = new AtomicInteger();
    final AtomicBoolean closed = new AtomicBoolean();

    Counting(String name) {
      this.name = name;
    }

    @Override
    public String description() {
      return name;
    }

    @Override
    public void start() {}

    @Override
    public void write(SampleBatch batch) throws IOException {
      samples.addAndGet(batch.size());
    }

    @Override
    public void close() throws IOException {
      closed.set(true);
    }
  }

  /// Waits in its first write until it is let go.
  private static final class Stuck extends Counting {
    final CountDownLatch writing = new CountDownLatch(1);
    final CountDownLatch go = new CountDownLatch(1);

    Stuck() {
      super("stuck (x)");
    }

    @Override
    public void write(SampleBatch batch) throws IOException {
      writing.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      super.write(batch);
    }
  }

  /// Fails when it gets its second batch.
  private static final class Failing extends Counting {
    final CountDownLatch failed = new CountDownLatch(1);

    Failing() {
      super("failing (y)");
    }

    @Override
    public void write(SampleBatch batch) throws IOException {
      if (samples.get() > 0) {
        throw new IOException("No space left on device");
      }
      super.write(batch);
    }

    @Override
    public void close() throws IOException {
      failed.countDown();
      super.close();
    }
  }

  @Test
  @DisplayName("Each output gets all batches and is closed; nothing is reported")
  void all() {
    var first = new Counting("first");
    var second = new Counting("second");
    var fanout = new OutputFanout(List.of(first, second), clock, log);
    fanout.start();
    for (int i = 0; i < 100; i++) {
      fanout.accept(Samples.batch(metric, 10));
    }
    assertThat(fanout.finish()).isEmpty();
    assertThat(fanout.descriptions()).containsExactly("first", "second");
    assertThat(List.of(first.samples.get(), second.samples.get())).containsExactly(1_000, 1_000);
    assertThat(first.closed).isTrue();
    assertThat(log.lines).isEmpty();
  }

  @Test
  @DisplayName("A slow output loses what does not fit its queue, with one warning and a count")
  void slow() throws Exception {
    var stuck = new Stuck();
    var other = new Counting("other");
    var fanout = new OutputFanout(List.of(stuck, other), clock, log, 2, Duration.ofSeconds(20));
    fanout.start();
    fanout.accept(Samples.batch(metric, 10));
    stuck.writing.await();
    for (int i = 0; i < 5; i++) {
      fanout.accept(Samples.batch(metric, 10));
      awaitSamples(other, (i + 2) * 10);
    }
    stuck.go.countDown();
    assertThat(fanout.finish()).containsExactly("stuck (x) lost 30 samples: it was too slow");
    assertThat(stuck.samples).hasValue(30);
    assertThat(log.lines)
        .singleElement()
        .asString()
        .startsWith("warning: output stuck (x) cannot keep up");
  }

  private static void awaitSamples(Counting output, int count) {
    while (output.samples.get() < count) {
      Thread.onSpinWait();
    }
  }

  @Test
  @DisplayName("An output that fails is closed and named in one error; later samples are counted")
  void fails() throws Exception {
    var failing = new Failing();
    var other = new Counting("other");
    var fanout = new OutputFanout(List.of(failing, other), clock, log);
    fanout.start();
    fanout.accept(Samples.batch(metric, 10));
    fanout.accept(Samples.batch(metric, 7));
    failing.failed.await();
    fanout.accept(Samples.batch(metric, 5));
    assertThat(fanout.finish())
        .containsExactly("failing (y) lost 12 samples: No space left on device");
    assertThat(other.samples).hasValue(22);
    assertThat(failing.closed).isTrue();
    assertThat(log.lines)
        .containsExactly(
            "error: output failing (y) failed and gets no more samples: No space left on device;"
                + " the test goes on");
  }

  @Test
  @DisplayName("An output that never gets done does not hold up the end")
  void neverDone() throws Exception {
    var stuck = new Stuck();
    var fanout = new OutputFanout(List.of(stuck), clock, log, 10, Duration.ofMillis(1));
    fanout.start();
    fanout.accept(Samples.batch(metric, 10));
    stuck.writing.await();
    fanout.accept(Samples.batch(metric, 1));
    assertThat(fanout.finish())
        .containsExactly("stuck (x) lost 11 samples: it was still writing when the run ended");
  }

  @Test
  @DisplayName("An output that fails on closing is reported even if no sample is known to be lost")
  void failsOnClose() {
    var output =
        new Counting("file (z)") {
          @Override
          public void close() throws IOException {
            throw new IOException("Disk quota exceeded");
          }
        };
    var fanout = new OutputFanout(List.of(output), clock, log);
    fanout.start();
    fanout.accept(Samples.batch(metric, 10));
    assertThat(fanout.finish())
        .containsExactly("file (z) may lack its last samples: Disk quota exceeded");
  }

  @Test
  @DisplayName("When one output cannot start, those that have are closed")
  void startFails() {
    var opened = new Counting("opened");
    var broken =
        new Counting("broken") {
          @Override
          public void start() {
            throw new OutputFault("broken; mend it");
          }
        };
    var fanout = new OutputFanout(List.of(opened, broken), clock, log);
    assertThatThrownBy(fanout::start).isInstanceOf(OutputFault.class).hasMessage("broken; mend it");
    assertThat(opened.closed).isTrue();
    assertThat(broken.closed).isFalse();
  }

  /// Wants a flush each second, and tells of each.
  private static final class Flushing extends Counting {
    final BlockingQueue<Integer> flushes = new LinkedBlockingQueue<>();

    Flushing() {
      super("server (x)");
    }

    @Override
    public Duration interval() {
      return Duration.ofSeconds(1);
    }

    @Override
    public void flush() {
      flushes.add(samples.get());
    }

    @Override
    public Optional<String> loss() {
      return Optional.of("1 request was not delivered");
    }
  }

  @Test
  @DisplayName("An output that asks for it is flushed each interval, without samples too, and last")
  void flushes() throws Exception {
    var output = new Flushing();
    var fanout = new OutputFanout(List.of(output), clock, log);
    fanout.start();
    clock.awaitWaiters(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(output.flushes.take()).isZero();
    fanout.accept(Samples.batch(metric, 10));
    awaitSamples(output, 10);
    clock.awaitWaiters(1);
    clock.advance(Duration.ofMillis(3_500));
    assertThat(output.flushes.take()).isEqualTo(10);
    clock.awaitWaiters(1);
    clock.advance(Duration.ofMillis(499));
    fanout.accept(Samples.batch(metric, 7));
    assertThat(fanout.finish()).containsExactly("server (x): 1 request was not delivered");
    assertThat(output.flushes).containsExactly(17);
  }
}

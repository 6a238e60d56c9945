package dev.runner.output;

import dev.runner.clock.Clock;
import dev.runner.log.Log;
import dev.runner.sample.SampleBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// All outputs of a run, each written to by a thread of its own. An output that is slow or fails
/// loses samples, which are counted, but disturbs neither the run nor other outputs.
///
/// Started and finished by the main thread; batches may come from any one thread at a time.
public final class OutputFanout {
  private static final int QUEUE_LIMIT = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<Output> outputs;
  private final Clock clock;
  private final Log log;
  private final int queueLimit;
  private final Duration patience;
  private final List<OutputThread> threads = new ArrayList<>();
  private final CountDownLatch ended;

  public OutputFanout(List<Output> outputs, Clock clock, Log log) {
    this(outputs, clock, log, QUEUE_LIMIT, PATIENCE);
  }

  /// @param queueLimit how many batches may wait for one output
  /// @param patience how long all outputs together may take to finish
  OutputFanout(List<Output> outputs, Clock clock, Log log, int queueLimit, Duration patience) {
    this.outputs = List.copyOf(outputs);
    this.clock = clock;
    this.log = log;
    this.queueLimit = queueLimit;
    this.patience = patience;
    this.ended = new CountDownLatch(this.outputs.size());
  }

  /// One line for each output, such as `json (results.json)`.
  public List<String> descriptions() {
    return outputs.stream().map(Output::description).toList();
  }

  /// Opens all outputs and starts their threads. When one fails, those opened before are closed.
  ///
  /// @throws OutputFault if the user has to mend something
  public void start() {
    for (int i = 0; i < outputs.size(); i++) {
      try {
        outputs.get(i).start();
      } catch (OutputFault fault) {
        outputs.subList(0, i).forEach(opened -> closeAfter(fault, opened));
        throw fault;
      }
    }
    for (Output output : outputs) {
      var thread = new OutputThread(output, clock, log, queueLimit, ended);
      threads.add(thread);
      thread.start();
    }
  }

  private static void closeAfter(OutputFault fault, Output output) {
    try {
      output.close();
    } catch (IOException e) {
      fault.addSuppressed(e);
    }
  }

  /// Hands a batch to each output without waiting for any.
  ///
  /// @param batch not changed from now on
  public void accept(SampleBatch batch) {
    for (OutputThread thread : threads) {
      thread.offer(batch);
    }
  }

  /// Lets all outputs write what they still hold and closes them, which takes ten seconds at most.
  ///
  /// @return one line for the user for each output that is not complete
  public List<String> finish() {
    threads.forEach(OutputThread::end);
    boolean interrupted = false;
    try {
      boolean _ = ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      interrupted = true;
    }
    List<String> losses = new ArrayList<>();
    for (OutputThread thread : threads) {
      thread.abandon("it was still writing when the run ended");
      thread.loss().ifPresent(losses::add);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return losses;
  }
}

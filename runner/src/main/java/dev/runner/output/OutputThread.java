package dev.runner.output;

import dev.runner.clock.Clock;
import dev.runner.log.Log;
import dev.runner.sample.SampleBatch;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// The thread that writes to one output, with the batches that wait for it. When too many wait, or
/// once the output has failed, batches are counted as lost instead.
final class OutputThread {
  private final Output output;
  private final Clock clock;
  private final Log log;
  private final int limit;
  private final CountDownLatch ended;
  private final long intervalNanos;
  private final Thread thread;

  // All guarded by this.
  private final ArrayDeque<SampleBatch> waiting = new ArrayDeque<>();
  private int writing;
  private boolean ending;
  private boolean over;
  private long lost;
  private boolean warned;
  private @Nullable String reason;
  private Optional<String> undelivered = Optional.empty();

  /// Of the thread alone.
  private long nextFlushNanos;

  /// @param limit how many batches may wait
  /// @param ended counted down when the output is closed
  OutputThread(Output output, Clock clock, Log log, int limit, CountDownLatch ended) {
    this.output = output;
    this.clock = clock;
    this.log = log;
    this.limit = limit;
    this.intervalNanos = output.interval().toNanos();
    this.ended = ended;
    this.thread =
        Thread.ofPlatform().daemon().name("output " + output.description()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void offer(SampleBatch batch) {
    synchronized (this) {
      if (over || ending) {
        lost += batch.size();
        return;
      }
      if (waiting.size() < limit) {
        waiting.add(batch);
        notifyAll();
        return;
      }
      lost += batch.size();
      if (warned) {
        return;
      }
      warned = true;
      reason = "it was too slow";
    }
    log.warn(
        "output "
            + output.description()
            + " cannot keep up and loses samples; write to a faster disk or use fewer outputs");
  }

  /// Lets the thread end after all that waits.
  synchronized void end() {
    ending = true;
    notifyAll();
  }

  /// Counts as lost whatever is not written by now, unless the output is closed already.
  synchronized void abandon(String why) {
    if (!over) {
      over = true;
      reason = why;
      lost += writing;
      dropWaiting();
      thread.interrupt();
    }
  }

  /// A line for the user if samples are missing.
  synchronized Optional<String> loss() {
    if (lost > 0) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s lost %d sample%s: %s",
              output.description(),
              lost,
              lost == 1 ? "" : "s",
              reason));
    }
    if (reason != null) {
      return Optional.of(output.description() + " may lack its last samples: " + reason);
    }
    return undelivered.map(text -> output.description() + ": " + text);
  }

  private void run() {
    Exception failure = writeAll();
    try {
      output.close();
    } catch (IOException | RuntimeException e) {
      if (failure == null) {
        failure = e;
      }
    }
    if (failure != null) {
      fail(failure);
    }
    Optional<String> told = output.loss();
    synchronized (this) {
      over = true;
      undelivered = told;
    }
    ended.countDown();
  }

  /// @return what went wrong, or null
  private @Nullable Exception writeAll() {
    try {
      nextFlushNanos = clock.nanoTime() + intervalNanos;
      boolean more = true;
      while (more) {
        SampleBatch batch = take();
        if (batch != null) {
          output.write(batch);
        }
        more = batch != null || !isEnding();
        flushIfDue(!more);
      }
      return null;
    } catch (IOException | RuntimeException e) {
      return e;
    } catch (InterruptedException _) {
      // Only abandon() interrupts, and has counted what is lost.
      return null;
    }
  }

  private void flushIfDue(boolean last) throws IOException {
    if (intervalNanos <= 0) {
      return;
    }
    synchronized (this) {
      writing = 0;
    }
    long late = clock.nanoTime() - nextFlushNanos;
    if (last || late >= 0) {
      output.flush();
      nextFlushNanos += (Math.max(0, late) / intervalNanos + 1) * intervalNanos;
    }
  }

  private synchronized boolean isEnding() {
    return ending && waiting.isEmpty();
  }

  /// @return null when a flush is due or nothing more will come
  private synchronized @Nullable SampleBatch take() throws InterruptedException {
    writing = 0;
    while (waiting.isEmpty() && !ending) {
      if (intervalNanos <= 0) {
        wait();
      } else if (clock.nanoTime() - nextFlushNanos < 0) {
        clock.awaitUntil(this, nextFlushNanos);
      } else {
        return null;
      }
    }
    SampleBatch batch = waiting.poll();
    writing = batch == null ? 0 : batch.size();
    return batch;
  }

  private void fail(Exception failure) {
    String message = failure.getMessage();
    String text = message == null ? failure.getClass().getSimpleName() : message;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      reason = text;
      lost += writing;
      dropWaiting();
    }
    log.error(
        "output "
            + output.description()
            + " failed and gets no more samples: "
            + text
            + "; the test goes on");
  }

  private void dropWaiting() {
    waiting.forEach(batch -> lost += batch.size());
    waiting.clear();
  }
}

package dev.runner.script;

import dev.runner.js.module.VuScope;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.graalvm.polyglot.Value;

/// The timers of one virtual user, run one after the other on its thread. The engine runs promise
/// jobs by itself whenever a call into the script returns, so each callback has its jobs done
/// before the next one starts.
final class EventLoop {
  private static final double NANOS_PER_MILLI = 1e6;

  private final VuScope scope;
  private final PriorityQueue<Timer> queue =
      new PriorityQueue<>(
          Comparator.comparingLong((Timer timer) -> timer.dueNanos)
              .thenComparingLong(timer -> timer.order));
  private final Map<Integer, Timer> byId = new HashMap<>();
  private int lastId;
  private long lastOrder;

  private record Timer(int id, Value callback, long periodNanos, long dueNanos, long order) {
    static final long ONCE = -1;
  }

  EventLoop(VuScope scope) {
    this.scope = scope;
  }

  /// Plans a call.
  ///
  /// @param millis zero or less, or NaN, for as soon as possible
  /// @return the number to cancel it by, from 1
  int plan(Value callback, double millis, boolean repeat) {
    long delayNanos = millis > 0 ? (long) (millis * NANOS_PER_MILLI) : 0;
    int id = ++lastId;
    add(id, callback, delayNanos, repeat);
    return id;
  }

  private void add(int id, Value callback, long delayNanos, boolean repeat) {
    long now = scope.nanoTime();
    long due = delayNanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + delayNanos;
    var timer = new Timer(id, callback, repeat ? delayNanos : Timer.ONCE, due, ++lastOrder);
    byId.put(id, timer);
    queue.add(timer);
  }

  void cancel(int id) {
    Timer timer = byId.remove(id);
    if (timer != null) {
      queue.remove(timer);
    }
  }

  /// Cancels all timers.
  ///
  /// @return how many there were
  int cancelAll() {
    int count = queue.size();
    queue.clear();
    byId.clear();
    return count;
  }

  /// Runs timers as they fall due, until there are none.
  ///
  /// @throws InterruptedException if the virtual user is to stop
  void drain() throws InterruptedException {
    Timer next = queue.peek();
    while (next != null) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      long wait = next.dueNanos - scope.nanoTime();
      if (wait > 0) {
        scope.sleep(wait);
      }
      queue.remove(next);
      byId.remove(next.id);
      if (next.periodNanos != Timer.ONCE) {
        add(next.id, next.callback, next.periodNanos, true);
      }
      next.callback.executeVoid();
      next = queue.peek();
    }
  }
}

package dev.runner.script;

import dev.runner.js.module.Tasks;
import dev.runner.js.module.VuScope;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/// The timers of one virtual user and what it hears of its tasks, run one after the other on its
/// thread. The engine runs promise jobs by itself whenever a call into the script returns, so each
/// callback has its jobs done before the next one starts.
final class EventLoop implements Tasks {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final long FAR_NANOS = 3_600_000_000_000L;

  private final VuScope scope;
  private final PriorityQueue<Timer> queue =
      new PriorityQueue<>(
          Comparator.comparingLong((Timer timer) -> timer.dueNanos)
              .thenComparingLong(timer -> timer.order));
  private final Map<Integer, Timer> byId = new HashMap<>();
  private int lastId;
  private long lastOrder;

  /// Tasks that go on.
  private final Set<LoopTask> tasks = new HashSet<>(0);

  /// What tasks want done; the monitor that guards it is notified of each.
  private final ArrayDeque<News> news = new ArrayDeque<>(0);

  private record Timer(int id, Value callback, long periodNanos, long dueNanos, long order) {
    static final long ONCE = -1;
  }

  /// @param last whether the task is over with it
  private record News(LoopTask task, Runnable action, boolean last) {}

  private final class LoopTask implements Task {
    private final Runnable cancel;

    LoopTask(Runnable cancel) {
      this.cancel = cancel;
    }

    @Override
    public void post(Runnable action) {
      add(new News(this, action, false));
    }

    @Override
    public void complete(Runnable action) {
      add(new News(this, action, true));
    }

    private void add(News item) {
      synchronized (news) {
        news.add(item);
        news.notifyAll();
      }
    }
  }

  EventLoop(VuScope scope) {
    this.scope = scope;
  }

  @Override
  public Task begin(Runnable cancel) {
    var task = new LoopTask(cancel);
    tasks.add(task);
    return task;
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

  /// Cancels all timers and tasks.
  ///
  /// @return how many timers there were
  int cancelAll() {
    int count = queue.size();
    queue.clear();
    byId.clear();
    List<LoopTask> cancelled = List.copyOf(tasks);
    tasks.clear();
    cancelled.forEach(task -> task.cancel.run());
    synchronized (news) {
      news.clear();
    }
    return count;
  }

  /// Runs timers as they fall due and what tasks want done, until there are neither timers nor
  /// tasks.
  ///
  /// @throws InterruptedException if the virtual user is to stop
  void drain() throws InterruptedException {
    while (!queue.isEmpty() || !tasks.isEmpty()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      News item = tasks.isEmpty() ? null : poll();
      if (item != null) {
        take(item);
        continue;
      }
      Timer next = queue.peek();
      long wait = next == null ? FAR_NANOS : next.dueNanos - scope.nanoTime();
      if (!tasks.isEmpty() && wait > 0) {
        awaitNews(wait);
      } else if (next != null) {
        if (wait > 0) {
          scope.sleep(wait);
        }
        fire(next);
      }
    }
  }

  private @Nullable News poll() {
    synchronized (news) {
      return news.poll();
    }
  }

  private void awaitNews(long nanos) throws InterruptedException {
    synchronized (news) {
      if (news.isEmpty()) {
        long now = scope.nanoTime();
        scope.await(news, nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos);
      }
    }
  }

  private void take(News item) {
    boolean live = item.last ? tasks.remove(item.task) : tasks.contains(item.task);
    if (live) {
      item.action.run();
    }
  }

  private void fire(Timer timer) {
    queue.remove(timer);
    byId.remove(timer.id);
    if (timer.periodNanos != Timer.ONCE) {
      add(timer.id, timer.callback, timer.periodNanos, true);
    }
    timer.callback.executeVoid();
  }
}

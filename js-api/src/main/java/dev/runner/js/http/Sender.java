package dev.runner.js.http;

import dev.runner.js.http.request.RequestSpec;
import dev.runner.js.module.Tasks;
import dev.runner.js.module.VuInterrupted;
import dev.runner.js.module.VuScope;
import dev.runner.transport.HttpCall;
import dev.runner.transport.HttpReply;
import dev.runner.transport.HttpSession;
import dev.runner.transport.HttpSession.Pending;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Brings requests of one virtual user to their end: one that it waits for, several at a time that
/// it waits for, or one that goes on beside it.
final class Sender {
  private static final long FAR_NANOS = 3_600_000_000_000L;

  private final VuScope scope;
  private final HttpSession session;
  private final HttpSampler sampler;
  private final int batch;
  private final int batchPerHost;
  private final AnswerSource answers;

  Sender(
      VuScope scope,
      HttpSession session,
      HttpSampler sampler,
      HttpDefaults defaults,
      AnswerSource answers) {
    this.answers = answers;
    this.scope = scope;
    this.session = session;
    this.sampler = sampler;
    this.batch = limit(defaults.batch());
    this.batchPerHost = limit(defaults.batchPerHost());
  }

  private static int limit(int option) {
    return option <= 0 ? Integer.MAX_VALUE : option;
  }

  /// Waits for the response.
  ReplyObject send(RequestSpec spec) {
    var chain = new RedirectChain(scope, sampler, spec, answers);
    try {
      while (true) {
        HttpCall call = chain.call();
        HttpReply reply = call == null ? chain.late() : session.exchange(call);
        ReplyObject done = chain.accept(reply);
        if (done != null) {
          return done;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VuInterrupted(e);
    }
  }

  /// Sends the request beside the script.
  ///
  /// @param done told the response on the virtual user's thread
  void start(RequestSpec spec, Tasks tasks, Consumer<ReplyObject> done) {
    step(new RedirectChain(scope, sampler, spec, answers), tasks, done);
  }

  private void step(RedirectChain chain, Tasks tasks, Consumer<ReplyObject> done) {
    HttpCall call = chain.call();
    var running = new Running();
    Tasks.Task task = tasks.begin(running::cancel);
    if (call == null) {
      HttpReply late = chain.late();
      task.complete(() -> stepOn(chain, late, tasks, done));
    } else {
      running.pending =
          session.start(call, reply -> task.complete(() -> stepOn(chain, reply, tasks, done)));
    }
  }

  private void stepOn(
      RedirectChain chain, HttpReply reply, Tasks tasks, Consumer<ReplyObject> done) {
    ReplyObject response = chain.accept(reply);
    if (response == null) {
      step(chain, tasks, done);
    } else {
      done.accept(response);
    }
  }

  private static final class Running {
    @Nullable Pending pending;

    void cancel() {
      if (pending != null) {
        pending.cancel();
      }
    }
  }

  /// Sends all requests, as many at a time as the options allow, and waits for the responses.
  ///
  /// @return in the order of the requests
  List<ReplyObject> sendAll(List<RequestSpec> specs) {
    var run = new BatchRun(specs);
    try {
      run.await();
    } catch (InterruptedException e) {
      run.cancel();
      Thread.currentThread().interrupt();
      throw new VuInterrupted(e);
    }
    return run.responses();
  }

  /// One `batch()`.
  private final class BatchRun {
    private final @Nullable ReplyObject[] responses;

    /// Requests not begun.
    private final ArrayDeque<Item> waiting = new ArrayDeque<>();

    private final Map<Item, Pending> running = new HashMap<>();
    private final Map<String, Integer> runningByHost = new HashMap<>();

    /// Replies that the virtual user's thread has not seen; also the monitor that is notified of
    /// each.
    private final ArrayDeque<Arrival> arrived = new ArrayDeque<>();

    BatchRun(List<RequestSpec> specs) {
      responses = new @Nullable ReplyObject[specs.size()];
      for (RequestSpec spec : specs) {
        String host = spec.url().uri().getAuthority();
        waiting.add(
            new Item(
                waiting.size(),
                new RedirectChain(scope, sampler, spec, answers),
                host == null ? "" : host));
      }
    }

    void await() throws InterruptedException {
      startMore();
      while (!running.isEmpty()) {
        Arrival arrival = next();
        ReplyObject response = arrival.item.chain.accept(arrival.reply);
        if (response == null) {
          start(arrival.item);
        } else {
          responses[arrival.item.place] = response;
          running.remove(arrival.item);
          runningByHost.merge(arrival.item.host, -1, Integer::sum);
          startMore();
        }
      }
    }

    private Arrival next() throws InterruptedException {
      synchronized (arrived) {
        while (true) {
          Arrival arrival = arrived.poll();
          if (arrival != null) {
            return arrival;
          }
          scope.await(arrived, scope.nanoTime() + FAR_NANOS);
        }
      }
    }

    private void startMore() {
      var items = waiting.iterator();
      while (running.size() < batch && items.hasNext()) {
        Item item = items.next();
        if (runningByHost.getOrDefault(item.host, 0) < batchPerHost) {
          items.remove();
          runningByHost.merge(item.host, 1, Integer::sum);
          start(item);
        }
      }
    }

    private void start(Item item) {
      HttpCall call = item.chain.call();
      if (call == null) {
        running.put(item, () -> {});
        arrive(item, item.chain.late());
      } else {
        running.put(item, session.start(call, reply -> arrive(item, reply)));
      }
    }

    private void arrive(Item item, HttpReply reply) {
      synchronized (arrived) {
        arrived.add(new Arrival(item, reply));
        arrived.notifyAll();
      }
    }

    void cancel() {
      running.values().forEach(Pending::cancel);
    }

    List<ReplyObject> responses() {
      var all = new ArrayList<ReplyObject>(responses.length);
      for (ReplyObject response : responses) {
        if (response == null) {
          throw new IllegalStateException("a request of the batch has no response");
        }
        all.add(response);
      }
      return all;
    }
  }

  private static final class Item {
    final int place;
    final RedirectChain chain;
    final String host;

    Item(int place, RedirectChain chain, String host) {
      this.place = place;
      this.chain = chain;
      this.host = host;
    }
  }

  private record Arrival(Item item, HttpReply reply) {}
}

package dev.runner.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers `/meet/N/...` only when N such requests are there, so that requests which are not made
/// at the same time never end; tells how many requests there were at a time.
public final class Rendezvous extends Handler.Abstract {
  private final ConcurrentHashMap<String, CyclicBarrier> barriers = new ConcurrentHashMap<>();
  private final AtomicInteger present = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final Semaphore arrivals = new Semaphore(0);

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    most.accumulateAndGet(present.incrementAndGet(), Math::max);
    arrivals.release();
    try {
      String[] parts = Request.getPathInContext(request).split("/", -1);
      if (parts[1].equals("meet")) {
        barriers
            .computeIfAbsent(parts[2], count -> new CyclicBarrier(Integer.parseInt(count)))
            .await(20, TimeUnit.SECONDS);
      } else if (parts[1].equals("slow")) {
        Thread.sleep(Long.parseLong(parts[2]));
      }
    } finally {
      present.decrementAndGet();
    }
    Content.Sink.write(
        response,
        true,
        Request.getPathInContext(request) + Request.getRemotePort(request),
        callback);
    return true;
  }

  /// Forgets the requests that have come so far.
  void forget() {
    arrivals.drainPermits();
  }

  /// Waits for the next request since [#forget()].
  void awaitRequest() throws InterruptedException {
    arrivals.acquire();
  }

  /// The most requests that there were at a time.
  public int most() {
    return most.get();
  }
}
